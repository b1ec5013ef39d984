#include "diagnosis/experiments.h"

#include "diagnosis/situation.h"
#include "diagnosis/variations.h"
#include "observation/printable.h"
#include "observation/redaction.h"
#include "wire/handshake.h"

#include <QCoreApplication>

#include <algorithm>

namespace wirewise::diagnosis {

namespace {

using observation::Endpoint;
using observation::Exchange;
using observation::Experiment;
using observation::Observation;
using observation::Outcome;
using observation::Probe;
using observation::ProbeKind;
using observation::Settings;

using Role = Experiment::Role;

/// The translation context of this table.
struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Experiments)
};

QString shown(const QByteArray &text)
{
    return observation::printable(text, 60);
}

/// Subprotocols that the answer itself names, or that the path calls for; at most three.
QList<QByteArray> subprotocolCandidates(const Situation &now)
{
    static constexpr QByteArrayView known[] = {
        "graphql-transport-ws", "graphql-ws", "mqtt",      "v12.stomp",           "v11.stomp",
        "wamp.2.json",          "ocpp1.6",    "ocpp2.0.1", "actioncable-v1-json", "binary"};
    QList<QByteArray> found;
    const QByteArray words =
        now.upgrade->response ? now.upgrade->response->reason + ' ' + now.upgrade->response->body.left(4096)
                              : QByteArray();
    for (const QByteArrayView name : known)
        if (words.contains(name))
            found.append(name.toByteArray());
    const QByteArray path = now.endpoint().path().toLower();
    if (path.contains("graphql"))
        found << "graphql-transport-ws"
              << "graphql-ws";
    if (path.contains("mqtt"))
        found << "mqtt";
    if (path.contains("stomp"))
        found << "v12.stomp";
    if (path.endsWith("/cable"))
        found << "actioncable-v1-json";
    QList<QByteArray> unique;
    for (const QByteArray &name : std::as_const(found))
        if (!unique.contains(name) && !now.settings().subprotocols.contains(name) && unique.size() < 3)
            unique.append(name);
    return unique;
}

class Planner
{
public:
    explicit Planner(const Situation &situation)
        : now(situation)
    {
    }

    ExperimentPlan plan()
    {
        if (now.works)
            planOnSuccess();
        else if (now.requestMayMatter())
            planOnRefusal();
        else if (now.spoiled())
            planOnSpoiledHandshake();
        planBelowHttp();
        planEngineIo();
        planWatching();
        return std::move(m_plan);
    }

private:
    void add(const QByteArray &id, Role role, const QString &change, const char *tellsApart, Probe probe)
    {
        if (now.seen.experiment(id) || std::any_of(m_plan.run.cbegin(), m_plan.run.cend(),
                                                   [&](const Experiment &e) { return e.id == id; }))
            return;
        if (isWithheld(probe)) {
            skip(id, change, Words::tr("It would carry credentials over a connection that is not verified."));
            return;
        }
        probe.name = id;
        m_plan.run.append({id, change, Words::tr(tellsApart), role, std::move(probe), {}, {}});
    }

    void skip(const QByteArray &id, const QString &change, const QString &why)
    {
        const auto known = [&](const observation::SkippedExperiment &s) { return s.id == id; };
        if (std::none_of(now.seen.skipped.cbegin(), now.seen.skipped.cend(), known))
            m_plan.skip.append({id, change, why});
    }

    /// The last line of the rule on credentials: never in clear where wss was asked for, never unverified.
    [[nodiscard]] bool isWithheld(const Probe &probe) const
    {
        const bool weaker = (now.endpoint().secure && !probe.endpoint.secure) ||
                            (probe.settings.insecure && !now.settings().insecure);
        return weaker && observation::carriesCredentials(probe.endpoint, probe.settings);
    }

