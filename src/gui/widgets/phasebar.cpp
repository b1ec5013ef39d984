#include "gui/widgets/phasebar.h"

#include "gui/widgets/bannercontent.h"
#include "gui/widgets/bytesection.h"
#include "gui/widgets/evidencelist.h"
#include "gui/widgets/icons.h"
#include "gui/widgets/progressring.h"
#include "gui/widgets/theme.h"
#include "observation/printable.h"

#include <QCoreApplication>
#include <QPainter>

namespace wirewise::gui {

namespace {

using observation::Duration;
using observation::Exchange;
using observation::Outcome;
using Step = PhaseStep::State;

constexpr int Height = 74, Margin = 14;

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(wirewise::gui::ProbeProgress)
};

bool hasEnded(Outcome outcome)
{
    return outcome != Outcome::NotStarted && outcome != Outcome::Running;
}

struct Phase
{
    const char *name;    ///< when done or still to come
    const char *now;     ///< while it runs, before its time
    const char *running; ///< the sentence beside the probe's name
    std::optional<Duration> took;
};

QList<Phase> phasesOf(const Exchange &exchange)
{
    const observation::Timing &timing = exchange.timing;
    QList<Phase> phases{
        {QT_TRANSLATE_NOOP("wirewise::gui::ProbeProgress", "name"),
         QT_TRANSLATE_NOOP("wirewise::gui::ProbeProgress", "name"),
         QT_TRANSLATE_NOOP("wirewise::gui::ProbeProgress", "looking up the name"), timing.name},
        {QT_TRANSLATE_NOOP("wirewise::gui::ProbeProgress", "TCP"),
         QT_TRANSLATE_NOOP("wirewise::gui::ProbeProgress", "TCP"),
         QT_TRANSLATE_NOOP("wirewise::gui::ProbeProgress", "connecting"), timing.connect},
    };
    if (exchange.probe.endpoint.secure)
        phases.append({QT_TRANSLATE_NOOP("wirewise::gui::ProbeProgress", "TLS"),
                       QT_TRANSLATE_NOOP("wirewise::gui::ProbeProgress", "TLS"),
                       QT_TRANSLATE_NOOP("wirewise::gui::ProbeProgress", "agreeing on TLS"), timing.tls});
    phases.append({QT_TRANSLATE_NOOP("wirewise::gui::ProbeProgress", "sent"),
                   QT_TRANSLATE_NOOP("wirewise::gui::ProbeProgress", "sending"),
                   QT_TRANSLATE_NOOP("wirewise::gui::ProbeProgress", "sending the request"), timing.send});
    phases.append({QT_TRANSLATE_NOOP("wirewise::gui::ProbeProgress", "wait"),
                   QT_TRANSLATE_NOOP("wirewise::gui::ProbeProgress", "waiting"),
                   QT_TRANSLATE_NOOP("wirewise::gui::ProbeProgress", "waiting for the first byte"),
                   timing.wait});
    phases.append({QT_TRANSLATE_NOOP("wirewise::gui::ProbeProgress", "read"),
                   QT_TRANSLATE_NOOP("wirewise::gui::ProbeProgress", "reading"),
                   QT_TRANSLATE_NOOP("wirewise::gui::ProbeProgress", "reading the answer"), timing.receive});
    return phases;
}

QString answerText(const Exchange &exchange)
{
    if (!exchange.response)
        return exchange.notHttp ? Words::tr("not HTTP")
                                : observation::printable(exchange.detail.toUtf8(), 80);
    const QString reason = observation::printable(exchange.response->reason, 60);
    const qint64 body = exchange.response->body.size();
    const QString size = body == 0 ? Words::tr("no body") : byteCount(body);
    return reason.isEmpty() ? size : reason % u", " % size;
}

// What each phase is, from the first that has no time yet.
int fillPhases(ProbeProgress &progress, const Exchange &exchange, Duration inPhase)
{
    const QList<Phase> phases = phasesOf(exchange);
    const bool ended = hasEnded(exchange.outcome);
    int current = -1;
    for (int index = 0; index < phases.size(); ++index) {
        const Phase &phase = phases.at(index);
        PhaseStep step;
        step.name = Words::tr(phase.name);
        if (phase.took) {
            step.state = Step::Done;
            if (qstrcmp(phase.name, "wait") == 0)
                step.detail = durationText(*phase.took);
        } else if (current < 0 && exchange.outcome != Outcome::NotStarted) {
            current = index;
            const bool answered = exchange.outcome == Outcome::Answered;
            step.state = !ended ? Step::Now : answered ? Step::Done : Step::Failed;
            if (!ended) {
                step.name = Words::tr(phase.now);
                step.detail = durationText(inPhase);
            }
        } else if (exchange.outcome == Outcome::Answered) {
            step.state = Step::Done;
        }
        progress.phases.append(step);
    }
    return current;
}

const char *iconOf(ProbeProgress::State state)
{
    switch (state) {
    case ProbeProgress::State::Done:
        return "circle-check";
    case ProbeProgress::State::Failed:
        return "octagon-x";
    case ProbeProgress::State::NotStarted:
        return "circle-dashed";
    case ProbeProgress::State::Running:
        break;
    }
    return nullptr;
}

} // namespace

