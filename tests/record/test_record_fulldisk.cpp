#include "record/keptmessages.h"
#include "record/pouringpeer.h"
#include "record/recorder.h"
#include "record/recordingprogram.h"
#include "session/samples.h"

#include <QDir>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <cerrno>
#include <cstring>

#include <fcntl.h>
#include <sched.h>
#include <sys/mount.h>
#include <unistd.h>

using namespace wirewise;
using namespace wirewise::testing;
using record::Recorder;
using record::RecordLimits;

namespace {

constexpr qsizetype Size = 1000;
constexpr qint64 DiskSize = 8 * 1024 * 1024;

bool writeTo(const char *path, const QByteArray &text)
{
    const int descriptor = ::open(path, O_WRONLY | O_CLOEXEC);
    if (descriptor < 0)
        return false;
    const bool done = ::write(descriptor, text.constData(), static_cast<size_t>(text.size())) == text.size();
    ::close(descriptor);
    return done;
}

/// Makes this process one that may mount for itself, without rights over anything else. Why not, if not.
QString enterNamespaceOfItsOwn()
{
    const QByteArray user = QByteArray::number(::getuid()), group = QByteArray::number(::getgid());
    if (::unshare(CLONE_NEWUSER | CLONE_NEWNS) != 0)
        return QString::fromLocal8Bit(std::strerror(errno));
    if (!writeTo("/proc/self/setgroups", "deny") || !writeTo("/proc/self/uid_map", "0 " + user + " 1") ||
        !writeTo("/proc/self/gid_map", "0 " + group + " 1"))
        return QStringLiteral("the system gives no rights in a namespace");
    return {};
}

QString noNamespace; ///< why there is none

} // namespace

/// A disk of 8 MiB, made of memory for this process alone.
class TestRecordFullDisk : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void fullInTheMiddleOfABatch();
    void reserveStaysFree();
    void fullBeforeTheFirstMessage();
    void programGoesOn();
    void killedOnAFullDisk();

private:
    QString path() const { return m_disk + QStringLiteral("/a.wirewise"); }
    /// Takes all but so many bytes of what is free.
    void fill(qint64 butFor);

    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_disk;
};

void TestRecordFullDisk::init()
{
    if (!noNamespace.isEmpty())
        QSKIP(qPrintable(QStringLiteral("skipped: no disk can be mounted here: ") + noNamespace));
    m_folder = std::make_unique<QTemporaryDir>();
    m_disk = m_folder->filePath(QStringLiteral("disk"));
    QVERIFY(QDir().mkpath(m_disk));
    if (::mount("tmpfs", QFile::encodeName(m_disk).constData(), "tmpfs", 0, "size=8m") != 0) {
        const QString why = QString::fromLocal8Bit(std::strerror(errno));
        m_disk.clear();
        QSKIP(qPrintable(QStringLiteral("skipped: no disk can be mounted here: ") + why));
    }
}

void TestRecordFullDisk::cleanup()
{
    if (!m_disk.isEmpty())
        ::umount2(QFile::encodeName(m_disk).constData(), MNT_DETACH);
    m_disk.clear();
}

void TestRecordFullDisk::fill(qint64 butFor)
{
    QFile ballast(m_disk + QStringLiteral("/ballast"));
    QVERIFY(ballast.open(QIODevice::WriteOnly | QIODevice::Append));
    const qint64 size = record::diskRoom(m_disk)->free - butFor;
    if (size > 0)
        QCOMPARE(ballast.write(QByteArray(size, 'b')), size);
}

