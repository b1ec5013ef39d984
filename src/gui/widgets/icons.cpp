#include "gui/widgets/icons.h"

#include "gui/widgets/theme.h"

#include <QDir>
#include <QFile>
#include <QHash>
#include <QIconEngine>
#include <QPainter>
#include <QPixmapCache>
#include <QSvgRenderer>

namespace wirewise::gui::Icons {

namespace {

// The file's bytes, read once; empty if there is no such icon.
const QByteArray &drawing(const QByteArray &name)
{
    static QHash<QByteArray, QByteArray> drawings;
    const auto found = drawings.constFind(name);
    if (found != drawings.constEnd())
        return *found;
    QFile file(u":/wirewise/icons/" % QString::fromLatin1(name) % u".svg");
    QByteArray bytes;
    if (file.open(QIODevice::ReadOnly))
        bytes = file.readAll();
    return *drawings.insert(name, bytes);
}

void render(QPainter *painter, const QByteArray &name, const QRectF &rect, const QColor &colour)
{
    QByteArray bytes = drawing(name);
    if (bytes.isEmpty())
        return;
    bytes.replace("currentColor", colour.name(QColor::HexRgb).toLatin1());
    QSvgRenderer renderer(bytes);
    const qreal opacity = painter->opacity();
    painter->setOpacity(opacity * colour.alphaF());
    renderer.render(painter, rect);
    painter->setOpacity(opacity);
}

QRectF squareIn(const QRectF &rect)
{
    const qreal side = qMin(rect.width(), rect.height());
    return {rect.center().x() - side / 2, rect.center().y() - side / 2, side, side};
}

class Engine : public QIconEngine
{
public:
    Engine(QByteArray name, std::optional<Token> token)
        : m_name(std::move(name))
        , m_token(token)
    {
    }

    void paint(QPainter *painter, const QRect &rect, QIcon::Mode mode, QIcon::State) override
    {
        Icons::paint(painter, m_name, rect, colourFor(mode));
    }

    QPixmap pixmap(const QSize &size, QIcon::Mode mode, QIcon::State state) override
    {
        return scaledPixmap(size, mode, state, 1.0);
    }

    // In Qt 6.4 size is already in device pixels here, and the caller sets the ratio.
    QPixmap scaledPixmap(const QSize &size, QIcon::Mode mode, QIcon::State, qreal) override
    {
        QPixmap result(size);
        result.fill(Qt::transparent);
        QPainter painter(&result);
        painter.setRenderHint(QPainter::Antialiasing);
        render(&painter, m_name, squareIn(QRectF(QPointF(0, 0), QSizeF(size))), colourFor(mode));
        return result;
    }

    QIconEngine *clone() const override { return new Engine(m_name, m_token); }
    QString key() const override { return QStringLiteral("wirewise"); }
    QString iconName() override { return QString::fromLatin1(m_name); }
    bool isNull() override { return drawing(m_name).isEmpty(); }

private:
    [[nodiscard]] QColor colourFor(QIcon::Mode mode) const
    {
        if (mode == QIcon::Disabled)
            return colour(Token::Faint);
        return colour(m_token.value_or(Token::Text1));
    }

    QByteArray m_name;
    std::optional<Token> m_token;
};

} // namespace

QIcon icon(QByteArrayView name, std::optional<Token> token)
{
    const QByteArray key = name.toByteArray();
    return drawing(key).isEmpty() ? QIcon() : QIcon(new Engine(key, token));
}

QPixmap pixmap(QByteArrayView name, int size, const QColor &colour, qreal dpr)
{
    const QByteArray bytes = name.toByteArray();
    const QString key = QStringLiteral("wirewise/%1/%2/%3/%4")
                            .arg(QString::fromLatin1(bytes), QString::number(size),
                                 colour.name(QColor::HexArgb), QString::number(dpr));
    QPixmap result;
    if (QPixmapCache::find(key, &result))
        return result;
    const int side = qCeil(size * dpr);
    result = QPixmap(side, side);
    result.setDevicePixelRatio(dpr);
    result.fill(Qt::transparent);
    QPainter painter(&result);
    painter.setRenderHint(QPainter::Antialiasing);
    render(&painter, bytes, QRectF(0, 0, size, size), colour);
    painter.end();
    QPixmapCache::insert(key, result);
    return result;
}

void paint(QPainter *painter, QByteArrayView name, const QRectF &rect, const QColor &colour)
{
    const QRectF square = squareIn(rect);
    const qreal dpr = painter->device() != nullptr ? painter->device()->devicePixelRatioF() : 1.0;
    // Whole device pixels keep one-pixel strokes sharp.
    const QPointF corner(qRound(square.x() * dpr) / dpr, qRound(square.y() * dpr) / dpr);
    painter->drawPixmap(corner, pixmap(name, qRound(square.width()), colour, dpr));
}

QStringList names()
{
    QStringList result;
    for (const QString &file : QDir(QStringLiteral(":/wirewise/icons")).entryList(QDir::Files, QDir::Name))
        result.append(file.chopped(4));
    return result;
}

} // namespace wirewise::gui::Icons
