#include "gui/widgets/loadchart.h"

#include "diagnosis/loadverdict.h"
#include "gui/widgets/theme.h"

#include <QAccessibleWidget>
#include <QFontMetricsF>
#include <QLocale>
#include <QPainter>

namespace wirewise::gui {

using observation::LoadSecond;

namespace {

QAccessibleInterface *accessibleChart(const QString &, QObject *object)
{
    auto *chart = qobject_cast<LoadChart *>(object);
    return chart ? new QAccessibleWidget(chart, QAccessible::Chart) : nullptr;
}

QString number(int value)
{
    return QLocale().toString(value);
}

/// The last second in words, for those who do not see the chart.
QString wordsOf(const LoadChartContent &content)
{
    if (content.seconds.isEmpty())
        return LoadChart::tr("Nothing yet.");
    const LoadSecond &last = content.seconds.constLast();
    QString words = LoadChart::tr("After %1 seconds %2 sessions are open. In the last second %3 opened, %4 "
                                  "failed and %5 were dropped.")
                        .arg(number(static_cast<int>(content.seconds.size())), number(last.open),
                             number(last.opened), number(last.failed), number(last.dropped));
    if (last.handshake.p95)
        words += LoadChart::tr(" 95 % of the handshakes took at most %1.")
                     .arg(diagnosis::shortTime(*last.handshake.p95));
    if (last.answer.p95)
        words += LoadChart::tr(" 95 % of the answers took at most %1.")
                     .arg(diagnosis::shortTime(*last.answer.p95));
    return words;
}

/// One word of a legend: a swatch of its colour, then the text; returns where the next one begins.
qreal paintWord(QPainter &painter, qreal x, const QRectF &line, Token token, const QString &text)
{
    constexpr qreal swatch = 9;
    const QFontMetricsF metrics(painter.font());
    painter.fillRect(QRectF(x, line.center().y() - swatch / 2, swatch, swatch), colour(token));
    painter.setPen(colour(Token::Text2));
    const QRectF place(x + swatch + 5, line.top(), metrics.horizontalAdvance(text) + 2, line.height());
    painter.drawText(place, Qt::AlignVCenter | Qt::TextSingleLine, text);
    return place.right() + 14;
}

QRectF lineAbove(const QRectF &plot, qreal height)
{
    return {plot.left(), plot.top() - height, plot.width(), height};
}

void paintLines(QPainter &painter, const QList<QPolygonF> &lines, Token token, Qt::PenStyle style)
{
    painter.setPen(QPen(colour(token), 1.8, style));
    for (const QPolygonF &line : lines) {
        if (line.size() == 1)
            painter.drawEllipse(line.constFirst(), 1.2, 1.2);
        else
            painter.drawPolyline(line);
    }
}

} // namespace

LoadChart::LoadChart(QWidget *parent)
    : QWidget(parent)
{
    static const bool installed = [] {
        QAccessible::installFactory(accessibleChart);
        return true;
    }();
    Q_UNUSED(installed)
    setObjectName(QStringLiteral("loadChart"));
    setAccessibleName(tr("Course of the load test"));
    setAccessibleDescription(wordsOf(m_content));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    connect(&Theme::instance(), &Theme::changed, this, [this] { updateGeometry(); });
}

void LoadChart::show(const LoadChartContent &content)
{
    m_content = content;
    setAccessibleDescription(wordsOf(content));
    update();
}

LoadChartGeometry LoadChart::geometryNow() const
{
    return layOutLoadChart(m_content, size(), Theme::instance().scaled(22));
}

QSize LoadChart::sizeHint() const
{
    return {600, Theme::instance().scaled(300)};
}

QSize LoadChart::minimumSizeHint() const
{
    return {240, Theme::instance().scaled(180)};
}

void LoadChart::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), colour(Token::Surface));
    painter.setFont(Theme::instance().font(TextStyle::Caption));
    const LoadChartGeometry geometry = geometryNow();
    for (const QRectF &plot : {geometry.counts, geometry.times})
        painter.fillRect(plot, colour(Token::Sunken));
    paintCounts(painter, geometry);
    paintTimes(painter, geometry);
}

void LoadChart::paintCounts(QPainter &painter, const LoadChartGeometry &geometry) const
{
    for (const LoadChartGeometry::Column &column : geometry.columns) {
        painter.fillRect(column.opened, colour(Token::OkLine));
        painter.fillRect(column.failed, colour(Token::Fail));
        painter.fillRect(column.dropped, colour(Token::Warn));
    }
    painter.setRenderHint(QPainter::Antialiasing);
    paintLines(painter, {geometry.open}, Token::AccentText, Qt::SolidLine);
    const QRectF line = lineAbove(geometry.counts, Theme::instance().scaled(22));
    qreal x = paintWord(painter, line.left(), line, Token::OkLine, tr("opened"));
    x = paintWord(painter, x, line, Token::Fail, tr("failed"));
    x = paintWord(painter, x, line, Token::Warn, tr("dropped"));
    paintWord(painter, x, line, Token::AccentText, tr("open now"));
    if (geometry.mostCount > 0)
        painter.drawText(
            line, Qt::AlignRight | Qt::AlignVCenter,
            tr("up to %1 a second, %2 open").arg(number(geometry.mostCount), number(geometry.mostOpen)));
}

void LoadChart::paintTimes(QPainter &painter, const LoadChartGeometry &geometry) const
{
    paintLines(painter, geometry.handshake, Token::PhaseWait, Qt::SolidLine);
    paintLines(painter, geometry.answer, Token::PhaseResponse, Qt::DashLine);
    const QRectF line = lineAbove(geometry.times, Theme::instance().scaled(22));
    const qreal x = paintWord(painter, line.left(), line, Token::PhaseWait, tr("handshake, 95 % within"));
    paintWord(painter, x, line, Token::PhaseResponse, tr("answer, 95 % within"));
    if (geometry.longest > observation::Duration(0))
        painter.drawText(line, Qt::AlignRight | Qt::AlignVCenter,
                         tr("up to %1").arg(diagnosis::shortTime(geometry.longest)));
    const QRectF below(geometry.times.left(), geometry.times.bottom(), geometry.times.width(),
                       Theme::instance().scaled(18));
    const auto seconds = std::max<qint64>(m_content.planned.count() / 1'000'000, m_content.seconds.size());
    painter.setPen(colour(Token::Text2));
    painter.drawText(below, Qt::AlignLeft | Qt::AlignVCenter, tr("0 s"));
    if (seconds > 0)
        painter.drawText(below, Qt::AlignRight | Qt::AlignVCenter, tr("%1 s").arg(seconds));
}

} // namespace wirewise::gui
