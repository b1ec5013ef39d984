#include "gui/widgets/stylebars.h"

#include "gui/widgets/strokes.h"
#include "gui/widgets/theme.h"

#include <QPainter>
#include <QStyleOption>

namespace wirewise::gui {

void paintScrollBar(QPainter *painter, const QStyleOptionSlider &option, const QRect &slider)
{
    painter->fillRect(option.rect, colour(Token::Surface));
    if (option.minimum == option.maximum)
        return;
    const bool active =
        option.state.testFlag(QStyle::State_MouseOver) || option.state.testFlag(QStyle::State_Sunken);
    const bool upright = option.orientation == Qt::Vertical;
    const int inset = active ? 2 : 3;
    const QRectF bar = upright ? QRectF(slider).adjusted(inset, 1, -inset, -1)
                               : QRectF(slider).adjusted(1, inset, -1, -inset);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(Qt::NoPen);
    painter->setBrush(colour(active ? Token::Text3 : Token::Ctl));
    const qreal radius = qMin(bar.width(), bar.height()) / 2;
    painter->drawRoundedRect(bar, radius, radius);
    painter->restore();
}

QRect scrollBarSlider(const QStyleOptionSlider &option)
{
    const bool upright = option.orientation == Qt::Vertical;
    const int space = upright ? option.rect.height() : option.rect.width();
    const qint64 range = static_cast<qint64>(option.maximum) - option.minimum;
    int length = space;
    if (range > 0) {
        length = static_cast<int>(static_cast<qint64>(option.pageStep) * space / (range + option.pageStep));
        length = qBound(qMin(28, space), length, space);
    }
    const int at = QStyle::sliderPositionFromValue(option.minimum, option.maximum, option.sliderPosition,
                                                   space - length, option.upsideDown);
    return upright ? QRect(option.rect.left(), option.rect.top() + at, option.rect.width(), length)
                   : QRect(option.rect.left() + at, option.rect.top(), length, option.rect.height());
}

QRect scrollBarPart(const QStyleOptionSlider &option, QStyle::SubControl part)
{
    const QRect slider = scrollBarSlider(option);
    const bool upright = option.orientation == Qt::Vertical;
    switch (part) {
    case QStyle::SC_ScrollBarGroove:
        return option.rect;
    case QStyle::SC_ScrollBarSlider:
        return slider;
    case QStyle::SC_ScrollBarSubPage:
        return upright ? QRect(option.rect.topLeft(), QPoint(option.rect.right(), slider.top() - 1))
                       : QRect(option.rect.topLeft(), QPoint(slider.left() - 1, option.rect.bottom()));
    case QStyle::SC_ScrollBarAddPage:
        return upright ? QRect(QPoint(option.rect.left(), slider.bottom() + 1), option.rect.bottomRight())
                       : QRect(QPoint(slider.right() + 1, option.rect.top()), option.rect.bottomRight());
    default:
        return {}; // no arrow buttons
    }
}

void paintTrack(QPainter *painter, const QRect &rect, double part, Token token)
{
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(Qt::NoPen);
    painter->setBrush(colour(token));
    painter->drawRoundedRect(QRectF(rect.left(), rect.center().y() - 1.5, rect.width() * part, 4), 2, 2);
    painter->restore();
}

void paintProgress(QPainter *painter, const QStyleOptionProgressBar &bar)
{
    const int range = bar.maximum - bar.minimum;
    const double part = range > 0 ? static_cast<double>(bar.progress - bar.minimum) / range : 1.0;
    if (part > 0)
        paintTrack(painter, bar.rect, part, Token::AccentText);
}

void paintSlider(QPainter *painter, const QStyleOptionSlider &slider, const QRect &handle)
{
    paintTrack(painter, slider.rect, 1, Token::Border2);
    const bool enabled = slider.state.testFlag(QStyle::State_Enabled);
    const QRectF knob(handle.center().x() - 7, handle.center().y() - 7, 15, 15);
    paintBox(painter, knob, colour(enabled ? Token::Accent : Token::Faint), Qt::transparent, 7.5);
    if (slider.state.testFlag(QStyle::State_HasFocus))
        paintFocusRing(painter, knob.adjusted(-3, -3, 3, 3), 10);
}

} // namespace wirewise::gui