    void planOnSuccess()
    {
        planRepeats(2);
        const std::optional<QByteArray> origin = now.origin();
        if (!origin)
            add("own-origin", Role::Control, Words::tr("With Origin: %1").arg(shown(now.endpoint().origin())),
                QT_TRANSLATE_NOOP("Experiments", "tells whether the server checks Origin"),
                withOrigin(now, now.endpoint().origin()));
        add("other-origin", Role::Control, Words::tr("With Origin: https://other.example"),
            QT_TRANSLATE_NOOP("Experiments", "tells whether the server checks Origin"),
            withOrigin(now, "https://other.example"));
    }

    void planRepeats(int count)
    {
        for (int n = 2; n < 2 + count; ++n)
            add("again-" + QByteArray::number(n), Role::Change, Words::tr("The same again, %1").arg(n),
                QT_TRANSLATE_NOOP("Experiments", "tells an answer that comes and goes"), same(now));
    }

    void planOnRefusal()
    {
        planOverrides();
        planOrigin();
        planCredentials();
        planOffers();
        planPath();
        planRedirect();
        planRepeats(2);
        if (now.upgrade->connection.proxy)
            planDirect();
        skip("direct-address", Words::tr("Straight to the application"),
             Words::tr("No direct address is known. Give one with --resolve HOST:PORT:ADDRESS."));
    }

    void planOverrides()
    {
        const Settings &settings = now.settings();
        if (settings.key && !wire::isValidKey(*settings.key)) {
            Probe probe = same(now);
            probe.settings.key.reset();
            add("valid-key", Role::Change, Words::tr("With a key of 16 random bytes"),
                QT_TRANSLATE_NOOP("Experiments", "tells a bad key apart"), probe);
        }
        if (settings.wsVersion && *settings.wsVersion != "13") {
            Probe probe = same(now);
            probe.settings.wsVersion.reset();
            add("valid-version", Role::Change, Words::tr("With Sec-WebSocket-Version: 13"),
                QT_TRANSLATE_NOOP("Experiments", "tells a wrong version apart"), probe);
        }
        planOverriddenHeaders();
        if (settings.host) {
            Probe probe = same(now);
            probe.settings.host.reset();
            add("own-host", Role::Change, Words::tr("With Host: %1").arg(shown(now.endpoint().hostHeader())),
                QT_TRANSLATE_NOOP("Experiments", "tells a refused Host apart"), probe);
        }
    }

    /// The user may have typed handshake headers by hand, wrongly.
    void planOverriddenHeaders()
    {
        static constexpr struct
        {
            const char *name, *id;
        } rows[] = {{"Sec-WebSocket-Key", "valid-key"},
                    {"Sec-WebSocket-Version", "valid-version"},
                    {"Host", "own-host"},
                    {"Connection", "own-connection"},
                    {"Upgrade", "own-upgrade"}};
        for (const auto &row : rows) {
            const auto named = [&](const observation::HeaderPair &h) {
                return wire::equalsIgnoringCase(h.first, row.name);
            };
            if (std::none_of(now.settings().headers.cbegin(), now.settings().headers.cend(), named))
                continue;
            const Probe probe = withoutHeader(now, row.name);
            add(row.id, Role::Change, Words::tr("With the right %1").arg(QLatin1String(row.name)),
                QT_TRANSLATE_NOOP("Experiments", "tells a wrong header apart"), probe);
        }
    }

    void planOrigin()
    {
        const std::optional<QByteArray> origin = now.origin();
        const QByteArray own = now.endpoint().origin();
        if (origin)
            add("without-origin", Role::Change, Words::tr("Without Origin"),
                QT_TRANSLATE_NOOP("Experiments", "tells origin rules apart"), withOrigin(now, {}));
        if (origin != own)
            add("own-origin", Role::Change, Words::tr("With Origin: %1").arg(shown(own)),
                QT_TRANSLATE_NOOP("Experiments", "tells origin rules apart"), withOrigin(now, own));
    }

    void planCredentials()
    {
        if (!now.carriesCredentials())
            return;
        const Probe probe = withoutCredentials(now);
        add("without-credentials", Role::Change, Words::tr("Without credentials"),
            QT_TRANSLATE_NOOP("Experiments", "tells credentials apart"), probe);
    }

