#include "gui/widgets/wirestyle.h"

#include "gui/widgets/buttonface.h"
#include "gui/widgets/icons.h"
#include "gui/widgets/strokes.h"
#include "gui/widgets/stylebars.h"
#include "gui/widgets/stylemenus.h"
#include "gui/widgets/styleviews.h"
#include "gui/widgets/theme.h"

#include <QAbstractItemView>
#include <QAbstractScrollArea>
#include <QAbstractSpinBox>
#include <QApplication>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QFocusFrame>
#include <QHeaderView>
#include <QLayout>
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

void paintChevron(QPainter *painter, const QRect &rect, const char *name, bool enabled)
{
    const int side = qMin(Theme::instance().scaled(12), qMin(rect.width(), rect.height()));
    Icons::paint(painter, name,
                 QRectF(rect.center().x() - side / 2.0, rect.center().y() - side / 2.0, side, side),
                 colour(enabled ? Token::Text3 : Token::Faint));
}

} // namespace

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
    // The ring of a button stays within the box that holds it.
    if (auto *box = qobject_cast<QDialogButtonBox *>(widget); box != nullptr && box->layout() != nullptr) {
        const int room = pixelMetric(PM_FocusFrameVMargin, nullptr, box);
        box->layout()->setContentsMargins(room, room, room, room);
    }
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

QIcon WireStyle::standardIcon(StandardPixmap pixmap, const QStyleOption *option, const QWidget *widget) const
{
    if (pixmap == SP_LineEditClearButton)
        return Icons::icon("x", Token::Text2);
    return QProxyStyle::standardIcon(pixmap, option, widget);
}

} // namespace wirewise::gui
