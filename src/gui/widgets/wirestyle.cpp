#include "gui/widgets/wirestyle.h"

#include "gui/widgets/buttonface.h"
#include "gui/widgets/icons.h"
#include "gui/widgets/strokes.h"
#include "gui/widgets/stylemenus.h"
#include "gui/widgets/styleviews.h"
#include "gui/widgets/theme.h"

#include <QAbstractItemView>
#include <QAbstractScrollArea>
#include <QAbstractSpinBox>
#include <QApplication>
#include <QComboBox>
#include <QFocusFrame>
#include <QHeaderView>
#include <QLineEdit>
#include <QPainter>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollBar>
#include <QStyleOption>
#include <QTabBar>
#include <QTextEdit>
#include <QToolButton>

namespace wirewise::gui {

namespace {

constexpr const char *FramelessProperty = "wirewiseFrameless";

bool isFrameless(const QWidget *widget)
{
    return widget != nullptr && widget->property(FramelessProperty).toBool();
}

bool isInnerEdit(const QWidget *widget)
{
    const QWidget *parent = widget != nullptr ? widget->parentWidget() : nullptr;
    return qobject_cast<const QAbstractSpinBox *>(parent) != nullptr ||
           qobject_cast<const QComboBox *>(parent) != nullptr;
}

// Controls with an outline get the ring around it; what is painted row by row draws its own.
bool wantsRing(const QWidget *widget)
{
    if (widget == nullptr || isFrameless(widget))
        return false;
    if (qobject_cast<const QPlainTextEdit *>(widget) != nullptr ||
        qobject_cast<const QTextEdit *>(widget) != nullptr)
        return static_cast<const QFrame *>(widget)->frameStyle() != QFrame::NoFrame;
    if (const auto *edit = qobject_cast<const QLineEdit *>(widget))
        return edit->hasFrame() && !isInnerEdit(edit);
    return qobject_cast<const QPushButton *>(widget) != nullptr ||
           qobject_cast<const QToolButton *>(widget) != nullptr ||
           qobject_cast<const QComboBox *>(widget) != nullptr ||
           qobject_cast<const QAbstractSpinBox *>(widget) != nullptr;
}

void paintInputBox(QPainter *painter, const QStyleOption &option)
{
    const bool enabled = option.state.testFlag(QStyle::State_Enabled);
    const bool focus = option.state.testFlag(QStyle::State_HasFocus);
    paintBox(painter, option.rect, colour(enabled ? Token::Surface : Token::Sunken),
             colour(!enabled ? Token::Border2
                    : focus  ? Token::AccentText
                             : Token::Ctl));
}

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

// A rounded bar of four pixels in the middle of rect; the part from its beginning is filled.
void paintTrack(QPainter *painter, const QRect &rect, double part, Token token = Token::Border)
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

void paintChevron(QPainter *painter, const QRect &rect, const char *name, bool enabled)
{
    const int side = qMin(Theme::instance().scaled(12), qMin(rect.width(), rect.height()));
    Icons::paint(painter, name,
                 QRectF(rect.center().x() - side / 2.0, rect.center().y() - side / 2.0, side, side),
                 colour(enabled ? Token::Text3 : Token::Faint));
}

} // namespace

void setFrameless(QWidget *lineEdit, bool frameless)
{
    lineEdit->setProperty(FramelessProperty, frameless);
    lineEdit->update();
}

WireStyle::WireStyle()
    : QProxyStyle(QStringLiteral("fusion"))
{
    // One ring for the whole program; QFocusFrame keeps it around the control wherever that moves.
    connect(qApp, &QApplication::focusChanged, this, [this](QWidget *, QWidget *now) {
        if (!wantsRing(now)) {
            delete m_ring.data();
            return;
        }
        if (m_ring == nullptr)
            m_ring = new QFocusFrame(now);
        m_ring->setWidget(now);
    });
}

WireStyle::~WireStyle()
{
    delete m_ring.data();
}

void WireStyle::polish(QWidget *widget)
{
    QProxyStyle::polish(widget);
    if (qobject_cast<QAbstractButton *>(widget) != nullptr || qobject_cast<QComboBox *>(widget) != nullptr ||
        qobject_cast<QScrollBar *>(widget) != nullptr || qobject_cast<QTabBar *>(widget) != nullptr ||
        qobject_cast<QHeaderView *>(widget) != nullptr)
        widget->setAttribute(Qt::WA_Hover);
    if (auto *view = qobject_cast<QAbstractItemView *>(widget))
        view->viewport()->setAttribute(Qt::WA_Hover);
}

void WireStyle::unpolish(QWidget *widget)
{
    QProxyStyle::unpolish(widget);
}

void WireStyle::drawPrimitive(PrimitiveElement element, const QStyleOption *option, QPainter *painter,
                              const QWidget *widget) const
{
    const bool enabled = option->state.testFlag(State_Enabled);
    const bool hovered = option->state.testFlag(State_MouseOver);
    switch (element) {
    case PE_FrameFocusRect:
        paintFocusRing(painter, option->rect, 3);
        return;
    case PE_PanelLineEdit:
        // Within a spin box or combo box the outer frame is the frame.
        if (!isFrameless(widget) && !isInnerEdit(widget))
            paintInputBox(painter, *option);
        return;
    case PE_FrameLineEdit:
        return;
    case PE_Frame:
    case PE_FrameWindow:
        if (qobject_cast<const QAbstractScrollArea *>(widget) != nullptr ||
            option->state.testFlag(State_Sunken) || element == PE_FrameWindow)
            paintBox(painter, option->rect, Qt::transparent, colour(Token::Border), 0);
        return;
    case PE_FrameGroupBox:
        paintBox(painter, option->rect, Qt::transparent, colour(Token::Border), CardRadius);
        return;
    case PE_PanelMenu:
    case PE_FrameMenu:
        paintBox(painter, option->rect,
                 element == PE_PanelMenu ? colour(Token::Surface) : QColor(Qt::transparent),
                 colour(Token::Border2), 0);
        return;
    case PE_PanelTipLabel:
        paintBox(painter, option->rect, colour(Token::Surface), colour(Token::Border2), 0);
        return;
    case PE_PanelStatusBar:
        painter->fillRect(option->rect, colour(Token::Win));
        paintEdge(painter, option->rect, Qt::TopEdge, colour(Token::Border));
        return;
    case PE_FrameStatusBarItem:
        return;
    case PE_FrameTabBarBase:
        paintEdge(painter, option->rect, Qt::BottomEdge, colour(Token::Border));
        return;
    case PE_IndicatorCheckBox:
    case PE_IndicatorItemViewItemCheck:
        paintCheckBox(painter, option->rect,
                      option->state.testFlag(State_NoChange) ? CheckMark::Dash
                      : option->state.testFlag(State_On)     ? CheckMark::Tick
                                                             : CheckMark::None,
                      enabled, hovered);
        return;
    case PE_IndicatorRadioButton:
        paintRadioButton(painter, option->rect, option->state.testFlag(State_On), enabled, hovered);
        return;
    case PE_IndicatorArrowDown:
    case PE_IndicatorSpinDown:
        return paintChevron(painter, option->rect, "chevron-down", enabled);
    case PE_IndicatorArrowUp:
    case PE_IndicatorSpinUp:
        return paintChevron(painter, option->rect, "chevron-up", enabled);
    case PE_IndicatorArrowLeft:
        return paintChevron(painter, option->rect, "chevron-left", enabled);
    case PE_IndicatorArrowRight:
        return paintChevron(painter, option->rect, "chevron-right", enabled);
    case PE_IndicatorBranch:
        return paintBranch(painter, *option);
    case PE_PanelItemViewRow:
        return;
    case PE_PanelItemViewItem:
        if (const auto *item = qstyleoption_cast<const QStyleOptionViewItem *>(option))
            return paintItemGround(painter, *item, widget);
        break;
    default:
        break;
    }
    QProxyStyle::drawPrimitive(element, option, painter, widget);
}

void WireStyle::drawControl(ControlElement element, const QStyleOption *option, QPainter *painter,
                            const QWidget *widget) const
{
    switch (element) {
    case CE_PushButton:
        if (const auto *button = qstyleoption_cast<const QStyleOptionButton *>(option))
            return paintFace(painter, button->rect, faceOf(*button, widget));
        break;
    case CE_FocusFrame:
        return paintFocusRing(painter, option->rect, ControlRadius + 2);
    case CE_TabBarTabShape:
        if (const auto *tab = qstyleoption_cast<const QStyleOptionTab *>(option))
            return paintTabShape(painter, *tab);
        break;
    case CE_TabBarTabLabel:
        if (const auto *tab = qstyleoption_cast<const QStyleOptionTab *>(option))
            return paintTabLabel(painter, *tab);
        break;
    case CE_HeaderSection:
    case CE_HeaderEmptyArea:
        return paintHeaderSection(painter, *option);
    case CE_HeaderLabel:
        if (const auto *header = qstyleoption_cast<const QStyleOptionHeader *>(option))
            return paintHeaderLabel(painter, *header);
        break;
    case CE_MenuItem:
        if (const auto *item = qstyleoption_cast<const QStyleOptionMenuItem *>(option))
            return paintMenuItem(painter, *item);
        break;
    case CE_MenuBarItem:
        if (const auto *item = qstyleoption_cast<const QStyleOptionMenuItem *>(option))
            return paintMenuBarItem(painter, *item);
        break;
    case CE_MenuBarEmptyArea:
        return painter->fillRect(option->rect, colour(Token::Win));
    case CE_MenuEmptyArea:
        return;
    case CE_ProgressBarGroove:
        return paintTrack(painter, option->rect, 1);
    case CE_ProgressBarContents:
        if (const auto *bar = qstyleoption_cast<const QStyleOptionProgressBar *>(option))
            return paintProgress(painter, *bar);
        break;
    case CE_ProgressBarLabel:
        return;
    case CE_Splitter:
        return painter->fillRect(option->rect, colour(Token::Border));
    default:
        break;
    }
    QProxyStyle::drawControl(element, option, painter, widget);
}

void WireStyle::drawComplexControl(ComplexControl control, const QStyleOptionComplex *option,
                                   QPainter *painter, const QWidget *widget) const
{
    if (control == CC_ToolButton) {
        if (const auto *button = qstyleoption_cast<const QStyleOptionToolButton *>(option))
            return paintFace(painter, button->rect, faceOf(*button, widget));
    } else if (control == CC_ScrollBar) {
        if (const auto *bar = qstyleoption_cast<const QStyleOptionSlider *>(option))
            return paintScrollBar(painter, *bar, scrollBarSlider(*bar));
    } else if (control == CC_ComboBox) {
        paintInputBox(painter, *option);
        const QRect arrow = subControlRect(CC_ComboBox, option, SC_ComboBoxArrow, widget);
        return paintChevron(painter, arrow, "chevron-down", option->state.testFlag(State_Enabled));
    } else if (control == CC_Slider) {
        const auto *slider = qstyleoption_cast<const QStyleOptionSlider *>(option);
        if (slider != nullptr && slider->orientation == Qt::Horizontal)
            return paintSlider(painter, *slider, subControlRect(CC_Slider, option, SC_SliderHandle, widget));
    } else if (control == CC_SpinBox) {
        paintInputBox(painter, *option);
        const bool enabled = option->state.testFlag(State_Enabled);
        paintChevron(painter, subControlRect(CC_SpinBox, option, SC_SpinBoxUp, widget), "chevron-up",
                     enabled);
        return paintChevron(painter, subControlRect(CC_SpinBox, option, SC_SpinBoxDown, widget),
                            "chevron-down", enabled);
    }
    QProxyStyle::drawComplexControl(control, option, painter, widget);
}

int WireStyle::pixelMetric(PixelMetric metric, const QStyleOption *option, const QWidget *widget) const
{
    const Theme &theme = Theme::instance();
    switch (metric) {
    case PM_DefaultFrameWidth:
        return 1;
    case PM_ButtonShiftHorizontal:
    case PM_ButtonShiftVertical:
    case PM_TabBarTabShiftHorizontal:
    case PM_TabBarTabShiftVertical:
    case PM_TabBarBaseOverlap:
    case PM_TabBarTabOverlap:
        return 0;
    case PM_ScrollBarExtent:
        return 12;
    case PM_ScrollBarSliderMin:
        return 28;
    case PM_SplitterWidth:
        return 1;
    case PM_IndicatorWidth:
    case PM_IndicatorHeight:
    case PM_ExclusiveIndicatorWidth:
    case PM_ExclusiveIndicatorHeight:
        return theme.scaled(16);
    case PM_CheckBoxLabelSpacing:
    case PM_RadioButtonLabelSpacing:
        return theme.scaled(7);
    case PM_SmallIconSize:
    case PM_ButtonIconSize:
    case PM_ListViewIconSize:
        return theme.scaled(16);
    case PM_ToolBarIconSize:
        return theme.scaled(16);
    case PM_FocusFrameHMargin:
        // Item views take their text margin from here.
        return qobject_cast<const QAbstractItemView *>(widget) != nullptr ? 7 : 3;
    case PM_FocusFrameVMargin:
        return 3;
    case PM_MenuPanelWidth:
        return 1;
    case PM_MenuHMargin:
    case PM_MenuVMargin:
        return 4;
    case PM_MenuBarPanelWidth:
    case PM_MenuBarVMargin:
    case PM_MenuBarItemSpacing:
        return 0;
    case PM_MenuBarHMargin:
        return 4;
    case PM_ToolTipLabelFrameWidth:
        return 6;
    case PM_HeaderMargin:
        return 8;
    case PM_TreeViewIndentation:
        return theme.scaled(16);
    default:
        return QProxyStyle::pixelMetric(metric, option, widget);
    }
}

int WireStyle::styleHint(StyleHint hint, const QStyleOption *option, const QWidget *widget,
                         QStyleHintReturn *data) const
{
    switch (hint) {
    case SH_EtchDisabledText:
    case SH_DitherDisabledText:
    case SH_DialogButtonBox_ButtonsHaveIcons:
    case SH_ComboBox_Popup:
    case SH_UnderlineShortcut:
    case SH_ScrollBar_Transient:
    case SH_TabBar_PreferNoArrows:
        return 0;
    case SH_ItemView_ShowDecorationSelected:
    case SH_ScrollBar_LeftClickAbsolutePosition:
        return hint == SH_ItemView_ShowDecorationSelected ? 1 : 0;
    case SH_TabBar_Alignment:
        return Qt::AlignLeft;
    case SH_Table_GridLineColor:
        return static_cast<int>(colour(Token::Border).rgba());
    case SH_FocusFrame_AboveWidget:
        return 0;
    case SH_FocusFrame_Mask:
        return 0;
    default:
        return QProxyStyle::styleHint(hint, option, widget, data);
    }
}

QSize WireStyle::sizeFromContents(ContentsType type, const QStyleOption *option, const QSize &contents,
                                  const QWidget *widget) const
{
    switch (type) {
    case CT_PushButton:
        if (const auto *button = qstyleoption_cast<const QStyleOptionButton *>(option))
            return sizeOf(faceOf(*button, widget));
        break;
    case CT_ToolButton:
        if (const auto *button = qstyleoption_cast<const QStyleOptionToolButton *>(option))
            return sizeOf(faceOf(*button, widget));
        break;
    case CT_LineEdit:
        return {contents.width() + 16, controlHeight(controlSize(widget))};
    case CT_ComboBox:
        return {contents.width() + Theme::instance().scaled(42), controlHeight(controlSize(widget))};
    case CT_SpinBox:
        return {contents.width() + Theme::instance().scaled(36), controlHeight(controlSize(widget))};
    case CT_TabBarTab:
        if (const auto *tab = qstyleoption_cast<const QStyleOptionTab *>(option))
            return tabSize(*tab, widget);
        break;
    case CT_HeaderSection: {
        QSize size = QProxyStyle::sizeFromContents(type, option, contents, widget);
        size.setHeight(headerHeight());
        return size;
    }
    case CT_MenuItem:
        if (const auto *item = qstyleoption_cast<const QStyleOptionMenuItem *>(option))
            return menuItemSize(*item);
        break;
    case CT_MenuBarItem:
        return {contents.width() + Theme::instance().scaled(18), Theme::instance().scaled(28)};
    default:
        break;
    }
    return QProxyStyle::sizeFromContents(type, option, contents, widget);
}

QRect WireStyle::subElementRect(SubElement element, const QStyleOption *option, const QWidget *widget) const
{
    if (element == SE_LineEditContents)
        return isFrameless(widget) ? option->rect : option->rect.adjusted(7, 1, -7, -1);
    if (element == SE_TabBarTabText || element == SE_PushButtonFocusRect)
        return option->rect;
    return QProxyStyle::subElementRect(element, option, widget);
}

QRect WireStyle::subControlRect(ComplexControl control, const QStyleOptionComplex *option, SubControl part,
                                const QWidget *widget) const
{
    const QRect rect = option->rect;
    const int arrow = Theme::instance().scaled(26);
    if (control == CC_ScrollBar) {
        if (const auto *bar = qstyleoption_cast<const QStyleOptionSlider *>(option))
            return visualRect(option->direction, rect, scrollBarPart(*bar, part));
    }
    if (control == CC_ComboBox) {
        if (part == SC_ComboBoxArrow)
            return visualRect(option->direction, rect,
                              QRect(rect.right() - arrow + 1, rect.top(), arrow, rect.height()));
        if (part == SC_ComboBoxEditField)
            return visualRect(option->direction, rect, rect.adjusted(8, 1, -arrow, -1));
    }
    if (control == CC_SpinBox) {
        const int half = rect.height() / 2;
        const QRect column(rect.right() - arrow + 1, rect.top(), arrow, rect.height());
        if (part == SC_SpinBoxUp)
            return visualRect(option->direction, rect, QRect(column.left(), rect.top(), arrow, half));
        if (part == SC_SpinBoxDown)
            return visualRect(option->direction, rect,
                              QRect(column.left(), rect.top() + half, arrow, rect.height() - half));
        if (part == SC_SpinBoxEditField)
            return visualRect(option->direction, rect, rect.adjusted(1, 1, -arrow, -1));
    }
    return QProxyStyle::subControlRect(control, option, part, widget);
}

QIcon WireStyle::standardIcon(StandardPixmap pixmap, const QStyleOption *option, const QWidget *widget) const
{
    if (pixmap == SP_LineEditClearButton)
        return Icons::icon("x", Token::Text2);
    return QProxyStyle::standardIcon(pixmap, option, widget);
}

} // namespace wirewise::gui
