// QWebSocket takes a flood and keeps nothing: flood_qwebsocket PORT PATH COUNT

#include <QCoreApplication>
#include <QUrl>
#include <QWebSocket>

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    const QStringList words = QCoreApplication::arguments();
    if (words.size() != 4) {
        return 2;
    }
    qint64 messages = 0;
    QWebSocket socket;
    QObject::connect(&socket, &QWebSocket::textMessageReceived, &socket, [&messages] { ++messages; });
    QObject::connect(&socket, &QWebSocket::disconnected, &application, &QCoreApplication::quit);
    socket.open(QUrl(QStringLiteral("ws://127.0.0.1:%1%2").arg(words[1], words[2])));
    QCoreApplication::exec();
    return messages == words[3].toLongLong() ? 0 : 1;
}
