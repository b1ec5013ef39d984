#pragma once

#include "diagnosis/failureclass.h"
#include "diagnosis/stacks.h"
#include "diagnosis/words.h"
#include "observation/observation.h"
#include "wire/engineio.h"
#include "wire/handshake.h"
#include "wire/jwt.h"

#include <optional>

namespace wirewise::diagnosis {

/// A JWT that was sent, against the time of the check.
struct SentToken
{
    wire::Jwt token;
    QString place;     ///< "the address", "the header Authorization", …
    Evidence evidence; ///< where it stands in the request
    bool expired = false;
    bool notYetValid = false;
};

/// All that rules ask of one observation, worked out once and named. Refers to the observation: keep it
/// alive.
class Facts
{
public:
    explicit Facts(const observation::Observation &observation);

    const observation::Observation &seen;
    const observation::Endpoint *endpoint = nullptr; ///< null if the address is no endpoint
    const observation::Exchange *head = nullptr, *get = nullptr, *upgrade = nullptr;
    /// The exchange that layers below HTTP are judged by: the upgrade, else GET, else HEAD; may be null.
    const observation::Exchange *leading = nullptr;

    // The upgrade as bytes say it.
    wire::Request request;                ///< what was sent; empty without an upgrade
    QList<wire::HandshakeRemark> remarks; ///< on a 101 only

    // How the upgrade went.
    bool works = false;      ///< a right 101
    bool refused = false;    ///< an HTTP answer other than 101
    bool dropped = false;    ///< the peer closed or reset without a byte of an answer
    bool unanswered = false; ///< no byte before the time limit
    int status = 0;
    bool getAnswered = false, headAnswered = false; ///< an HTTP answer came
    int getStatus = 0, headStatus = 0;

    // Who answered.
    QList<Hop> hops; ///< of the upgrade
    QList<Hop> getHops;
    const Hop *speaker = nullptr;      ///< who wrote the answer to the upgrade
    const Hop *intermediary = nullptr; ///< a proxy or platform that is not the writer of the answer

    // Comparisons.
    bool sameAsGet = false;      ///< the upgrade got the answer to a plain GET
    bool sameHandAsGet = false;  ///< written by the same code
    bool sameEverywhere = false; ///< HEAD's status, GET, GET / and made-up paths all give it
    bool catchAll = false;       ///< a path that cannot exist gives the same answer
    bool flaps = false;          ///< the very same request gets 101 some of the time
    bool knowsWebSocket = false; ///< something there speaks WebSocket: 426, its headers, a 101 on some path
    bool asksRightly = false;    ///< our request has the Upgrade and Connection that it must have

    // What was sent.
    QByteArray origin; ///< the Origin that was sent; empty if none
    bool originSent = false;
    bool credentialsSent = false;
    qint64 requestSize = 0;
    QList<SentToken> tokens;

    // Engine.IO.
    bool engineIoPath = false;
    QByteArray eio, transport, sid;                       ///< query parameters
    std::optional<wire::EngineIoRefusal> engineIoRefusal; ///< of the upgrade
    const observation::Exchange *poll = nullptr; ///< a polling answer that opened an Engine.IO session
    std::optional<wire::EngineIoOpen> pollOpen;

    // Experiments.
    [[nodiscard]] const observation::ExperimentResult *tried(const QByteArray &id) const
    {
        return seen.experiment(id);
    }
    [[nodiscard]] const observation::Exchange *exchangeOf(const QByteArray &id) const;
    /// It turned the refusal into a right 101, and not by luck: what a repeat contradicts helps nobody.
    [[nodiscard]] bool helps(const QByteArray &id) const;
    /// The first of a family of experiments ("host-", "subprotocol-") that helps, null if none does.
    [[nodiscard]] const observation::ExperimentResult *helpingOf(const QByteArray &family) const;
    [[nodiscard]] int statusOf(const QByteArray &id) const;
    /// Tried, and it got the very answer that the upgrade got.
    [[nodiscard]] bool changesNothing(const QByteArray &id) const;
    /// Tried, an HTTP answer came, and it differs from the upgrade's.
    [[nodiscard]] bool changes(const QByteArray &id) const;
    /// The change that helps most plainly among those ids, null if none does.
    [[nodiscard]] const observation::ExperimentResult *
    firstHelping(std::initializer_list<const char *> ids) const;

    [[nodiscard]] bool spokenBy(std::initializer_list<const char *> stacks) const;
    /// Any exchange shows that stack.
    [[nodiscard]] bool shows(std::initializer_list<const char *> stacks) const;
    /// A proxy or platform wrote the refusal itself.
    [[nodiscard]] bool intermediarySpoke() const;

    // For sentences.
    [[nodiscard]] QString path() const; ///< without query, shortened
    [[nodiscard]] QString host() const; ///< host, with the port unless it is the scheme's own
    [[nodiscard]] QString speakerName(const QString &otherwise) const;
    [[nodiscard]] QString intermediaryName(const QString &otherwise) const;
    [[nodiscard]] QString whereSpeaker() const; ///< "In the nginx configuration." and the like

private:
    void readExchanges();
    void readHops();
    void compare();
    [[nodiscard]] bool contradicted() const;
    void readRequest();
    void readTokens();
    void readEngineIo();

    QList<QList<Hop>> m_experimentHops;
};

/// A piece of text of a peer or user for use inside a sentence.
[[nodiscard]] QString shown(QByteArrayView bytes, qsizetype maximum = 40);

} // namespace wirewise::diagnosis
