#include "gui/widgets/buttonface.h"

#include "gui/widgets/icons.h"
#include "gui/widgets/strokes.h"
#include "gui/widgets/theme.h"

#include <QAbstractButton>
#include <QPainter>
#include <QStyleOption>

#include <cmath>

namespace wirewise::gui {

namespace {

constexpr const char *RoleProperty = "wirewiseButtonRole";
constexpr const char *SizeProperty = "wirewiseControlSize";
constexpr const char *KeysProperty = "wirewiseKeyHint";
constexpr const char *DetailProperty = "wirewiseButtonDetail";
constexpr const char *MenuSignProperty = "wirewiseMenuSign";
constexpr int Padding = 12, IconGap = 7, PartGap = 8;

void setAndRefresh(QWidget *widget, const char *name, const QVariant &value)
{
    if (widget->property(name) == value)
        return;
    widget->setProperty(name, value);
    // Buttons keep their size hint; another icon size makes them forget it.
    if (auto *button = qobject_cast<QAbstractButton *>(widget)) {
        const QSize size = button->iconSize();
        button->setIconSize(size + QSize(1, 1));
        button->setIconSize(size);
    }
    widget->updateGeometry();
    widget->update();
}

int iconSide()
{
    return Theme::instance().scaled(16);
}

struct FaceColours
{
    QColor fill, outline, text, detail;
};

FaceColours disabledColours(ButtonRole role)
{
    const bool plain = role == ButtonRole::Flat || role == ButtonRole::Link;
    return {plain ? QColor(Qt::transparent) : colour(Token::Surface),
            plain ? QColor(Qt::transparent) : colour(Token::Border), colour(Token::Faint),
            colour(Token::Faint)};
}

FaceColours coloursOf(const ButtonFace &face)
{
    if (!face.enabled)
        return disabledColours(face.role);
    const bool active = face.hovered || face.down;
    switch (face.role) {
    case ButtonRole::Primary: {
        QColor fill = colour(Token::Accent);
        if (active)
            fill = Theme::instance().isDark() ? fill.darker(face.down ? 125 : 112)
                                              : fill.darker(face.down ? 125 : 112);
        return {fill, fill, colour(Token::OnAccent), colour(Token::OnAccent)};
    }
    case ButtonRole::Flat:
        return {face.checked ? colour(Token::Sel)
                : active     ? colour(Token::Hover)
                             : QColor(Qt::transparent),
                Qt::transparent, colour(Token::Text1), colour(Token::Text2)};
    case ButtonRole::Link:
        return {active ? colour(Token::Hover) : QColor(Qt::transparent), Qt::transparent,
                colour(Token::AccentText), colour(Token::AccentText)};
    case ButtonRole::Normal:
        break;
    }
    if (face.checked)
        return {colour(Token::Sel), colour(Token::AccentText), colour(Token::Text1), colour(Token::Text2)};
    return {colour(active ? Token::Hover : Token::Surface), colour(Token::Border2), colour(Token::Text1),
            colour(Token::Text2)};
}

struct FaceWidths
{
    qreal icon = 0, text = 0, detail = 0, keys = 0, menu = 0;

