#include "gui/widgets/idlebars.h"

#include "diagnosis/idlelimit.h"
#include "gui/widgets/theme.h"

#include <QPainter>

#include <algorithm>

namespace wirewise::gui {

using observation::IdleTest;
using observation::IdleTrial;

namespace {

constexpr int LineHeight = 22, NameWidth = 84, BarHeight = 6, BarShare = 3, Gap = 12;

IdleBar barOf(const IdleTrial &trial, const QString &name, observation::Duration whole, bool finished)
{
    IdleBar bar;
    bar.name = name;
    bar.words = diagnosis::trialWords(trial);
    bar.isDropped = trial.dropped();
    bar.isOver = finished || (trial.end != IdleTrial::End::Open && trial.end != IdleTrial::End::Opening);
    if (whole > observation::Duration(0))
        bar.used = std::clamp(static_cast<double>(trial.life.count()) / static_cast<double>(whole.count()),
                              0.0, 1.0);
    return bar;
}

} // namespace

QList<IdleBar> idleBars(const IdleTest &test)
{
    QList<IdleBar> bars;
    for (const IdleTrial &trial : test.silent)
        bars.append(barOf(trial, QString::number(bars.size() + 1), test.upTo, test.finished));
    // The room of those to come is kept from the start: nothing shall move.
    while (bars.size() < test.rounds)
        bars.append({QString::number(bars.size() + 1), test.finished ? IdleBars::tr("not opened") : QString(),
                     0, test.finished, false});
    if (test.control) {
        const bool outlived = test.control->life >= test.controlUntil;
        bars.append(
            barOf(*test.control, IdleBars::tr("with pings"), test.controlUntil, test.finished || outlived));
    } else if (test.rounds > 0) {
        bars.append({IdleBars::tr("with pings"),
                     test.finished ? IdleBars::tr("not needed")
                                   : IdleBars::tr("will open when a silent one is dropped"),
                     0, test.finished, false});
    }
    return bars;
}

IdleBars::IdleBars(QWidget *parent)
    : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setAccessibleName(tr("Connections of the test"));
}

void IdleBars::setBars(const QList<IdleBar> &bars)
{
    if (bars == m_bars)
        return;
    const bool grows = bars.size() != m_bars.size();
    m_bars = bars;
    QStringList lines;
    for (const IdleBar &bar : bars)
        lines.append(tr("%1: %2").arg(bar.name, bar.words));
    setAccessibleDescription(lines.join(QLatin1Char('\n')));
    if (grows)
        updateGeometry();
    update();
}

QSize IdleBars::sizeHint() const
{
    return {480, int(m_bars.size()) * Theme::instance().scaled(LineHeight)};
}

QSize IdleBars::minimumSizeHint() const
{
    return {200, sizeHint().height()};
}

void IdleBars::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Theme &theme = Theme::instance();
    const int height = theme.scaled(LineHeight), nameWidth = theme.scaled(NameWidth);
    const int barWidth = (width() - nameWidth) / BarShare;
    const auto mirrored = [this](QRectF rect) {
        if (isRightToLeft())
            rect.moveLeft(width() - rect.right());
        return rect;
    };
    const Qt::Alignment leading = Qt::AlignVCenter | (isRightToLeft() ? Qt::AlignRight : Qt::AlignLeft);
    int top = 0;
    for (const IdleBar &bar : m_bars) {
        painter.setFont(theme.font(TextStyle::Secondary));
        painter.setPen(colour(Token::Text2));
        painter.drawText(mirrored(QRectF(0, top, nameWidth, height)), leading, bar.name);
        const QRectF trough =
            mirrored(QRectF(nameWidth, top + (height - BarHeight) / 2.0, barWidth, BarHeight));
        painter.setPen(Qt::NoPen);
        painter.setBrush(colour(Token::Border));
        painter.drawRoundedRect(trough, 3, 3);
        QRectF filled = trough;
        filled.setWidth(trough.width() * bar.used);
        if (isRightToLeft())
            filled.moveRight(trough.right());
        painter.setBrush(colour(bar.isDropped ? Token::Warn : bar.isOver ? Token::Ok : Token::AccentText));
        painter.drawRoundedRect(filled, 3, 3);
        painter.setPen(colour(bar.isDropped ? Token::Warn : Token::Text1));
        const int from = nameWidth + barWidth + Gap;
        painter.drawText(
            mirrored(QRectF(from, top, std::max(0, width() - from), height)), leading | Qt::TextSingleLine,
            painter.fontMetrics().elidedText(bar.words, Qt::ElideRight, std::max(0, width() - from)));
        top += height;
    }
}

} // namespace wirewise::gui
