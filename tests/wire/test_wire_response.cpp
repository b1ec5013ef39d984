#include "support/wiretelling.h"
#include "wire/responsecases.h"

#include <QTest>

using namespace wirewise;

namespace {

constexpr wire::ResponseParser::Limits Plenty{};

QByteArray plain(const wire::HeaderList &headers)
{
    QByteArray text;
    for (const wire::Header &header : headers)
        text += header.name + '=' + header.value + ';';
    return text;
}

QByteArray endWord(wire::ResponseEnd end)
{
    switch (end) {
    case wire::ResponseEnd::Open:
        return "open";
    case wire::ResponseEnd::Complete:
        return "complete";
    case wire::ResponseEnd::Truncated:
        return "truncated";
    case wire::ResponseEnd::Cut:
        return "cut";
    }
    return {};
}

} // namespace

class TestWireResponse : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void reads_data();
    void reads();
    void isNotHttp_data();
    void isNotHttp();
    void tellsInterimAnswersFirst();
    void keepsExactRanges();
    void keepsRangesOfFoldedLines();
    void endsOnlyAtTheEndOfTheStream();
    void waitsWhileUndecided();
    void handsOverWhatFollowsAnUpgrade();
    void boundsTheHead();
    void boundsTheBody();
    void boundsInterimAnswers();
    void boundsWhatFollows();
    void boundsAnomalies();
    void readsGigabytesOfHeadersInLittleMemory();
    void everyBreachHasItsWord();
};

void TestWireResponse::reads_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("summary");
    QTest::addColumn<QByteArray>("anomalies");
    QTest::addColumn<bool>("trailingIsKept");

    for (const test::ResponseCase &one : test::responseCases()) {
        QTest::newRow(one.name) << one.method << one.bytes << one.status << one.summary << one.anomalies
                                << one.trailingIsKept;
    }
}

void TestWireResponse::reads()
{
    QFETCH(QByteArray, method);
    QFETCH(QByteArray, bytes);
    QFETCH(bool, trailingIsKept);
    const auto run = [&method](const QList<QByteArrayView> &pieces, bool end) {
        return test::runResponse(method, Plenty, pieces, end);
    };
    const QByteArray trailing = trailingIsKept ? QByteArray("HTTP/1.1 trailing\r\n\0", 20) : QByteArray();
    const QByteArray difference = test::differenceWithTrailing(bytes, trailing, trailingIsKept, run);
    QVERIFY2(difference.isEmpty(), difference.constData());

    const wire::ParsedStream stream = wire::parseStream(method, bytes, true);
    QVERIFY(stream.response);
    const wire::Response &response = *stream.response;
    QTEST(response.status, "status");
    const QByteArray summary = response.reason + '|' + plain(response.headers) + '|' +
                               toString(response.framing) + '|' + response.body + '|' + endWord(response.end);
    QTEST(summary, "summary");
    QTEST(test::tell(response.anomalies), "anomalies");
    QVERIFY(stream.rest.isEmpty());
}

void TestWireResponse::isNotHttp_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("ssh") << QByteArray("SSH-2.0-OpenSSH_9.2p1\r\n");
    QTest::newRow("redis") << QByteArray("-ERR unknown command 'GET'\r\n");
    QTest::newRow("tls alert") << QByteArray("\x15\x03\x01\x00\x02\x02\x0a", 7);
    QTest::newRow("http/2 settings") << QByteArray(
        "\x00\x00\x06\x04\x00\x00\x00\x00\x00\x00\x03\x00\x00\x00\x64", 15);
    QTest::newRow("lower case") << QByteArray("http/1.1 200 OK\r\n\r\n");
    QTest::newRow("longer word") << QByteArray("HTTPS/1.1 200 OK\r\n\r\n");
    QTest::newRow("page without a head") << QByteArray("<html>HTTP/1.1 200 OK</html>");
    QTest::newRow("only blank lines") << QByteArray("\r\n\r\n");
    QTest::newRow("many blank lines") << QByteArray("\n\n\n\n\n\nHTTP/1.1 200 OK\r\n\r\n");
    QTest::newRow("one byte") << QByteArray("\x05", 1);
}

