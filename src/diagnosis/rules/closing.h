#pragma once

#include "diagnosis/facts.h"

#include <initializer_list>

namespace wirewise::diagnosis::rules {

/// Engine.IO servers ask for a sign of life ("2") and end the session of a client that does not give it. A
/// check does not, so an end that follows says nothing against the server.
[[nodiscard]] bool endedForOurSilence(const Facts &facts);
/// The session, if the peer sent a Close frame for another reason than our silence; null otherwise.
[[nodiscard]] const observation::SessionFacts *closedByPeer(const Facts &facts);
[[nodiscard]] bool hasCode(const observation::SessionFacts &session, std::initializer_list<quint16> codes);
/// "0.4 s", "12 s".
[[nodiscard]] QString seconds(observation::Duration duration);
[[nodiscard]] QList<Evidence> closeFrame(const Facts &facts, const observation::SessionFacts &session);
/// The bytes that break a rule, in what was kept of the stream, else by themselves: those late in a long
/// session, or what compressed text inflates to.
[[nodiscard]] Evidence breachEvidence(const Facts &facts, const observation::SessionFacts &session,
                                      const QString &says);
/// ": reason", or nothing.
[[nodiscard]] QString reasonOf(const observation::SessionFacts &session);
/// "1008, policy violation".
[[nodiscard]] QString codeOf(const observation::SessionFacts &session);

} // namespace wirewise::diagnosis::rules
