#include "diagnosis/diagnose.h"
#include "support/captures.h"
#include "support/judgements.h"

#include <QFile>
#include <QSaveFile>
#include <QTest>

using namespace wirewise;
using test::Judgement;
using test::Judgements;

namespace {

const QString Accepted = QStringLiteral(WIREWISE_TEST_DATA "/judgements.txt");

Judgements judgeAll()
{
    Judgements judgements;
    const QList<test::Capture> captures =
        test::readCaptures(QDir(QStringLiteral(WIREWISE_TEST_DATA "/captures")));
    for (const test::Capture &capture : captures)
        judgements.insert(capture.name, test::judgementOf(diagnosis::diagnose(capture.observation)));
    return judgements;
}

QByteArray acceptedBytes()
{
    QFile file(Accepted);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

/// What the rules say about every recorded check stands in judgements.txt, so that the commit which changes a
/// rule shows what it changed.
class TestJudgements : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void nothingChangedUnseen()
    {
        const Judgements now = judgeAll();
        QVERIFY(now.size() > 100);
        if (qEnvironmentVariableIsSet("WIREWISE_ACCEPT")) {
            QSaveFile file(Accepted);
            QVERIFY(file.open(QIODevice::WriteOnly));
            QVERIFY(file.write(test::toBytes(now)) >= 0 && file.commit());
        }
        const QStringList lines = test::differences(test::judgementsFromBytes(acceptedBytes()), now);
        for (const QString &line : lines)
            qWarning("%s", qUtf8Printable(line));
        QVERIFY2(lines.isEmpty(),
                 "The rules judge recorded checks otherwise than judgements.txt has it; the "
                 "changes stand above. If they are meant: ./dev accept, and commit the file.");
    }

    void theFileIsWrittenAsItIsRead()
    {
        const QByteArray bytes = acceptedBytes();
        QCOMPARE(test::toBytes(test::judgementsFromBytes(bytes)), bytes);
    }

    void changesAreNamed_data()
    {
        QTest::addColumn<QByteArray>("before");
        QTest::addColumn<QByteArray>("now");
        QTest::addColumn<QStringList>("lines");
        const auto row = [](const char *name, const char *before, const char *now, const QStringList &lines) {
            QTest::newRow(name) << QByteArray(before) << QByteArray(now) << lines;
        };
        row("the same", "a/b fails x.y=0.90\n", "a/b fails x.y=0.90\n", {});
        row("new", "", "a/b fails x.y=0.90\n", {QStringLiteral("a/b: new, judged x.y")});
        row("gone", "a/b fails x.y=0.90\n", "", {QStringLiteral("a/b: the capture is gone")});
        row("verdict", "a/b fails x.y=0.90\n", "a/b works x.y=0.90\n",
            {QStringLiteral("a/b"), QStringLiteral("    verdict") + QString(39, QLatin1Char(' ')) +
                                        QStringLiteral("fails -> works")});
        row("confidence", "a/b fails x.y=0.90\n", "a/b fails x.y=0.60\n",
            {QStringLiteral("a/b"), QStringLiteral("    confidence x.y") + QString(32, QLatin1Char(' ')) +
                                        QStringLiteral("0.90 -> 0.60")});
        row("one for another", "a/b fails x.y=0.90\n", "a/b fails x.z=0.90\n",
            {QStringLiteral("a/b"),
             QStringLiteral("    appeared   x.z") + QString(32, QLatin1Char(' ')) + QStringLiteral("0.90"),
             QStringLiteral("    vanished   x.y") + QString(32, QLatin1Char(' ')) + QStringLiteral("0.90")});
        row("rank", "a/b fails x.y=0.90 x.z=0.50\n", "a/b fails x.z=0.50 x.y=0.90\n",
            {QStringLiteral("a/b"),
             QStringLiteral("    rank       x.z") + QString(32, QLatin1Char(' ')) + QStringLiteral("2 -> 1"),
             QStringLiteral("    rank       x.y") + QString(32, QLatin1Char(' ')) +
                 QStringLiteral("1 -> 2")});
    }

    void changesAreNamed()
    {
        QFETCH(QByteArray, before);
        QFETCH(QByteArray, now);
        QFETCH(QStringList, lines);
        QCOMPARE(test::differences(test::judgementsFromBytes(before), test::judgementsFromBytes(now)), lines);
    }
};

QTEST_APPLESS_MAIN(TestJudgements)
#include "test_judgements.moc"
