#pragma once

#include "diagnosis/facts.h"

#include <initializer_list>

namespace wirewise::diagnosis::rules {

/// The session, if the peer sent a Close frame; null otherwise.
[[nodiscard]] const observation::SessionFacts *closedByPeer(const Facts &facts);
[[nodiscard]] bool hasCode(const observation::SessionFacts &session, std::initializer_list<quint16> codes);
/// "0.4 s", "12 s".
[[nodiscard]] QString seconds(observation::Duration duration);
[[nodiscard]] QList<Evidence> closeFrame(const Facts &facts, const observation::SessionFacts &session);
/// ": reason", or nothing.
[[nodiscard]] QString reasonOf(const observation::SessionFacts &session);
/// "1008, policy violation".
[[nodiscard]] QString codeOf(const observation::SessionFacts &session);

} // namespace wirewise::diagnosis::rules
