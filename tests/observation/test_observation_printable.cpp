#include "observation/printable.h"

#include <QRandomGenerator>
#include <QTest>

using namespace wirewise::observation;

class TestObservationPrintable : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void shows_data();
    void shows();
    void cuts_data();
    void cuts();
    void nothingActsOnATerminal();
};

void TestObservationPrintable::shows_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("text");
    const auto row = [](const char *name, const QByteArray &bytes, const QString &text) {
        QTest::newRow(name) << bytes << text;
    };
    row("ASCII", "HTTP/1.1 200 OK", QStringLiteral("HTTP/1.1 200 OK"));
    row("UTF-8", "Zürich 😀", QStringLiteral("Zürich 😀"));
    row("line end", "a\r\nb\t", QStringLiteral("a␍␊b␉"));
    row("NUL and DEL", QByteArray("a\0b\x7F", 4), QStringLiteral("a␀b␡"));
    row("escape", "\x1b[31mred", QStringLiteral("␛[31mred"));
    row("C1 escape",
        "\xc2\x9b"
        "31m",
        QStringLiteral("<U+009B>31m"));
    row("raw C1 byte",
        "\x9b"
        "31m",
        QString(QChar(char16_t(0xFFFD)) + QStringLiteral("31m")));
    row("invalid UTF-8", "a\xff\xc3(b",
        QString(QStringLiteral("a") + QChar(char16_t(0xFFFD)) + QChar(char16_t(0xFFFD)) +
                QStringLiteral("(b")));
    row("bidirectional",
        "a\xe2\x80\xae"
        "b",
        QStringLiteral("a<U+202E>b"));
    row("isolate", "\xe2\x81\xa6", QStringLiteral("<U+2066>"));
    row("zero width",
        "a\xe2\x80\x8b"
        "b\xef\xbb\xbf",
        QStringLiteral("a<U+200B>b<U+FEFF>"));
    row("line separator", "\xe2\x80\xa8", QStringLiteral("<U+2028>"));
    row("tag character", "\xf3\xa0\x81\x81", QStringLiteral("<U+E0041>"));
    row("markup stays text", "<b>&amp;", QStringLiteral("<b>&amp;"));
    row("empty", "", QString());
}

void TestObservationPrintable::shows()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QString, text);
    QCOMPARE(printable(bytes), text);
}

void TestObservationPrintable::cuts_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<qsizetype>("maximum");
    QTest::addColumn<QString>("text");
    QTest::newRow("fits") << QByteArray("abc") << qsizetype(3) << QStringLiteral("abc");
    QTest::newRow("cut") << QByteArray("abcd") << qsizetype(3) << QStringLiteral("ab…");
    QTest::newRow("one") << QByteArray("abcd") << qsizetype(1) << QStringLiteral("…");
    QTest::newRow("nothing") << QByteArray("abcd") << qsizetype(0) << QString();
    QTest::newRow("no half character") << QByteArray("a😀b") << qsizetype(3) << QStringLiteral("a…");
    QTest::newRow("long") << QByteArray(10000, 'x') << qsizetype(5) << QStringLiteral("xxxx…");
    QTest::newRow("long, wide") << QByteArray("ä").repeated(10000) << qsizetype(5) << QStringLiteral("ääää…");
}

void TestObservationPrintable::cuts()
{
    QFETCH(QByteArray, bytes);
    QFETCH(qsizetype, maximum);
    QFETCH(QString, text);
    QCOMPARE(printable(bytes, maximum), text);
}

void TestObservationPrintable::nothingActsOnATerminal()
{
    QRandomGenerator random(1);
    for (int round = 0; round < 200; ++round) {
        QByteArray bytes(200, Qt::Uninitialized);
        for (char &byte : bytes)
            byte = static_cast<char>(random.generate());
        for (const QChar c : printable(bytes)) {
            QVERIFY(c.category() != QChar::Other_Control);
            QVERIFY(c.category() != QChar::Other_Format);
        }
    }
}

QTEST_APPLESS_MAIN(TestObservationPrintable)
#include "test_observation_printable.moc"
