#include "observation/redaction.h"
#include "observation/secretvalues.h"

#include <QRandomGenerator>
#include <QTest>

using namespace wirewise;
using namespace wirewise::observation;

namespace {

const QByteArray Token = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl";

QByteArray stars(qsizetype count)
{
    return QByteArray(count, '*');
}

QByteArray request(const QByteArray &target, const QByteArray &headers = {})
{
    return "GET " + target + " HTTP/1.1\r\nHost: example.com\r\n" + headers + "\r\n";
}

Exchange anExchange(const QByteArray &url, const QList<HeaderPair> &headers)
{
    Exchange exchange;
    exchange.probe.name = "upgrade";
    exchange.probe.endpoint = parseEndpoint(QString::fromUtf8(url)).endpoint.value();
    exchange.probe.settings.headers = headers;
    exchange.sent = wire::toBytes(requestFor(exchange.probe, "dGhlIHNhbXBsZSBub25jZQ=="));
    return exchange;
}

} // namespace

class TestObservationRedaction : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void masks_data();
    void masks();
    void masksUrls_data();
    void masksUrls();
    void secretNames_data();
    void secretNames();
    void credentialsAreFoundAndTakenOff_data();
    void credentialsAreFoundAndTakenOff();
    void clientCertificateIsTakenOff();
    void markedValuesAreSecret();
    void wholeObservationIsMasked();
    void repeatedSecretsAreFound();
    void randomBytesKeepTheirLength();
    void longInputIsLinear_data();
    void longInputIsLinear();
};

