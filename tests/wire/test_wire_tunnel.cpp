#include "support/feeding.h"

#include "wire/tunnel.h"

#include <QTest>

using namespace wirewise;
using wire::Tunnel;
using wire::TunnelKind;
using wire::TunnelRefusal;
using wire::TunnelState;

namespace {

QByteArray bytesOf(const char *hex)
{
    return QByteArray::fromHex(hex);
}

QByteArray stateOf(const Tunnel &tunnel)
{
    return toString(tunnel.state()) + ' ' + toString(tunnel.refusal());
}

test::Told run(TunnelKind kind, bool withCredentials, const QList<QByteArrayView> &pieces, bool end)
{
    std::optional<wire::TunnelCredentials> credentials;
    if (withCredentials)
        credentials = wire::TunnelCredentials{"me", "secret"};
    Tunnel tunnel(kind, {"host.example", 443}, credentials);
    test::Told told;
    for (const QByteArrayView piece : pieces)
        tunnel.receive(piece);
    if (end)
        tunnel.receiveEnd();
    told.events = {stateOf(tunnel), tunnel.takeOutgoing()};
    if (tunnel.state() == TunnelState::Open)
        told.events.append(tunnel.received());
    told.rest = tunnel.takeRest();
    return told;
}

} // namespace

class TestWireTunnel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void decides_data();
    void decides();
    void asksInHttp();
    void asksForAnIpv6AddressInHttp();
    void waitsForTheWordsOfARefusal();
    void answersADigestOnce();
    void digestNeedsAConnectionThatGoesOn_data();
    void digestNeedsAConnectionThatGoesOn();
    void speaksSocksStepByStep();
    void sendsAddressesInSocks_data();
    void sendsAddressesInSocks();
    void sendsNothingThatCannotBeSaid_data();
    void sendsNothingThatCannotBeSaid();
    void keepsBoundedEvidence();
    void namesReplies();
};

void TestWireTunnel::decides_data()
{
    QTest::addColumn<TunnelKind>("kind");
    QTest::addColumn<bool>("withCredentials");
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QByteArray>("state");
    const auto http = TunnelKind::HttpConnect;
    const auto socks = TunnelKind::Socks5;
    const auto row = [](const char *name, TunnelKind kind, bool withCredentials, const QByteArray &bytes,
                        const char *state) {
        QTest::newRow(name) << kind << withCredentials << bytes << QByteArray(state);
    };
    row("http 200", http, false, "HTTP/1.1 200 Connection established\r\n\r\n", "open none");
    row("http 200 with a length", http, false, "HTTP/1.0 200 OK\r\nContent-Length: 5\r\n\r\n", "open none");
    row("http 204", http, false, "HTTP/1.1 204 Fine\r\n\r\n", "open none");
    row("http 407", http, false, "HTTP/1.1 407 Authenticate\r\nContent-Length: 2\r\n\r\nno",
        "refused http-status");
    row("http 403 until close", http, true, "HTTP/1.1 403 Forbidden\r\n\r\nno", "refused http-status");
    row("http after 100", http, false, "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\n\r\n", "open none");
    row("http cut", http, false, "HTTP/1.1 20", "ended none");
    row("http nothing", http, false, "", "ended none");
    row("http asked, socks answers", http, false, bytesOf("05ff"), "wrong-kind none");
    row("http asked, ssh answers", http, false, "SSH-2.0-x\r\n", "wrong-kind none");
    row("socks open", socks, false, bytesOf("0500 05000001 7f000001 01bb"), "open none");
    row("socks open, name bound", socks, false, bytesOf("0500 05000003 03 616263 01bb"), "open none");
    row("socks open, IPv6 bound", socks, false,
        bytesOf("0500 05000004 00000000000000000000000000000001 01bb"), "open none");
    row("socks with password", socks, true, bytesOf("0502 0100 05000001 00000000 0000"), "open none");
    row("socks offered one, none needed", socks, true, bytesOf("0500 05000001 00000000 0000"), "open none");
    row("socks password refused", socks, true, bytesOf("0502 0101"), "refused socks-credentials");
    row("socks no method", socks, false, bytesOf("05ff"), "refused socks-method");
    row("socks wants a password we lack", socks, false, bytesOf("0502"), "refused socks-method");
    row("socks wants GSSAPI", socks, true, bytesOf("0501"), "refused socks-method");
    row("socks ruleset", socks, false, bytesOf("0500 05020001 00000000 0000"), "refused socks-reply");
    row("socks refusal cut short", socks, false, bytesOf("0500 0505"), "refused socks-reply");
    row("socks cut after the method", socks, false, bytesOf("0500"), "ended none");
    row("socks cut in the reply", socks, false, bytesOf("0500 050000"), "ended none");
    row("socks unknown address type", socks, false, bytesOf("0500 05000009 00"), "wrong-kind none");
    row("socks asked, http answers", socks, false, "HTTP/1.1 400 Bad Request\r\n\r\n", "wrong-kind none");
    row("socks 4 answers", socks, false, bytesOf("005b"), "wrong-kind none");
}

