#include "observation/exchange.h"

#include <QTest>

using namespace wirewise;
using namespace wirewise::observation;

namespace {

Probe aProbe(ProbeKind kind, const char *url = "ws://example.com/ws?a=b")
{
    Probe probe;
    probe.name = toString(kind);
    probe.kind = kind;
    probe.endpoint = parseEndpoint(QString::fromUtf8(url)).endpoint.value();
    return probe;
}

QByteArray bytesOf(const Probe &probe)
{
    return wire::toBytes(requestFor(probe, "dGhlIHNhbXBsZSBub25jZQ=="));
}

} // namespace

class TestObservationProbeRequest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void upgradeAsBytes();
    void headAndGetAsBytes();
    void optionsOfTheHandshake();
    void userInfoBecomesBasic_data();
    void userInfoBecomesBasic();
    void headersOfTheUserReplaceOurs();
    void repeatedHeadersStayRepeated();
    void handshakeHeadersStayOffPlainProbes();
};

void TestObservationProbeRequest::upgradeAsBytes()
{
    QCOMPARE(bytesOf(aProbe(ProbeKind::Upgrade)), QByteArray("GET /ws?a=b HTTP/1.1\r\n"
                                                             "Host: example.com\r\n"
                                                             "Connection: Upgrade\r\n"
                                                             "Upgrade: websocket\r\n"
                                                             "Sec-WebSocket-Version: 13\r\n"
                                                             "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
                                                             "User-Agent: Wirewise/" WIREWISE_VERSION "\r\n"
                                                             "Accept: */*\r\n"
                                                             "\r\n"));
}

void TestObservationProbeRequest::headAndGetAsBytes()
{
    Probe probe = aProbe(ProbeKind::Head);
    probe.settings.origin = "https://app.example";
    probe.settings.subprotocols = {"chat"};
    probe.settings.extensions = "permessage-deflate";
    const QByteArray rest = " /ws?a=b HTTP/1.1\r\n"
                            "Host: example.com\r\n"
                            "Connection: close\r\n"
                            "Origin: https://app.example\r\n"
                            "User-Agent: Wirewise/" WIREWISE_VERSION "\r\n"
                            "Accept: */*\r\n"
                            "\r\n";
    QCOMPARE(bytesOf(probe), QByteArray("HEAD" + rest));
    probe.kind = ProbeKind::Get;
    QCOMPARE(bytesOf(probe), QByteArray("GET" + rest));
}

void TestObservationProbeRequest::optionsOfTheHandshake()
{
    Probe probe = aProbe(ProbeKind::Upgrade, "wss://example.com:8443/");
    probe.settings.host = "other.example";
    probe.settings.key = "dGVzdA==";
    probe.settings.wsVersion = "8";
    probe.settings.subprotocols = {"chat", "v2"};
    probe.settings.extensions = "permessage-deflate; client_max_window_bits";
    probe.settings.origin = "https://app.example";
    probe.settings.headers = {{"X-One", "1"}};
    QCOMPARE(bytesOf(probe),
             QByteArray("GET / HTTP/1.1\r\n"
                        "Host: other.example\r\n"
                        "Connection: Upgrade\r\n"
                        "Upgrade: websocket\r\n"
                        "Sec-WebSocket-Version: 8\r\n"
                        "Sec-WebSocket-Key: dGVzdA==\r\n"
                        "Sec-WebSocket-Protocol: chat, v2\r\n"
                        "Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits\r\n"
                        "Origin: https://app.example\r\n"
                        "User-Agent: Wirewise/" WIREWISE_VERSION "\r\n"
                        "Accept: */*\r\n"
                        "X-One: 1\r\n"
                        "\r\n"));
}

void TestObservationProbeRequest::userInfoBecomesBasic_data()
{
    QTest::addColumn<QByteArray>("userInfo");
    QTest::addColumn<QByteArray>("header");
    QTest::newRow("both") << QByteArray("Aladdin:open sesame")
                          << QByteArray("Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==");
    QTest::newRow("user alone") << QByteArray("me") << QByteArray("Basic bWU6");
    QTest::newRow("UTF-8") << QByteArray("test:123£") << QByteArray("Basic dGVzdDoxMjPCow==");
}

void TestObservationProbeRequest::userInfoBecomesBasic()
{
    QFETCH(QByteArray, userInfo);
    QFETCH(QByteArray, header);
    for (const ProbeKind kind : {ProbeKind::Head, ProbeKind::Get, ProbeKind::Upgrade}) {
        Probe probe = aProbe(kind);
        probe.endpoint.userInfo = userInfo;
        QCOMPARE(requestFor(probe, "k").headers.value("Authorization"), header);
    }
}

void TestObservationProbeRequest::headersOfTheUserReplaceOurs()
{
    Probe probe = aProbe(ProbeKind::Upgrade);
    probe.settings.headers = {{"X-First", "1"},
                              {"host", "wrong.example"},
                              {"USER-AGENT", "curl/8"},
                              {"connection", "keep-alive, Upgrade"},
                              {"Accept", ""}};
    QCOMPARE(bytesOf(probe), QByteArray("GET /ws?a=b HTTP/1.1\r\n"
                                        "host: wrong.example\r\n"
                                        "connection: keep-alive, Upgrade\r\n"
                                        "Upgrade: websocket\r\n"
                                        "Sec-WebSocket-Version: 13\r\n"
                                        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
                                        "USER-AGENT: curl/8\r\n"
                                        "Accept: \r\n"
                                        "X-First: 1\r\n"
                                        "\r\n"));
}

void TestObservationProbeRequest::repeatedHeadersStayRepeated()
{
    Probe probe = aProbe(ProbeKind::Get);
    probe.settings.headers = {{"X-A", "1"}, {"Host", "a"}, {"X-A", "2"}, {"Host", "b"}};
    const wire::Request request = requestFor(probe, {});
    QCOMPARE(request.headers.all("x-a").size(), 2);
    QCOMPARE(request.headers.all("host").size(), 2);
    QCOMPARE(request.headers.list().constFirst().value, QByteArray("a"));
    QCOMPARE(request.headers.list().at(1).value, QByteArray("b"));
}

void TestObservationProbeRequest::handshakeHeadersStayOffPlainProbes()
{
    Probe probe = aProbe(ProbeKind::Get);
    probe.settings.headers = {{"Connection", "Upgrade"},
                              {"upgrade", "websocket"},
                              {"Sec-WebSocket-Key", "dGVzdA=="},
                              {"Sec-WebSocket-Version", "13"},
                              {"X-Kept", "1"}};
    const wire::Request get = requestFor(probe, {});
    QCOMPARE(get.headers.value("Connection"), QByteArray("close"));
    QVERIFY(!get.headers.contains("Upgrade"));
    QVERIFY(!get.headers.contains("Sec-WebSocket-Key"));
    QVERIFY(get.headers.contains("X-Kept"));

    probe.kind = ProbeKind::Upgrade;
    QCOMPARE(requestFor(probe, "other").headers.value("Sec-WebSocket-Key"), QByteArray("dGVzdA=="));
}

QTEST_APPLESS_MAIN(TestObservationProbeRequest)
#include "test_observation_proberequest.moc"