void TestObservationRedaction::masks_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QByteArray>("expected");
    const auto header = [](const char *name, const QByteArray &line, const QByteArray &expected) {
        QTest::newRow(name) << request("/", line + "\r\n") << request("/", expected + "\r\n");
    };
    const auto body = [](const char *name, const QByteArray &text, const QByteArray &expected) {
        const QByteArray head = "HTTP/1.1 400 Bad Request\r\nContent-Length: 9\r\n\r\n";
        QTest::newRow(name) << QByteArray(head + text) << QByteArray(head + expected);
    };
    header("scheme word stays", "Authorization: Bearer abc.def", "Authorization: Bearer *******");
    header("two spaces", "authorization:  Basic  QWxh ", "authorization:  Basic  **** ");
    header("no scheme", "Authorization: s3cr3t", "Authorization: ******");
    header("proxy", "Proxy-Authorization: Basic QQ==", "Proxy-Authorization: Basic ****");
    header("cookie names stay", "Cookie: a=1; session=xyz; bare", "Cookie: a=*; session=***; ****");
    header("set-cookie attributes stay", "Set-Cookie: id=abc; Path=/; Max-Age=5",
           "Set-Cookie: id=***; Path=/; Max-Age=5");
    header("key", "X-Api-Key: 12345", "X-Api-Key: *****");
    header("named token", "X-CSRF-Token: 12345", "X-CSRF-Token: *****");
    header("no secret", "X-Request-Id: 12345", "X-Request-Id: 12345");
    header("handshake key stays",
           "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==", "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==");
    header("token in any header", "X-Custom: v=" + Token + ";x", "X-Custom: v=" + stars(Token.size()) + ";x");
    header("plain subprotocols stay", "Sec-WebSocket-Protocol: chat, v2.json",
           "Sec-WebSocket-Protocol: chat, v2.json");
    header("announced subprotocol", "Sec-WebSocket-Protocol: chat, bearer, abc123",
           "Sec-WebSocket-Protocol: chat, bearer, ******");
    header("token as subprotocol", "Sec-WebSocket-Protocol: " + Token,
           "Sec-WebSocket-Protocol: " + stars(Token.size()));
    header("kubernetes", "Sec-WebSocket-Protocol: base64url.bearer.authorization.k8s.io.QUJD, v4.k8s.io",
           "Sec-WebSocket-Protocol: base64url.bearer.authorization.k8s.io.****, v4.k8s.io");
    header("user info in an address", "Location: https://me:pw@example.com/",
           "Location: https://*****@example.com/");
    header("query in an address", "Referer: https://example.com/?token=abc&x=1",
           "Referer: https://example.com/?token=***&x=1");

    QTest::newRow("query") << request("/ws?token=abc&room=5&api_key=k&sid=q")
                           << request("/ws?token=***&room=5&api_key=*&sid=*");
    QTest::newRow("first parameter only by mark") << request("/token=abc") << request("/token=abc");
    QTest::newRow("token in the path")
        << request("/ws/" + Token + "/x") << request("/ws/" + stars(Token.size()) + "/x");
    QTest::newRow("bare line feeds") << QByteArray("GET / HTTP/1.1\nCookie: a=b\n\n")
                                     << QByteArray("GET / HTTP/1.1\nCookie: a=*\n\n");
    QTest::newRow("after an interim answer")
        << QByteArray("HTTP/1.1 103 Early Hints\r\n\r\nHTTP/1.1 200 OK\r\nSet-Cookie: a=b\r\n\r\n")
        << QByteArray("HTTP/1.1 103 Early Hints\r\n\r\nHTTP/1.1 200 OK\r\nSet-Cookie: a=*\r\n\r\n");
    QTest::newRow("cut head") << QByteArray("GET / HTTP/1.1\r\nCookie: a=bc")
                              << QByteArray("GET / HTTP/1.1\r\nCookie: a=**");
    QTest::newRow("nothing") << QByteArray() << QByteArray();
    QTest::newRow("not HTTP") << QByteArray("SSH-2.0-OpenSSH_9.2\r\n")
                              << QByteArray("SSH-2.0-OpenSSH_9.2\r\n");

    body("token in the body", "bad " + Token, "bad " + stars(Token.size()));
    body("three letters are none", "eyJ eyJa.b eyJ..", "eyJ eyJa.b eyJ..");
    body("JSON", R"({"token": "a\"b", "code":"bad", "token_type":"bearer"})",
         R"({"token": "****", "code":"bad", "token_type":"bearer"})");
    body("Engine.IO session", R"(0{"sid":"abc","upgrades":[]})", R"(0{"sid":"***","upgrades":[]})");
    body("quoted header", "got: Bearer 0123456789abcdef", "got: Bearer ****************");
    body("prose", "A bearer token is required.", "A bearer token is required.");
    body("open string", R"({"password":"abc)", R"({"password":"***)");
}

void TestObservationRedaction::masks()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QByteArray, expected);
    const QByteArray result = masked(QByteArrayView(bytes));
    QCOMPARE(result, expected);
    QCOMPARE(masked(QByteArrayView(result)), result);
}

void TestObservationRedaction::masksUrls_data()
{
    QTest::addColumn<QString>("url");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char *url, const char *expected) {
        QTest::newRow(url) << QString::fromUtf8(url) << QString::fromUtf8(expected);
    };
    row("wss://example.com/ws?room=1", "wss://example.com/ws?room=1");
    row("wss://me:pw@example.com/ws", "wss://*****@example.com/ws");
    row("me:pw@example.com/ws@x", "*****@example.com/ws@x");
    row("wss://example.com/ws?access_token=abc#x", "wss://example.com/ws?access_token=***#x");
    row("not a url but token?token=abc d", "not a url but token?token=*** d");
    row("wss://example.com/?a=@b", "wss://example.com/?a=@b");
}

void TestObservationRedaction::masksUrls()
{
    QFETCH(QString, url);
    QFETCH(QString, expected);
    QCOMPARE(maskedUrl(url), expected);
}

