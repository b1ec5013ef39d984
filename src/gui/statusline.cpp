#include "gui/statusline.h"

#include "gui/checksession.h"
#include "gui/compressionwords.h"
#include "gui/formlook.h"
#include "gui/outcomewords.h"
#include "gui/widgets/theme.h"

#include <QCoreApplication>
#include <QHBoxLayout>

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
    const QString route = StatusLine::tr("%1, %2, %3")
                              .arg(addressWords(facts.address, facts.port),
                                   facts.ipv6 ? StatusLine::tr("IPv6") : StatusLine::tr("IPv4"),
                                   isProxied ? StatusLine::tr("through a proxy") : StatusLine::tr("direct"));
    return agreedDeflate(session.observation()) ? StatusLine::tr("%1, permessage-deflate").arg(route) : route;
}

StatusItem::StatusItem(const char *name, const QByteArray &icon, QWidget *parent)
    : QWidget(parent)
    , m_icon(new FormIcon(this))
    , m_label(new TextLabel(TextStyle::Caption, Token::Text2, this))
{
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(6, 0, 6, 0);
    row->setSpacing(4);
    m_icon->setSign(icon, 13, Token::Text2);
    m_icon->setVisible(!icon.isEmpty());
    m_label->setObjectName(QLatin1String(name));
    row->addWidget(m_icon);
    row->addWidget(m_label);
}

void StatusItem::setText(const QString &text)
{
    m_label->setText(text);
    setVisible(!text.isEmpty());
}

void StatusItem::setIcon(const QByteArray &icon, Token token)
{
    m_icon->setSign(icon, 13, token);
}

StatusLine::StatusLine(QWidget *parent)
    : QStatusBar(parent)
    , m_network(new StatusItem("networkLabel", "wifi-off", this))
    , m_trust(new StatusItem("trustLabel", "lock-open", this))
    , m_route(new StatusItem("routeLabel", "server", this))
    , m_lab(new StatusItem("labStatusLabel", "flask-conical", this))
    , m_place(new StatusItem("placeLabel", {}, this))
    , m_saved(new StatusItem("savedLabel", "save", this))
    , m_counts(new StatusItem("countsLabel", {}, this))
{
    setObjectName(QStringLiteral("statusBar"));
    setSizeGripEnabled(false);
    setContentsMargins(6, 0, 6, 0);
    for (StatusItem *left : {m_network, m_trust, m_route, m_lab})
        addWidget(left);
    for (StatusItem *right : {m_place, m_saved, m_counts})
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
}

void StatusLine::setLab(const QString &address)
{
    m_lab->setText(address.isEmpty() ? QString() : tr("Lab on %1, this computer only").arg(address));
}

void StatusLine::showProgress(const QString &progress, bool isRunning, const QString &saved)
{
    m_route->setIcon(isRunning ? "loader-circle" : "list", isRunning ? Token::AccentText : Token::Text2);
    m_route->setText(progress);
    m_saved->setText(saved);
    m_counts->setText({});
}

void StatusLine::show(const CheckSession *session)
{
    if (!session) {
        for (StatusItem *item : {m_network, m_trust, m_route, m_saved})
            item->setText({});
        m_counts->setText(tr("Wirewise %1").arg(QCoreApplication::applicationVersion()));
        return;
    }
    const observation::Observation &observation = session->observation();
    m_network->setText(observation.offline ? tr("Offline") : QString());
    const observation::Exchange *telling = tellingExchange(observation);
    const bool isEncrypted = telling && telling->connection.tls && telling->connection.tls->verified;
    m_trust->setIcon(isEncrypted ? "lock" : "lock-open", Token::Text2);
    m_trust->setText(trustWords(*session));
    m_route->setIcon("server", Token::Text2);
    m_route->setText(routeWords(*session));
    m_route->setToolTip(compressionWords(observation));
    const bool isKept = session->recordingProblem().isEmpty() && !session->path().isEmpty();
    m_saved->setText(!isKept                ? tr("Not kept")
                     : session->isRunning() ? tr("Session is being kept")
                     : session->isLive()    ? tr("Recording")
                                            : tr("Session saved"));
    const qsizetype exchanges = observation.exchanges.size() + observation.experiments.size();
    qint64 bytes = 0;
    for (const observation::Exchange &exchange : observation.exchanges)
        bytes += exchange.sent.size() + exchange.received.size();
    for (const observation::ExperimentResult &result : observation.experiments)
        bytes += result.exchange.sent.size() + result.exchange.received.size();
    m_counts->setText(tr("%n exchange(s), %1", nullptr, static_cast<int>(exchanges)).arg(sizeWords(bytes)));
}

} // namespace wirewise::gui
