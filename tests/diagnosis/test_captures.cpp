#include "diagnosis/catalogue.h"
#include "diagnosis/diagnose.h"
#include "support/captures.h"
#include "support/judging.h"

#include <QSet>
#include <QTest>

using namespace wirewise;

namespace {

const QList<test::Capture> &captures()
{
    static const QList<test::Capture> all =
        test::readCaptures(QDir(QStringLiteral(WIREWISE_TEST_DATA "/captures")));
    return all;
}

/// What no bytes of a server show first; their rules are tried on observations made by hand, in test_rules.
struct NotRecorded
{
    const char *id;
    const char *why;
};
constexpr NotRecorded notRecorded[] = {
    {"local.offline", "no server is met"},
    {"local.not-checked", "the user stops the check"},
    {"local.place-lost", "the other place meets no server"},
    {"local.failure", "this computer fails before it meets a server"},
    {"dns.failed", "the resolver does not answer"},
    {"health.upgrade-required", "a remark beside another finding, never the first"},
};

} // namespace

/// Every recorded check is judged rightly.
class TestCaptures : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void judged_data()
    {
        QTest::addColumn<int>("index");
        for (int i = 0; i < captures().size(); ++i)
            QTest::newRow(qUtf8Printable(captures().at(i).name)) << i;
    }

    void judged()
    {
        QFETCH(int, index);
        const test::Capture &capture = captures().at(index);
        const diagnosis::Diagnosis diagnosis = diagnosis::diagnose(capture.observation);
        QCOMPARE(test::complaints(capture.observation, diagnosis), QStringList());
        const QByteArray primary = diagnosis.primary().id;
        if (capture.misjudged)
            QEXPECT_FAIL("", test::listed(diagnosis).constData(), Abort);
        QVERIFY2(capture.expect.contains(primary), test::listed(diagnosis).constData());
        QVERIFY2(!capture.never.contains(primary), test::listed(diagnosis).constData());
    }

    /// No class without a recorded check that is of it, and one that looks alike and is not.
    void everyClassIsRecorded()
    {
        QSet<QByteArray> hits, nears;
        for (const test::Capture &capture : captures()) {
            hits.insert(capture.expect.constFirst());
            for (const QByteArray &id : capture.never)
                nears.insert(id);
        }
        QSet<QByteArray> excused;
        for (const NotRecorded &row : notRecorded)
            excused.insert(row.id);
        const QList<QByteArray> ids = diagnosis::findingIds();
        for (const QByteArray &id : ids) {
            QVERIFY2(hits.contains(id) != excused.contains(id), id.constData());
            QVERIFY2(nears.contains(id) || excused.contains(id), id.constData());
        }
    }

    /// A capture names ids that exist, and stands in the folder of the one that is expected.
    void capturesAreWhereTheyBelong()
    {
        const QList<QByteArray> known = diagnosis::findingIds();
        for (const test::Capture &capture : captures()) {
            const QByteArray folder = capture.name.section(QLatin1Char('/'), 0, 0).toUtf8();
            QVERIFY2(capture.expect.constFirst() == folder, qUtf8Printable(capture.name));
            for (const QByteArray &id : capture.expect + capture.never)
                QVERIFY2(known.contains(id), qUtf8Printable(capture.name + QString::fromUtf8(' ' + id)));
            for (const QByteArray &id : capture.never)
                QVERIFY2(!capture.expect.contains(id), qUtf8Printable(capture.name));
        }
    }

    /// Read and written again, a capture is the same file: nothing of an observation is lost on the way.
    void captureIsWrittenAsItIsRead()
    {
        const QDir folder(QStringLiteral(WIREWISE_TEST_DATA "/captures"));
        for (const test::Capture &capture : captures()) {
            QFile file(folder.filePath(capture.name + QStringLiteral(".json")));
            QVERIFY(file.open(QIODevice::ReadOnly));
            QVERIFY2(file.readAll() == test::toBytes(capture), qUtf8Printable(capture.name));
        }
    }
};

QTEST_APPLESS_MAIN(TestCaptures)
#include "test_captures.moc"