void TestObservationRedaction::secretNames_data()
{
    QTest::addColumn<bool>("secret");
    for (const char *name :
         {"token",        "access_token",  "api_key",    "apikey",    "API-Key",         "X-Api-Key",
          "X-Auth-Token", "jwt",           "sig",        "signature", "X-Amz-Signature", "auth",
          "session",      "sessionid",     "session_id", "sid",       "password",        "client_secret",
          "code",         "Authorization", "Cookie",     "key"})
        QTest::newRow(name) << true;
    for (const char *name :
         {"room", "EIO", "transport", "t", "Sec-WebSocket-Key", "Sec-WebSocket-Accept", "Host", "Origin",
          "author", "encode", "monkey", "token_type", "WWW-Authenticate", ""})
        QTest::newRow(name) << false;
}

void TestObservationRedaction::secretNames()
{
    QFETCH(bool, secret);
    QCOMPARE(isSecretName(QByteArrayView(QTest::currentDataTag())), secret);
}

void TestObservationRedaction::credentialsAreFoundAndTakenOff_data()
{
    QTest::addColumn<QByteArray>("url");
    QTest::addColumn<QList<HeaderPair>>("headers");
    QTest::addColumn<QList<QByteArray>>("subprotocols");
    QTest::addColumn<bool>("carries");
    QTest::addColumn<QByteArray>("targetLeft");
    QTest::addColumn<QList<HeaderPair>>("headersLeft");
    QTest::addColumn<QList<QByteArray>>("subprotocolsLeft");

    using Headers = QList<HeaderPair>;
    using Names = QList<QByteArray>;
    QTest::newRow("none") << QByteArray("ws://a/x?room=1") << Headers{{"X-A", "1"}} << Names{"chat"} << false
                          << QByteArray("/x?room=1") << Headers{{"X-A", "1"}} << Names{"chat"};
    QTest::newRow("user info") << QByteArray("ws://me:pw@a/x") << Headers{} << Names{} << true
                               << QByteArray("/x") << Headers{} << Names{};
    QTest::newRow("query") << QByteArray("ws://a/x?a=1&token=t&b=2") << Headers{} << Names{} << true
                           << QByteArray("/x?a=1&b=2") << Headers{} << Names{};
    QTest::newRow("only query") << QByteArray("ws://a/x?token=t") << Headers{} << Names{} << true
                                << QByteArray("/x") << Headers{} << Names{};
    QTest::newRow("empty value") << QByteArray("ws://a/x?token=") << Headers{} << Names{} << false
                                 << QByteArray("/x?token=") << Headers{} << Names{};
    QTest::newRow("header") << QByteArray("ws://a/") << Headers{{"X-A", "1"}, {"cookie", "a=b"}} << Names{}
                            << true << QByteArray("/") << Headers{{"X-A", "1"}} << Names{};
    QTest::newRow("token in a header") << QByteArray("ws://a/") << Headers{{"X-A", Token}} << Names{} << true
                                       << QByteArray("/") << Headers{} << Names{};
    QTest::newRow("token in the path") << QByteArray("ws://a/" + Token + "/y") << Headers{} << Names{} << true
                                       << QByteArray("/x/y") << Headers{} << Names{};
    QTest::newRow("subprotocol") << QByteArray("ws://a/") << Headers{} << Names{"chat", "bearer", "abc", "v2"}
                                 << true << QByteArray("/") << Headers{} << Names{"chat", "v2"};
    QTest::newRow("token as subprotocol") << QByteArray("ws://a/") << Headers{} << Names{"chat", Token}
                                          << true << QByteArray("/") << Headers{} << Names{"chat"};
}

void TestObservationRedaction::credentialsAreFoundAndTakenOff()
{
    QFETCH(QByteArray, url);
    QFETCH(QList<HeaderPair>, headers);
    QFETCH(QList<QByteArray>, subprotocols);
    QFETCH(bool, carries);
    QFETCH(QByteArray, targetLeft);
    QFETCH(QList<HeaderPair>, headersLeft);
    QFETCH(QList<QByteArray>, subprotocolsLeft);

    const Endpoint endpoint = parseEndpoint(QString::fromUtf8(url)).endpoint.value();
    Settings settings;
    settings.headers = headers;
    settings.subprotocols = subprotocols;
    QCOMPARE(carriesCredentials(endpoint, settings), carries);

    const auto [bare, left] = withoutCredentials(endpoint, settings);
    QVERIFY(!carriesCredentials(bare, left));
    QVERIFY(bare.userInfo.isEmpty());
    QCOMPARE(bare.target, targetLeft);
    QCOMPARE(left.headers, headersLeft);
    QCOMPARE(left.subprotocols, subprotocolsLeft);
    QCOMPARE(bare.host, endpoint.host);
}

