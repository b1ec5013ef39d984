#pragma once

#include <QPointer>
#include <QProxyStyle>
#include <QString>

class QAbstractButton;
class QFocusFrame;
class QWidget;

namespace wirewise::gui {

/// How much a button asks for attention.
enum class ButtonRole {
    Normal,  ///< outlined
    Primary, ///< filled; one per page
    Flat,    ///< no outline until hovered
    Link,    ///< text in the link's colour
};
void setButtonRole(QAbstractButton *button, ButtonRole role);
[[nodiscard]] ButtonRole buttonRole(const QWidget *button);

/// Heights 26, 28 and 34 at 100 % text size. For buttons, tool buttons, line edits and combo boxes.
enum class ControlSize { Small, Normal, Large };
void setControlSize(QWidget *control, ControlSize size);
[[nodiscard]] ControlSize controlSize(const QWidget *control);
/// In logical pixels at the theme's text size.
[[nodiscard]] int controlHeight(ControlSize size);

/// A shortcut that is drawn as a key at the end of a button ("F5"). Empty removes it.
void setKeyHint(QAbstractButton *button, const QString &keys);
/// Lighter text behind the button's own ("no header, no Origin").
void setButtonDetail(QAbstractButton *button, const QString &detail);
/// A small arrow at the end of a button that opens a panel which is no QMenu.
void setMenuSign(QAbstractButton *button, bool shown);
/// A count behind a tab's text is drawn lighter and in Hack: write the tab as "Exchange\t10".
inline constexpr QChar TabDetailSeparator = u'\t';
/// A line edit without an outline of its own: it stands in a painted frame. Its focus shows as the caret.
void setFrameless(QWidget *lineEdit, bool frameless);
[[nodiscard]] bool isFrameless(const QWidget *widget);

/// Fusion, drawn as Wirewise looks: outlines of one pixel, radius 5, slim scroll bars, underlined tabs and a
/// focus ring of two pixels outside the control.
class WireStyle : public QProxyStyle
{
    Q_OBJECT
public:
    WireStyle();
    ~WireStyle() override;

    void polish(QWidget *widget) override;
    void unpolish(QWidget *widget) override;
    using QProxyStyle::polish;
    using QProxyStyle::unpolish;

    void drawPrimitive(PrimitiveElement element, const QStyleOption *option, QPainter *painter,
                       const QWidget *widget) const override;
    void drawControl(ControlElement element, const QStyleOption *option, QPainter *painter,
                     const QWidget *widget) const override;
    void drawComplexControl(ComplexControl control, const QStyleOptionComplex *option, QPainter *painter,
                            const QWidget *widget) const override;
    int pixelMetric(PixelMetric metric, const QStyleOption *option, const QWidget *widget) const override;
    int styleHint(StyleHint hint, const QStyleOption *option, const QWidget *widget,
                  QStyleHintReturn *data) const override;
    QSize sizeFromContents(ContentsType type, const QStyleOption *option, const QSize &contents,
                           const QWidget *widget) const override;
    QRect subElementRect(SubElement element, const QStyleOption *option,
                         const QWidget *widget) const override;
    QRect subControlRect(ComplexControl control, const QStyleOptionComplex *option, SubControl part,
                         const QWidget *widget) const override;
    QIcon standardIcon(StandardPixmap pixmap, const QStyleOption *option,
                       const QWidget *widget) const override;

private:
    QPointer<QFocusFrame> m_ring;
};

} // namespace wirewise::gui
