// Many handshakes by QWebSocket, each closed as soon as it is open:
// batch_qwebsocket PORT COUNT PARALLEL [AUTHORITY]

#include <QCoreApplication>
#include <QSslCertificate>
#include <QSslConfiguration>
#include <QUrl>
#include <QWebSocket>

namespace {

class Batch : public QObject
{
public:
    explicit Batch(const QStringList &words)
        : m_address((words.size() > 4 ? QStringLiteral("wss") : QStringLiteral("ws")) +
                    QStringLiteral("://127.0.0.1:") + words[1] + QLatin1Char('/'))
        , m_left(words[2].toInt())
        , m_unopened(m_left)
    {
        if (words.size() > 4) {
            m_tls = QSslConfiguration::defaultConfiguration();
            m_tls.setCaCertificates(QSslCertificate::fromPath(words[4]));
        }
        for (int i = 0; i < words[3].toInt(); ++i) {
            openNext();
        }
    }

private:
    void openNext()
    {
        if (m_unopened == 0) {
            return;
        }
        auto *socket = new QWebSocket(QString(), QWebSocketProtocol::VersionLatest, this);
        if (!m_tls.isNull()) {
            socket->setSslConfiguration(m_tls);
        }
        connect(socket, &QWebSocket::connected, socket, [socket] { socket->close(); });
        connect(socket, &QWebSocket::disconnected, this, [this, socket] {
            socket->deleteLater();
            if (--m_left == 0) {
                QCoreApplication::exit(0);
            }
            openNext();
        });
        connect(socket, QOverload<QAbstractSocket::SocketError>::of(&QWebSocket::error), this,
                [] { QCoreApplication::exit(1); });
        socket->open(QUrl(m_address + QString::number(m_unopened--)));
    }

    QString m_address;
    QSslConfiguration m_tls; // null without TLS
    int m_left;
    int m_unopened;
};

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    const QStringList words = QCoreApplication::arguments();
    if (words.size() < 4) {
        return 2;
    }
    const Batch batch(words);
    return QCoreApplication::exec();
}
