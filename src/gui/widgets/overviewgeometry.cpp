#include "gui/widgets/overviewgeometry.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

namespace wirewise::gui {

using observation::Duration;
using Bucket = observation::RateBuckets::Bucket;

namespace {

constexpr qreal Margin = 12, TopMargin = 8, MarkHeight = 4, NarrowestWindow = 8;
constexpr qreal TickDistance = 130;

/// Gives the sentences below their context of translation.
struct Words
{
    Q_DECLARE_TR_FUNCTIONS(OverviewStrip)
};

/// A step of whole seconds, minutes or hours that leaves room between the labels.
Duration tickStep(Duration span, qreal width)
{
    constexpr qint64 Steps[] = {1,   2,   5,    10,   15,   30,    60,    120,   300,
                                600, 900, 1800, 3600, 7200, 14400, 21600, 43200, 86400};
    const double wanted =
        static_cast<double>(span.count()) / 1e6 * TickDistance / std::max(width, TickDistance);
    for (const qint64 step : Steps) {
        if (static_cast<double>(step) >= wanted)
            return std::chrono::seconds(step);
    }
    return std::chrono::seconds(86400) * static_cast<qint64>(std::ceil(wanted / 86400));
}

QString timeText(const OverviewContent &content, Duration at, bool seconds)
{
    const qint64 milliseconds = at.count() / 1000;
    if (content.openedAt.isValid())
        return content.openedAt.addMSecs(milliseconds)
            .toLocalTime()
            .toString(seconds ? QStringLiteral("HH:mm:ss") : QStringLiteral("HH:mm"));
    return QStringLiteral("%1:%2")
        .arg(milliseconds / 60000)
        .arg(milliseconds / 1000 % 60, 2, 10, QLatin1Char('0'));
}

/// Where a connection ended, and whether another one was opened after it.
struct Break
{
    Duration at;
    bool isReopened = false;
};

/// Where connections are known they say it best; else it is where Close frames went.
QList<Break> breaksOf(const OverviewContent &content)
{
    QList<Break> breaks;
    for (qsizetype i = 0; i < content.connections.size(); ++i) {
        if (const auto end = observation::endOf(content.connections.at(i)))
            breaks.append({*end, i + 1 < content.connections.size()});
    }
    if (breaks.isEmpty()) {
        for (const Duration close : content.rate.closes())
            breaks.append({close});
    }
    return breaks;
}

class Labels
{
public:
    Labels(OverviewGeometry &geometry, qreal top, qreal height, qreal characterWidth)
        : m_geometry(geometry)
        , m_top(top)
        , m_height(height)
        , m_character(characterWidth)
    {
    }

