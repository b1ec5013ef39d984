#pragma once

#include "wire/headerlist.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QList>

#include <optional>
#include <utility>

namespace wirewise::wire {

/// One way to log in that a server or proxy offers (RFC 9110 section 11.6.1).
struct AuthChallenge
{
    QByteArray scheme;                                   ///< "Digest", with its case
    QList<std::pair<QByteArray, QByteArray>> parameters; ///< names in lower case, values without quotes

    [[nodiscard]] bool is(QByteArrayView wanted) const;
    /// Empty if it is not there.
    [[nodiscard]] QByteArray value(QByteArrayView name) const;
};

/// The challenges of all headers of that name, in their order. What does not read well is left out.
[[nodiscard]] QList<AuthChallenge> readChallenges(const HeaderList &headers, QByteArrayView name);

/// What is to be proven, and the client's part in it.
struct DigestProof
{
    QByteArray user, password;
    QByteArray method, uri;
    QByteArray clientNonce; ///< random text, without quotes and backslashes
};

/// The value of Authorization or Proxy-Authorization that answers a Digest challenge (RFC 7616: MD5 and
/// SHA-256, also -sess, with and without qop=auth); nothing where it asks for what is not supported.
[[nodiscard]] std::optional<QByteArray> digestAnswer(const AuthChallenge &challenge,
                                                     const DigestProof &proof);

} // namespace wirewise::wire
