#include "record/keptmessages.h"
#include "record/pouringpeer.h"
#include "record/recordingprogram.h"
#include "session/database.h"

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QRandomGenerator>
#include <QTemporaryDir>
#include <QTest>

#include <utility>

using namespace wirewise;
using namespace wirewise::testing;

constexpr qsizetype Size = 200;

/// The program that records is ended at any moment, starved of disk, and held up.
class TestRecordProgram : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void killedAtAnyMoment_data();
    void killedAtAnyMoment();
    void fileLimitIsSaidOnce();
    void fullDiskIsSurvived();
    void killedWhileTheDiskIsFull();
    void lockedFileHoldsTheServerUp();

private:
    QString path() const { return m_folder->filePath(QStringLiteral("a.wirewise")); }
    /// The file can be written again, and stands alone then.
    void checkSound() const;
    void checkShown() const;

    std::unique_ptr<QTemporaryDir> m_folder;
};

void TestRecordProgram::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    QVERIFY(m_folder->isValid());
}

void TestRecordProgram::checkSound() const
{
    const session::Result<session::SessionFile> file = session::SessionFile::open(path());
    QVERIFY2(file, qPrintable(file ? QString() : file.error().text));
}

void TestRecordProgram::checkShown() const
{
    QProcess show;
    show.start(QStringLiteral(WIREWISE_CLI), {QStringLiteral("show"), path()});
    QVERIFY(show.waitForFinished(60000));
    QCOMPARE(show.exitCode(), 0);
    QCOMPARE(show.readAllStandardError(), QByteArray());
    QVERIFY(show.readAllStandardOutput().startsWith("Checked on"));
}

void TestRecordProgram::killedAtAnyMoment_data()
{
    QTest::addColumn<int>("every");
    QTest::addColumn<int>("after");
    for (const int every : {0, 1, 30}) {
        for (int round = 0; round < 4; ++round) {
            const int after = QRandomGenerator::global()->bounded(1, 2500);
            QTest::addRow("every %d ms, killed after %d ms, %d", every, after, round) << every << after;
        }
    }
}

void TestRecordProgram::killedAtAnyMoment()
{
    QFETCH(int, every);
    QFETCH(int, after);
    PouringPeer peer({Size, std::chrono::milliseconds(every), 0});
    Program program(path());
    program.start(peer.url());
    QTRY_VERIFY_WITH_TIMEOUT(program.shown() > 0, 60000);
    const qint64 end = program.elapsed() + after;
    QTRY_VERIFY_WITH_TIMEOUT(program.elapsed() >= end, 60000);
    program.process().kill();
    const qint64 killed = program.elapsed();
    QVERIFY(program.process().waitForFinished(60000));

    const KeptMessages kept = keptMessages(path(), Size);
    QCOMPARE(kept.problem, QString());
    const qint64 owed = program.shownAt(killed - 1000);
    QVERIFY2(kept.count >= owed, qPrintable(QStringLiteral("%1 kept of %2").arg(kept.count).arg(owed)));
    QVERIFY(kept.count <= peer.sent());
    checkShown();
    checkSound();
    QCOMPARE(QDir(m_folder->path()).entryList(QDir::Files), QStringList{QStringLiteral("a.wirewise")});
    QCOMPARE(keptMessages(path(), Size).count, kept.count);
}

