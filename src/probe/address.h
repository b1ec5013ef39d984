#pragma once

#include <QByteArray>
#include <QList>

#include <optional>

namespace wirewise::probe {

/// An IP address to connect to, as a literal without brackets (an IPv6 scope may follow behind '%').
struct Address
{
    QByteArray text;
    bool ipv6 = false;

    friend bool operator==(const Address &, const Address &) = default;
};

/// The text as an address literal; nothing if it is a name.
[[nodiscard]] std::optional<Address> addressFromLiteral(const QByteArray &text);

/// The addresses in the order of RFC 8305 section 4: as given, with the families taking turns.
[[nodiscard]] QList<Address> withFamiliesTakingTurns(const QList<Address> &addresses);

} // namespace wirewise::probe
