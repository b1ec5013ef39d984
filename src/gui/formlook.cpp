#include "gui/formlook.h"

#include "gui/widgets/icons.h"
#include "gui/widgets/theme.h"
#include "gui/widgets/wirestyle.h"

#include <QAbstractButton>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPainter>

#include <array>
#include <optional>

namespace wirewise::gui {

namespace {

template<typename Value>
struct Named
{
    const char *name;
    Value value;
};

constexpr std::array TextStyles{
    Named<TextStyle>{"Headline", TextStyle::Headline},
    Named<TextStyle>{"Title", TextStyle::Title},
    Named<TextStyle>{"Verdict", TextStyle::Verdict},
    Named<TextStyle>{"Body", TextStyle::Body},
    Named<TextStyle>{"BodyMedium", TextStyle::BodyMedium},
    Named<TextStyle>{"BodyStrong", TextStyle::BodyStrong},
    Named<TextStyle>{"Secondary", TextStyle::Secondary},
    Named<TextStyle>{"SecondaryStrong", TextStyle::SecondaryStrong},
    Named<TextStyle>{"Caption", TextStyle::Caption},
    Named<TextStyle>{"CaptionStrong", TextStyle::CaptionStrong},
    Named<TextStyle>{"Address", TextStyle::Address},
    Named<TextStyle>{"Bytes", TextStyle::Bytes},
    Named<TextStyle>{"Code", TextStyle::Code},
    Named<TextStyle>{"CodeSmall", TextStyle::CodeSmall},
};
constexpr std::array Tokens{
    Named<Token>{"AccentText", Token::AccentText},
    Named<Token>{"Sent", Token::Sent},
    Named<Token>{"Received", Token::Received},
    Named<Token>{"Win", Token::Win},
    Named<Token>{"Surface", Token::Surface},
    Named<Token>{"Sunken", Token::Sunken},
    Named<Token>{"Text1", Token::Text1},
    Named<Token>{"Text2", Token::Text2},
    Named<Token>{"Text3", Token::Text3},
    Named<Token>{"Fail", Token::Fail},
    Named<Token>{"Ok", Token::Ok},
    Named<Token>{"Warn", Token::Warn},
    Named<Token>{"WarnSoft", Token::WarnSoft},
};
constexpr std::array Roles{
    Named<ButtonRole>{"Primary", ButtonRole::Primary},
    Named<ButtonRole>{"Flat", ButtonRole::Flat},
    Named<ButtonRole>{"Link", ButtonRole::Link},
};
constexpr std::array Sizes{
    Named<ControlSize>{"Small", ControlSize::Small},
    Named<ControlSize>{"Large", ControlSize::Large},
};

template<typename Table>
auto lookUp(const Table &table, const QString &word) -> std::optional<decltype(table[0].value)>
{
    for (const auto &entry : table) {
        if (word == QLatin1String(entry.name))
            return entry.value;
    }
    return std::nullopt;
}

QStringList wordsOf(const QWidget *widget, const char *property)
{
    return widget->property(property).toString().split(QLatin1Char(' '), Qt::SkipEmptyParts);
}

void dressLabel(QLabel *label)
{
    TextStyle style = TextStyle::Body;
    Token token = Token::Text1;
    for (const QString &word : wordsOf(label, "look")) {
        if (const auto found = lookUp(TextStyles, word))
            style = *found;
        else if (const auto colour = lookUp(Tokens, word))
            token = *colour;
        else
            Q_ASSERT_X(false, "applyLook", qPrintable(label->objectName() + QLatin1Char(' ') + word));
    }
    label->setTextFormat(Qt::PlainText);
    // Else a ground of Base around it would make it take the role Text.
    label->setForegroundRole(QPalette::WindowText);
    const auto follow = [label, style, token] {
        label->setFont(Theme::instance().font(style));
        QPalette palette = label->palette();
        palette.setColor(QPalette::WindowText, colour(token));
        label->setPalette(palette);
    };
    follow();
    QObject::connect(&Theme::instance(), &Theme::changed, label, follow);
}

void dressControl(QWidget *control)
{
    for (const QString &word : wordsOf(control, "look")) {
        auto *button = qobject_cast<QAbstractButton *>(control);
        if (const auto size = lookUp(Sizes, word))
            setControlSize(control, *size);
        else if (const auto role = lookUp(Roles, word); role && button)
            setButtonRole(button, *role);
        else
            Q_ASSERT_X(false, "applyLook", qPrintable(control->objectName() + QLatin1Char(' ') + word));
    }
}

void dressButton(QAbstractButton *button)
{
    dressControl(button);
    const QByteArray icon = button->property("iconName").toString().toLatin1();
    if (!icon.isEmpty())
        button->setIcon(Icons::icon(icon));
    const QString keys = button->property("keys").toString();
    if (!keys.isEmpty())
        setKeyHint(button, keys);
}

void dressIcon(FormIcon *icon)
{
    const QStringList words = wordsOf(icon, "sign");
    if (words.size() == 3)
        icon->setSign(words.at(0).toLatin1(), words.at(1).toInt(),
                      lookUp(Tokens, words.at(2)).value_or(Token::Text2));
}

void dressBand(Band *band)
{
    if (const auto token = lookUp(Tokens, band->property("ground").toString()))
        band->setGround(*token);
    Qt::Edges edges;
    const QString lines = band->property("lines").toString();
    edges.setFlag(Qt::TopEdge, lines.contains(QLatin1Char('t')));
    edges.setFlag(Qt::BottomEdge, lines.contains(QLatin1Char('b')));
    edges.setFlag(Qt::LeftEdge, lines.contains(QLatin1Char('l')));
    edges.setFlag(Qt::RightEdge, lines.contains(QLatin1Char('r')));
    band->setLines(edges);
}

} // namespace

FormIcon::FormIcon(QWidget *parent)
    : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    connect(&Theme::instance(), &Theme::changed, this, [this] {
        updateGeometry();
        update();
    });
}

void FormIcon::setSign(const QByteArray &icon, int size, Token token)
{
    m_icon = icon;
    m_size = size;
    m_token = token;
    updateGeometry();
    update();
}

QSize FormIcon::sizeHint() const
{
    const int side = Theme::instance().scaled(m_size);
    return {side, side};
}

void FormIcon::paintEvent(QPaintEvent *)
{
    if (m_icon.isEmpty())
        return;
    QPainter painter(this);
    Icons::paint(&painter, m_icon, QRectF(rect()), colour(m_token));
}

void paintPanelFrame(QWidget *panel)
{
    QPainter painter(panel);
    painter.fillRect(panel->rect(), colour(Token::Surface));
    painter.setPen(QPen(colour(Token::Ctl), 1));
    painter.drawRect(QRectF(panel->rect()).adjusted(0.5, 0.5, -0.5, -0.5));
}

Band::Band(QWidget *parent)
    : Ground(Token::Surface, {}, parent)
{
}

void applyLook(QWidget *form)
{
    QList<QWidget *> widgets = form->findChildren<QWidget *>();
    widgets.prepend(form);
    for (QWidget *widget : std::as_const(widgets)) {
        if (auto *label = qobject_cast<QLabel *>(widget)) {
            if (label->property("look").isValid())
                dressLabel(label);
        } else if (auto *button = qobject_cast<QAbstractButton *>(widget)) {
            dressButton(button);
        } else if (auto *icon = qobject_cast<FormIcon *>(widget)) {
            dressIcon(icon);
        } else if (auto *band = qobject_cast<Band *>(widget)) {
            dressBand(band);
        } else if (widget->property("look").isValid()) {
            dressControl(widget);
        }
    }
}

} // namespace wirewise::gui