void TestWireResponse::isNotHttp()
{
    QFETCH(QByteArray, bytes);
    const auto run = [](const QList<QByteArrayView> &pieces, bool end) {
        return test::runResponse("GET", Plenty, pieces, end);
    };
    const QByteArray trailing = bytes.trimmed().isEmpty() ? QByteArray() : QByteArray("more");
    const QByteArray difference = test::differenceWithTrailing(bytes, trailing, true, run);
    QVERIFY2(difference.isEmpty(), difference.constData());
    const wire::ParsedStream stream = wire::parseStream("GET", bytes, true);
    QVERIFY(stream.notHttp);
    QVERIFY(!stream.response);
    QCOMPARE(stream.rest, bytes);
}

void TestWireResponse::tellsInterimAnswersFirst()
{
    const QByteArray bytes = "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n"
                             "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n\r\n\x81\x02hi";
    const auto run = [](const QList<QByteArrayView> &pieces, bool end) {
        return test::runResponse("GET", Plenty, pieces, end);
    };
    const QByteArray difference = test::differenceWithTrailing(bytes, "\x89\x00", true, run);
    QVERIFY2(difference.isEmpty(), difference.constData());
    const wire::ParsedStream stream = wire::parseStream("GET", bytes, false);
    QCOMPARE(stream.interim.size(), 2);
    QCOMPARE(stream.interim[0].status, 100);
    QCOMPARE(stream.interim[1].headers.value("link"), "</a>");
    QVERIFY(stream.response);
    QCOMPARE(stream.response->status, 101);
    QCOMPARE(stream.response->statusLine.offset, bytes.indexOf("HTTP/1.1 101"));
    QCOMPARE(stream.rest, "\x81\x02hi");

    const wire::ParsedStream alone = wire::parseStream("GET", "HTTP/1.1 100 Continue\r\n\r\n", true);
    QCOMPARE(alone.interim.size(), 1);
    QVERIFY(alone.response);
    QCOMPARE(endWord(alone.response->end), "truncated");
}

void TestWireResponse::keepsExactRanges()
{
    const QByteArray bytes = "HTTP/1.1 404 Not Found\r\nServer:  nginx \r\nContent-Length: 4\r\n\r\nbody";
    const wire::ParsedStream stream = wire::parseStream("GET", bytes, true);
    QVERIFY(stream.response);
    const wire::Response &response = *stream.response;
    const auto shown = [&bytes](wire::ByteRange range) { return bytes.mid(range.offset, range.length); };
    QCOMPARE(shown(response.statusLine), "HTTP/1.1 404 Not Found");
    QCOMPARE(shown(response.head), bytes.chopped(4));
    QCOMPARE(shown(response.headers.find("server")->range), "Server:  nginx ");
    QCOMPARE(shown(response.headers.find("server")->valueRange), "nginx");
    QCOMPARE(shown(response.headers.find("content-length")->range), "Content-Length: 4");
    QCOMPARE(shown(response.bodyRange), "body");
}

void TestWireResponse::keepsRangesOfFoldedLines()
{
    const QByteArray bytes = "HTTP/1.1 200 OK\r\nA: b\r\n  c\r\n\td  \r\nE:\r\n f\r\n\r\n";
    const wire::ParsedStream stream = wire::parseStream("GET", bytes, true);
    const wire::Header &first = stream.response->headers.list()[0];
    QCOMPARE(first.value, "b c d");
    QCOMPARE(bytes.mid(first.range.offset, first.range.length), "A: b\r\n  c\r\n\td  ");
    QCOMPARE(bytes.mid(first.valueRange.offset, first.valueRange.length), "b\r\n  c\r\n\td");
    const wire::Header &second = stream.response->headers.list()[1];
    QCOMPARE(second.value, "f");
    QCOMPARE(bytes.mid(second.valueRange.offset, second.valueRange.length), "f");
}