void TestWireTunnel::decides()
{
    QFETCH(TunnelKind, kind);
    QFETCH(bool, withCredentials);
    QFETCH(QByteArray, bytes);
    QFETCH(QByteArray, state);
    const auto runThis = [kind, withCredentials](const QList<QByteArrayView> &pieces, bool end) {
        return run(kind, withCredentials, pieces, end);
    };
    // Once it is open, everything behind the answer belongs to the target.
    const bool isOpen = state.startsWith("open");
    const QByteArray difference = test::differenceWithTrailing(
        bytes, isOpen ? QByteArray("rest\r\n\0", 7) : QByteArray(), isOpen, runThis);
    QVERIFY2(difference.isEmpty(), difference.constData());
    QCOMPARE(runThis({bytes}, true).events.constFirst(), state);
}

void TestWireTunnel::asksInHttp()
{
    Tunnel plain(TunnelKind::HttpConnect, {"host.example", 8443});
    QCOMPARE(plain.takeOutgoing(), "CONNECT host.example:8443 HTTP/1.1\r\nHost: host.example:8443\r\n\r\n");
    QVERIFY(plain.takeOutgoing().isEmpty());
    Tunnel known(TunnelKind::HttpConnect, {"h", 1}, wire::TunnelCredentials{"Aladdin", "open sesame"});
    QCOMPARE(known.takeOutgoing(), "CONNECT h:1 HTTP/1.1\r\nHost: h:1\r\nProxy-Authorization: Basic "
                                   "QWxhZGRpbjpvcGVuIHNlc2FtZQ==\r\n\r\n");
}

void TestWireTunnel::asksForAnIpv6AddressInHttp()
{
    for (const QByteArray &host : {QByteArray("::1"), QByteArray("[::1]")}) {
        Tunnel tunnel(TunnelKind::HttpConnect, {host, 443});
        QVERIFY(tunnel.takeOutgoing().startsWith("CONNECT [::1]:443 HTTP/1.1\r\nHost: [::1]:443\r\n"));
    }
}

void TestWireTunnel::waitsForTheWordsOfARefusal()
{
    Tunnel tunnel(TunnelKind::HttpConnect, {"h", 1});
    tunnel.receive("HTTP/1.1 503 Service Unavailable\r\nContent-Length: 4\r\n\r\nno");
    QCOMPARE(tunnel.state(), TunnelState::Refused);
    QVERIFY(tunnel.wantsMore());
    tunnel.receive("pe");
    QVERIFY(!tunnel.wantsMore());
    QCOMPARE(tunnel.response()->status, 503);
    QCOMPARE(tunnel.response()->body, "nope");
    QVERIFY(tunnel.takeRest().isEmpty());
}

