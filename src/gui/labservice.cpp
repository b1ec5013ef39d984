#include "gui/labservice.h"

#include "lab/labserver.h"

#include <QThread>

namespace wirewise::gui {

LabService::LabService(QThread *network, QObject *parent)
    : QObject(parent)
{
    m_server = new lab::LabServer;
    m_server->moveToThread(network);
    connect(network, &QThread::finished, m_server, &QObject::deleteLater);
    connect(m_server, &lab::LabServer::started, this, [this](const lab::LabAddresses &addresses) {
        m_starting = false;
        m_addresses = addresses;
        Q_EMIT changed();
    });
    connect(m_server, &lab::LabServer::stopped, this, [this] {
        m_starting = false;
        m_addresses = {};
        Q_EMIT changed();
    });
    connect(m_server, &lab::LabServer::failed, this, [this](const QString &text) {
        m_starting = false;
        m_addresses = {};
        Q_EMIT changed();
        Q_EMIT failed(text);
    });
}

LabService::~LabService() = default;

void LabService::start()
{
    if (isRunning() || m_starting)
        return;
    m_starting = true;
    Q_EMIT changed();
    // What went wrong comes as failed().
    QMetaObject::invokeMethod(m_server, [server = m_server.data()] { static_cast<void>(server->start()); });
}

void LabService::stop()
{
    QMetaObject::invokeMethod(m_server, &lab::LabServer::stop);
}

QString LabService::address() const
{
    return isRunning() ? QString(QLatin1String("127.0.0.1:") % QString::number(m_addresses.main)) : QString();
}

} // namespace wirewise::gui
