// Foreign files and texts are hostile: cut, of the wrong type, nested, in the wrong encoding, enormous.

#include "import/harsession.h"
#include "import/readtext.h"

#include <QBuffer>
#include <QElapsedTimer>
#include <QFile>
#include <QStringEncoder>
#include <QTemporaryDir>
#include <QTemporaryFile>
#include <QTest>

using namespace wirewise;
using imports::HarListing;

namespace {

QByteArray contentOf(const char *name)
{
    QFile file(QString::fromLatin1(WIREWISE_TEST_DATA "/chromium/") + QLatin1String(name));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

HarListing listingOf(const QByteArray &bytes)
{
    QBuffer buffer;
    buffer.setData(bytes);
    buffer.open(QIODevice::ReadOnly);
    return imports::listHar(&buffer);
}

} // namespace

class TestImportBadInput : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void harCutAtEveryByte();
    void textCutAtEveryByte_data();
    void textCutAtEveryByte();
    void harOfTheWrongType_data();
    void harOfTheWrongType();
    void harOfWrongTypesInside();
    void deepNesting();
    void otherEncodings();
    void sparseFile();
    void tooLongText();
    void bytesThatAreNoText();
};

// What stands in front of the cut is kept, and the rest is said to be missing.
void TestImportBadInput::harCutAtEveryByte()
{
    const QByteArray whole = contentOf("recorded.har").trimmed();
    QVERIFY(!whole.isEmpty());
    const qsizetype all = listingOf(whole).entries.size();
    qsizetype before = 0;
    constexpr qsizetype firstEntries = 4000; // every byte of them; then the places differ little
    for (qsizetype length = 0; length < whole.size(); length += length < firstEntries ? 1 : 7) {
        const HarListing listing = listingOf(whole.first(length));
        QVERIFY2(!listing.error.isEmpty(), qPrintable(QString::number(length)));
        QVERIFY(listing.entries.size() >= before);
        before = listing.entries.size();
    }
    QCOMPARE(before, all);
}

void TestImportBadInput::textCutAtEveryByte_data()
{
    QTest::addColumn<QByteArray>("text");
    for (const char *name :
         {"websocket-curl-bash.txt", "http2-curl-cmd.txt", "http2-powershell.txt", "http2-fetch-node.txt"})
        QTest::newRow(name) << contentOf(name);
    QTest::newRow("io") << QByteArray(
        "io('https://a.example/n', {path: '/p', auth: {a: [1, \"b\"]}, query: `x=1`})");
    QTest::newRow("head") << QByteArray("GET /ws HTTP/1.1\r\nHost: a.example\r\nX: 1\r\n\r\nbody");
    QTest::newRow("wscat") << QByteArray("wscat -c ws://a.example -H 'X: 1' --auth u:p -x \"a b\"");
}

// Every beginning of a text is either an endpoint, or refused in words.
void TestImportBadInput::textCutAtEveryByte()
{
    QFETCH(QByteArray, text);
    QVERIFY(!text.isEmpty());
    for (qsizetype length = 0; length < text.size(); ++length) {
        const imports::Pasted pasted = imports::readText(text.first(length), {});
        QCOMPARE(pasted.endpoints.isEmpty(), !pasted.error.isEmpty());
    }
}

void TestImportBadInput::harOfTheWrongType_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("word");
    QTest::newRow("empty") << QByteArray() << QStringLiteral("empty");
    QTest::newRow("text") << QByteArray("curl https://a.example") << QStringLiteral("JSON");
    QTest::newRow("other JSON") << QByteArray("{\"a\": 1}") << QStringLiteral("log");
    QTest::newRow("a list") << QByteArray("[1, 2]") << QStringLiteral("log");
    QTest::newRow("a log without entries") << QByteArray("{\"log\": {}}") << QStringLiteral("entries");
    QTest::newRow("gzip") << QByteArray("\x1F\x8B\x08\x00", 4) << QStringLiteral("gunzip");
    QTest::newRow("zip") << QByteArray("PK\x03\x04") << QStringLiteral("ZIP");
    QTest::newRow("a session") << QByteArray("SQLite format 3\0", 16) << QStringLiteral("JSON");
    QTest::newRow("zeros") << QByteArray(100, '\0') << QStringLiteral("JSON");
    QTest::newRow("more behind it") << QByteArray("{\"log\":{\"entries\":[]}} {}") << QStringLiteral("JSON");
}

void TestImportBadInput::harOfTheWrongType()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QString, word);
    const HarListing listing = listingOf(bytes);
    QVERIFY(listing.entries.isEmpty());
    QVERIFY2(listing.error.contains(word), qPrintable(listing.error));
}