void TestWireTunnel::answersADigestOnce()
{
    const QByteArray challenge = "HTTP/1.1 407 Who are you\r\nProxy-Authenticate: Negotiate\r\n"
                                 "Proxy-Authenticate: Digest realm=\"r\", nonce=\"n\", qop=\"auth\"\r\n"
                                 "Content-Length: 4\r\n\r\nlog ";
    for (const bool accepted : {true, false}) {
        Tunnel tunnel(TunnelKind::HttpConnect, {"host.example", 443},
                      wire::TunnelCredentials{"me", "secret", "0a4f"});
        QVERIFY(tunnel.takeOutgoing().contains("Proxy-Authorization: Basic "));
        tunnel.receive(challenge.chopped(1));
        QVERIFY(tunnel.takeOutgoing().isEmpty()); // the body comes first
        tunnel.receive(challenge.last(1));
        const QByteArray second = tunnel.takeOutgoing();
        QVERIFY2(second.startsWith("CONNECT host.example:443 HTTP/1.1\r\n"), second.constData());
        QVERIFY(second.contains("Proxy-Authorization: Digest username=\"me\", realm=\"r\", nonce=\"n\""));
        QCOMPARE(tunnel.state(), TunnelState::Negotiating);
        tunnel.receive(accepted ? QByteArray("HTTP/1.1 200 OK\r\n\r\nrest") : challenge);
        QCOMPARE(stateOf(tunnel), QByteArray(accepted ? "open none" : "refused http-status"));
        QVERIFY(tunnel.takeOutgoing().isEmpty()); // a second challenge is a refusal
        QCOMPARE(tunnel.takeRest(), QByteArray(accepted ? "rest" : ""));
    }
}

void TestWireTunnel::digestNeedsAConnectionThatGoesOn_data()
{
    QTest::addColumn<QByteArray>("head");
    const QByteArray digest = "Proxy-Authenticate: Digest realm=\"r\", nonce=\"n\"\r\n";
    QTest::newRow("closed") << QByteArray("HTTP/1.1 407 No\r\n" + digest +
                                          "Connection: close\r\nContent-Length: 0\r\n\r\n");
    QTest::newRow("old") << QByteArray("HTTP/1.0 407 No\r\n" + digest + "Content-Length: 0\r\n\r\n");
    QTest::newRow("a body that ends with the stream") << QByteArray("HTTP/1.1 407 No\r\n" + digest + "\r\n");
    QTest::newRow("another way to log in")
        << QByteArray("HTTP/1.1 407 No\r\nProxy-Authenticate: NTLM\r\nContent-Length: 0\r\n\r\n");
}

void TestWireTunnel::digestNeedsAConnectionThatGoesOn()
{
    QFETCH(QByteArray, head);
    Tunnel tunnel(TunnelKind::HttpConnect, {"host.example", 443},
                  wire::TunnelCredentials{"me", "secret", "0a4f"});
    static_cast<void>(tunnel.takeOutgoing());
    tunnel.receive(head);
    QCOMPARE(stateOf(tunnel), QByteArray("refused http-status"));
    QVERIFY(tunnel.takeOutgoing().isEmpty());
}

void TestWireTunnel::speaksSocksStepByStep()
{
    Tunnel tunnel(TunnelKind::Socks5, {"host.example", 443}, wire::TunnelCredentials{"me", "secret"});
    QCOMPARE(tunnel.takeOutgoing(), bytesOf("05020002"));
    tunnel.receive(bytesOf("0502"));
    QCOMPARE(tunnel.takeOutgoing(), QByteArray("\x01\x02me\x06secret"));
    tunnel.receive(bytesOf("0100"));
    QCOMPARE(tunnel.takeOutgoing(), QByteArray("\x05\x01\x00\x03\x0Chost.example\x01\xBB", 19));
    QVERIFY(tunnel.wantsMore());
    tunnel.receive(bytesOf("05050001000000000000"));
    QCOMPARE(tunnel.state(), TunnelState::Refused);
    QCOMPARE(tunnel.socksReply(), std::optional<quint8>(5));
    QCOMPARE(tunnel.socksMethod(), std::optional<quint8>(2));
    QVERIFY(!tunnel.wantsMore());
    QCOMPARE(tunnel.sent().size(), 4 + 11 + 19);
    QCOMPARE(tunnel.received().size(), 2 + 2 + 10);
}

