// Recordings of browsers: what they hold, and sessions made of them.

#include "import/harsession.h"
#include "session/sessionfile.h"
#include "wire/headerlist.h"

#include <QBuffer>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace wirewise;
using imports::HarGroup;
using imports::HarListing;
using observation::Message;

class TestImportHar : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void whatChromiumRecorded();
    void sanitizedHasNoCookies();
    void openedWebSocketAsSession();
    void refusedWebSocketAsSession();
    void answerOfHttp2AsSession();
    void failuresWithoutAnAnswer_data();
    void failuresWithoutAnAnswer();
    void severalCookiesAreSeveralLines();
    void closeIsTold();
    void whatTellsNothingIsRefused();
    void anExistingFileStays();
    void stoppedLeavesNothing();
    void manyMessages();

private:
    static QString recorded(const char *name = "recorded.har")
    {
        return QString::fromLatin1(WIREWISE_TEST_DATA "/chromium/") + QLatin1String(name);
    }
    static HarListing listingOf(const QString &path)
    {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? imports::listHar(&file) : HarListing{};
    }
    /// A HAR of one entry in a file.
    QString written(const QByteArray &entry) const
    {
        QFile file(m_folder->filePath(QStringLiteral("made.har")));
        if (file.open(QIODevice::WriteOnly))
            file.write("{\"log\":{\"version\":\"1.2\",\"entries\":[" + entry + "]}}");
        return file.fileName();
    }
    session::Result<imports::HarSession> make(const QString &har, const HarGroup &group) const
    {
        return imports::makeSession(har, listingOf(har), group, path());
    }
    QString path() const { return m_folder->filePath(QStringLiteral("made.wirewise")); }

    std::unique_ptr<QTemporaryDir> m_folder;
};

void TestImportHar::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    QVERIFY(m_folder->isValid());
}

void TestImportHar::whatChromiumRecorded()
{
    const HarListing listing = listingOf(recorded());
    QCOMPARE(listing.error, QString());
    QCOMPARE(listing.creator, QStringLiteral("WebInspector 537.36"));
    QVERIFY(!listing.isOurs);
    QCOMPARE(listing.entries.size(), 5);
    const imports::HarEntry &opened = listing.entries.at(1);
    QVERIFY(opened.isWebSocket());
    QCOMPARE(opened.url, "ws://127.0.0.1:18088/ws?token=s3cr3t-token-value");
    QCOMPARE(opened.status, 101);
    QCOMPARE(opened.messages, 7);
    const imports::HarEntry &refused = listing.entries.at(2);
    QCOMPARE(refused.status, 0);
    QCOMPARE(refused.messages, 0);
    QCOMPARE(refused.networkError, "Error during WebSocket handshake: Unexpected response code: 404");
    QVERIFY(!listing.entries.at(3).isWebSocket());
    QCOMPARE(imports::sessionGroups(listing), (QList<HarGroup>{HarGroup{1}, HarGroup{2}}));

    // HTTP/2: nothing of its pseudo headers is sent.
    const imports::PastedEndpoint endpoint = imports::endpointOf(listing.entries.at(4), {});
    QCOMPARE(endpoint.address, QStringLiteral("https://127.0.0.1:18443/api/items?page=2"));
    QVERIFY(!endpoint.hasLeft());
    for (const observation::HeaderPair &header : endpoint.settings.headers)
        QVERIFY(!header.first.startsWith(':'));
}

void TestImportHar::sanitizedHasNoCookies()
{
    const HarListing listing = listingOf(recorded("recorded-sanitized.har"));
    QCOMPARE(listing.error, QString());
    QCOMPARE(listing.entries.size(), 5);
    for (const imports::HarEntry &entry : listing.entries) {
        for (const observation::HeaderPair &header : entry.requestHeaders)
            QVERIFY(!wire::equalsIgnoringCase(header.first, "Cookie"));
    }
}

