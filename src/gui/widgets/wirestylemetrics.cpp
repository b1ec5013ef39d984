#include "gui/widgets/wirestyle.h"

#include "gui/widgets/buttonface.h"
#include "gui/widgets/stylebars.h"
#include "gui/widgets/stylemenus.h"
#include "gui/widgets/styleviews.h"
#include "gui/widgets/theme.h"

#include <QAbstractItemView>
#include <QComboBox>
#include <QStyleOption>

// Sizes, places and habits of WireStyle.
namespace wirewise::gui {

namespace {

constexpr const char *FramelessProperty = "wirewiseFrameless";

} // namespace

void setFrameless(QWidget *lineEdit, bool frameless)
{
    lineEdit->setProperty(FramelessProperty, frameless);
    lineEdit->update();
}

bool isFrameless(const QWidget *widget)
{
    return widget != nullptr && widget->property(FramelessProperty).toBool();
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
    // In a combo box the field has the margin already: typed and chosen texts begin at one place.
    if (element == SE_LineEditContents && widget != nullptr &&
        qobject_cast<const QComboBox *>(widget->parentWidget()) != nullptr)
        return option->rect.adjusted(-1, 1, 0, -1);
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

} // namespace wirewise::gui