void TestObservationRedaction::clientCertificateIsTakenOff()
{
    Settings settings;
    settings.certificateFile = QStringLiteral("c.pem");
    settings.keyFile = QStringLiteral("k.pem");
    settings.caFile = QStringLiteral("ca.pem");
    const auto [bare, left] =
        withoutCredentials(parseEndpoint(QStringLiteral("wss://a/")).endpoint.value(), settings);
    QVERIFY(left.certificateFile.isEmpty() && left.keyFile.isEmpty());
    QCOMPARE(left.caFile, QStringLiteral("ca.pem"));
}

void TestObservationRedaction::markedValuesAreSecret()
{
    // Nothing about the word itself, or the places where it stands, tells that it is one.
    const QByteArray word = "open sesame";
    const Endpoint endpoint =
        parseEndpoint(QStringLiteral("wss://example.com/room/open%20sesame/ws?a=1")).endpoint.value();
    Settings settings;
    settings.headers = {{"X-Room", word}, {"X-Plain", "1"}};
    QVERIFY(!carriesCredentials(endpoint, settings));

    settings.secrets = {word};
    QVERIFY(carriesCredentials(endpoint, settings));
    const auto [bare, left] = withoutCredentials(endpoint, settings);
    QCOMPARE(bare.target, "/room/x/ws?a=1");
    QCOMPARE(left.headers, (QList<HeaderPair>{{"X-Plain", "1"}}));
    QVERIFY(!carriesCredentials(bare, left));

    Observation observation;
    observation.endpoint.endpoint = endpoint;
    observation.settings = settings;
    QCOMPARE(maskedAddress(observation), QStringLiteral("wss://example.com/room/*************/ws?a=1"));
    QCOMPARE(SecretValues(observation).mask(QByteArrayView("they said: open sesame!")),
             QByteArray("they said: ***********!"));
    const Observation hidden = masked(observation);
    QVERIFY(hidden.settings.secrets.isEmpty());
    QCOMPARE(hidden.settings.headers.constFirst().second, stars(word.size()));
}