void TestImportHar::openedWebSocketAsSession()
{
    const auto made = make(recorded(), HarGroup{1});
    QVERIFY2(made, made ? "" : qPrintable(made.error().text));
    QVERIFY2(made->works, qPrintable(made->summary));
    QCOMPARE(made->messages, 7);
    QVERIFY(!made->url.contains(QLatin1String("s3cr3t")));

    const auto content = session::SessionFile::read(path());
    QVERIFY(content);
    QVERIFY(content->complete);
    const observation::Exchange *upgrade = content->observation.exchange(observation::ProbeKind::Upgrade);
    QVERIFY(upgrade);
    QVERIFY(upgrade->upgraded());
    QVERIFY(upgrade->sent.startsWith("GET /ws?token=s3cr3t-token-value HTTP/1.1\r\n"));
    QVERIFY(upgrade->sent.contains("\r\nSec-WebSocket-Protocol: chat.v1\r\n"));
    QVERIFY(upgrade->received.startsWith("HTTP/1.1 101 Switching Protocols\r\n"));
    QCOMPARE(content->observation.settings.origin.value_or(QByteArray()), "http://127.0.0.1:18088");
    QVERIFY(content->info.notes.contains(QLatin1String("WebInspector")));
    QVERIFY(content->info.notes.contains(QLatin1String("rebuilt")));

    const auto file = session::SessionFile::openForReading(path());
    QVERIFY(file);
    const auto messages = file->messages(1, 100);
    QVERIFY(messages);
    QCOMPARE(messages->size(), 7);
    QCOMPARE(messages->at(0).payload, QStringLiteral("{\"hello\":\"wörld 👋\"}").toUtf8());
    QCOMPARE(messages->at(0).direction, wire::Direction::Sent);
    QCOMPARE(messages->at(1).opcode, wire::Opcode::Binary);
    QCOMPARE(messages->at(1).payload, QByteArray("\x00\x01\x02\xFF\xFE", 5));
    QCOMPARE(messages->at(3).payload, "welcome");
    QCOMPARE(messages->at(3).direction, wire::Direction::Received);
    for (qsizetype i = 1; i < messages->size(); ++i)
        QVERIFY(messages->at(i).at >= messages->at(i - 1).at);
    QVERIFY(content->observation.session);
    QCOMPARE(content->observation.session->messageCount, 4);
}

void TestImportHar::refusedWebSocketAsSession()
{
    const auto made = make(recorded(), HarGroup{2});
    QVERIFY(made);
    QVERIFY(!made->works);
    QVERIFY2(made->remarks.join(QLatin1Char(' ')).contains(QLatin1String("404")), qPrintable(made->summary));
    const auto content = session::SessionFile::read(path());
    QVERIFY(content);
    QCOMPARE(content->observation.exchange(observation::ProbeKind::Upgrade)->status(), 404);
}

void TestImportHar::answerOfHttp2AsSession()
{
    const auto made = make(recorded(), HarGroup{4});
    QVERIFY(made);
    const auto content = session::SessionFile::read(path());
    QVERIFY(content);
    const observation::Exchange *get = content->observation.exchange(observation::ProbeKind::Get);
    QVERIFY(get);
    QCOMPARE(get->status(), 200);
    QCOMPARE(get->response->body, "{\"items\":[1,2,3]}");
    // What the browser unpacked is not called packed.
    QVERIFY(!get->response->headers.contains("content-encoding"));
    QCOMPARE(get->response->end, wire::ResponseEnd::Complete);
    QVERIFY(get->sent.contains("\r\nHost: 127.0.0.1:18443\r\n"));
}

void TestImportHar::failuresWithoutAnAnswer_data()
{
    QTest::addColumn<QByteArray>("error");
    QTest::addColumn<QByteArray>("finding");
    QTest::newRow("name") << QByteArray("net::ERR_NAME_NOT_RESOLVED") << QByteArray("dns.not-found");
    QTest::newRow("refused") << QByteArray("net::ERR_CONNECTION_REFUSED") << QByteArray("tcp.refused");
    QTest::newRow("websocket refused")
        << QByteArray("Error in connection establishment: net::ERR_CONNECTION_REFUSED")
        << QByteArray("tcp.refused");
}

void TestImportHar::failuresWithoutAnAnswer()
{
    QFETCH(QByteArray, error);
    QFETCH(QByteArray, finding);
    const QString har =
        written("{\"startedDateTime\":\"2026-11-21T18:00:00.000Z\",\"time\":5,\"request\":{\"method\":"
                "\"GET\",\"url\":\"ws://a.example/ws\",\"headers\":[]},\"response\":{\"status\":0,"
                "\"headers\":[],\"content\":{},\"_error\":\"" +
                error + "\"}}");
    const auto made = make(har, HarGroup{0});
    QVERIFY2(made, made ? "" : qPrintable(made.error().text));
    const auto content = session::SessionFile::read(path());
    QVERIFY(content);
    QCOMPARE(content->info.findingId, finding);
}

void TestImportHar::severalCookiesAreSeveralLines()
{
    const QString har = written(
        "{\"request\":{\"method\":\"GET\",\"url\":\"http://a.example/\",\"headers\":[{\"name\":"
        "\"X\",\"value\":\"a\\r\\nY: b\"}]},\"response\":{\"status\":200,\"statusText\":\"OK\\r\\nZ: c\","
        "\"headers\":[{\"name\":\"Set-Cookie\",\"value\":\"a=1\\nb=2\"},{\"name\":\"bad name\",\"value\":"
        "\"1\"}],\"content\":{\"text\":\"aGk=\",\"encoding\":\"base64\"}}}");
    const auto made = make(har, HarGroup{0});
    QVERIFY(made);
    const auto content = session::SessionFile::read(path());
    const observation::Exchange *get = content->observation.exchange(observation::ProbeKind::Get);
    QCOMPARE(get->response->headers.all("Set-Cookie").size(), 2);
    QCOMPARE(get->response->body, "hi");
    // Nothing that a HAR says makes a line of its own.
    QVERIFY(!get->response->headers.contains("Z"));
    QCOMPARE(get->response->reason, "OKZ: c");
    QVERIFY(!get->request().headers.contains("bad name"));
}

