#include "gui/pictures.h"

#include <QDialog>
#include <QLineEdit>
#include <QTcpServer>
#include <QTcpSocket>

using namespace wirewise;

namespace {

/// Checks and their results, and the pages beside them.
class WindowPictures : public test::Pictures
{
public:
    using Pictures::Pictures;

private:
    void take() override
    {
        start();
        check("upgrade.origin-rejected", "diagnosis-helps");
        check("upgrade.stripped-by-proxy", "diagnosis");
        exchange();
        check("health.head-misleading", "diagnosis-remark");
        check("upgrade.ok", "diagnosis-works");
        check("tcp.refused", "diagnosis-refused");
        running();
        lab();
        request();
        palette();
    }

    void start()
    {
        m_driver.trigger("newCheck");
        grab("start");
    }

    void exchange()
    {
        m_driver.trigger("showExchange");
        grab("exchange");
        m_driver.trigger("showDiagnosis");
    }

    void running()
    {
        // Answers HEAD and GET, and lets the upgrade wait.
        QTcpServer server;
        server.listen(QHostAddress::LocalHost);
        QObject::connect(&server, &QTcpServer::newConnection, &server, [&server] {
            QTcpSocket *socket = server.nextPendingConnection();
            QObject::connect(socket, &QTcpSocket::readyRead, socket, [socket] {
                const QByteArray request = socket->readAll();
                if (!request.contains("Upgrade:"))
                    socket->write(
                        "HTTP/1.1 404 Not Found\r\nContent-Type: application/json\r\nContent-Length: 22\r\n"
                        "Connection: close\r\n\r\n{\"detail\":\"Not Found\"}");
            });
        });
        m_driver.window().checkWith(
            QStringLiteral("ws://127.0.0.1:%1/ws/calls/transcriptions").arg(server.serverPort()), {});
        QTest::qWait(3200);
        grab("running");
        m_driver.trigger("stop");
        if (!m_driver.waitForVerdict())
            qFatal("a stopped check gave no verdict");
        grab("stopped");
    }

    void lab()
    {
        m_driver.trigger("practiceLab");
        grab("lab");
    }

    void request()
    {
        m_driver.trigger("requestOptions");
        grab("request");
        m_driver.find("requestPanel")->hide();
    }

    void palette()
    {
        m_driver.trigger("palette");
        auto *palette = m_driver.find<QDialog>("commandPalette");
        palette->findChild<QLineEdit *>(QStringLiteral("paletteEdit"))->setText(QStringLiteral("head"));
        grab("palette");
        palette->reject();
        QTest::qWait(50);
    }
};

} // namespace

std::unique_ptr<test::Pictures> test::picturesOfWindow(const QString &folder)
{
    return std::make_unique<WindowPictures>(folder);
}
