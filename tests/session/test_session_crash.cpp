#include "session/samples.h"
#include "session/sessionfile.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <sqlite3.h>

#include <csignal>
#include <cstdio>

#include <sys/resource.h>

using namespace wirewise;
using namespace wirewise::session;
using namespace wirewise::observation;

namespace {

/// What the child process does: writes until it is killed or the disk is full, and says each commit.
int writeForever(const QString &path, rlim_t largestFile)
{
    if (largestFile > 0) {
        std::signal(SIGXFSZ, SIG_IGN);
        const rlimit limit{largestFile, largestFile};
        setrlimit(RLIMIT_FSIZE, &limit);
    }
    Result<SessionFile> file = SessionFile::create(path);
    if (!file || !file->begin(samples::fullObservation()))
        return 2;
    for (int number = 1; number < 100000; ++number) {
        QList<Message> messages;
        for (int i = 0; i < 20; ++i)
            messages.append(samples::aMessage((number - 1) * 20 + i + 1, QByteArray(200, 'm')));
        const Result<void> exchange =
            file->addExchange(samples::anExchange("p" + QByteArray::number(number), 30000));
        const Result<void> log = exchange ? file->appendMessages(messages) : exchange;
        if (!log) {
            std::printf("failed %d\n", static_cast<int>(log.error().kind));
            std::fflush(stdout);
            return 0;
        }
        std::printf("%d\n", number);
        std::fflush(stdout);
    }
    return 3;
}

bool isSound(const QString &path)
{
    return SessionFile::open(path).has_value(); // looks through the whole file
}

} // namespace

class TestSessionCrash : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void killedWriterLosesNothingFinished_data();
    void killedWriterLosesNothingFinished();
    void commitCutShortIsUndone();
    void headerAheadOfItsFileIsUndone();
    void fullDiskIsSaid();

private:
    QString start(QProcess &child, const QString &path, const QString &limit = QStringLiteral("0"));
};

QString TestSessionCrash::start(QProcess &child, const QString &path, const QString &limit)
{
    child.start(QCoreApplication::applicationFilePath(), {QStringLiteral("--write"), path, limit});
    return child.waitForStarted() ? QString() : child.errorString();
}

void TestSessionCrash::killedWriterLosesNothingFinished_data()
{
    QTest::addColumn<int>("commits");
    for (const int commits : {1, 2, 5, 17, 40, 41, 42, 43})
        QTest::newRow(QByteArray::number(commits).constData()) << commits;
}

void TestSessionCrash::killedWriterLosesNothingFinished()
{
    QFETCH(int, commits);
    QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("a.wirewise"));
    QProcess child;
    QCOMPARE(start(child, path), QString());
    QByteArray output;
    while (output.count('\n') < commits) {
        QVERIFY2(child.waitForReadyRead(60000), child.readAllStandardError().constData());
        output += child.readAllStandardOutput();
    }
    child.kill();
    QVERIFY(child.waitForFinished(60000));
    output += child.readAllStandardOutput();
    const qsizetype said = output.count('\n');

    const QStringList before = QDir(folder.path()).entryList(QDir::Files);
    const Result<SessionContent> read = SessionFile::read(path);
    QVERIFY2(read, qPrintable(read ? QString() : read.error().text));
    QVERIFY2(read->complete, qPrintable(read->damage));
    QVERIFY(read->observation.exchanges.size() >= said);
    const QByteArray expected = samples::anExchange("p", 30000).received;
    for (const Exchange &exchange : read->observation.exchanges)
        QCOMPARE(exchange.received, expected);
    {
        const Result<SessionFile> log = SessionFile::openForReading(path);
        QVERIFY(log);
        QVERIFY(*log->messageCount() >= (said - 1) * 20);
        QCOMPARE(log->messages(1, 1000000)->size(), *log->messageCount());
    }
    QCOMPARE(QDir(folder.path()).entryList(QDir::Files), before);

    QVERIFY(isSound(path));
    QCOMPARE(QDir(folder.path()).entryList(QDir::Files), QStringList{QStringLiteral("a.wirewise")});
}