void TestImportHar::closeIsTold()
{
    const QString har =
        written("{\"startedDateTime\":\"2026-11-21T18:00:00.000Z\",\"_webSocketMessages\":[{\"type\":"
                "\"receive\",\"time\":"
                "1795284001,\"opcode\":1,\"data\":\"a\"},{\"type\":\"receive\",\"time\":1795284002,"
                "\"opcode\":8,\"data\":\"A/A=\"},"
                "{\"type\":\"error\",\"time\":1795284003,\"opcode\":-1,\"data\":\"x\"},{\"opcode\":11},7,"
                "null],\"request\":{\"method\":"
                "\"GET\",\"url\":\"ws://a.example/\",\"headers\":[{\"name\":\"Sec-WebSocket-Key\",\"value\":"
                "\"dGhlIHNhbXBsZSBub25jZQ==\"},{\"name\":\"Upgrade\",\"value\":\"websocket\"},{\"name\":"
                "\"Connection\",\"value\":"
                "\"Upgrade\"},{\"name\":\"Sec-WebSocket-Version\",\"value\":\"13\"}]},\"response\":{"
                "\"status\":101,\"statusText\":\"x\","
                "\"headers\":[{\"name\":\"Upgrade\",\"value\":\"websocket\"},{\"name\":\"Connection\","
                "\"value\":\"Upgrade\"},{\"name\":"
                "\"Sec-WebSocket-Accept\",\"value\":\"s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\"}],\"content\":{}}}");
    const auto made = make(har, HarGroup{0});
    QVERIFY(made);
    QCOMPARE(made->messages, 2);
    const auto content = session::SessionFile::read(path());
    QVERIFY(content->observation.session);
    QCOMPARE(content->observation.session->closeBy, observation::SessionFacts::CloseBy::Peer);
    QCOMPARE(content->observation.session->closeCode.value_or(0), 1008);
}

void TestImportHar::whatTellsNothingIsRefused()
{
    const QString har = written("{\"request\":{\"url\":\"ws://a.example/\"},\"response\":{\"status\":0}}");
    QVERIFY(imports::sessionGroups(listingOf(har)).isEmpty());
    const auto made = make(har, HarGroup{0});
    QVERIFY(!made);
    QVERIFY(!QFile::exists(path()));
    QVERIFY(!make(har, HarGroup{7}));
    QVERIFY(!make(har, {}));
    QVERIFY(!make(QStringLiteral("/nowhere.har"), HarGroup{0}));
}

void TestImportHar::anExistingFileStays()
{
    QFile existing(path());
    QVERIFY(existing.open(QIODevice::WriteOnly));
    existing.write("mine");
    existing.close();
    QVERIFY(!make(recorded(), HarGroup{1}));
    QVERIFY(existing.open(QIODevice::ReadOnly));
    QCOMPARE(existing.readAll(), "mine");
}

void TestImportHar::stoppedLeavesNothing()
{
    const auto made = imports::makeSession(recorded(), listingOf(recorded()), HarGroup{1}, path(),
                                           [](double) { return false; });
    QVERIFY(!made);
    QVERIFY(!QFile::exists(path()));
}

void TestImportHar::manyMessages()
{
    constexpr int count = 20'000;
    QByteArray messages;
    for (int i = 0; i < count; ++i)
        messages += (i == 0 ? "" : ",") +
                    QByteArray("{\"type\":\"receive\",\"time\":1795284001.5,\"opcode\":1,\"data\":\"") +
                    QByteArray::number(i) + "\"}";
    const QString har =
        written("{\"_webSocketMessages\":[" + messages +
                "],\"request\":{\"url\":\"ws://a.example/\"},\"response\":{\"status\":101,\"headers\":[]}}");
    const auto made = make(har, HarGroup{0});
    QVERIFY(made);
    QCOMPARE(made->messages, count);
    const auto file = session::SessionFile::openForReading(path());
    const auto last = file->messages(count, 1);
    QVERIFY(last);
    QCOMPARE(last->size(), 1);
    QCOMPARE(last->constFirst().payload, QByteArray::number(count - 1));
}

QTEST_GUILESS_MAIN(TestImportHar)
#include "test_import_har.moc"
