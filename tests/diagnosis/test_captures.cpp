#include "diagnosis/diagnose.h"
#include "support/captures.h"
#include "support/judging.h"

#include <QDir>
#include <QTest>

#include <algorithm>

using namespace wirewise;

namespace {

QDir captures()
{
    return QDir(QStringLiteral(WIREWISE_TEST_DATA "/captures"));
}

/// Calls back for every recorded check: the id of its folder, and its path.
template<typename Visit>
void visitCaptures(const QString &prefix, Visit visit)
{
    const QStringList ids = captures().entryList(QDir::Dirs | QDir::NoDotAndDotDot);
    for (const QString &id : ids) {
        const QDir folder(captures().filePath(id));
        const QStringList files = folder.entryList({prefix + QStringLiteral("-*.json")}, QDir::Files);
        for (const QString &file : files)
            visit(id.toUtf8(), folder.filePath(file));
    }
}

void addCaptures(const QString &prefix)
{
    QTest::addColumn<QByteArray>("id");
    QTest::addColumn<QString>("path");
    visitCaptures(prefix, [](const QByteArray &id, const QString &path) {
        QTest::newRow(qUtf8Printable(QString::fromUtf8(id) + QLatin1Char('/') + QFileInfo(path).baseName()))
            << id << path;
    });
}

} // namespace

class TestCaptures : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void hit_data() { addCaptures(QStringLiteral("hit")); }

    void hit()
    {
        QFETCH(QByteArray, id);
        QFETCH(QString, path);
        const observation::Observation observation = test::readCapture(path);
        const diagnosis::Diagnosis diagnosis = diagnosis::diagnose(observation);
        QVERIFY2(diagnosis.primary().id == id, test::listed(diagnosis).constData());
        QCOMPARE(test::complaints(observation, diagnosis), QStringList());
    }

    void near_data() { addCaptures(QStringLiteral("near")); }

    void near()
    {
        QFETCH(QByteArray, id);
        QFETCH(QString, path);
        const observation::Observation observation = test::readCapture(path);
        const diagnosis::Diagnosis diagnosis = diagnosis::diagnose(observation);
        QVERIFY2(diagnosis.primary().id != id, test::listed(diagnosis).constData());
        QCOMPARE(test::complaints(observation, diagnosis), QStringList());
    }

    /// What the rules say about every recorded check, for whoever changes them.
    void overview()
    {
        int count = 0;
        visitCaptures(QStringLiteral("hit"), [&](const QByteArray &id, const QString &path) {
            const diagnosis::Diagnosis diagnosis = diagnosis::diagnose(test::readCapture(path));
            qInfo("%-34s %s", id.constData(), test::listed(diagnosis).constData());
            ++count;
        });
        QVERIFY(count > 20);
    }
};

QTEST_APPLESS_MAIN(TestCaptures)
#include "test_captures.moc"