    void planOffers()
    {
        if (!now.settings().subprotocols.isEmpty()) {
            Probe probe = same(now);
            probe.settings.subprotocols.clear();
            add("without-subprotocol", Role::Change, Words::tr("Without Sec-WebSocket-Protocol"),
                QT_TRANSLATE_NOOP("Experiments", "tells a refused subprotocol apart"), probe);
        }
        const QList<QByteArray> candidates = subprotocolCandidates(now);
        for (const QByteArray &name : candidates) {
            Probe probe = same(now);
            probe.settings.subprotocols = {name};
            add("subprotocol-" + name, Role::Change,
                Words::tr("With Sec-WebSocket-Protocol: %1").arg(shown(name)),
                QT_TRANSLATE_NOOP("Experiments", "tells a missing subprotocol apart"), probe);
        }
        if (!now.settings().extensions.isEmpty()) {
            Probe probe = same(now);
            probe.settings.extensions.clear();
            add("without-extensions", Role::Change, Words::tr("Without Sec-WebSocket-Extensions"),
                QT_TRANSLATE_NOOP("Experiments", "tells compression apart"), probe);
        }
    }

    void planPath()
    {
        const Endpoint &endpoint = now.endpoint();
        if (endpoint.path() != "/") {
            const bool has = endpoint.path().endsWith('/');
            add(has ? "without-slash" : "with-slash", Role::Change,
                has ? Words::tr("Path without its trailing slash") : Words::tr("Path with a trailing slash"),
                QT_TRANSLATE_NOOP("Experiments", "tells a slash in the route apart"),
                withTarget(now, ProbeKind::Upgrade, toggledSlash(endpoint)));
        }
        const QByteArray impossible = impossibleTarget(endpoint);
        add("impossible-path", Role::Control, Words::tr("Control: a path that cannot exist"),
            QT_TRANSLATE_NOOP("Experiments", "tells a missing route apart"),
            withTarget(now, ProbeKind::Upgrade, impossible));
        add("get-impossible", Role::Control, Words::tr("Control: plain GET, a path that cannot exist"),
            QT_TRANSLATE_NOOP("Experiments", "tells a missing route apart"),
            withTarget(now, ProbeKind::Get, impossible));
        if (endpoint.target != "/")
            add("get-root", Role::Control, Words::tr("Control: plain GET /"),
                QT_TRANSLATE_NOOP("Experiments", "tells whether the application is up"),
                withTarget(now, ProbeKind::Get, "/"));
    }

    /// A redirect to the same host is followed once, in its WebSocket form, without credentials.
    void planRedirect()
    {
        const Exchange *redirect = now.upgrade;
        if (!(redirect->response && redirect->status() >= 300 && redirect->status() < 400) && now.getAnswered)
            redirect = now.get;
        if (!redirect || !redirect->response || redirect->status() < 300 || redirect->status() >= 400)
            return;
        const QByteArray location = redirect->response->headers.value("Location");
        Endpoint target = now.endpoint();
        if (location.startsWith('/') && !location.startsWith("//")) {
            target.target = location;
        } else {
            const observation::EndpointResult parsed =
                observation::parseEndpoint(QString::fromUtf8(location));
            if (!parsed.endpoint || parsed.endpoint->host != target.host)
                return;
            target = *parsed.endpoint;
        }
        if (target.target == now.endpoint().target && target.secure == now.endpoint().secure &&
            target.port == now.endpoint().port)
            return;
        Probe probe = same(now);
        probe.endpoint = target;
        std::tie(probe.endpoint, probe.settings) =
            observation::withoutCredentials(probe.endpoint, probe.settings);
        add("redirect-target", Role::Change,
            Words::tr("To the place it redirects to: %1").arg(observation::maskedUrl(target.url())),
            QT_TRANSLATE_NOOP("Experiments", "tells where the route really is"), probe);
    }