// Each value of a real recording replaced by each kind of value: nothing but what it says is lost.
void TestImportBadInput::harOfWrongTypesInside()
{
    const QByteArray entry =
        "{\"startedDateTime\":%1,\"time\":%1,\"request\":{\"method\":%1,\"url\":%1,\"headers\":%1},"
        "\"response\":{\"status\":%1,\"statusText\":%1,\"headers\":[%1],\"content\":%1},\"timings\":%1,"
        "\"_webSocketMessages\":[%1,{\"type\":%1,\"time\":%1,\"opcode\":%1,\"data\":%1}],\"serverIPAddress\":"
        "%1,"
        "\"_wirewise\":%1}";
    for (const char *value :
         {"null", "1", "-1e308", "\"\"", "\"x\"", "[]", "{}", "[[]]", "{\"text\":{}}", "true"}) {
        QByteArray made = entry;
        made.replace("%1", value);
        const HarListing listing =
            listingOf("{\"log\":{\"creator\":" + QByteArray(value) + ",\"entries\":[" + made + "]}}");
        QVERIFY2(listing.error.isEmpty(), value);
        QCOMPARE(listing.entries.size(), 1);
        (void)imports::endpointOf(listing.entries.constFirst(), {});
        QTemporaryDir folder;
        QFile file(folder.filePath(QStringLiteral("a.har")));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("{\"log\":{\"entries\":[" + made + "]}}");
        file.close();
        const auto session = imports::makeSession(file.fileName(), listing, imports::HarGroup{0},
                                                  folder.filePath(QStringLiteral("a.wirewise")));
        QVERIFY(session || !session.error().text.isEmpty());
    }
}

void TestImportBadInput::deepNesting()
{
    for (const char *bracket : {"[", "{\"a\":"}) {
        const HarListing listing =
            listingOf("{\"log\":{\"entries\":[{\"request\":" + QByteArray(bracket).repeated(1'000'000));
        QVERIFY2(listing.error.contains(QLatin1String("nested")), qPrintable(listing.error));
    }
}

void TestImportBadInput::otherEncodings()
{
    const QByteArray har = contentOf("recorded.har");
    for (const auto encoding : {QStringConverter::Utf16LE, QStringConverter::Utf16BE}) {
        const QByteArray bytes =
            QStringEncoder(encoding, QStringConverter::Flag::WriteBom)(QString::fromUtf8(har));
        const HarListing listing = listingOf(bytes);
        QCOMPARE(listing.error, QString());
        QCOMPARE(listing.entries.size(), 5);
    }
    QCOMPARE(listingOf("\xEF\xBB\xBF" + har).entries.size(), 5);
    const QByteArray command = QStringEncoder(QStringConverter::Utf16LE, QStringConverter::Flag::WriteBom)(
        QStringLiteral("curl https://a.example/ä"));
    const imports::Pasted pasted = imports::readText(command, {});
    QCOMPARE(toString(pasted.kind), "curl-bash");
    QCOMPARE(pasted.endpoints.constFirst().address, QStringLiteral("https://a.example/ä"));
}

void TestImportBadInput::sparseFile()
{
    constexpr qint64 size = qint64(1024) * 1024 * 1024;
    for (const char *start : {"", "{\"log\":", "{\"log\":{\"entries\":[{\"request\":{\"url\":\""}) {
        QTemporaryFile file;
        QVERIFY(file.open());
        file.write(start);
        QVERIFY(file.resize(size));
        file.seek(0);
        const HarListing listing = imports::listHar(&file);
        QVERIFY(!listing.error.isEmpty());
        QVERIFY(file.pos() < size / 1000); // zeros are no JSON: nobody reads a gigabyte of them
    }
    QTemporaryFile larger;
    QVERIFY(larger.open());
    QVERIFY(larger.resize(imports::MaximumHarSize + 1));
    QVERIFY(imports::listHar(&larger).error.contains(QLatin1String("2 GiB")));
}

void TestImportBadInput::tooLongText()
{
    const imports::Pasted pasted = imports::readText(QByteArray(imports::MaximumTextSize + 1, 'a'), {});
    QVERIFY(pasted.error.contains(QLatin1String("16 MiB")));
    // A text as long as may be, of the kinds that are looked through most often.
    for (const char *piece : {"curl ", "a\n", "'", "$(", "\\", "^", "new WebSocket(", "irm ", "-H x "}) {
        const QByteArray text = QByteArray(piece).repeated(1024 * 1024 / qsizetype(qstrlen(piece)));
        const imports::Pasted read = imports::readText(text, {});
        QCOMPARE(read.endpoints.isEmpty(), !read.error.isEmpty());
    }
}

void TestImportBadInput::bytesThatAreNoText()
{
    QByteArray all;
    for (int byte = 0; byte < 256; ++byte)
        all += static_cast<char>(byte);
    for (const char *start :
         {"", "curl ", "curl 'ws://a.example' -H 'X: ", "GET / HTTP/1.1\nHost: ", "io('ws://", "{\"log\":"}) {
        const imports::Pasted pasted = imports::readText(start + all, {});
        QCOMPARE(pasted.endpoints.isEmpty(), !pasted.error.isEmpty());
        for (const imports::PastedEndpoint &endpoint : pasted.endpoints) {
            for (const observation::HeaderPair &header : endpoint.settings.headers)
                QVERIFY(!header.second.contains('\n') && !header.second.contains('\0'));
        }
    }
}

QTEST_GUILESS_MAIN(TestImportBadInput)
#include "test_import_badinput.moc"
