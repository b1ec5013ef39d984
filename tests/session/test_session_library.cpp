#include "session/library.h"
#include "session/samples.h"
#include "session/sessionindex.h"

#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

using namespace wirewise;
using namespace wirewise::session;

class TestSessionLibrary : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void listsNewestFirst();
    void leavesOutWhatIsNoSession();
    void pathsAreFreeAndPlain_data();
    void pathsAreFreeAndPlain();
    void folderIsTheOwnersAlone();
    void emptyFolder();
    void indexReadsOnlyWhatChanged();

private:
    static void add(const Library &library, const QString &host, int hour)
    {
        observation::Observation observation = samples::fullObservation();
        observation.startedAt = QDateTime(QDate(2025, 11, 21), QTime(hour, 0), Qt::UTC);
        Result<SessionFile> file = SessionFile::create(library.pathForNew(host, observation.startedAt));
        QVERIFY(file);
        QVERIFY(file->addCheck(observation, samples::fullDiagnosis()));
        QVERIFY(file->setName(host));
    }
};

void TestSessionLibrary::listsNewestFirst()
{
    QTemporaryDir folder;
    const Library library(folder.path());
    add(library, QStringLiteral("noon"), 12);
    add(library, QStringLiteral("evening"), 20);
    add(library, QStringLiteral("morning"), 8);
    QStringList names;
    for (const SessionInfo &info : library.list())
        names.append(info.name);
    QCOMPARE(names,
             (QStringList{QStringLiteral("evening"), QStringLiteral("noon"), QStringLiteral("morning")}));
    QCOMPARE(library.list(2).size(), 2);
}

void TestSessionLibrary::leavesOutWhatIsNoSession()
{
    QTemporaryDir folder;
    const Library library(folder.path());
    add(library, QStringLiteral("one"), 12);
    for (const char *name : {"broken.wirewise", "text.txt"}) {
        QFile file(folder.filePath(QString::fromUtf8(name)));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("nothing");
    }
    QCOMPARE(library.list().size(), 1);
}

void TestSessionLibrary::pathsAreFreeAndPlain_data()
{
    QTest::addColumn<QString>("host");
    QTest::addColumn<QString>("name");
    QTest::newRow("name") << QStringLiteral("staging.example") << QStringLiteral("staging.example");
    QTest::newRow("IPv6") << QStringLiteral("::1") << QStringLiteral("--1");
    QTest::newRow("hostile") << QStringLiteral("../../etc/x\n") << QStringLiteral("..-..-etc-x-");
    QTest::newRow("empty") << QString() << QStringLiteral("session");
    QTest::newRow("long") << QString(500, u'a') << QString(80, u'a');
}

void TestSessionLibrary::pathsAreFreeAndPlain()
{
    QFETCH(QString, host);
    QFETCH(QString, name);
    QTemporaryDir folder;
    const Library library(folder.path());
    const QDateTime when(QDate(2025, 11, 21), QTime(10, 12, 31));
    const QString first = library.pathForNew(host, when);
    QCOMPARE(first, QString(folder.path() + QStringLiteral("/2025-11-21 10.12.31 ") + name +
                            QStringLiteral(".wirewise")));
    QVERIFY(SessionFile::create(first));
    const QString second = library.pathForNew(host, when);
    QVERIFY(second != first);
    QVERIFY(SessionFile::create(second));
}

void TestSessionLibrary::folderIsTheOwnersAlone()
{
    QTemporaryDir folder;
    const Library library(folder.filePath(QStringLiteral("deep/er")));
    QVERIFY(SessionFile::create(library.pathForNew(QStringLiteral("a"), QDateTime::currentDateTime())));
    QVERIFY(
        !(QFile::permissions(library.folder()) & (QFile::ReadOther | QFile::ReadGroup | QFile::ExeOther)));
    QVERIFY(Library::defaultFolder().endsWith(QStringLiteral("/sessions")));
}

void TestSessionLibrary::emptyFolder()
{
    QVERIFY(Library(QStringLiteral("/no/such/folder")).list().isEmpty());
}

void TestSessionLibrary::indexReadsOnlyWhatChanged()
{
    QTemporaryDir folder;
    const Library library(folder.path());
    for (const char *host : {"one", "two"})
        add(library, QString::fromUtf8(host), 12);
    for (int i = 0; i < 300; ++i)
        QVERIFY(QFile::copy(library.list(1).constFirst().path,
                            folder.filePath(QStringLiteral("%1.wirewise").arg(i))));
    for (const QFileInfo &entry : QDir(folder.path()).entryInfoList(QDir::Files)) {
        QFile file(entry.absoluteFilePath());
        QVERIFY(file.open(QIODevice::ReadWrite));
        QVERIFY(
            file.setFileTime(QDateTime::currentDateTime().addDays(-1), QFileDevice::FileModificationTime));
    }
    SessionIndex index(folder.path());
    QElapsedTimer timer;
    timer.start();
    QCOMPARE(index.list().size(), 302);
    const qint64 first = timer.restart();
    QCOMPARE(index.list().size(), 302);
    const qint64 second = timer.elapsed();
    qInfo("302 sessions were listed in %lld ms, and again in %lld ms.", static_cast<long long>(first),
          static_cast<long long>(second));
    QCOMPARE(index.list(2).size(), 2);

    const QString changed = library.list(1).constFirst().path;
    QVERIFY(SessionFile::open(changed)->setName(QStringLiteral("renamed")));
    QVERIFY(QFile::remove(folder.filePath(QStringLiteral("7.wirewise"))));
    const QList<SessionInfo> after = index.list();
    QCOMPARE(after.size(), 301);
    QVERIFY(std::any_of(after.begin(), after.end(),
                        [](const SessionInfo &info) { return info.name == QLatin1String("renamed"); }));
}

QTEST_GUILESS_MAIN(TestSessionLibrary)
#include "test_session_library.moc"