void TestObservationRedaction::wholeObservationIsMasked()
{
    const QByteArray secret = "S3cretValue42";
    const QByteArray url = "wss://me:" + secret + "@example.com/ws?token=" + secret;
    Observation observation;
    observation.typed = QString::fromUtf8(url);
    observation.endpoint = parseEndpoint(observation.typed);
    observation.settings.headers = {{"X-Api-Key", secret}, {"X-Plain", "plain"}};
    observation.settings.subprotocols = {"bearer", secret};
    observation.settings.send = {"{\"token\":\"" + secret + "\"}"};
    observation.settings.proxy.password = secret;
    Exchange exchange = anExchange(url, observation.settings.headers);
    exchange.detail = QString::fromUtf8("refused " + secret);
    exchange.received =
        "HTTP/1.1 403 Forbidden\r\nX-Echo: " + secret + "\r\nContent-Length: 13\r\n\r\n" + secret;
    exchange.readResponse();
    observation.exchanges = {exchange};
    SessionFacts session;
    session.stream = "\x81\x0d" + secret;
    session.closeReason = secret;
    session.messages = {Message{1, {}, wire::Direction::Received, wire::Opcode::Text, secret, 15, 1}};
    observation.session = session;
    ExperimentResult result;
    result.experiment.id = "without-origin";
    result.experiment.probe = exchange.probe;
    result.exchange = exchange;
    result.session = session;
    observation.experiments = {result};

    const Observation hidden = masked(observation);
    const Exchange &seen = hidden.exchanges.constFirst();
    QByteArray everything =
        hidden.typed.toUtf8() + hidden.endpoint.endpoint->target + hidden.endpoint.endpoint->userInfo +
        hidden.endpoint.endpoint->typed.toUtf8() + hidden.settings.subprotocols.join() +
        hidden.settings.send.join() + hidden.settings.proxy.password + seen.detail.toUtf8() + seen.sent +
        seen.received + seen.response->headers.value("X-Echo") + seen.response->body +
        hidden.session->stream + hidden.session->closeReason + hidden.session->messages.constFirst().payload;
    const ExperimentResult &tried = hidden.experiments.constFirst();
    everything += tried.exchange.sent + tried.exchange.received + tried.session->stream +
                  tried.experiment.probe.endpoint.target;
    for (const HeaderPair &header : hidden.settings.headers + tried.experiment.probe.settings.headers)
        everything += header.second;
    QVERIFY2(!everything.contains(secret), everything.constData());
    QVERIFY(everything.contains("plain"));
    QCOMPARE(seen.sent.size(), exchange.sent.size());
    QCOMPARE(seen.received.size(), exchange.received.size());
    QCOMPARE(seen.response->status, 403);
    QCOMPARE(hidden.session->stream.size(), session.stream.size());
}

void TestObservationRedaction::repeatedSecretsAreFound()
{
    Observation observation;
    observation.exchanges = {
        anExchange("wss://example.com/ws?token=Abc%2B123456", {{"Cookie", "theme=default; s=9f8e7d6c5b"}})};
    const SecretValues secrets(observation);
    // A word is no secret only because a cookie holds it; what looks random is, decoded too.
    QCOMPARE(secrets.mask(QStringLiteral("by default 9f8e7d6c5b and Abc+123456")),
             QStringLiteral("by default ********** and **********"));
    QCOMPARE(secrets.mask(QByteArrayView("none of it")), QByteArray("none of it"));
}

void TestObservationRedaction::randomBytesKeepTheirLength()
{
    QRandomGenerator random(7);
    const QByteArray alphabet = "eyJ.=&?;:\"\\ \r\n@/tokenBearer*\xff\0HTTP/1.1";
    for (int round = 0; round < 2000; ++round) {
        QByteArray bytes = round % 2 ? QByteArray("GET / HTTP/1.1\r\n") : QByteArray();
        for (int i = 0; i < 80; ++i)
            bytes += alphabet.at(random.bounded(static_cast<int>(alphabet.size())));
        qint64 end = 0;
        for (const wire::ByteRange &range : secretsIn(bytes)) {
            QVERIFY(range.offset >= end && range.length > 0);
            end = range.end();
        }
        QVERIFY(end <= bytes.size());
        QCOMPARE(masked(QByteArrayView(bytes)).size(), bytes.size());
    }
}

void TestObservationRedaction::longInputIsLinear_data()
{
    QTest::addColumn<QByteArray>("unit");
    for (const char *unit : {"eyJ", "eyJa.eyJa.", "a=", "://", "://@", "\":\"", "\" :", "Bearer ",
                             "?token=", "a", " ", "\n", ";", "\\"})
        QTest::newRow(unit) << QByteArray(unit);
}

void TestObservationRedaction::longInputIsLinear()
{
    QFETCH(QByteArray, unit);
    const QByteArray text = unit.repeated(4 * 1024 * 1024 / unit.size());
    QCOMPARE(masked(QByteArrayView(text)).size(), text.size());
    const QByteArray head = "HTTP/1.1 200 OK\r\nSet-Cookie: " + text.first(256 * 1024);
    QCOMPARE(masked(QByteArrayView(head)).size(), head.size());
}

QTEST_APPLESS_MAIN(TestObservationRedaction)
#include "test_observation_redaction.moc"
