#include "gui/widgets/verdictbar.h"

#include "gui/widgets/icons.h"
#include "gui/widgets/progressring.h"
#include "gui/widgets/strokes.h"
#include "gui/widgets/theme.h"

#include <QKeyEvent>
#include <QLocale>
#include <QMouseEvent>
#include <QPainter>

#include <cmath>
#include <numeric>

namespace wirewise::gui {

namespace {

constexpr qreal Gap = 4, LabelTop = 6;
constexpr int BarHeight = 5, LabelHeight = 20, IconSize = 15, IconGap = 5, LabelEnd = 14;

QString countText(const VerdictShare &share)
{
    return QLocale().toString(share.count);
}

/// As wide as the words of a share are.
qreal labelWidth(const VerdictShare &share)
{
    const Theme &theme = Theme::instance();
    const qreal count =
        QFontMetricsF(theme.font(TextStyle::BodyStrong)).horizontalAdvance(countText(share) + u' ');
    return std::ceil(theme.scaled(IconSize + IconGap + LabelEnd) + count +
                     QFontMetricsF(theme.font(TextStyle::Body)).horizontalAdvance(share.word));
}

/// Widths by the counts; those that would be under their least are given it, and the others share the rest.
QList<qreal> fairWidths(const QList<qsizetype> &counts, const QList<qreal> &least, qreal room)
{
    const qreal wanted = std::accumulate(least.begin(), least.end(), qreal(0));
    QList<qreal> widths(counts.size(), 0);
    if (wanted >= room) {
        for (qsizetype i = 0; i < counts.size(); ++i)
            widths[i] = room * least.at(i) / wanted;
        return widths;
    }
    QList<bool> fixed(counts.size(), false);
    for (bool changed = true; changed;) {
        changed = false;
        qreal rest = room;
        qsizetype sharers = 0;
        for (qsizetype i = 0; i < counts.size(); ++i) {
            rest -= fixed.at(i) ? least.at(i) : 0;
            sharers += fixed.at(i) ? 0 : counts.at(i);
        }
        for (qsizetype i = 0; i < counts.size(); ++i) {
            if (fixed.at(i))
                continue;
            widths[i] = rest * static_cast<qreal>(counts.at(i)) / static_cast<qreal>(sharers);
            if (widths.at(i) < least.at(i)) {
                widths[i] = least.at(i);
                fixed[i] = changed = true;
                break;
            }
        }
    }
    return widths;
}

} // namespace

QList<VerdictSpan> verdictSpans(const QList<qsizetype> &counts, const QList<qreal> &labelWidths,
                                const QSizeF &size, qreal barHeight, bool rightToLeft)
{
    if (counts.isEmpty())
        return {};
    const qreal room = std::max<qreal>(0, size.width() - Gap * static_cast<qreal>(counts.size() - 1));
    const QList<qreal> widths = fairWidths(counts, labelWidths, room);
    QList<VerdictSpan> spans;
    qreal x = 0;
    for (const qreal width : widths) {
        const qreal left = rightToLeft ? size.width() - x - width : x;
        const qreal below = barHeight + LabelTop;
        spans.append({QRectF(left, 0, width, barHeight),
                      QRectF(left, below, width, std::max<qreal>(0, size.height() - below))});
        x += width + Gap;
    }
    return spans;
}

VerdictBar::VerdictBar(QWidget *parent)
    : QWidget(parent)
{
    registerAccessibleRows();
    setAccessibleName(tr("Endpoints by verdict"));
    setFocusPolicy(Qt::TabFocus);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    m_turn.setInterval(50);
    connect(&m_turn, &QTimer::timeout, this, qOverload<>(&QWidget::update));
    connect(&Theme::instance(), &Theme::changed, this, [this] {
        followMotion();
        updateGeometry();
        update();
    });
}

void VerdictBar::setShares(const QList<VerdictShare> &shares)
{
    QList<VerdictShare> shown;
    for (const VerdictShare &share : shares) {
        if (share.count > 0)
            shown.append(share);
    }
    if (shown == m_shares)
        return;
    m_shares = shown;
    m_current = std::clamp(m_current, 0, std::max(0, accessibleRowCount() - 1));
    followMotion();
    update();
}

QSize VerdictBar::sizeHint() const
{
    const Theme &theme = Theme::instance();
    return {600, theme.scaled(BarHeight + LabelHeight) + static_cast<int>(LabelTop)};
}

QSize VerdictBar::minimumSizeHint() const
{
    return {200, sizeHint().height()};
}

QList<VerdictSpan> VerdictBar::spansNow() const
{
    QList<qsizetype> counts;
    QList<qreal> widths;
    for (const VerdictShare &share : m_shares) {
        counts.append(share.count);
        widths.append(labelWidth(share));
    }
    return verdictSpans(counts, widths, size(), Theme::instance().scaled(BarHeight), isRightToLeft());
}

void VerdictBar::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QList<VerdictSpan> spans = spansNow();
    for (qsizetype i = 0; i < spans.size(); ++i) {
        paintShare(painter, m_shares.at(i), spans.at(i));
        if (hasFocus() && i == m_current)
            paintFocusRing(&painter, spans.at(i).label.adjusted(1, 0, -1, -1));
    }
}

