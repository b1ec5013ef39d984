#pragma once

#include "observation/observation.h"

#include <QByteArray>

#include <optional>

namespace wirewise::diagnosis {

/// What the planning of experiments asks about one observation. Refers to it: keep it alive.
class Situation
{
public:
    explicit Situation(const observation::Observation &observation);

    [[nodiscard]] const observation::Endpoint &endpoint() const { return upgrade->probe.endpoint; }
    [[nodiscard]] const observation::Settings &settings() const { return upgrade->probe.settings; }
    [[nodiscard]] int status() const { return upgrade->status(); }
    /// The upgrade got an HTTP answer that is not 101.
    [[nodiscard]] bool refused() const;
    /// No byte came back on the upgrade, over a connection that was made.
    [[nodiscard]] bool silent() const;
    /// A change of the request may help: refused, or silent while a plain request is answered.
    /// A server that says 429 is left alone.
    [[nodiscard]] bool requestMayMatter() const;
    /// It works, and nothing but the upgrade was asked for: the question is answered with one connection.
    [[nodiscard]] bool isSettled() const;
    /// Something came back that is not HTTP.
    [[nodiscard]] bool foreign() const { return answered && upgrade->notHttp; }
    /// The peer ends every connection without a byte of its own, in clear or in the TLS handshake.
    [[nodiscard]] bool endsWithoutByte() const;
    /// 101 that a client has to refuse.
    [[nodiscard]] bool spoiled() const { return answered && status() == 101 && !works; }
    [[nodiscard]] bool overTls() const { return endpoint().secure; }
    /// ws to a port that may speak TLS: silence, a closed connection, an alert, or words that say so.
    [[nodiscard]] bool mayBeTls() const;

    [[nodiscard]] observation::TlsFacts::Result tlsResult() const;
    /// The refusal may be about the name in Host: its words or its status say so, or a proxy has no place for
    /// the name, or the connection ends without a byte.
    [[nodiscard]] bool smellsOfHostCheck() const;
    [[nodiscard]] bool carriesHostOverride() const;

    /// The first change that helped; null if none did.
    [[nodiscard]] const observation::ExperimentResult *helping() const;
    /// The very same upgrade worked the next time.
    [[nodiscard]] bool repeatHelped() const;
    /// Answers differ where nothing explains it, and it is not yet shown both ways.
    [[nodiscard]] bool differsByItself() const;

    /// The Origin that is sent, from the setting or a header typed by hand.
    [[nodiscard]] std::optional<QByteArray> origin() const;
    [[nodiscard]] bool carriesCredentials() const;
    [[nodiscard]] QByteArray queryValue(QByteArrayView name) const;
    /// The refusal says that the Engine.IO session id is not known.
    [[nodiscard]] bool unknownSession() const;
    /// The sid that the polling exchange of that name gave; empty if there was none.
    [[nodiscard]] QByteArray sidOf(const QByteArray &name) const;

    const observation::Observation &seen;
    const observation::Exchange *upgrade = nullptr; ///< null if it was not asked for
    const observation::Exchange *get = nullptr;
    bool answered = false;
    bool works = false;
    bool getAnswered = false;
    bool plainAnswered = false; ///< GET or HEAD
    bool engineIo = false;
};

} // namespace wirewise::diagnosis
