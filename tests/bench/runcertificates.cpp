#include "bench/runcertificates.h"

#include "lab/certificates.h"

#include <QFile>

namespace wirewise::bench {

RunCertificates::RunCertificates()
{
    const std::optional<lab::Certificates> made = lab::makeCertificates();
    QFile file(QFile::decodeName(authority()));
    if (made && file.open(QIODevice::WriteOnly) && file.write(made->authority) > 0) {
        const lab::Credentials good = made->of.value(lab::CertificateKind::Good);
        m_server = {good.certificate, good.chain, good.key};
    }
}

} // namespace wirewise::bench