    void planDirect()
    {
        Probe probe = same(now);
        probe.settings.proxy = {observation::ProxyChoice::Kind::None, {}, 0, {}, {}};
        add("direct", Role::Change, Words::tr("Without the proxy"),
            QT_TRANSLATE_NOOP("Experiments", "tells the proxy apart"), probe);
    }

    void planOnSpoiledHandshake()
    {
        if (!now.settings().subprotocols.isEmpty() || !now.settings().extensions.isEmpty())
            planOffers();
    }

    void planBelowHttp()
    {
        const Outcome outcome = now.upgrade->outcome;
        const auto &tls = now.upgrade->connection.tls;
        if (now.upgrade->connection.proxy && outcome == Outcome::ProxyFailed)
            planDirect();
        if (!now.overTls() && !now.works && now.mayBeTls())
            add("over-tls", Role::Change, Words::tr("With TLS, as wss, without credentials"),
                QT_TRANSLATE_NOOP("Experiments", "tells a port that speaks TLS"), behindTls(now, true));
        if (!now.overTls() || !tls)
            return;
        using Result = observation::TlsFacts::Result;
        if (outcome == Outcome::TlsFailed && tls->result == Result::VerifyFailed)
            add("unverified", Role::Control,
                Words::tr("Control: without verification and without credentials"),
                QT_TRANSLATE_NOOP("Experiments", "tells what is behind the certificate"),
                behindTls(now, true));
        if ((outcome == Outcome::TlsFailed || outcome == Outcome::TlsTimedOut) &&
            (tls->result == Result::NotTls || tls->result == Result::ClosedByPeer ||
             tls->result == Result::ResetByPeer || tls->result == Result::TimedOut))
            add("without-tls", Role::Change, Words::tr("Without TLS, as ws, without credentials"),
                QT_TRANSLATE_NOOP("Experiments", "tells a port that speaks plain HTTP"),
                behindTls(now, false));
        if (!now.works && !now.refused() &&
            (tls->result == Result::Complete || tls->result == Result::ClosedByPeer ||
             tls->result == Result::AlertReceived))
            planHttp2();
    }

    void planHttp2()
    {
        Probe probe = behindTls(now, true);
        probe.kind = ProbeKind::Get;
        probe.settings.insecure = now.settings().insecure ||
                                  (now.upgrade->connection.tls && !now.upgrade->connection.tls->verified);
        probe.settings.alpn = {"h2"};
        add("alpn-h2", Role::Control, Words::tr("Control: TLS that offers only HTTP/2"),
            QT_TRANSLATE_NOOP("Experiments", "tells a server that speaks only HTTP/2"), probe);
    }

    void planEngineIo()
    {
        if (!now.engineIo || now.silent() || !now.answered)
            return;
        const bool polls = now.queryValue("transport") == "polling";
        // Browsers poll first, unless told otherwise: a page elsewhere needs the CORS header for that.
        if (now.works && !polls && now.queryValue("sid").isEmpty() && now.origin() &&
            *now.origin() != now.endpoint().origin())
            planPolling();
        if (!now.refused() && !polls)
            return;
        planPolling();
        planEngineIoVersions(now.queryValue("EIO"));
        if (polls || now.unknownSession())
            planStickiness();
    }

    void planPolling()
    {
        add("polling", Role::Control,
            Words::tr("Control: Engine.IO polling, EIO=%1").arg(QString::fromLatin1(engineIoVersion())),
            QT_TRANSLATE_NOOP("Experiments", "tells whether Engine.IO is there and what it offers"),
            polling(engineIoVersion()));
    }

