#include "comparison/linediff.h"
#include "support/observations.h"

#include <QElapsedTimer>
#include <QTest>

using namespace wirewise;
using comparison::alignedLines;
using comparison::Row;
using test::anObservation;
using test::answer;
using test::switching;

namespace {

observation::Exchange upgraded(const QByteArray &received)
{
    return *anObservation().upgrade(received).observation().exchange(QByteArray("upgrade"));
}

/// "= text", "~ left | right", "- left", "+ right".
QStringList told(const QList<Row> &rows)
{
    QStringList lines;
    for (const Row &row : rows) {
        const QString left = row.left ? QString::fromLatin1(row.left->text) : QString();
        const QString right = row.right ? QString::fromLatin1(row.right->text) : QString();
        switch (row.sign) {
        case Row::Sign::Equal:
            lines.append(QStringLiteral("= %1").arg(left));
            break;
        case Row::Sign::Differs:
            lines.append(QStringLiteral("! %1 | %2").arg(left, right));
            break;
        case Row::Sign::Expected:
            lines.append(QStringLiteral("~ %1 | %2").arg(left, right));
            break;
        case Row::Sign::OnlyLeft:
            lines.append(QStringLiteral("- %1").arg(left));
            break;
        case Row::Sign::OnlyRight:
            lines.append(QStringLiteral("+ %1").arg(right));
            break;
        }
    }
    return lines;
}

QStringList received(const QByteArray &left, const QByteArray &right)
{
    const observation::Exchange a = upgraded(left), b = upgraded(right);
    return told(alignedLines(&a, &b, wire::Direction::Received));
}

} // namespace

