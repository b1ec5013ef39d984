#include "gui/widgets/verdictbanner.h"

#include "gui/widgets/elidedlabel.h"
#include "gui/widgets/ground.h"
#include "gui/widgets/icons.h"
#include "gui/widgets/idtag.h"
#include "gui/widgets/progressring.h"
#include "gui/widgets/proselabel.h"
#include "gui/widgets/theme.h"

#include <QAccessible>
#include <QHBoxLayout>
#include <QPainter>
#include <QStyle>

namespace wirewise::gui {

namespace {

constexpr int Stripe = 4;
constexpr int FullHeight = 92, CompactHeight = 66, LineHeight = 36;

struct Look
{
    Token ground, stripe, word;
    const char *icon; ///< none while it runs: a ring turns there
};

Look lookOf(BannerContent::Kind kind)
{
    switch (kind) {
    case BannerContent::Kind::Running:
        return {Token::AccentSoft, Token::AccentText, Token::AccentText, nullptr};
    case BannerContent::Kind::Fails:
        return {Token::FailSoft, Token::Fail, Token::Fail, "octagon-x"};
    case BannerContent::Kind::Warns:
        return {Token::WarnSoft, Token::Warn, Token::Warn, "triangle-alert"};
    case BannerContent::Kind::Works:
        return {Token::OkSoft, Token::Ok, Token::Ok, "circle-check"};
    case BannerContent::Kind::Unsure:
        return {Token::Sunken, Token::Ctl, Token::Fail, "octagon-x"};
    case BannerContent::Kind::Offline:
        return {Token::Sunken, Token::Ctl, Token::Text2, "wifi-off"};
    case BannerContent::Kind::Stopped:
        break;
    }
    return {Token::Sunken, Token::Ctl, Token::Text2, "circle-dashed"};
}

int heightOf(VerdictBanner::Form form)
{
    const int height = form == VerdictBanner::Form::Full      ? FullHeight
                       : form == VerdictBanner::Form::Compact ? CompactHeight
                                                              : LineHeight;
    return Theme::instance().scaled(height);
}

} // namespace

VerdictBanner::VerdictBanner(QWidget *parent)
    : QWidget(parent)
    , m_title(new ProseLabel(this))
    , m_second(new ProseLabel(this))
    , m_word(new TextLabel(TextStyle::SecondaryStrong, Token::Text1, this))
    , m_id(new IdTag(this))
    , m_facts(new ElidedLabel(this))
    , m_ring(new ProgressRing(28, this))
{
    setObjectName(QStringLiteral("verdictBanner"));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    m_title->setObjectName(QStringLiteral("verdictTitle"));
    m_title->setSingleLine(true);
    m_title->setTabStop(true);
    m_second->setObjectName(QStringLiteral("verdictSecond"));
    m_second->setSingleLine(true);
    m_facts->setTextStyle(TextStyle::Secondary);
    m_facts->setToken(Token::Text2);
    connect(m_id, &IdTag::activated, this, [this] { Q_EMIT idActivated(m_content.findingId); });
    connect(&Theme::instance(), &Theme::changed, this, &VerdictBanner::refresh);
    refresh();
}

void VerdictBanner::setContent(const BannerContent &content)
{
    const bool newVerdict = content.title != m_content.title || content.kind != m_content.kind;
    m_content = content;
    refresh();
    // Assistive technology hears a new verdict; nothing takes the focus.
    if (newVerdict && QAccessible::isActive()) {
        QAccessibleEvent event(this, QAccessible::Alert);
        QAccessible::updateAccessibility(&event);
    }
}

void VerdictBanner::setForm(Form form)
{
    if (form == m_form)
        return;
    m_form = form;
    refresh();
}

void VerdictBanner::setControl(QWidget *control)
{
    if (control == m_control)
        return;
    delete m_control;
    m_control = control;
    if (control != nullptr) {
        control->setParent(this);
        control->show();
    }
    place();
}

QString VerdictBanner::plainText() const
{
    QStringList lines{m_content.title};
    if (!m_content.second.isEmpty())
        lines.append(m_content.second);
    QStringList facts{m_word->text()};
    if (!m_content.findingId.isEmpty())
        facts.append(QString::fromLatin1(m_content.findingId));
    if (!m_facts->text().isEmpty())
        facts.append(factsText());
    lines.append(facts.join(u". "));
    return lines.join(u'\n');
}

QString VerdictBanner::factsText() const
{
    QStringList facts;
    if (m_content.confidence)
        facts.append(confidenceText(*m_content.confidence));
    if (!m_content.checked.isEmpty())
        facts.append(m_content.checked);
    if (!m_content.note.isEmpty())
        facts.append(m_content.note);
    return facts.join(QStringLiteral("    "));
}

void VerdictBanner::refresh()
{
    const Look look = lookOf(m_content.kind);
    const bool line = m_form == Form::Line;
    const TextStyle style = line                   ? TextStyle::Body
                            : m_form == Form::Full ? TextStyle::Verdict
                                                   : TextStyle::VerdictShort;
    m_title->setProse(Prose(m_content.title, style, Token::Text1));
    m_second->setProse(Prose::fromCatalogue(m_content.second, TextStyle::Body, Token::Text2));
    m_second->setVisible(!line && !m_content.second.isEmpty());
    m_word->setText(m_content.word.isEmpty() ? wordOf(m_content.kind) : m_content.word);
    m_word->setTextStyle(line ? TextStyle::BodyStrong : TextStyle::SecondaryStrong);
    m_word->setToken(look.word);
    m_id->setFindingId(m_content.findingId);
    m_id->setCopyable(!line);
    m_id->setVisible(!m_content.findingId.isEmpty());
    m_facts->setText(factsText());
    m_facts->setVisible(!line);
    m_ring->setVisible(look.icon == nullptr);
    setAccessibleName(m_word->text() % u". " % m_content.title);
    setAccessibleDescription(m_content.second);
    updateGeometry();
    place();
    update();
}

QSize VerdictBanner::sizeHint() const
{
    return {600, heightOf(m_form)};
}

QSize VerdictBanner::minimumSizeHint() const
{
    return {320, heightOf(m_form)};
}

void VerdictBanner::resizeEvent(QResizeEvent *)
{
    place();
}

void VerdictBanner::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LayoutDirectionChange)
        place();
    QWidget::changeEvent(event);
}