void TestSessionCrash::commitCutShortIsUndone()
{
    // A copy of file and journal taken in the middle of a large commit is what a crash leaves behind.
    QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("a.wirewise"));
    QProcess child;
    QCOMPARE(start(child, path), QString());
    const QString copy = folder.filePath(QStringLiteral("b.wirewise"));
    const QString journal = QStringLiteral("-journal");
    int found = 0;
    for (int attempt = 0; attempt < 400 && found < 3; ++attempt) {
        QVERIFY(child.waitForReadyRead(60000));
        const qsizetype said = child.readAllStandardOutput().simplified().split(' ').constLast().toInt();
        child.readAllStandardOutput();
        ::kill(static_cast<pid_t>(child.processId()), SIGSTOP);
        QFile head(path + journal);
        // A journal whose head is not blank belongs to a commit that has not ended.
        const bool inCommit =
            head.open(QIODevice::ReadOnly) && head.read(8).startsWith(QByteArray("\xd9\xd5\x05\xf9"));
        if (inCommit) {
            ++found;
            QFile::remove(copy);
            QFile::remove(copy + journal);
            QVERIFY(QFile::copy(path, copy) && QFile::copy(path + journal, copy + journal));
            QFile raw(copy);
            QVERIFY(raw.open(QIODevice::ReadOnly));
            const QByteArray before = raw.readAll();
            const Result<SessionContent> read = SessionFile::read(copy);
            QVERIFY2(read, qPrintable(read ? QString() : read.error().text));
            QVERIFY2(read->complete, qPrintable(read->damage));
            QVERIFY(read->observation.exchanges.size() >= said);
            QVERIFY(raw.seek(0));
            QCOMPARE(raw.readAll(), before); // reading undid the commit in a copy
            QVERIFY(isSound(copy));          // opening to write undoes it in place
        }
        ::kill(static_cast<pid_t>(child.processId()), SIGCONT);
    }
    child.kill();
    child.waitForFinished(60000);
    if (found == 0)
        QSKIP("The writer was never stopped inside a commit.");
}

void TestSessionCrash::headerAheadOfItsFileIsUndone()
{
    // A commit writes the header, with the new number of pages, before the file grows by them.
    QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("a.wirewise"));
    const QString copy = folder.filePath(QStringLiteral("b.wirewise"));
    const QString journal = QStringLiteral("-journal");
    {
        Result<SessionFile> file = SessionFile::create(path);
        QVERIFY(file && file->begin(samples::fullObservation()));
    }
    sqlite3 *database = nullptr;
    QCOMPARE(sqlite3_open(QFile::encodeName(path).constData(), &database), SQLITE_OK);
    QCOMPARE(sqlite3_exec(database,
                          "PRAGMA cache_size=10; BEGIN;"
                          "INSERT INTO message_blocks VALUES(1, 0, zeroblob(3000000), '');"
                          "INSERT INTO message_blocks VALUES(2, 0, zeroblob(3000000), '')",
                          nullptr, nullptr, nullptr),
             SQLITE_OK);
    QVERIFY(QFile::copy(path, copy) && QFile::copy(path + journal, copy + journal));
    sqlite3_close(database);
    {
        QFile raw(copy);
        QVERIFY(raw.open(QIODevice::ReadWrite) && raw.seek(28)); // file format, section 1.3.7
        raw.write(QByteArray::fromHex("00010000"));
    }
    const Result<SessionContent> read = SessionFile::read(copy);
    QVERIFY2(read, qPrintable(read ? QString() : read.error().text));
    QVERIFY2(read->complete, qPrintable(read->damage));
    const Result<SessionFile> opened = SessionFile::open(copy);
    QVERIFY2(opened, qPrintable(opened ? QString() : opened.error().text));
}

void TestSessionCrash::fullDiskIsSaid()
{
    QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("a.wirewise"));
    QProcess child;
    QCOMPARE(start(child, path, QString::number(1024 * 1024)), QString());
    QVERIFY(child.waitForFinished(60000));
    QCOMPARE(child.exitCode(), 0);
    const QList<QByteArray> lines = child.readAllStandardOutput().trimmed().split('\n');
    QCOMPARE(lines.constLast(), "failed " + QByteArray::number(static_cast<int>(Failure::Kind::DiskFull)));
    QVERIFY(lines.size() > 5);

    const Result<SessionContent> read = SessionFile::read(path);
    QVERIFY2(read, qPrintable(read ? QString() : read.error().text));
    QVERIFY(read->complete);
    QVERIFY(read->observation.exchanges.size() >= lines.size() - 1);
    QVERIFY(isSound(path));
}

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    if (arguments.size() == 4 && arguments.at(1) == QStringLiteral("--write"))
        return writeForever(arguments.at(2), arguments.at(3).toULong());
    TestSessionCrash test;
    return QTest::qExec(&test, argc, argv);
}

#include "test_session_crash.moc"
