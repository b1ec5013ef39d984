#include "lab/labserver.h"

#include "lab/certificates.h"
#include "lab/door.h"
#include "lab/echoserver.h"
#include "lab/scenariotables.h"
#include "lab/visit.h"

#include <QFile>
#include <QHostAddress>
#include <QSslCertificate>
#include <QSslConfiguration>
#include <QSslKey>
#include <QSslSocket>
#include <QTemporaryDir>
#include <QTimer>

namespace wirewise::lab {

namespace {

/// The row of the application behind the lab's proxy, on a port of its own.
const Scenario &applicationRow()
{
    static const Scenario row{.id = "application", .serving = {.behaviour = answerAsApplication}};
    return row;
}

Failure cannotListen(quint16 port, const QString &reason)
{
    if (port != 0)
        return {
            Failure::Kind::PortTaken,
            LabServer::tr("The practice lab cannot listen on 127.0.0.1 port %1: %2. Choose another port, or "
                          "none to take any free one.")
                .arg(port)
                .arg(reason)};
    return {Failure::Kind::NoPort,
            LabServer::tr("The practice lab found no free port on 127.0.0.1: %1. Close "
                          "programs that hold many ports, then start it again.")
                .arg(reason)};
}

QSslConfiguration tlsOf(const Scenario &scenario, const Certificates &certificates)
{
    const Credentials shown = certificates.of.value(scenario.serving.certificate);
    QSslConfiguration tls = QSslConfiguration::defaultConfiguration();
    tls.setLocalCertificateChain(QSslCertificate::fromData(shown.certificate + shown.chain, QSsl::Pem));
    tls.setPrivateKey(QSslKey(shown.key, QSsl::Ec, QSsl::Pem));
    tls.setAllowedNextProtocols({"http/1.1"});
    tls.setPeerVerifyMode(QSslSocket::VerifyNone);
    // OpenSSL would not even send such a certificate at its usual level.
    if (scenario.serving.certificate == CertificateKind::WeakIssuer)
        tls.setBackendConfigurationOption("CipherString", QByteArray("DEFAULT@SECLEVEL=0"));
    if (scenario.serving.wantsClientCertificate) {
        tls.setPeerVerifyMode(QSslSocket::VerifyPeer);
        tls.setCaCertificates(QSslCertificate::fromData(certificates.authority, QSsl::Pem));
    }
    return tls;
}

} // namespace

/// Everything that a running lab holds; gone as a whole when it stops.
struct LabServer::Running
{
    LabState state;
    QTemporaryDir folder;
    std::optional<Certificates> certificates;
    EchoServer *echo = nullptr;
    int visits = 0;
    QObject owner; ///< of doors, visits and the echo server; goes first, they refer to the rest
};

LabServer::LabServer(QObject *parent)
    : QObject(parent)
{
    qRegisterMetaType<LabAddresses>();
}

LabServer::~LabServer()
{
    m_running.reset();
}

const LabAddresses &LabServer::addresses() const
{
    static const LabAddresses none;
    return m_running ? m_running->state.addresses : none;
}

int LabServer::visits() const
{
    return m_running ? m_running->visits + static_cast<int>(m_running->echo->connections()) : 0;
}

Result<void> LabServer::start(quint16 port)
{
    if (m_running)
        return {};
    m_running = std::make_unique<Running>();
    const Result<void> result = open(port);
    if (result) {
        Q_EMIT started(m_running->state.addresses);
    } else {
        m_running.reset();
        Q_EMIT failed(result.error().text);
    }
    return result;
}

void LabServer::stop()
{
    if (!m_running)
        return;
    m_running.reset();
    Q_EMIT stopped();
}

Result<void> LabServer::open(quint16 port)
{
    Running &running = *m_running;
    running.echo = new EchoServer(&running.owner);
    auto *main = new Door(&running.owner);
    if (!main->openOn(port))
        return tl::unexpected(cannotListen(port, main->errorString()));
    connect(main, &Door::arrived, this, [this](QTcpSocket *socket) { receive(socket, nullptr); });
    running.state.addresses.main = main->serverPort();
    running.state.addresses.free = (new ReservedPort(&running.owner))->port();

    running.certificates = QSslSocket::supportsSsl() ? makeCertificates() : std::nullopt;
    if (running.certificates) {
        QFile file(running.folder.filePath(QStringLiteral("practice-lab-ca.pem")));
        if (!file.open(QIODevice::WriteOnly) || file.write(running.certificates->authority) < 0)
            return tl::unexpected(
                Failure{Failure::Kind::NoFile,
                        tr("The practice lab cannot write its certificate to %1: %2. Free some space there, "
                           "or set TMPDIR to another folder.")
                            .arg(file.fileName(), file.errorString())});
        running.state.addresses.caFile = QFile::encodeName(file.fileName());
    }

    if (const Result<void> application = openScenario(applicationRow()); !application)
        return application;
    running.state.addresses.application = running.state.addresses.own.take(applicationRow().id);
    for (const Scenario &scenario : scenarios())
        if (const Result<void> opened = openScenario(scenario); !opened)
            return opened;
    return {};
}

Result<void> LabServer::openScenario(const Scenario &scenario)
{
    Running &running = *m_running;
    const Serving &serving = scenario.serving;
    const bool application = &scenario == &applicationRow();
    if (!application && (serving.port == Serving::Port::Main || serving.port == Serving::Port::Nowhere))
        return {};
    if (serving.port == Serving::Port::Tls && !running.certificates)
        return {};
    auto *door = new Door(&running.owner);
    if (serving.port == Serving::Port::Tls)
        door->setTls(tlsOf(scenario, *running.certificates));
    if (serving.port == Serving::Port::Full)
        door->setListenBacklogSize(1);
    if (!door->openOn(0))
        return tl::unexpected(cannotListen(0, door->errorString()));
    if (serving.port == Serving::Port::Full)
        door->fill();
    connect(door, &Door::arrived, this,
            [this, row = &scenario](QTcpSocket *socket) { receive(socket, row); });
    running.state.addresses.own.insert(scenario.id, door->serverPort());
    return {};
}

void LabServer::receive(QTcpSocket *socket, const Scenario *scenario)
{
    Running &running = *m_running;
    if (visits() >= MaximumVisits) {
        socket->abort();
        socket->deleteLater();
        return;
    }
    auto *visit = new Visit(socket, scenario, running.state, &running.owner);
    ++running.visits;
    connect(visit, &QObject::destroyed, this, [this] {
        if (m_running)
            --m_running->visits;
    });
    connect(visit, &Visit::ended, visit, &QObject::deleteLater);
    connect(visit, &Visit::handedOver, running.echo, &EchoServer::take);
    visit->begin();
}

} // namespace wirewise::lab
