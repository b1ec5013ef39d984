#include "gui/statusline.h"

#include "gui/checksession.h"
#include "gui/outcomewords.h"
#include "gui/widgets/theme.h"

#include <QCoreApplication>
#include <QLabel>

namespace wirewise::gui {

namespace {

const observation::Exchange *tellingExchange(const observation::Observation &observation)
{
    if (const observation::Exchange *upgrade = observation.exchange(observation::ProbeKind::Upgrade))
        return upgrade;
    return observation.exchanges.isEmpty() ? nullptr : &observation.exchanges.constLast();
}

} // namespace

QString trustWords(const CheckSession &session)
{
    const observation::Exchange *exchange = tellingExchange(session.observation());
    if (!exchange || exchange->connection.address.isEmpty())
        return {};
    const auto &tls = exchange->connection.tls;
    if (!tls || tls->result == observation::TlsFacts::Result::NotStarted) {
        return exchange->probe.endpoint.isLoopback() ? StatusLine::tr("Not encrypted, this computer only")
                                                     : StatusLine::tr("Not encrypted");
    }
    if (tls->verificationSkipped)
        return StatusLine::tr("Encrypted, certificate not verified");
    if (!tls->verified)
        return StatusLine::tr("Certificate not accepted");
    if (tls->chain.isEmpty())
        return StatusLine::tr("Verified certificate");
    const int days =
        static_cast<int>(session.observation().startedAt.daysTo(tls->chain.constFirst().notAfter));
    return StatusLine::tr("Verified certificate, %n day(s) left", nullptr, days);
}

QString routeWords(const CheckSession &session)
{
    const observation::Exchange *exchange = tellingExchange(session.observation());
    if (!exchange || exchange->connection.address.isEmpty())
        return {};
    const observation::ConnectionFacts &facts = exchange->connection;
    const bool isProxied = facts.proxy && facts.proxy->kind != observation::ProxyChoice::Kind::None &&
                           facts.proxy->kind != observation::ProxyChoice::Kind::System;
    return StatusLine::tr("%1, %2, %3")
        .arg(addressWords(facts.address, facts.port),
             facts.ipv6 ? StatusLine::tr("IPv6") : StatusLine::tr("IPv4"),
             isProxied ? StatusLine::tr("through a proxy") : StatusLine::tr("direct"));
}

StatusLine::StatusLine(QWidget *parent)
    : QStatusBar(parent)
{
    setObjectName(QStringLiteral("statusBar"));
    setSizeGripEnabled(false);
    const auto label = [this](const char *name) {
        auto *made = new QLabel(this);
        made->setObjectName(QLatin1String(name));
        made->setTextFormat(Qt::PlainText);
        const auto follow = [made] {
            made->setFont(Theme::instance().font(TextStyle::Caption));
            QPalette palette = made->palette();
            palette.setColor(QPalette::WindowText, colour(Token::Text2));
            made->setPalette(palette);
        };
        follow();
        connect(&Theme::instance(), &Theme::changed, made, follow);
        return made;
    };
    m_network = label("networkLabel");
    m_trust = label("trustLabel");
    m_route = label("routeLabel");
    m_lab = label("labStatusLabel");
    m_place = label("placeLabel");
    m_saved = label("savedLabel");
    m_counts = label("countsLabel");
    for (QLabel *left : {m_network, m_trust, m_route, m_lab})
        addWidget(left);
    for (QLabel *right : {m_place, m_saved, m_counts})
        addPermanentWidget(right);
    const auto fit = [this] {
        setFont(Theme::instance().font(TextStyle::Caption));
        setFixedHeight(Theme::instance().scaled(24));
    };
    fit();
    connect(&Theme::instance(), &Theme::changed, this, fit);
    show(nullptr);
    setLab({});
    setPlace({});
}

void StatusLine::setPlace(const QString &text)
{
    m_place->setText(text);
    m_place->setVisible(!text.isEmpty());
}

void StatusLine::setLab(const QString &address)
{
    m_lab->setText(address.isEmpty() ? QString() : tr("Lab on %1, this computer only").arg(address));
    m_lab->setVisible(!address.isEmpty());
}

void StatusLine::show(const CheckSession *session)
{
    const auto put = [](QLabel *label, const QString &text) {
        label->setText(text);
        label->setVisible(!text.isEmpty());
    };
    if (!session) {
        for (QLabel *label : {m_network, m_trust, m_route, m_saved})
            put(label, {});
        put(m_counts, tr("Wirewise %1").arg(QCoreApplication::applicationVersion()));
        return;
    }
    const observation::Observation &observation = session->observation();
    put(m_network, observation.offline ? tr("Offline") : QString());
    put(m_trust, trustWords(*session));
    put(m_route, routeWords(*session));
    const bool isKept = session->recordingProblem().isEmpty() && !session->path().isEmpty();
    put(m_saved, !isKept                ? tr("Not kept")
                 : session->isRunning() ? tr("Session is being kept")
                 : session->isLive()    ? tr("Recording")
                                        : tr("Session saved"));
    const qsizetype exchanges = observation.exchanges.size() + observation.experiments.size();
    qint64 bytes = 0;
    for (const observation::Exchange &exchange : observation.exchanges)
        bytes += exchange.sent.size() + exchange.received.size();
    for (const observation::ExperimentResult &result : observation.experiments)
        bytes += result.exchange.sent.size() + result.exchange.received.size();
    put(m_counts, tr("%n exchange(s), %1", nullptr, static_cast<int>(exchanges)).arg(sizeWords(bytes)));
}

} // namespace wirewise::gui
