#include "session/samples.h"
#include "session/schema.h"
#include "session/sessionfactsjson.h"
#include "session/sessionfile.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>
#include <QtEndian>

#include <sqlite3.h>

using namespace wirewise;
using namespace wirewise::session;
using namespace wirewise::observation;
using namespace std::chrono_literals;

class TestSessionConnections : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void marksComeBack();
    void fileWithoutThemStaysInItsOldForm();
    void olderFileTakesThem();
    void newerFormIsRefused();
    void tamperedRowsAreSurvived();

private:
    QString path() const { return m_folder->filePath(QStringLiteral("a.wirewise")); }
    /// SQLite file format, section 1.3.17: the user version.
    quint32 formOfFile() const
    {
        QFile file(path());
        return file.open(QIODevice::ReadOnly) && file.seek(60)
                   ? qFromBigEndian<quint32>(file.read(4).constData())
                   : 0;
    }
    void tamper(const QByteArray &sql) const
    {
        sqlite3 *database = nullptr;
        QCOMPARE(sqlite3_open(QFile::encodeName(path()).constData(), &database), SQLITE_OK);
        QCOMPARE(sqlite3_exec(database, sql.constData(), nullptr, nullptr, nullptr), SQLITE_OK);
        sqlite3_close(database);
    }
    void makeFile(bool withConnections) const;

    std::unique_ptr<QTemporaryDir> m_folder;
};

void TestSessionConnections::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    QVERIFY(m_folder->isValid());
}

void TestSessionConnections::makeFile(bool withConnections) const
{
    Result<SessionFile> file = SessionFile::create(path());
    QVERIFY(file);
    QVERIFY(file->addCheck(samples::fullObservation(), samples::fullDiagnosis()));
    QVERIFY(file->appendMessages({samples::aMessage(1), samples::aMessage(2), samples::aMessage(3)}));
    if (!withConnections)
        return;
    ConnectionMark first{1, 1, Duration(0), 1, {}};
    QVERIFY(file->setConnection(first));
    first.ended = summaryOf(samples::fullSession());
    QVERIFY(file->setConnection(first));
    QVERIFY(file->setConnection({2, 3, 2500ms, 4, {}}));
}

void TestSessionConnections::marksComeBack()
{
    makeFile(true);
    const Result<SessionContent> read = SessionFile::read(path());
    QVERIFY(read);
    QVERIFY(read->complete);
    QCOMPARE(read->connections.size(), 2);
    const ConnectionMark &first = read->connections.at(0);
    const ConnectionMark &second = read->connections.at(1);
    QVERIFY(first.ended);
    QCOMPARE(toJson(*first.ended), toJson(samples::fullSession()));
    QCOMPARE(second.number, 2);
    QCOMPARE(second.firstMessage, 3);
    QCOMPARE(second.openedAt, Duration(2500ms));
    QCOMPARE(second.tries, 4);
    QVERIFY(!second.ended); // the program ended first
    QVERIFY(SessionFile::open(path()));
}

void TestSessionConnections::fileWithoutThemStaysInItsOldForm()
{
    makeFile(false);
    QCOMPARE(formOfFile(), 1u);
    const Result<SessionContent> read = SessionFile::read(path());
    QVERIFY(read);
    QVERIFY(read->complete);
    QVERIFY(read->connections.isEmpty());
}

void TestSessionConnections::olderFileTakesThem()
{
    makeFile(false);
    {
        Result<SessionFile> file = SessionFile::open(path());
        QVERIFY(file);
        QVERIFY(file->setConnection({1, 1, Duration(0), 1, {}}));
    }
    QCOMPARE(formOfFile(), 2u);
    QCOMPARE(SessionFile::read(path())->connections.size(), 1);
}

void TestSessionConnections::newerFormIsRefused()
{
    makeFile(true);
    tamper("PRAGMA user_version=" + QByteArray::number(FormatVersion + 1));
    const Result<SessionContent> read = SessionFile::read(path());
    QVERIFY(!read);
    QCOMPARE(read.error().kind, Failure::Kind::TooNew);
}

void TestSessionConnections::tamperedRowsAreSurvived()
{
    makeFile(true);
    tamper("INSERT INTO connections VALUES(3, -7, 9000000, 1, '{}');"
           "INSERT INTO connections VALUES(4, 5, -1, 1, '{}');"
           "INSERT INTO connections VALUES(5, 2, 9000000, 1, '{}');"
           "INSERT INTO connections VALUES(6, 'x', x'ff', NULL, '[[[');"
           "INSERT INTO connections VALUES(7, 9000000000000000000, 9000000, 9000000000000000000, '{')");
    const Result<SessionContent> read = SessionFile::read(path());
    QVERIFY(read);
    QVERIFY(!read->complete);
    QCOMPARE(read->connections.size(), 3);
    QCOMPARE(read->connections.at(2).number, 3);
    QVERIFY(!read->connections.at(2).ended);
    tamper("DROP TABLE connections; CREATE TABLE connections(a)");
    QVERIFY(!SessionFile::read(path()));
}

QTEST_APPLESS_MAIN(TestSessionConnections)
#include "test_session_connections.moc"