void VerdictBanner::put(QWidget *widget, const QRect &rect)
{
    widget->setGeometry(QStyle::visualRect(layoutDirection(), this->rect(), rect));
}

void VerdictBanner::place()
{
    if (m_form == Form::Line)
        return placeLine();
    const Theme &theme = Theme::instance();
    const auto s = [&theme](int pixels) { return theme.scaled(pixels); };
    const bool full = m_form == Form::Full;
    const int left = Stripe + s(56), right = width() - s(16);
    put(m_ring, iconRect().toRect());
    const int titleTop = full ? s(12) : s(10);
    const int titleHeight = theme.lineHeight(full ? TextStyle::Verdict : TextStyle::VerdictShort);
    const int ring = ProseLabel::RingInset;
    put(m_title, {left - ring, titleTop, right - left + 2 * ring, titleHeight});
    const int secondTop = titleTop + titleHeight + (full ? s(3) : s(4));
    const int factsTop = full ? secondTop + s(18) + s(5) : secondTop - s(1);
    const int factsHeight = s(20);
    const int bodyHeight = theme.lineHeight(TextStyle::Body);
    if (full) {
        put(m_second, {left, secondTop, right - left, bodyHeight});
        placeFacts(left, right, factsTop, factsHeight);
        return;
    }
    // The facts stand at the end of the second line and give way to it.
    const int wanted = factsWidth();
    const int secondWidth = qMin(m_second->sizeHint().width() + s(16), (right - left) / 2);
    const int factsLeft = m_content.second.isEmpty() ? left : qMax(left + secondWidth, right - wanted);
    put(m_second, {left, secondTop, factsLeft - left - s(12), bodyHeight});
    placeFacts(factsLeft, right, factsTop, factsHeight);
}

int VerdictBanner::factsWidth() const
{
    const int gap = Theme::instance().scaled(12);
    int width = m_word->sizeHint().width() + gap + m_facts->sizeHint().width();
    if (!m_content.findingId.isEmpty())
        width += m_id->sizeHint().width() + gap;
    if (m_control != nullptr)
        width += m_control->sizeHint().width() + gap;
    return width;
}

void VerdictBanner::placeFacts(int left, int right, int top, int height)
{
    const int gap = Theme::instance().scaled(12);
    int at = left;
    const auto take = [&](QWidget *widget, int width) {
        width = qMax(0, qMin(width, right - at));
        put(widget, {at, top, width, height});
        at += width + gap;
    };
    take(m_word, m_word->sizeHint().width());
    if (!m_content.findingId.isEmpty())
        take(m_id, m_id->sizeHint().width());
    const int control = m_control != nullptr ? m_control->sizeHint().width() + gap : 0;
    take(m_facts, qMin(m_facts->sizeHint().width(), right - at - control));
    if (m_control != nullptr) {
        m_control->setVisible(true);
        take(m_control, m_control->sizeHint().width());
    }
}

void VerdictBanner::placeLine()
{
    const Theme &theme = Theme::instance();
    const auto s = [&theme](int pixels) { return theme.scaled(pixels); };
    put(m_ring, iconRect().toRect());
    if (m_control != nullptr)
        m_control->setVisible(false);
    const int top = (height() - s(20)) / 2;
    int at = Stripe + s(12) + s(16) + s(9);
    put(m_word, {at, top, m_word->sizeHint().width(), s(20)});
    at += m_word->sizeHint().width() + s(10);
    int right = width() - s(12);
    if (!m_content.findingId.isEmpty()) {
        const int width = m_id->sizeHint().width();
        put(m_id, {right - width, top, width, s(20)});
        right -= width + s(12);
    }
    put(m_title, {at - ProseLabel::RingInset, (height() - s(18)) / 2, qMax(0, right - at), s(18)});
}

QRectF VerdictBanner::iconRect() const
{
    const Theme &theme = Theme::instance();
    if (m_form == Form::Line) {
        const int side = theme.scaled(16);
        return QRectF(Stripe + theme.scaled(12), (height() - side) / 2, side, side);
    }
    const int side = theme.scaled(28);
    return QRectF(Stripe + theme.scaled(14), theme.scaled(m_form == Form::Full ? 12 : 9), side, side);
}

void VerdictBanner::paintEvent(QPaintEvent *)
{
    const Look look = lookOf(m_content.kind);
    QPainter painter(this);
    painter.fillRect(rect(), colour(look.ground));
    painter.fillRect(QStyle::visualRect(layoutDirection(), rect(), QRect(0, 0, Stripe, height())),
                     colour(look.stripe));
    if (m_form == Form::Line)
        painter.fillRect(QRect(0, height() - 1, width(), 1), colour(Token::Border));
    if (look.icon != nullptr)
        Icons::paint(&painter, look.icon, QStyle::visualRect(layoutDirection(), rect(), iconRect().toRect()),
                     colour(look.word));
}

} // namespace wirewise::gui