void TestWireResponse::endsOnlyAtTheEndOfTheStream()
{
    wire::ResponseParser parser("GET");
    parser.feed("HTTP/1.1 200 OK\r\n\r\nsome");
    QCOMPARE(parser.next()->kind, wire::ResponseEvent::Kind::Head);
    QVERIFY(!parser.next());
    QCOMPARE(parser.current()->body, "some");
    QCOMPARE(endWord(parser.current()->end), "open");
    parser.feedEnd();
    parser.feedEnd();
    QCOMPARE(parser.next()->kind, wire::ResponseEvent::Kind::End);
    QVERIFY(!parser.next());
    parser.feed("ignored");
    QCOMPARE(parser.current()->body, "some");
}

void TestWireResponse::waitsWhileUndecided()
{
    wire::ResponseParser parser("GET");
    parser.feed("HTT");
    QVERIFY(!parser.next());
    QVERIFY(!parser.current());
    QVERIFY(parser.takeRest().isEmpty());
    parser.feed("P/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
    QCOMPARE(parser.next()->response.status, 200);
}

void TestWireResponse::handsOverWhatFollowsAnUpgrade()
{
    wire::ResponseParser parser("GET", {1024, 16});
    parser.feed(QByteArray("HTTP/1.1 101 Switching Protocols\r\n\r\n" + QByteArray(100, 'x')));
    QCOMPARE(parser.takeRest(), QByteArray(100, 'x'));
    QVERIFY(parser.takeRest().isEmpty());
    QVERIFY(parser.current()->anomalies.isEmpty());
}

void TestWireResponse::boundsTheHead()
{
    const wire::ResponseParser::Limits limits{100, 100};
    const auto run = [limits](const QList<QByteArrayView> &pieces, bool end) {
        return test::runResponse("GET", limits, pieces, end);
    };
    const QByteArray start = "HTTP/1.1 200 OK\r\nA: b\r\n";
    const QByteArray exact = start + "X: " + QByteArray(100 - start.size() - 7, 'x') + "\r\n\r\n";
    QCOMPARE(exact.size(), 100);
    const QByteArray longLine = start + "X: " + QByteArray(500, 'x');
    const QByteArray longReason = "HTTP/1.1 200 " + QByteArray(500, 'x');
    for (const QByteArray &bytes : {exact, longLine, longReason}) {
        const QByteArray difference = test::differenceHoweverFed(bytes, true, run);
        QVERIFY2(difference.isEmpty(), difference.constData());
    }
    wire::ResponseParser whole("GET", limits);
    whole.feed(exact);
    QCOMPARE(whole.next()->kind, wire::ResponseEvent::Kind::Head);
    wire::ResponseParser cut("GET", limits);
    cut.feed(QByteArray(longLine + "\r\n\r\nrest"));
    const std::optional<wire::ResponseEvent> event = cut.next();
    QCOMPARE(event->kind, wire::ResponseEvent::Kind::End);
    QCOMPARE(endWord(event->response.end), "cut");
    QCOMPARE(event->response.status, 200);
    QCOMPARE(plain(event->response.headers), "A=b;");
    QCOMPARE(test::tell(event->response.anomalies), "head-too-large@0+100");
    QVERIFY(cut.takeRest().isEmpty());
}

void TestWireResponse::boundsTheBody()
{
    const wire::ResponseParser::Limits limits{1024, 10};
    const auto run = [limits](const QList<QByteArrayView> &pieces, bool end) {
        return test::runResponse("GET", limits, pieces, end);
    };
    const QByteArray untilClose = "HTTP/1.1 200 OK\r\n\r\n";
    const QByteArray counted = "HTTP/1.1 200 OK\r\nContent-Length: 4611686018427387904\r\n\r\n";
    const QByteArray chunked = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n7fffffffffffffff\r\n";
    for (const QByteArray &head : {untilClose, counted, chunked}) {
        const QByteArray difference = test::differenceHoweverFed(head + "0123456789abc", true, run);
        QVERIFY2(difference.isEmpty(), difference.constData());
        wire::ResponseParser parser("GET", limits);
        parser.feed(QByteArray(head + "0123456789"));
        QCOMPARE(endWord(parser.current()->end), "open");
        parser.feed("a");
        QCOMPARE(endWord(parser.current()->end), "cut");
        QCOMPARE(parser.current()->body, "0123456789");
        parser.feed(QByteArray(1000, 'x'));
        QVERIFY(parser.takeRest().isEmpty());
    }
}

void TestWireResponse::boundsInterimAnswers()
{
    wire::ResponseParser parser("GET", {100, 100});
    for (int i = 0; i < 1000; ++i)
        parser.feed("HTTP/1.1 102 Processing\r\n\r\n");
    parser.feed("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
    int interim = 0;
    std::optional<wire::ResponseEvent> event = parser.next();
    for (; event && event->kind == wire::ResponseEvent::Kind::Interim; event = parser.next())
        ++interim;
    QCOMPARE(interim, 3);
    QCOMPARE(event->response.status, 200);
}

void TestWireResponse::boundsWhatFollows()
{
    wire::ResponseParser parser("HEAD", {100, 10});
    parser.feed("HTTP/1.1 200 OK\r\n\r\n");
    QCOMPARE(parser.next()->kind, wire::ResponseEvent::Kind::Head);
    for (int i = 0; i < 100; ++i)
        parser.feed("0123");
    QCOMPARE(test::tell(parser.current()->anomalies), "body-on-head@19+400");
    QCOMPARE(parser.takeRest(), "0123012301");

    wire::ResponseParser get("GET");
    get.feed("HTTP/1.1 204 No\r\n\r\nmore");
    QCOMPARE(test::tell(get.current()->anomalies), "bytes-after-body@19+4");
}

void TestWireResponse::boundsAnomalies()
{
    const QByteArray bytes = "HTTP/1.1 200 OK\r\n" + QByteArray("x\r\n").repeated(5000) + "\r\n";
    const wire::ParsedStream stream = wire::parseStream("GET", bytes, true);
    QCOMPARE(stream.response->anomalies.size(), wire::MaxAnomalies);
    QCOMPARE(endWord(stream.response->end), "complete");
}

void TestWireResponse::readsGigabytesOfHeadersInLittleMemory()
{
    wire::ResponseParser parser("GET");
    parser.feed("HTTP/1.1 200 OK\r\n");
    const QByteArray block = QByteArray("X-Filler: " + QByteArray(90, 'x') + "\r\n").repeated(10000);
    for (qint64 fed = 0; fed < 1024 * 1024 * 1024; fed += block.size())
        parser.feed(block);
    const std::optional<wire::ResponseEvent> event = parser.next();
    QVERIFY(event);
    QCOMPARE(endWord(event->response.end), "cut");
    QCOMPARE(event->response.head.length, wire::ResponseParser::Limits().head);
    QVERIFY(!parser.next());

    // One byte at a time stays linear: this would take minutes if it were not.
    wire::ResponseParser slow("GET");
    slow.feed("HTTP/1.1 200 OK\r\nX: ");
    for (int i = 0; i < 200'000; ++i)
        slow.feed("x");
    slow.feed("\r\n\r\n");
    QCOMPARE(slow.next()->response.headers.value("X").size(), 200'000);
}

void TestWireResponse::everyBreachHasItsWord()
{
    QSet<QByteArray> words;
    constexpr int last = static_cast<int>(wire::Breach::HeadTooLarge);
    for (int i = 0; i <= last; ++i) {
        const auto breach = static_cast<wire::Breach>(i);
        words.insert(toString(breach));
        QCOMPARE(sectionOf(breach).isEmpty(), breach == wire::Breach::HeadTooLarge);
    }
    QCOMPARE(words.size(), last + 1);
    for (const wire::Breach form :
         {wire::Breach::BareLineFeed, wire::Breach::FoldedLine, wire::Breach::BytesAfterBody,
          wire::Breach::StatusLineNoReasonSpace, wire::Breach::BodyOnHead,
          wire::Breach::TransferEncodingInHttp10, wire::Breach::ContentLengthRepeated})
        QVERIFY(!isFatal(form));
    for (const wire::Breach fatal :
         {wire::Breach::FieldWithoutColon, wire::Breach::StatusLineMalformed,
          wire::Breach::ContentLengthConflict, wire::Breach::ChunkSizeInvalid, wire::Breach::NulByte})
        QVERIFY(isFatal(fatal));
}

QTEST_APPLESS_MAIN(TestWireResponse)
#include "test_wire_response.moc"