QString statusText(const Exchange &exchange)
{
    return statusText(exchange.outcome, exchange.status());
}

QString statusText(observation::Outcome outcome, int status)
{
    if (status > 0)
        return QString::number(status);
    switch (outcome) {
    case Outcome::NotStarted:
    case Outcome::Running:
        return {};
    case Outcome::Answered:
        return Words::tr("no HTTP");
    case Outcome::NameNotFound:
        return Words::tr("no name");
    case Outcome::NameFailed:
        return Words::tr("no resolver");
    case Outcome::Refused:
        return Words::tr("refused");
    case Outcome::NameTimedOut:
    case Outcome::ConnectTimedOut:
    case Outcome::TlsTimedOut:
    case Outcome::TimedOut:
        return Words::tr("timed out");
    case Outcome::Unreachable:
        return Words::tr("unreachable");
    case Outcome::Offline:
        return Words::tr("offline");
    case Outcome::ProxyFailed:
        return Words::tr("proxy");
    case Outcome::TlsFailed:
        return Words::tr("TLS failed");
    case Outcome::Closed:
        return Words::tr("closed");
    case Outcome::Reset:
        return Words::tr("reset");
    case Outcome::Stopped:
        return Words::tr("stopped");
    case Outcome::Withheld:
        return Words::tr("not sent");
    case Outcome::LocalFailure:
        return Words::tr("not tried");
    }
    return {};
}

Token statusToken(const Exchange &exchange)
{
    const int status = exchange.status();
    if (status == 0)
        return hasEnded(exchange.outcome) ? Token::Warn : Token::Text2;
    if (exchange.probe.kind == observation::ProbeKind::Upgrade)
        return status == 101 ? Token::Ok : Token::Fail;
    if (status >= 200 && status < 400)
        return Token::Ok;
    // A route for WebSockets alone refuses HEAD and GET, and that is right: it is no failure of the endpoint.
    return status < 500 ? Token::Text1 : Token::Warn;
}

ProbeProgress probeProgress(const Exchange &exchange, Duration elapsed, Duration inPhase)
{
    ProbeProgress progress;
    progress.name = probeTitle(exchange.probe.name);
    const bool ended = hasEnded(exchange.outcome);
    const int current = fillPhases(progress, exchange, inPhase);
    if (exchange.outcome == Outcome::NotStarted)
        return progress;
    if (ended) {
        progress.state =
            exchange.outcome == Outcome::Answered ? ProbeProgress::State::Done : ProbeProgress::State::Failed;
        progress.status = statusText(exchange);
        progress.statusToken = statusToken(exchange);
        progress.text = answerText(exchange);
        progress.time = durationText(exchange.timing.total);
        progress.used = 1;
        return progress;
    }
    const Duration limit = exchange.probe.settings.timeout;
    progress.state = ProbeProgress::State::Running;
    const QList<Phase> phases = phasesOf(exchange);
    if (current >= 0)
        progress.text = Words::tr(phases.at(current).running);
    progress.time = Words::tr("%1 of %2").arg(durationText(elapsed), durationText(limit));
    progress.used =
        limit.count() > 0
            ? qBound(0.0, static_cast<double>(inPhase.count()) / static_cast<double>(limit.count()), 1.0)
            : 0;
    return progress;
}

PhaseBar::PhaseBar(QWidget *parent)
    : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    m_timer.setInterval(40);
    connect(&m_timer, &QTimer::timeout, this, qOverload<>(&QWidget::update));
    connect(&Theme::instance(), &Theme::changed, this, [this] {
        followMotion();
        updateGeometry();
        update();
    });
}

void PhaseBar::setProgress(const ProbeProgress &progress)
{
    if (progress == m_progress)
        return;
    m_progress = progress;
    QStringList words{progress.name};
    for (const QString &part : {progress.status, progress.text, progress.time}) {
        if (!part.isEmpty())
            words.append(part);
    }
    setAccessibleName(words.join(u", "));
    followMotion();
    update();
}

QSize PhaseBar::sizeHint() const
{
    return {480, Theme::instance().scaled(Height)};
}

QSize PhaseBar::minimumSizeHint() const
{
    return {240, sizeHint().height()};
}

void PhaseBar::followMotion()
{
    if (m_progress.state == ProbeProgress::State::Running && isVisible() &&
        !Theme::instance().reducedMotion())
        m_timer.start();
    else
        m_timer.stop();
}

