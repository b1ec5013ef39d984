// The stream of tokens says the same as a reader that has the whole text, however the text comes.

#include "import/jsonstream.h"

#include <QBuffer>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace wirewise;
using imports::JsonStream;

namespace {

/// Hands its bytes out in small pieces.
class Dripping : public QIODevice
{
public:
    Dripping(QByteArray bytes, qsizetype piece)
        : m_bytes(std::move(bytes))
        , m_piece(piece)
    {
        open(QIODevice::ReadOnly | QIODevice::Unbuffered);
    }
    [[nodiscard]] bool isSequential() const override { return true; }

protected:
    qint64 readData(char *data, qint64 most) override
    {
        const qint64 count = std::min({most, qint64(m_piece), qint64(m_bytes.size() - m_at)});
        std::copy_n(m_bytes.constData() + m_at, count, data);
        m_at += count;
        return count;
    }
    qint64 writeData(const char *, qint64) override { return -1; }

private:
    QByteArray m_bytes;
    qsizetype m_piece;
    qsizetype m_at = 0;
};

QByteArray tokens(QIODevice *device)
{
    using Token = JsonStream::Token;
    JsonStream stream(device);
    QByteArray told;
    for (Token token = stream.next(); token != Token::End && token != Token::Fault; token = stream.next()) {
        constexpr char signs[] = "{}[]ksntfz";
        told += signs[int(token)];
        if (token == Token::Key || token == Token::String || token == Token::Number)
            told += '<' + stream.text() + '>';
    }
    if (stream.fault() != JsonStream::Fault::None)
        told += '!' + QByteArray::number(int(stream.fault()));
    return told;
}

QByteArray fault(JsonStream::Fault fault)
{
    return '!' + QByteArray::number(int(fault));
}

} // namespace

class TestImportJsonStream : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void text_data();
    void text();
    void encodings();
    void longStringsAreCut();
    void skippingIsAsReading();
};

void TestImportJsonStream::text_data()
{
    using Fault = JsonStream::Fault;
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("expected");
    const auto row = [](const char *text, const QByteArray &expected) {
        QTest::newRow(text) << QByteArray(text) << expected;
    };
    row(" {} ", "{}");
    row("{\"a\":[1,-2.5e3,\"x\"],\"b\":{\"c\":null}}", "{k<a>[n<1>n<-2.5e3>s<x>]k<b>{k<c>z}}");
    row("[true,false,[]]", "[tf[]]");
    row("\"\\u00e4\\n\\\"\\/\"", "s<\xC3\xA4\n\"/>");
    row("\"\\uD83D\\uDC4B!\"", "s<\xF0\x9F\x91\x8B!>");
    row("\"\\uD83D!\"", "s<\xEF\xBF\xBD!>");
    row("\"\\uD83D\\n\\uDC4B\"", "s<\xEF\xBF\xBD\n\xEF\xBF\xBD>");
    row("\"\\uD83D\\uD83D\\uDC4B\"", "s<\xEF\xBF\xBD\xF0\x9F\x91\x8B>");
    row("", fault(Fault::Empty));
    row("  ", fault(Fault::Cut));
    row("{", "{" + fault(Fault::Cut));
    row("{\"a\"", "{" + fault(Fault::Cut));
    row("{\"a\":", "{k<a>" + fault(Fault::Cut));
    row("[1,]", "[n<1>" + fault(Fault::UnexpectedByte));
    row("{\"a\":1,}", "{k<a>n<1>" + fault(Fault::UnexpectedByte));
    row("{1:2}", "{" + fault(Fault::UnexpectedByte));
    row("[}", "[" + fault(Fault::UnexpectedByte));
    row("[1 2]", "[n<1>" + fault(Fault::UnexpectedByte));
    row("{} x", "{}" + fault(Fault::TextAfterValue));
    row("\"\\x\"", fault(Fault::BadString));
    row("\"a\nb\"", fault(Fault::BadString));
    row("[nul]", "[" + fault(Fault::UnexpectedByte));
    row("[--1]", "[" + fault(Fault::UnexpectedByte));
    row("]", fault(Fault::UnexpectedByte));
}

void TestImportJsonStream::text()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, expected);
    for (const qsizetype piece : {qsizetype(1), qsizetype(2), qsizetype(3), qsizetype(1000)}) {
        Dripping device(text, piece);
        QCOMPARE(tokens(&device), expected);
    }
}

void TestImportJsonStream::encodings()
{
    const QString text = QStringLiteral("{\"ä\":\"👋\"}");
    const QByteArray expected =
        "{k<" + QStringLiteral("ä").toUtf8() + ">s<" + QStringLiteral("👋").toUtf8() + ">}";
    for (const auto encoding :
         {QStringConverter::Utf8, QStringConverter::Utf16LE, QStringConverter::Utf16BE}) {
        for (const auto flags : {QStringConverter::Flag::WriteBom, QStringConverter::Flag::Default}) {
            const QByteArray bytes = QStringEncoder(encoding, flags)(text);
            // A device that hands out single bytes says too little at first; files hand out more.
            for (const qsizetype piece : {qsizetype(4), qsizetype(5), qsizetype(1000)}) {
                Dripping device(bytes, piece);
                QCOMPARE(tokens(&device), expected);
            }
        }
    }
}

void TestImportJsonStream::longStringsAreCut()
{
    QBuffer device;
    device.setData('"' + QByteArray(1000, 'x') + '"');
    device.open(QIODevice::ReadOnly);
    JsonStream stream(&device);
    stream.setLongestString(10);
    QCOMPARE(stream.next(), JsonStream::Token::String);
    QCOMPARE(stream.text(), QByteArray(10, 'x'));
    QCOMPARE(stream.length(), 1000);
    QVERIFY(stream.wasCut());
}

void TestImportJsonStream::skippingIsAsReading()
{
    QBuffer device;
    device.setData("[{\"a\":[1,{}]},\"x\",[[]],2]");
    device.open(QIODevice::ReadOnly);
    JsonStream stream(&device);
    QCOMPARE(stream.next(), JsonStream::Token::ArrayBegin);
    for (int i = 0; i < 3; ++i) {
        QVERIFY(stream.next() != JsonStream::Token::Fault);
        stream.skip();
        QCOMPARE(stream.depth(), 1);
    }
    QCOMPARE(stream.next(), JsonStream::Token::Number);
    QCOMPARE(stream.next(), JsonStream::Token::ArrayEnd);
    QCOMPARE(stream.next(), JsonStream::Token::End);
}

QTEST_GUILESS_MAIN(TestImportJsonStream)
#include "test_import_jsonstream.moc"
