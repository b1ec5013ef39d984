#pragma once

#include "observation/tlsfacts.h"

#include <QList>
#include <QString>
#include <QStringList>

namespace wirewise::diagnosis {

/// What a usual client would say to a certificate that was seen.
struct ClientOpinion
{
    enum class Client { Browsers, OpenSsl, Go, Qt };
    enum class Answer { Accepts, Depends, Refuses };
    Client client = Client::Browsers;
    Answer answer = Answer::Accepts;
    QStringList reasons; ///< why it does not simply accept; sentences

    friend bool operator==(const ClientOpinion &, const ClientOpinion &) = default;
};

QByteArray toString(ClientOpinion::Client client); ///< "browsers", "openssl", "go", "qt"
QByteArray toString(ClientOpinion::Answer answer); ///< "accepts", "depends", "refuses"
/// "OpenSSL (curl, Python, PHP)".
[[nodiscard]] QString nameOf(ClientOpinion::Client client);

/// What each client says to the certificates of a handshake, by the rules that it is known to follow, as far
/// as it trusts the same authorities; empty where no certificate was seen. Nobody is asked: pure.
[[nodiscard]] QList<ClientOpinion> clientOpinions(const observation::TlsFacts &tls, const QByteArray &host,
                                                  const QDateTime &at);
/// "Browsers refuse it; OpenSSL and Qt accept it."; empty where all say the same.
[[nodiscard]] QString disagreementOf(const QList<ClientOpinion> &opinions);

} // namespace wirewise::diagnosis
