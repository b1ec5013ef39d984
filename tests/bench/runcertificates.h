#pragma once

#include "bench/handshakeserver.h"

#include <QTemporaryDir>

namespace wirewise::bench {

/// Certificates made for this run, and the folder in which their authority lies for clients to verify
/// against.
class RunCertificates
{
public:
    RunCertificates();

    /// Empty if they could not be made.
    [[nodiscard]] const ServerCredentials &server() const { return m_server; }
    [[nodiscard]] QByteArray authority() const { return folder() + "/authority.pem"; }
    [[nodiscard]] QByteArray folder() const { return m_folder.path().toLocal8Bit(); }

private:
    QTemporaryDir m_folder;
    ServerCredentials m_server;
};

} // namespace wirewise::bench