void TestRecordProgram::fileLimitIsSaidOnce()
{
    PouringPeer peer({Size, {}, 60'000});
    Program program(path());
    program.start(peer.url(),
                  {QStringLiteral("--quiet"), QStringLiteral("--max-file"), QStringLiteral("5MB")});
    QTRY_COMPARE_WITH_TIMEOUT(program.process().state(), QProcess::NotRunning, 120'000);
    QCOMPARE(program.process().exitCode(), 0); // the connection went on to its clean end
    QCOMPARE(peer.sent(), 60'000);
    const QByteArray said = program.complaints();
    QCOMPARE(said.count("limit of 5.0 MB"), 1);
    const KeptMessages kept = keptMessages(path(), Size);
    QCOMPARE(kept.problem, QString());
    QVERIFY(kept.count > 10'000 && kept.count < 25'000);
    QVERIFY(QFile(path()).size() <= 8'000'000); // the facts of the whole session come on top
    const auto content = session::SessionFile::read(path());
    QVERIFY(content->observation.session);
    QCOMPARE(content->observation.session->closeCode, std::optional<quint16>(1000));
    checkSound();
}

void TestRecordProgram::fullDiskIsSurvived()
{
    PouringPeer peer({Size, {}, 60'000});
    Program program(path());
    program.limitFiles(3'000'000);
    program.start(peer.url(), {QStringLiteral("--quiet")});
    QTRY_COMPARE_WITH_TIMEOUT(program.process().state(), QProcess::NotRunning, 120'000);
    QCOMPARE(program.process().exitCode(), 0);
    QCOMPARE(peer.sent(), 60'000);
    QCOMPARE(program.complaints().count("The disk is full"), 1);
    const KeptMessages kept = keptMessages(path(), Size);
    QCOMPARE(kept.problem, QString());
    QVERIFY(kept.count > 5'000);
    checkShown();
    checkSound();
    QCOMPARE(QDir(m_folder->path()).entryList(QDir::Files), QStringList{QStringLiteral("a.wirewise")});
}

void TestRecordProgram::killedWhileTheDiskIsFull()
{
    PouringPeer peer({Size, {}, 0});
    Program program(path());
    program.limitFiles(3'000'000);
    program.start(peer.url(), {QStringLiteral("--quiet")});
    QByteArray said;
    QTRY_VERIFY_WITH_TIMEOUT((said = program.complaints()).contains("The disk is full"), 60000);
    const qint64 before = peer.sent();
    QTRY_VERIFY_WITH_TIMEOUT(peer.sent() > before + 10'000, 60000); // it goes on to read
    program.process().kill();
    QVERIFY(program.process().waitForFinished(60000));
    const KeptMessages kept = keptMessages(path(), Size);
    QCOMPARE(kept.problem, QString());
    QVERIFY(kept.count > 5'000);
    checkShown();
    checkSound();
}

void TestRecordProgram::lockedFileHoldsTheServerUp()
{
    constexpr qsizetype large = 64 * 1024;
    PouringPeer peer({large, {}, 0});
    Program program(path());
    program.start(peer.url(), {QStringLiteral("--quiet")});
    QTRY_VERIFY_WITH_TIMEOUT(peer.sent() > 200, 60000);
    {
        session::Result<session::Database> reader =
            session::Database::open(path(), session::Database::Mode::Read);
        QVERIFY(reader);
        session::Statement held = reader->prepare("SELECT first FROM message_blocks");
        QTRY_COMPARE_WITH_TIMEOUT(held.step(), session::Statement::Step::Row, 60000);
        // While somebody reads the file nothing can be committed, and the server comes to a halt.
        qint64 before = -1;
        const auto stands = [&] { return std::exchange(before, peer.sent()) == peer.sent(); };
        QTRY_VERIFY_WITH_TIMEOUT((QTest::qWait(300), stands()), 60000);
        QVERIFY(peer.open() == 1);
    }
    const qint64 waiting = peer.sent();
    QTRY_VERIFY_WITH_TIMEOUT(peer.sent() > waiting + 1000, 60000);
    const qint64 memory = program.mostMemory();
    QVERIFY2(memory > 0 && memory < 160 * 1024, qPrintable(QString::number(memory)));
    peer.stop();
    QTRY_COMPARE_WITH_TIMEOUT(program.process().state(), QProcess::NotRunning, 120'000);
    QCOMPARE(program.process().exitCode(), 0);
    QVERIFY(!program.complaints().contains("Not kept"));
    const KeptMessages kept = keptMessages(path(), large);
    QCOMPARE(kept.problem, QString());
    QCOMPARE(kept.count, peer.sent());
}

QTEST_GUILESS_MAIN(TestRecordProgram)
#include "test_record_program.moc"