/// Lines beside the lines that they belong to.
class TestComparisonLines : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void headersStandBesideTheirNames()
    {
        QCOMPARE(
            received(
                "HTTP/1.1 404 Not Found\r\nServer: a\r\nDate: 1\r\nX-Only: left\r\n\r\n",
                "HTTP/1.1 101 Switching Protocols\r\nupgrade: websocket\r\ndate: 2\r\nserver: b\r\n\r\n"),
            (QStringList{QStringLiteral("! HTTP/1.1 404 Not Found | HTTP/1.1 101 Switching Protocols"),
                         QStringLiteral("+ upgrade: websocket"), QStringLiteral("! Server: a | server: b"),
                         QStringLiteral("~ Date: 1 | date: 2"), QStringLiteral("- X-Only: left")}));
    }

    void repeatedHeadersPairInOrder()
    {
        QCOMPARE(received("HTTP/1.1 200 OK\r\nVia: a\r\nVia: b\r\n\r\n", "HTTP/1.1 200 OK\r\nVia: a\r\n\r\n"),
                 (QStringList{QStringLiteral("= HTTP/1.1 200 OK"), QStringLiteral("= Via: a"),
                              QStringLiteral("- Via: b")}));
    }

    void bodiesAlignByWhatTheyShare()
    {
        const QByteArray head = "HTTP/1.1 200 OK\r\n\r\n";
        QCOMPARE(received(head + "one\ntwo\nthree\nfour", head + "one\nzwei\nthree\nnew\nfour"),
                 (QStringList{QStringLiteral("= HTTP/1.1 200 OK"), QStringLiteral("= one"),
                              QStringLiteral("! two | zwei"), QStringLiteral("= three"),
                              QStringLiteral("+ new"), QStringLiteral("= four")}));
    }

    void identifiersInBodiesAreExpected()
    {
        const QByteArray head = "HTTP/1.1 200 OK\r\n\r\n";
        QCOMPARE(received(head + "{\"id\": \"5d1f0a6c8e0b4a5f\"}", head + "{\"id\": \"77aa0a6c8e0b4999\"}")
                     .at(1)
                     .at(0),
                 QLatin1Char('~'));
    }

    void changeIsMarkedWithinTheLine()
    {
        const observation::Exchange a = upgraded("HTTP/1.1 200 OK\r\nServer: nginx/1.22.1\r\n\r\n");
        const observation::Exchange b = upgraded("HTTP/1.1 200 OK\r\nServer: nginx/1.18.1\r\n\r\n");
        const Row row = alignedLines(&a, &b, wire::Direction::Received).at(1);
        QCOMPARE(row.left->text.mid(row.left->changed.offset, row.left->changed.length), QByteArray("22"));
        QCOMPARE(row.right->text.mid(row.right->changed.offset, row.right->changed.length), QByteArray("18"));
        QCOMPARE(a.received.mid(row.left->range.offset, row.left->range.length), row.left->text);
    }

    /// A mark never cuts a character.
    void changeKeepsCharactersWhole()
    {
        const observation::Exchange a = upgraded("HTTP/1.1 200 OK\r\n\r\nx\xc3\xa4y");
        const observation::Exchange b = upgraded("HTTP/1.1 200 OK\r\n\r\nx\xc3\xb6y");
        const Row row = alignedLines(&a, &b, wire::Direction::Received).at(1);
        QCOMPARE(row.left->text.mid(row.left->changed.offset, row.left->changed.length),
                 QByteArray("\xc3\xa4"));
        QCOMPARE(row.right->text.mid(row.right->changed.offset, row.right->changed.length),
                 QByteArray("\xc3\xb6"));
    }

    void framesAreNoLines()
    {
        const QStringList lines = received(switching() + QByteArray("\x81\x02hi\n"), switching());
        for (const QString &line : lines)
            QVERIFY2(line.startsWith(QLatin1Char('=')), qPrintable(line));
    }

    void onlyTheKeyIsNewInARequest()
    {
        const auto sent = [](const char *token, const char *key) {
            observation::Exchange exchange;
            exchange.sent = QByteArray("GET /ws HTTP/1.1\r\nDate: ") + token + "\r\nAuthorization: Bearer " +
                            token + "\r\nSec-WebSocket-Key: " + key + "\r\n\r\n";
            return exchange;
        };
        const observation::Exchange a = sent("eyJhbGciOiJIUzI1NiJ9", "AAAAAAAAAAAAAAAAAAAAAA==");
        const observation::Exchange b = sent("eyJhbGciOiJSUzI1NiJ9", "BBBBBBBBBBBBBBBBBBBBBB==");
        const QList<Row> rows = alignedLines(&a, &b, wire::Direction::Sent);
        QCOMPARE(rows.at(1).sign, Row::Sign::Differs);
        QCOMPARE(rows.at(2).sign, Row::Sign::Differs);
        QCOMPARE(rows.at(3).sign, Row::Sign::Expected);
    }

    void anythingCanBeAligned_data()
    {
        QTest::addColumn<QByteArray>("left");
        QTest::addColumn<QByteArray>("right");
        const QByteArray head = "HTTP/1.1 200 OK\r\n\r\n";
        QTest::newRow("nothing") << QByteArray() << QByteArray();
        QTest::newRow("one side") << head + "a" << QByteArray();
        QTest::newRow("no HTTP") << QByteArray("-ERR unknown\r\n") << QByteArray("\x16\x03\x01\x00\n\n\n");
        QTest::newRow("NUL and no end") << QByteArray("HTTP/1.1 200 OK\r\nA\0b", 20) << head;
        QTest::newRow("one long line")
            << head + QByteArray(1'000'000, 'x') << head + QByteArray(1'000'000, 'y');
        QTest::newRow("many lines") << head + QByteArray("a\n").repeated(30'000)
                                    << head + QByteArray("b\n").repeated(30'000);
        QTest::newRow("only colons") << "HTTP/1.1 200 OK\r\n" + QByteArray(":\r\n").repeated(5'000) + "\r\n"
                                     << "HTTP/1.1 200 OK\r\n" + QByteArray(":x\r\n").repeated(5'000) + "\r\n";
    }

    void anythingCanBeAligned()
    {
        QFETCH(QByteArray, left);
        QFETCH(QByteArray, right);
        observation::Exchange a, b;
        a.received = left;
        b.received = right;
        a.readResponse();
        b.readResponse();
        const QList<Row> rows = alignedLines(&a, &b, wire::Direction::Received);
        for (const Row &row : rows) {
            QVERIFY(row.left || row.right);
            for (const auto &[line, bytes] : {std::pair(&row.left, &left), {&row.right, &right}}) {
                if (!*line)
                    continue;
                QVERIFY((*line)->text.size() <= comparison::Line::LongestLine);
                QVERIFY((*line)->range.offset >= 0 && (*line)->range.end() <= bytes->size());
                QVERIFY((*line)->changed.offset >= 0 && (*line)->changed.end() <= (*line)->text.size());
            }
        }
    }

    void listsOfTexts()
    {
        const QList<Row> rows = comparison::alignedTexts({"hello", "a", "bye"}, {"hello", "bye", "again"});
        QCOMPARE(told(rows), (QStringList{QStringLiteral("= hello"), QStringLiteral("- a"),
                                          QStringLiteral("= bye"), QStringLiteral("+ again")}));
    }
};

QTEST_APPLESS_MAIN(TestComparisonLines)
#include "test_comparison_lines.moc"