    /// Leaves out what would touch a label that is there.
    void add(qreal x, const QString &text, Qt::Alignment alignment, bool isClose)
    {
        const qreal width = m_character * static_cast<qreal>(text.size()) + 4;
        qreal left = x - width / 2;
        if (alignment == Qt::AlignLeft)
            left = x;
        else if (alignment == Qt::AlignRight)
            left = x - width;
        left = std::clamp(left, m_geometry.plot.left(),
                          std::max(m_geometry.plot.left(), m_geometry.plot.right() - width));
        const QRectF rect(left, m_top, width, m_height);
        const auto touches = [&rect](const OverviewGeometry::Label &label) {
            return label.rect.adjusted(-10, 0, 10, 0).intersects(rect);
        };
        if (!std::any_of(m_geometry.labels.begin(), m_geometry.labels.end(), touches))
            m_geometry.labels.append({rect, text, alignment, isClose});
    }

private:
    OverviewGeometry &m_geometry;
    qreal m_top, m_height, m_character;
};

void placeBars(OverviewGeometry &geometry, const OverviewContent &content)
{
    qint64 highest = 1;
    for (const Bucket &bucket : content.rate.buckets())
        highest = std::max(highest, bucket.received + bucket.sent);
    const QRectF &plot = geometry.plot;
    Duration at(0);
    for (const Bucket &bucket : content.rate.buckets()) {
        const qreal left = geometry.xOf(at), right = geometry.xOf(at + content.rate.width());
        at += content.rate.width();
        const qint64 count = bucket.received + bucket.sent;
        if (count == 0)
            continue;
        const qreal width = std::max(1.0, std::min(right, plot.right()) - left - 1);
        const qreal height =
            std::max(2.0, plot.height() * static_cast<qreal>(count) / static_cast<qreal>(highest));
        geometry.bars.append(QRectF(left, plot.bottom() - height, width, height));
        if (bucket.sent > 0)
            geometry.sent.append(
                QRectF(left, plot.bottom() + 1, std::min(width, MarkHeight), MarkHeight - 1));
    }
}

void placeLabels(OverviewGeometry &geometry, const OverviewContent &content, qreal height, qreal character)
{
    const QRectF &plot = geometry.plot;
    Labels labels(geometry, plot.bottom() + MarkHeight + 2, height, character);
    const Duration step = tickStep(geometry.span, plot.width());
    const bool seconds = step < std::chrono::minutes(1);
    labels.add(plot.left(), timeText(content, Duration(0), seconds), Qt::AlignLeft, false);
    const QString last = timeText(content, geometry.span, seconds);
    labels.add(plot.right(), content.isLive ? Words::tr("%1 now").arg(last) : last, Qt::AlignRight, false);
    for (const Break &end : breaksOf(content)) {
        const QString time = timeText(content, end.at, seconds);
        labels.add(geometry.xOf(end.at),
                   end.isReopened ? Words::tr("%1 closed, reopened").arg(time)
                                  : Words::tr("%1 closed").arg(time),
                   Qt::AlignHCenter, true);
    }
    // Ticks stand at whole minutes of the clock, not of the session.
    Duration first = step;
    if (content.openedAt.isValid()) {
        const Duration into =
            std::chrono::milliseconds(content.openedAt.toLocalTime().time().msecsSinceStartOfDay());
        first = step - into % step;
    }
    for (Duration tick = first; tick < geometry.span; tick += step)
        labels.add(geometry.xOf(tick), timeText(content, tick, seconds), Qt::AlignHCenter, false);
}

} // namespace

qreal OverviewGeometry::xOf(Duration at) const
{
    return plot.left() + plot.width() * static_cast<qreal>(at.count()) / static_cast<qreal>(span.count());
}

Duration OverviewGeometry::timeAt(qreal x) const
{
    const qreal share = plot.width() > 0 ? std::clamp((x - plot.left()) / plot.width(), 0.0, 1.0) : 0;
    return Duration(static_cast<qint64>(share * static_cast<qreal>(span.count())));
}

OverviewGeometry layOutOverview(const OverviewContent &content, const QSizeF &size, qreal labelHeight,
                                qreal characterWidth)
{
    OverviewGeometry geometry;
    const qreal bottom = size.height() - labelHeight - MarkHeight - 4;
    geometry.plot = QRectF(Margin, TopMargin, std::max(1.0, size.width() - 2 * Margin),
                           std::max(1.0, bottom - TopMargin));
    geometry.span = std::max({content.end, content.rate.end(), Duration(1'000'000)});
    placeBars(geometry, content);
    for (const Break &end : breaksOf(content))
        geometry.closes.append(geometry.xOf(end.at));
    if (!content.rate.isEmpty()) {
        const qreal from = geometry.xOf(content.windowFrom), to = geometry.xOf(content.windowTo);
        const qreal width = std::max(NarrowestWindow, to - from);
        const qreal left = std::clamp((from + to) / 2 - width / 2, geometry.plot.left() - 1,
                                      std::max(geometry.plot.left() - 1, geometry.plot.right() + 1 - width));
        geometry.window = QRectF(left, TopMargin - 4, width, geometry.plot.height() + MarkHeight + 4);
        placeLabels(geometry, content, labelHeight, characterWidth);
    }
    return geometry;
}

} // namespace wirewise::gui