    void planEngineIoVersions(const QByteArray &eio)
    {
        const bool websocket = now.queryValue("transport") == "websocket";
        for (const QByteArray &version : {QByteArray("4"), QByteArray("3")}) {
            if (eio == version && websocket)
                continue;
            add("websocket-eio" + version, Role::Change,
                Words::tr("With EIO=%1 and transport=websocket").arg(QString::fromLatin1(version)),
                QT_TRANSLATE_NOOP("Experiments", "tells a wrong Engine.IO address apart"),
                withTarget(
                    now, ProbeKind::Upgrade,
                    withQuery(now.endpoint(), {{"EIO", version}, {"transport", "websocket"}, {"sid", {}}})));
        }
        const QByteArray other = eio == "3" ? "4" : "3";
        if (now.refused())
            add("polling-eio" + other, Role::Control,
                Words::tr("Control: Engine.IO polling, EIO=%1").arg(QString::fromLatin1(other)),
                QT_TRANSLATE_NOOP("Experiments", "tells the protocol version apart"), polling(other));
    }

    /// A fresh sid, used at once on another connection, is unknown only to a server that did not give it:
    /// three pairs of poll and upgrade, since without sticky sessions a lucky pair meets the same one.
    void planStickiness()
    {
        for (int n = 1; n <= 3; ++n) {
            const QByteArray suffix = n == 1 ? QByteArray() : "-" + QByteArray::number(n);
            if (n > 1)
                add("polling" + suffix, Role::Control, Words::tr("Control: Engine.IO polling, %1").arg(n),
                    QT_TRANSLATE_NOOP("Experiments", "tells missing sticky sessions apart"),
                    polling(engineIoVersion()));
            const QByteArray sid = now.sidOf("polling" + suffix);
            if (sid.isEmpty())
                continue;
            add("polling-session" + suffix, Role::Control,
                Words::tr("Control: upgrade with the sid of poll %1").arg(n),
                QT_TRANSLATE_NOOP("Experiments", "tells missing sticky sessions apart"),
                withTarget(
                    now, ProbeKind::Upgrade,
                    withQuery(now.endpoint(),
                              {{"EIO", engineIoVersion()}, {"transport", "websocket"}, {"sid", sid}})));
        }
    }

    [[nodiscard]] QByteArray engineIoVersion() const
    {
        const QByteArray eio = now.queryValue("EIO");
        return eio == "3" || eio == "4" ? eio : QByteArray("4");
    }

    [[nodiscard]] Probe polling(const QByteArray &version) const
    {
        return withTarget(
            now, ProbeKind::Get,
            withQuery(now.endpoint(), {{"EIO", version}, {"transport", "polling"}, {"sid", {}}}));
    }

    /// The session ended after silence: does a ping every now and then keep it open?
    void planWatching()
    {
        using namespace std::chrono_literals;
        if (!now.works || !now.seen.session)
            return;
        const observation::SessionFacts &session = *now.seen.session;
        const bool ended = session.end == observation::StreamEnd::ClosedByPeer ||
                           session.end == observation::StreamEnd::ResetByPeer ||
                           session.closeBy == observation::SessionFacts::CloseBy::Peer;
        if (!ended || session.quietBeforeEnd < 500ms)
            return;
        const QByteArray id = "with-pings";
        const qsizetype before = m_plan.run.size();
        add(id, Role::Control, Words::tr("Control: with a ping now and then"),
            QT_TRANSLATE_NOOP("Experiments", "tells an idle limit apart"), same(now));
        if (m_plan.run.size() == before)
            return;
        m_plan.run.last().watch = now.settings().listen;
        m_plan.run.last().pingEvery = std::max(
            200ms, std::chrono::duration_cast<std::chrono::milliseconds>(session.quietBeforeEnd) / 3);
    }

    const Situation &now;
    ExperimentPlan m_plan;
};

} // namespace

ExperimentPlan planExperiments(const Observation &observation)
{
    const Situation now(observation);
    if (!now.upgrade || !observation.settings.experiments || observation.stopped || observation.offline)
        return {};
    ExperimentPlan plan = Planner(now).plan();
    const qsizetype made = observation.exchanges.size() + observation.experiments.size();
    const qsizetype left = std::max<qsizetype>(0, MaximumConnections - made);
    if (plan.run.size() > left)
        plan.run.resize(left);
    return plan;
}

} // namespace wirewise::diagnosis