void PhaseBar::paintEvent(QPaintEvent *)
{
    const Theme &theme = Theme::instance();
    QPainter painter(this);
    const bool running = m_progress.state == ProbeProgress::State::Running;
    if (running)
        painter.fillRect(rect(), colour(Token::Sel));
    painter.fillRect(QRect(0, height() - 1, width(), 1), colour(Token::Border));
    const int margin = theme.scaled(Margin);
    const QRectF line(margin, theme.scaled(8), width() - 2 * margin, theme.scaled(22));
    paintTitle(painter, line);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    QRectF bar(margin, theme.scaled(35), width() - 2 * margin, 4);
    painter.setBrush(colour(running ? Token::Border2 : Token::Border));
    painter.drawRoundedRect(bar, 2, 2);
    const qreal filled = bar.width() * m_progress.used;
    if (filled > 0) {
        bar = isRightToLeft() ? QRectF(bar.right() - filled, bar.top(), filled, 4)
                              : QRectF(bar.left(), bar.top(), filled, 4);
        painter.setBrush(colour(running ? Token::AccentText : Token::Ctl));
        painter.drawRoundedRect(bar, 2, 2);
    }
    paintPhases(painter, QRectF(margin, theme.scaled(46), width() - 2 * margin, theme.scaled(20)));
}

void PhaseBar::paintTitle(QPainter &painter, const QRectF &line) const
{
    const Theme &theme = Theme::instance();
    const bool reversed = isRightToLeft();
    qreal at = 0;
    const auto place = [&](qreal width) {
        const QRectF part(reversed ? line.right() - at - width : line.left() + at, line.top(), width,
                          line.height());
        at += width + theme.scaled(8);
        return part;
    };
    const qreal side = theme.scaled(16);
    const QRectF sign = place(side);
    const QRectF square(sign.left(), line.center().y() - side / 2, side, side);
    if (const char *icon = iconOf(m_progress.state))
        Icons::paint(&painter, icon, square,
                     colour(m_progress.state == ProbeProgress::State::Failed ? Token::Fail : Token::Text2));
    else
        paintRing(&painter, square, colour(Token::AccentText), ringAngle(), 1.6);
    const auto write = [&](const QString &text, TextStyle style, Token token, qreal least, qreal most) {
        if (text.isEmpty())
            return;
        const QFont font = theme.font(style);
        const QFontMetricsF metrics(font);
        const qreal width = qMax(least, qMin(most, metrics.horizontalAdvance(text) + 1));
        painter.setFont(font);
        painter.setPen(colour(token));
        painter.drawText(place(width), Qt::AlignVCenter | Qt::AlignLeading | Qt::TextSingleLine,
                         metrics.elidedText(text, Qt::ElideRight, width));
    };
    const QFont timeFont = theme.font(TextStyle::Bytes);
    const qreal timeWidth = QFontMetricsF(timeFont).horizontalAdvance(m_progress.time) + 1;
    write(m_progress.name, TextStyle::BodyStrong, Token::Text1, theme.scaled(66), line.width() / 2);
    write(m_progress.status, TextStyle::BytesStrong, m_progress.statusToken, 0, line.width() / 3);
    write(m_progress.text, TextStyle::Secondary, Token::Text2, 0,
          qMax(0.0, line.width() - at - timeWidth - 8));
    painter.setFont(timeFont);
    painter.setPen(colour(Token::Text2));
    painter.drawText(
        QRectF(reversed ? line.left() : line.right() - timeWidth, line.top(), timeWidth, line.height()),
        Qt::AlignVCenter | Qt::TextSingleLine, m_progress.time);
}

void PhaseBar::paintPhases(QPainter &painter, const QRectF &line) const
{
    const Theme &theme = Theme::instance();
    const QFont font = theme.font(TextStyle::CodeSmall);
    const QFontMetricsF metrics(font);
    const qreal side = theme.scaled(13);
    qreal at = 0;
    for (const PhaseStep &step : m_progress.phases) {
        const QString text = step.detail.isEmpty() ? step.name : step.name % u' ' % step.detail;
        const qreal width = side + 6 + metrics.horizontalAdvance(text);
        const QRectF part(isRightToLeft() ? line.right() - at - width : line.left() + at, line.top(), width,
                          line.height());
        const Token token = step.state == Step::Done     ? Token::Ok
                            : step.state == Step::Now    ? Token::AccentText
                            : step.state == Step::Failed ? Token::Fail
                                                         : Token::Text2;
        const char *icon = step.state == Step::Done     ? "check"
                           : step.state == Step::Now    ? "circle"
                           : step.state == Step::Failed ? "x"
                                                        : "circle-dashed";
        Icons::paint(&painter, icon, QRectF(part.left(), line.center().y() - side / 2, side, side),
                     colour(token));
        painter.setFont(font);
        painter.setPen(colour(token));
        painter.drawText(part.adjusted(side + 6, 0, 2, 0),
                         Qt::AlignVCenter | Qt::AlignLeft | Qt::TextSingleLine, text);
        at += qMax(width + theme.scaled(18), theme.scaled(72) * 1.0);
    }
}

void PhaseBar::showEvent(QShowEvent *)
{
    followMotion();
}

void PhaseBar::hideEvent(QHideEvent *)
{
    followMotion();
}

} // namespace wirewise::gui
