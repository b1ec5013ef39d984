#include "gui/comparehead.h"

#include "gui/widgets/bannercontent.h"
#include "gui/widgets/icons.h"
#include "gui/widgets/strokes.h"
#include "gui/widgets/theme.h"

#include <QPainter>
#include <QStyle>

namespace wirewise::gui {

using diagnosis::Verdict;

namespace {

constexpr int Height = 64, Stripe = 4;

struct Look
{
    const char *icon;
    Token text, ground;
};

Look lookOf(Verdict verdict)
{
    switch (verdict) {
    case Verdict::Works:
        return {"circle-check", Token::Ok, Token::OkSoft};
    case Verdict::WorksWithWarnings:
        return {"triangle-alert", Token::Warn, Token::WarnSoft};
    case Verdict::Fails:
        return {"octagon-x", Token::Fail, Token::FailSoft};
    case Verdict::NotChecked:
        break;
    }
    return {"circle-dashed", Token::Text2, Token::Sunken};
}

} // namespace

CompareHead::CompareHead(QWidget *parent)
    : QToolButton(parent)
{
    setPopupMode(QToolButton::InstantPopup);
    setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    setFocusPolicy(Qt::StrongFocus);
    connect(&Theme::instance(), &Theme::changed, this, [this] {
        updateGeometry();
        update();
    });
}

void CompareHead::show(const CompareSide &side, const QString &name)
{
    const BannerContent banner = bannerFor(side.observation, side.diagnosis, QDateTime::currentDateTime());
    const auto &endpoint = side.observation.endpoint.endpoint;
    m_verdict = side.diagnosis.verdict;
    m_word = banner.word.isEmpty() ? wordOf(banner.kind) : banner.word;
    m_name = name;
    m_address = endpoint ? endpoint->url() : side.observation.typed;
    m_when = momentText(side.observation.startedAt, QDateTime::currentDateTime());
    if (!side.info.writtenBy.isEmpty())
        m_when = tr("%1, %2").arg(m_when, side.info.writtenBy);
    setAccessibleName(tr("%1: %2, %3, %4. Choose another session").arg(m_name, m_word, m_address, m_when));
    setToolTip(m_address);
    update();
}

QSize CompareHead::sizeHint() const
{
    return {320, Theme::instance().scaled(Height)};
}

QSize CompareHead::minimumSizeHint() const
{
    return {200, Theme::instance().scaled(Height)};
}

void CompareHead::paintEvent(QPaintEvent *)
{
    const Theme &theme = Theme::instance();
    const Look look = lookOf(m_verdict);
    QPainter painter(this);
    painter.fillRect(rect(), colour(look.ground));
    const auto visual = [this](const QRect &at) { return QStyle::visualRect(layoutDirection(), rect(), at); };
    painter.fillRect(visual(QRect(0, 0, Stripe, height())), colour(look.text));
    const int icon = theme.scaled(20), left = theme.scaled(18);
    Icons::paint(&painter, look.icon, visual(QRect(left, theme.scaled(12), icon, icon)), colour(look.text));
    const int chevron = theme.scaled(16);
    Icons::paint(&painter, "chevron-down",
                 visual(QRect(width() - theme.scaled(16) - chevron, theme.scaled(13), chevron, chevron)),
                 colour(Token::Text2));
    const QRect text(left + icon + theme.scaled(10), theme.scaled(11),
                     width() - left - icon - chevron - theme.scaled(44), theme.lineHeight(TextStyle::Body));
    paintFirstLine(&painter, text);
    paintSecondLine(&painter, text.translated(0, theme.scaled(24)));
    if (hasFocus())
        paintFocusRing(&painter, QRectF(rect()).adjusted(1, 1, -1, -1), 2);
}

void CompareHead::paintFirstLine(QPainter *painter, QRect rect) const
{
    const Theme &theme = Theme::instance();
    const QFont strong = theme.font(TextStyle::BodyStrong);
    const QFontMetrics metrics(strong);
    const auto visual = [this](const QRect &at) {
        return QStyle::visualRect(layoutDirection(), this->rect(), at);
    };
    constexpr int Flags = static_cast<int>(Qt::AlignVCenter | Qt::AlignLeading) | Qt::TextSingleLine;
    painter->setFont(strong);
    painter->setPen(colour(lookOf(m_verdict).text));
    painter->drawText(visual(rect), Flags, m_word);
    rect.setLeft(rect.left() + metrics.horizontalAdvance(m_word) + theme.scaled(10));
    painter->setPen(colour(Token::Text1));
    painter->drawText(visual(rect), Flags, metrics.elidedText(m_name, Qt::ElideRight, rect.width()));
}

/// The address gives way first: it stands in the tool tip too.
void CompareHead::paintSecondLine(QPainter *painter, QRect rect) const
{
    const Theme &theme = Theme::instance();
    const QFont code = theme.font(TextStyle::Code), secondary = theme.font(TextStyle::Secondary);
    const auto visual = [this](const QRect &at) {
        return QStyle::visualRect(layoutDirection(), this->rect(), at);
    };
    constexpr int Flags = static_cast<int>(Qt::AlignVCenter | Qt::AlignLeading) | Qt::TextSingleLine;
    const int whenWidth = QFontMetrics(secondary).horizontalAdvance(m_when) + theme.scaled(14);
    const QString address =
        QFontMetrics(code).elidedText(m_address, Qt::ElideMiddle, qMax(80, rect.width() - whenWidth));
    painter->setFont(code);
    painter->setPen(colour(Token::Text1));
    painter->drawText(visual(rect), Flags, address);
    rect.setLeft(rect.left() + QFontMetrics(code).horizontalAdvance(address) + theme.scaled(14));
    painter->setFont(secondary);
    painter->setPen(colour(Token::Text2));
    painter->drawText(visual(rect), Flags,
                      QFontMetrics(secondary).elidedText(m_when, Qt::ElideRight, rect.width()));
}

} // namespace wirewise::gui