void VerdictBar::paintShare(QPainter &painter, const VerdictShare &share, const VerdictSpan &span) const
{
    const Theme &theme = Theme::instance();
    painter.fillRect(span.bar, colour(share.token));
    const qreal icon = theme.scaled(IconSize);
    const auto mirrored = [&](const QRectF &at) {
        return isRightToLeft() ? QRectF(span.label.left() + span.label.right() - at.right(), at.top(),
                                        at.width(), at.height())
                               : at;
    };
    const QRectF sign = mirrored(QRectF(span.label.left(), span.label.center().y() - icon / 2, icon, icon));
    if (share.isRunning)
        paintRing(&painter, sign.adjusted(1, 1, -1, -1), colour(share.token), ringAngle());
    else
        Icons::paint(&painter, share.icon, sign, colour(share.token));
    QRectF rest = span.label.adjusted(icon + theme.scaled(IconGap), 0, 0, 0);
    const auto put = [&](const QString &text, TextStyle style) {
        const QFont font = theme.font(style);
        const QFontMetricsF metrics(font);
        painter.setFont(font);
        painter.setPen(colour(Token::Text1));
        painter.drawText(
            mirrored(rest),
            static_cast<int>(Qt::AlignVCenter | (isRightToLeft() ? Qt::AlignRight : Qt::AlignLeft)) |
                Qt::TextSingleLine,
            metrics.elidedText(text, Qt::ElideRight, std::max<qreal>(0, rest.width())));
        rest.setLeft(std::min(rest.right(), rest.left() + metrics.horizontalAdvance(text + u' ')));
    };
    put(countText(share), TextStyle::BodyStrong);
    put(share.word, TextStyle::Body);
}

void VerdictBar::setCurrent(int index)
{
    if (index < 0 || index >= m_shares.size())
        return;
    m_current = index;
    announceCurrentRow(this, index);
    update();
}

void VerdictBar::followMotion()
{
    bool isRunning = false;
    for (const VerdictShare &share : std::as_const(m_shares))
        isRunning = isRunning || share.isRunning;
    if (isRunning && isVisible() && !Theme::instance().reducedMotion())
        m_turn.start();
    else
        m_turn.stop();
}

void VerdictBar::mousePressEvent(QMouseEvent *event)
{
    const QList<VerdictSpan> spans = spansNow();
    for (qsizetype i = 0; i < spans.size() && event->button() == Qt::LeftButton; ++i) {
        if (spans.at(i).bar.united(spans.at(i).label).contains(event->position()))
            return accessibleActivate(static_cast<int>(i));
    }
}

void VerdictBar::keyPressEvent(QKeyEvent *event)
{
    const int step = isRightToLeft() ? -1 : 1;
    switch (event->key()) {
    case Qt::Key_Left:
        return setCurrent(m_current - step);
    case Qt::Key_Right:
        return setCurrent(m_current + step);
    case Qt::Key_Return:
    case Qt::Key_Enter:
    case Qt::Key_Space:
        return accessibleActivate(m_current);
    default:
        event->ignore();
    }
}

void VerdictBar::focusInEvent(QFocusEvent *)
{
    announceCurrentRow(this, m_current);
    update();
}

void VerdictBar::focusOutEvent(QFocusEvent *)
{
    update();
}

void VerdictBar::showEvent(QShowEvent *)
{
    followMotion();
}

void VerdictBar::hideEvent(QHideEvent *)
{
    m_turn.stop();
}

int VerdictBar::accessibleRowCount() const
{
    return static_cast<int>(m_shares.size());
}

QString VerdictBar::accessibleCell(int row, int) const
{
    if (row < 0 || row >= m_shares.size())
        return {};
    return countText(m_shares.at(row)) + u' ' + m_shares.at(row).word;
}

QRect VerdictBar::accessibleCellRect(int row, int) const
{
    const QList<VerdictSpan> spans = spansNow();
    return row >= 0 && row < spans.size() ? spans.at(row).bar.united(spans.at(row).label).toAlignedRect()
                                          : QRect();
}

void VerdictBar::accessibleActivate(int row)
{
    if (row < 0 || row >= m_shares.size())
        return;
    setCurrent(row);
    Q_EMIT shareActivated(m_shares.at(row).kind);
}

} // namespace wirewise::gui
