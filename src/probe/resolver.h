#pragma once

#include "observation/connectionfacts.h"
#include "observation/settings.h"
#include "probe/address.h"
#include "probe/answerlater.h"

#include <QList>
#include <QString>

#include <functional>
#include <memory>
#include <optional>

namespace wirewise::probe {

/// What a name gave.
struct NameAnswer
{
    /// Answered, NameNotFound (no such name, or no address of the family) or NameFailed.
    observation::Outcome outcome = observation::Outcome::NameFailed;
    QList<Address> addresses; ///< in the system's order of preference (RFC 6724)
    QString detail;           ///< the resolver's words
};

/// What needs no resolver: an override of the settings, an address literal, a name below localhost
/// (RFC 6761 section 6.3). Nothing for any other name.
[[nodiscard]] std::optional<NameAnswer> resolveWithoutLookup(const QByteArray &host, quint16 port,
                                                             const observation::Settings &settings);

/// Asks the system (getaddrinfo), which QHostInfo's single error could not be read back from: a name that
/// does not exist and a resolver that fails are different findings. Destroying it forgets the question.
class Lookup
{
public:
    Lookup(const QByteArray &host, observation::AddressFamily family,
           std::function<void(const NameAnswer &)> done);

private:
    AnswerLater<NameAnswer> m_answer;
};

} // namespace wirewise::probe