void TestWireTunnel::sendsAddressesInSocks_data()
{
    QTest::addColumn<QByteArray>("host");
    QTest::addColumn<QByteArray>("request");
    QTest::newRow("IPv4") << QByteArray("127.0.0.1") << bytesOf("05010001 7f000001 0050");
    QTest::newRow("IPv6") << QByteArray("::1") << bytesOf("05010004 00000000000000000000000000000001 0050");
    QTest::newRow("IPv6 in brackets")
        << QByteArray("[::1]") << bytesOf("05010004 00000000000000000000000000000001 0050");
    QTest::newRow("name") << QByteArray("a.b") << bytesOf("05010003 03 612e62 0050");
    QTest::newRow("almost IPv4") << QByteArray("1.2.3") << bytesOf("05010003 05 312e322e33 0050");
}

void TestWireTunnel::sendsAddressesInSocks()
{
    QFETCH(QByteArray, host);
    Tunnel tunnel(TunnelKind::Socks5, {host, 80});
    QCOMPARE(tunnel.takeOutgoing(), bytesOf("050100"));
    tunnel.receive(bytesOf("0500"));
    QTEST(tunnel.takeOutgoing(), "request");
}

void TestWireTunnel::sendsNothingThatCannotBeSaid_data()
{
    QTest::addColumn<TunnelKind>("kind");
    QTest::addColumn<QByteArray>("host");
    QTest::addColumn<QByteArray>("user");
    QTest::addColumn<QByteArray>("password");
    const QByteArray longText(256, 'x');
    QTest::newRow("no host") << TunnelKind::Socks5 << QByteArray() << QByteArray("u") << QByteArray("p");
    QTest::newRow("line break in the host")
        << TunnelKind::HttpConnect << QByteArray("h\r\nX: y") << QByteArray("u") << QByteArray("p");
    QTest::newRow("space in the host")
        << TunnelKind::HttpConnect << QByteArray("h h") << QByteArray("u") << QByteArray("p");
    QTest::newRow("colon in the user name")
        << TunnelKind::HttpConnect << QByteArray("h") << QByteArray("a:b") << QByteArray("p");
    QTest::newRow("long name") << TunnelKind::Socks5 << longText << QByteArray("u") << QByteArray("p");
    QTest::newRow("long user") << TunnelKind::Socks5 << QByteArray("h") << longText << QByteArray("p");
    QTest::newRow("long password") << TunnelKind::Socks5 << QByteArray("h") << QByteArray("u") << longText;
    QTest::newRow("empty user") << TunnelKind::Socks5 << QByteArray("h") << QByteArray() << QByteArray("p");
}

void TestWireTunnel::sendsNothingThatCannotBeSaid()
{
    QFETCH(TunnelKind, kind);
    QFETCH(QByteArray, host);
    QFETCH(QByteArray, user);
    QFETCH(QByteArray, password);
    Tunnel tunnel(kind, {host, 1}, wire::TunnelCredentials{user, password});
    QCOMPARE(stateOf(tunnel), "refused not-sendable");
    QVERIFY(tunnel.takeOutgoing().isEmpty());
    tunnel.receive("HTTP/1.1 200 OK\r\n\r\n");
    tunnel.receiveEnd();
    QCOMPARE(stateOf(tunnel), "refused not-sendable");
}

void TestWireTunnel::keepsBoundedEvidence()
{
    for (const TunnelKind kind : {TunnelKind::HttpConnect, TunnelKind::Socks5}) {
        Tunnel tunnel(kind, {"h", 1});
        for (int i = 0; i < 1000; ++i)
            tunnel.receive(QByteArray(10'000, 'x'));
        QCOMPARE(tunnel.state(), TunnelState::WrongKind);
        QCOMPARE(tunnel.received().size(), 64 * 1024);
        QVERIFY(tunnel.takeRest().isEmpty());
    }
}

void TestWireTunnel::namesReplies()
{
    QCOMPARE(wire::socksReplyText(2), "connection not allowed by ruleset");
    QCOMPARE(wire::socksReplyText(200), "unassigned reply 200");
}

QTEST_APPLESS_MAIN(TestWireTunnel)
#include "test_wire_tunnel.moc"
