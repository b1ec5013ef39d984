#include "gui/widgets/strokes.h"

#include "gui/widgets/theme.h"

#include <QFontMetricsF>
#include <QPainter>

namespace wirewise::gui {

namespace {

constexpr qreal KeyPadding = 4;

qreal devicePixel(const QPainter *painter)
{
    return 1.0 / painter->device()->devicePixelRatioF();
}

} // namespace

void paintBox(QPainter *painter, const QRectF &rect, const QColor &fill, const QColor &outline, qreal radius)
{
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(outline.alpha() == 0 ? QPen(Qt::NoPen) : QPen(outline, 1));
    painter->setBrush(fill.alpha() == 0 ? QBrush(Qt::NoBrush) : QBrush(fill));
    painter->drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), radius, radius);
    painter->restore();
}

void paintFocusRing(QPainter *painter, const QRectF &rect, qreal radius)
{
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(QPen(colour(Token::AccentText), 2));
    painter->setBrush(Qt::NoBrush);
    painter->drawRoundedRect(rect.adjusted(1, 1, -1, -1), radius, radius);
    painter->restore();
}

void paintEdge(QPainter *painter, const QRectF &rect, Qt::Edge edge, const QColor &colour)
{
    const qreal width = qMax(1.0, devicePixel(painter));
    QRectF line = rect;
    switch (edge) {
    case Qt::TopEdge:
        line.setHeight(width);
        break;
    case Qt::BottomEdge:
        line.setTop(rect.bottom() - width);
        break;
    case Qt::LeftEdge:
        line.setWidth(width);
        break;
    case Qt::RightEdge:
        line.setLeft(rect.right() - width);
        break;
    }
    painter->fillRect(line, colour);
}

QSizeF keyHintSize(const QString &keys)
{
    const Theme &theme = Theme::instance();
    const QFontMetricsF metrics(theme.font(TextStyle::KeyHint));
    const qreal height = theme.scaled(16);
    return {qMax(height, metrics.horizontalAdvance(keys) + 2 * KeyPadding), height};
}

void paintKeyHint(QPainter *painter, const QRectF &rect, const QString &keys, const QColor &text,
                  const QColor &outline)
{
    const QSizeF size = keyHintSize(keys);
    const QRectF box(qRound(rect.left()), qRound(rect.center().y() - size.height() / 2), size.width(),
                     size.height());
    paintBox(painter, box, Qt::transparent, outline, 3);
    painter->setFont(Theme::instance().font(TextStyle::KeyHint));
    painter->setPen(text);
    painter->drawText(box, Qt::AlignCenter | Qt::TextSingleLine, keys);
}

void paintBadge(QPainter *painter, const QPointF &centre, int number, qreal diameter)
{
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(Qt::NoPen);
    painter->setBrush(colour(Token::Badge));
    const QString text = QString::number(number);
    QFont font = Theme::instance().font(TextStyle::SecondaryStrong);
    font.setPointSizeF(font.pointSizeF() * 11 / 12);
    const QFontMetricsF metrics(font);
    const qreal width = qMax(diameter, metrics.horizontalAdvance(text) + 8);
    const QRectF box(centre.x() - width / 2, centre.y() - diameter / 2, width, diameter);
    painter->drawRoundedRect(box, diameter / 2, diameter / 2);
    painter->setFont(font);
    painter->setPen(colour(Token::OnBadge));
    const qreal baseline = centre.y() + metrics.capHeight() / 2;
    painter->drawText(QPointF(centre.x() - metrics.horizontalAdvance(text) / 2, baseline), text);
    painter->restore();
}

} // namespace wirewise::gui