    [[nodiscard]] qreal total() const
    {
        qreal sum = 0;
        const auto add = [&sum](qreal width, qreal gap) {
            if (width > 0)
                sum += width + (sum > 0 ? gap : 0);
        };
        add(icon, IconGap);
        add(text, IconGap);
        add(detail, PartGap);
        add(keys, PartGap);
        add(menu, PartGap);
        return sum;
    }
};

FaceWidths widthsOf(const ButtonFace &face)
{
    const Theme &theme = Theme::instance();
    FaceWidths widths;
    if (!face.icon.isNull())
        widths.icon = iconSide();
    if (!face.text.isEmpty())
        widths.text = std::ceil(QFontMetricsF(face.font).horizontalAdvance(face.text));
    if (!face.detail.isEmpty())
        widths.detail =
            std::ceil(QFontMetricsF(theme.font(TextStyle::Secondary)).horizontalAdvance(face.detail));
    if (!face.keys.isEmpty())
        widths.keys = std::ceil(keyHintSize(face.keys).width());
    if (face.menu)
        widths.menu = theme.scaled(12);
    return widths;
}

int paddingOf(const ButtonFace &face)
{
    const bool bare = face.text.isEmpty() && face.detail.isEmpty();
    return Theme::instance().scaled(bare ? 6 : face.role == ButtonRole::Link ? 6 : Padding);
}

QString withoutMnemonic(const QString &text)
{
    QString result;
    for (qsizetype index = 0; index < text.size(); ++index) {
        if (text.at(index) == u'&' && index + 1 < text.size())
            ++index;
        result += text.at(index);
    }
    return result;
}

void paintIconOf(QPainter *painter, const ButtonFace &face, const QRectF &rect, const QColor &textColour)
{
    // Our own icons take the colour of the text; foreign ones stay as they are.
    const QString name = face.icon.name();
    const bool tinted = face.role != ButtonRole::Primary && face.enabled;
    if (name.isEmpty() || tinted)
        face.icon.paint(painter, rect.toAlignedRect(), Qt::AlignCenter,
                        face.enabled ? QIcon::Normal : QIcon::Disabled);
    else
        Icons::paint(painter, name.toLatin1(), rect, textColour);
}

// Lays parts out from the leading side, mirrored when reading from the right.
class Run
{
public:
    Run(const QRectF &rect, qreal width, Qt::LayoutDirection direction)
        : m_rect(rect)
        , m_reversed(direction == Qt::RightToLeft)
        , m_at(rect.left() + qMax(0.0, (rect.width() - width) / 2))
    {
    }
    QRectF take(qreal width, qreal gap)
    {
        if (m_started)
            m_at += gap;
        m_started = true;
        const QRectF part(m_at, m_rect.top(), width, m_rect.height());
        m_at += width;
        if (m_reversed)
            return {m_rect.left() + m_rect.right() - part.right(), part.top(), part.width(), part.height()};
        return part;
    }
    [[nodiscard]] qreal left() const { return m_rect.right() - m_at; }

private:
    QRectF m_rect;
    bool m_reversed, m_started = false;
    qreal m_at;
};

} // namespace

void setButtonRole(QAbstractButton *button, ButtonRole role)
{
    setAndRefresh(button, RoleProperty, static_cast<int>(role));
}

ButtonRole buttonRole(const QWidget *button)
{
    return button != nullptr ? static_cast<ButtonRole>(button->property(RoleProperty).toInt())
                             : ButtonRole::Normal;
}

void setControlSize(QWidget *control, ControlSize size)
{
    setAndRefresh(control, SizeProperty, static_cast<int>(size));
}

ControlSize controlSize(const QWidget *control)
{
    const QVariant value = control != nullptr ? control->property(SizeProperty) : QVariant();
    return value.isValid() ? static_cast<ControlSize>(value.toInt()) : ControlSize::Normal;
}

int controlHeight(ControlSize size)
{
    const int height = size == ControlSize::Small ? 26 : size == ControlSize::Large ? 34 : 28;
    return Theme::instance().scaled(height);
}

void setKeyHint(QAbstractButton *button, const QString &keys)
{
    setAndRefresh(button, KeysProperty, keys);
}

void setButtonDetail(QAbstractButton *button, const QString &detail)
{
    setAndRefresh(button, DetailProperty, detail);
}

void setMenuSign(QAbstractButton *button, bool shown)
{
    setAndRefresh(button, MenuSignProperty, shown);
}

ButtonFace faceOf(const QStyleOptionButton &option, const QWidget *widget)
{
    ButtonFace face;
    face.role = buttonRole(widget);
    if (option.features.testFlag(QStyleOptionButton::Flat) && face.role == ButtonRole::Normal)
        face.role = ButtonRole::Flat;
    face.size = controlSize(widget);
    face.icon = option.icon;
    face.text = withoutMnemonic(option.text);
    face.font = widget != nullptr ? widget->font() : Theme::instance().font(TextStyle::BodyMedium);
    face.menu = option.features.testFlag(QStyleOptionButton::HasMenu);
    if (widget != nullptr) {
        face.keys = widget->property(KeysProperty).toString();
        face.detail = widget->property(DetailProperty).toString();
    }
    face.enabled = option.state.testFlag(QStyle::State_Enabled);
    face.hovered = option.state.testFlag(QStyle::State_MouseOver);
    face.down = option.state.testFlag(QStyle::State_Sunken);
    face.checked = option.state.testFlag(QStyle::State_On);
    face.direction = option.direction;
    return face;
}

ButtonFace faceOf(const QStyleOptionToolButton &option, const QWidget *widget)
{
    ButtonFace face;
    face.role = buttonRole(widget);
    if (option.state.testFlag(QStyle::State_AutoRaise) && face.role == ButtonRole::Normal)
        face.role = ButtonRole::Flat;
    face.size = controlSize(widget);
    if (option.toolButtonStyle != Qt::ToolButtonTextOnly)
        face.icon = option.icon;
    if (option.toolButtonStyle != Qt::ToolButtonIconOnly || option.icon.isNull())
        face.text = withoutMnemonic(option.text);
    face.font = option.font;
    face.menu = option.features.testFlag(QStyleOptionToolButton::HasMenu) ||
                option.features.testFlag(QStyleOptionToolButton::MenuButtonPopup) ||
                (widget != nullptr && widget->property(MenuSignProperty).toBool());
    if (widget != nullptr) {
        face.keys = widget->property(KeysProperty).toString();
        face.detail = widget->property(DetailProperty).toString();
    }
    face.enabled = option.state.testFlag(QStyle::State_Enabled);
    face.hovered = option.state.testFlag(QStyle::State_MouseOver);
    face.down = option.state.testFlag(QStyle::State_Sunken);
    face.checked = option.state.testFlag(QStyle::State_On);
    face.direction = option.direction;
    return face;
}

QSize sizeOf(const ButtonFace &face)
{
    const int height = controlHeight(face.size);
    const int width = static_cast<int>(std::ceil(widthsOf(face).total())) + 2 * paddingOf(face);
    return {qMax(width, height), height};
}

void paintFace(QPainter *painter, const QRect &rect, const ButtonFace &face)
{
    const Theme &theme = Theme::instance();
    const FaceColours colours = coloursOf(face);
    const FaceWidths widths = widthsOf(face);
    paintBox(painter, rect, colours.fill, colours.outline);
    const int padding = paddingOf(face);
    const QRectF inner = QRectF(rect).adjusted(padding, 0, -padding, 0);
    Run run(inner, widths.total(), face.direction);
    if (widths.icon > 0) {
        const QRectF part = run.take(widths.icon, IconGap);
        paintIconOf(
            painter, face,
            QRectF(part.left(), std::floor(part.center().y() - widths.icon / 2), widths.icon, widths.icon),
            colours.text);
    }
    if (widths.text > 0) {
        qreal width = qMin(widths.text, run.left());
        if (widths.total() > inner.width())
            width = qMax(0.0, width - (widths.total() - inner.width() - qMax(0.0, widths.text - width)));
        const QRectF part = run.take(width, IconGap);
        painter->setFont(face.font);
        painter->setPen(colours.text);
        painter->drawText(part, Qt::AlignVCenter | Qt::AlignLeft | Qt::TextSingleLine,
                          width < widths.text
                              ? QFontMetricsF(face.font).elidedText(face.text, Qt::ElideRight, width)
                              : face.text);
    }
    if (widths.detail > 0) {
        const QRectF part = run.take(widths.detail, PartGap);
        painter->setFont(theme.font(TextStyle::Secondary));
        painter->setPen(colours.detail);
        painter->drawText(part, Qt::AlignVCenter | Qt::AlignLeft | Qt::TextSingleLine, face.detail);
    }
    if (widths.keys > 0) {
        const bool primary = face.role == ButtonRole::Primary && face.enabled;
        paintKeyHint(painter, run.take(widths.keys, PartGap), face.keys,
                     primary ? colours.text : colour(face.enabled ? Token::Text3 : Token::Faint),
                     primary ? colours.text : colour(Token::Border2));
    }
    if (widths.menu > 0) {
        const QRectF part = run.take(widths.menu, PartGap);
        Icons::paint(painter, "chevron-down",
                     QRectF(part.left(), part.center().y() - widths.menu / 2, widths.menu, widths.menu),
                     colours.detail);
    }
}

} // namespace wirewise::gui