void TestRecordFullDisk::fullInTheMiddleOfABatch()
{
    {
        session::Result<session::SessionFile> file = session::SessionFile::create(path());
        QVERIFY(file);
        Recorder recorder(*std::move(file), {RecordLimits::UsualFile, -DiskSize}); // no reserve at all
        QSignalSpy failed(&recorder, &Recorder::failed);
        recorder.addCheck(samples::fullObservation(), samples::fullDiagnosis());
        for (qint64 number = 1; number <= 16'000; ++number) {
            observation::Message message;
            message.number = number;
            message.payload = PouringPeer::payload(number, Size);
            recorder.addMessages({observation::viewOf(message)});
        }
        recorder.flush();
        QTRY_COMPARE(failed.count(), 1);
        const QString said = failed.constFirst().constFirst().toString();
        QVERIFY2(said.startsWith(QStringLiteral("The disk is full. a.wirewise keeps")), qPrintable(said));
        recorder.setSessionFacts(samples::fullSession());
        recorder.setNotes(QString(300'000, QLatin1Char('n')));
        recorder.flush();
        QCOMPARE(failed.count(), 1);
    }
    const KeptMessages kept = keptMessages(path(), Size);
    QCOMPARE(kept.problem, QString());
    QVERIFY(kept.count > 5000);
    QCOMPARE(QDir(m_disk).entryList(QDir::Files), QStringList{QStringLiteral("a.wirewise")});
    const auto content = session::SessionFile::read(path());
    QCOMPARE(content->observation.exchanges.size(), samples::fullObservation().exchanges.size());
}

void TestRecordFullDisk::reserveStaysFree()
{
    session::Result<session::SessionFile> file = session::SessionFile::create(path());
    QVERIFY(file);
    Recorder recorder(*std::move(file), {RecordLimits::UsualFile, 3'000'000});
    QSignalSpy failed(&recorder, &Recorder::failed);
    for (qint64 number = 1; number <= 16'000; ++number) {
        observation::Message message;
        message.number = number;
        message.payload = PouringPeer::payload(number, Size);
        recorder.addMessages({observation::viewOf(message)});
    }
    recorder.flush();
    QTRY_COMPARE(failed.count(), 1);
    QVERIFY(
        failed.constFirst().constFirst().toString().startsWith(QStringLiteral("The disk is full but for")));
    const qint64 free = record::diskRoom(m_disk)->free;
    QVERIFY2(free > 2'900'000 && free < 4'500'000, qPrintable(QString::number(free)));
    QVERIFY(keptMessages(path(), Size).count > 2000);
}

void TestRecordFullDisk::fullBeforeTheFirstMessage()
{
    fill(0);
    PouringPeer peer({Size, {}, 1000});
    Program program(path());
    program.start(peer.url(), {QStringLiteral("--quiet")});
    QTRY_COMPARE_WITH_TIMEOUT(program.process().state(), QProcess::NotRunning, 60'000);
    QCOMPARE(program.process().exitCode(), 2); // said before anything is connected
    QVERIFY2(program.complaints().contains("The disk is full"), program.complaints().constData());
    QVERIFY(!QFile::exists(path()));
}

void TestRecordFullDisk::programGoesOn()
{
    PouringPeer peer({Size, {}, 30'000});
    Program program(path());
    program.start(peer.url(), {QStringLiteral("--quiet")});
    QTRY_COMPARE_WITH_TIMEOUT(program.process().state(), QProcess::NotRunning, 120'000);
    QCOMPARE(program.process().exitCode(), 0);
    QCOMPARE(peer.sent(), 30'000);
    QCOMPARE(program.complaints().count("The disk is full"), 1);
    const KeptMessages kept = keptMessages(path(), Size);
    QCOMPARE(kept.problem, QString());
    QVERIFY(kept.count > 4000);
    const auto content = session::SessionFile::read(path());
    QCOMPARE(content->observation.session->closeCode, std::optional<quint16>(1000));
    QCOMPARE(QDir(m_disk).entryList(QDir::Files), QStringList{QStringLiteral("a.wirewise")});
}

void TestRecordFullDisk::killedOnAFullDisk()
{
    PouringPeer peer({Size, std::chrono::milliseconds(1), 0});
    Program program(path());
    program.start(peer.url(), {QStringLiteral("--quiet")});
    QTRY_VERIFY_WITH_TIMEOUT(QFile(path()).size() > 400'000, 60'000);
    fill(0);
    QByteArray said;
    QTRY_VERIFY_WITH_TIMEOUT((said = program.complaints()).contains("The disk is full"), 60'000);
    const qint64 before = peer.sent();
    QTRY_VERIFY_WITH_TIMEOUT(peer.sent() > before + 100, 60'000);
    program.process().kill();
    QVERIFY(program.process().waitForFinished());
    const KeptMessages kept = keptMessages(path(), Size);
    QCOMPARE(kept.problem, QString());
    QVERIFY(kept.count >= 100);
    const session::Result<session::SessionFile> file = session::SessionFile::open(path());
    QVERIFY2(file, qPrintable(file ? QString() : file.error().text));
}

int main(int argc, char **argv)
{
    noNamespace = enterNamespaceOfItsOwn(); // while there is one thread
    QCoreApplication application(argc, argv);
    TestRecordFullDisk test;
    return QTest::qExec(&test, argc, argv);
}

#include "test_record_fulldisk.moc"
