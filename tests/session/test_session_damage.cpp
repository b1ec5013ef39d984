#include "session/samples.h"
#include "session/sessionfile.h"

#include <QFile>
#include <QRandomGenerator>
#include <QTemporaryDir>
#include <QTest>

#include <sqlite3.h>

using namespace wirewise;
using namespace wirewise::session;
using namespace wirewise::observation;

namespace {

constexpr int ExchangeCount = 14;

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void write(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
        qFatal("cannot write %s", qPrintable(path));
}

/// What a stranger could do to a file with the sqlite3 program.
void tamper(const QString &path, const char *sql)
{
    sqlite3 *database = nullptr;
    if (sqlite3_open(path.toUtf8().constData(), &database) != SQLITE_OK ||
        sqlite3_exec(database, sql, nullptr, nullptr, nullptr) != SQLITE_OK)
        qFatal("%s", sqlite3_errmsg(database));
    sqlite3_close(database);
}

} // namespace

class TestSessionDamage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void foreignFilesAreToldApart_data();
    void foreignFilesAreToldApart();
    void missingFile();
    void tamperedSchemaIsRefused_data();
    void tamperedSchemaIsRefused();
    void halfAFileGivesWhatIsThere();
    void everyCutIsSurvived();
    void flippedBytesAreSurvived();
    void claimedCountersAreNotBelieved();
    void hostileRowsAreLeftOut();
    void hugeValuesAreNotRead();
    void writeAheadFileIsReadWithoutATrace();
    void damagedFileIsNotWritten();

private:
    QString path(const char *name = "a.wirewise") const
    {
        return m_folder->filePath(QString::fromUtf8(name));
    }
    void makeFile(qsizetype bodySize = 20000);

    std::unique_ptr<QTemporaryDir> m_folder;
};

void TestSessionDamage::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    QVERIFY(m_folder->isValid());
}

void TestSessionDamage::makeFile(qsizetype bodySize)
{
    Result<SessionFile> file = SessionFile::create(path());
    QVERIFY(file);
    QVERIFY(file->begin(samples::fullObservation()));
    for (int i = 0; i < ExchangeCount; ++i)
        QVERIFY(file->addExchange(samples::anExchange("probe-" + QByteArray::number(i), bodySize)));
    QVERIFY(file->setDiagnosis(samples::fullObservation(), samples::fullDiagnosis()));
    QVERIFY(file->appendMessages({samples::aMessage(1), samples::aMessage(2)}));
}

void TestSessionDamage::foreignFilesAreToldApart_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<int>("kind");
    QTest::addColumn<QString>("words");
    init();
    makeFile();
    const QByteArray sound = contentOf(path());
    tamper(path("foreign"), "CREATE TABLE t(a)");
    QByteArray newer = sound;
    newer[63] = 99;
    const auto row = [](const char *name, const QByteArray &bytes, Failure::Kind kind, const char *words) {
        QTest::newRow(name) << bytes << static_cast<int>(kind) << QString::fromUtf8(words);
    };
    row("empty", {}, Failure::Kind::NotASession, "is empty");
    row("text", "just a text\n", Failure::Kind::NotASession, "is not a Wirewise session");
    row("long text", QByteArray(100000, 'x'), Failure::Kind::NotASession, "is not a Wirewise session");
    row("binary", QByteArray(1000, '\0'), Failure::Kind::NotASession, "is not a Wirewise session");
    row("start of a session", sound.first(50), Failure::Kind::NotASession, "is not a Wirewise session");
    row("another program's database", contentOf(path("foreign")), Failure::Kind::NotASession,
        "of another program");
    row("newer", newer, Failure::Kind::TooNew, "newer version");
    row("header alone", sound.first(100), Failure::Kind::Damaged, "is damaged");
    row("header and rubbish", sound.first(100) + QByteArray(200000, 'x'), Failure::Kind::Damaged,
        "is damaged");
}

void TestSessionDamage::foreignFilesAreToldApart()
{
    QFETCH(QByteArray, bytes);
    QFETCH(int, kind);
    QFETCH(QString, words);
    write(path("b.wirewise"), bytes);
    const Result<SessionContent> read = SessionFile::read(path("b.wirewise"));
    QVERIFY(!read);
    QVERIFY2(read.error().text.contains(words), qPrintable(read.error().text));
    QVERIFY(read.error().text.contains(QStringLiteral("b.wirewise")));
    QCOMPARE(static_cast<int>(read.error().kind), kind);
    QVERIFY(!SessionFile::open(path("b.wirewise")));
    QVERIFY(!SessionFile::readInfo(path("b.wirewise")));
    QCOMPARE(contentOf(path("b.wirewise")), bytes);
}

void TestSessionDamage::missingFile()
{
    const Result<SessionContent> read = SessionFile::read(path("none.wirewise"));
    QVERIFY(!read);
    QCOMPARE(read.error().kind, Failure::Kind::CannotOpen);
    const Result<SessionContent> folder = SessionFile::read(m_folder->path());
    QVERIFY(!folder);
    QVERIFY(folder.error().text.contains(QStringLiteral("is a folder")));
}

void TestSessionDamage::tamperedSchemaIsRefused_data()
{
    QTest::addColumn<QByteArray>("sql");
    QTest::newRow("trigger") << QByteArray(
        "CREATE TRIGGER t AFTER INSERT ON checks BEGIN DELETE FROM exchanges; END");
    QTest::newRow("view") << QByteArray("CREATE VIEW v AS SELECT 1");
    QTest::newRow("view in place of a table")
        << QByteArray("DROP TABLE checks; CREATE VIEW checks AS SELECT 1 AS number");
    QTest::newRow("another table") << QByteArray("CREATE TABLE more(a)");
    QTest::newRow("missing table") << QByteArray("DROP TABLE experiments");
    QTest::newRow("index") << QByteArray("CREATE INDEX i ON exchanges(facts)");
    QTest::newRow("generated column") << QByteArray(
        "DROP TABLE experiments; CREATE TABLE experiments(number INTEGER PRIMARY KEY, facts AS (1))");
    QTest::newRow("other columns") << QByteArray("ALTER TABLE session ADD COLUMN more");
}

void TestSessionDamage::tamperedSchemaIsRefused()
{
    QFETCH(QByteArray, sql);
    makeFile();
    tamper(path(), sql.constData());
    const Result<SessionContent> read = SessionFile::read(path());
    QVERIFY(!read);
    QCOMPARE(read.error().kind, Failure::Kind::NotASession);
    QVERIFY(!SessionFile::open(path()));
}

void TestSessionDamage::halfAFileGivesWhatIsThere()
{
    makeFile();
    const QByteArray sound = contentOf(path());
    write(path("half.wirewise"), sound.first(sound.size() / 2));
    const Result<SessionContent> read = SessionFile::read(path("half.wirewise"));
    QVERIFY2(read, qPrintable(read ? QString() : read.error().text));
    QVERIFY(!read->complete);
    const qsizetype count = read->observation.exchanges.size();
    QVERIFY(count > 0 && count < ExchangeCount);
    const QString expected =
        QStringLiteral("half.wirewise is damaged after byte %1. %2 of %3 exchanges could be read.")
            .arg(QString::number(sound.size() / 2), QString::number(count), QString::number(ExchangeCount));
    QCOMPARE(read->damage, expected);
    QCOMPARE(read->observation.exchanges.constFirst().received, samples::anExchange("x", 20000).received);
    QVERIFY(!read->diagnosis.findings.isEmpty());
    QVERIFY(!SessionFile::open(path("half.wirewise")));
    QCOMPARE(contentOf(path("half.wirewise")), sound.first(sound.size() / 2));
}

void TestSessionDamage::everyCutIsSurvived()
{
    makeFile(9000);
    const QByteArray sound = contentOf(path());
    qsizetype most = 0;
    for (qsizetype size = 0; size < sound.size(); size += 3777) {
        write(path("cut.wirewise"), sound.first(size));
        const Result<SessionContent> read = SessionFile::read(path("cut.wirewise"));
        if (!read) {
            QVERIFY(!read.error().text.isEmpty());
            continue;
        }
        QVERIFY(!read->complete);
        QVERIFY(!read->damage.isEmpty());
        QVERIFY(read->observation.exchanges.size() >= most); // a longer rest never gives less
        most = read->observation.exchanges.size();
        (void)SessionFile::openForReading(path("cut.wirewise"))->messages(1, 10);
    }
    QVERIFY(most > ExchangeCount / 2);
}

void TestSessionDamage::flippedBytesAreSurvived()
{
    makeFile(3000);
    const QByteArray sound = contentOf(path());
    QRandomGenerator random(11);
    int readable = 0;
    for (int round = 0; round < 300; ++round) {
        QByteArray bytes = sound;
        const int flips = 1 + random.bounded(20);
        for (int i = 0; i < flips; ++i) {
            // Half of them where the structure is: at the start of a page.
            const qsizetype page = random.bounded(static_cast<int>(bytes.size() / 16384)) * 16384;
            const qsizetype at =
                i % 2 == 0 ? page + random.bounded(64) : random.bounded(static_cast<int>(bytes.size()));
            bytes[at] = static_cast<char>(random.bounded(256));
        }
        write(path("flip.wirewise"), bytes);
        if (const Result<SessionContent> read = SessionFile::read(path("flip.wirewise")))
            ++readable;
        if (const Result<SessionFile> file = SessionFile::openForReading(path("flip.wirewise")))
            (void)file->messages(1, 100);
        (void)SessionFile::readInfo(path("flip.wirewise"));
        QCOMPARE(contentOf(path("flip.wirewise")), bytes);
    }
    QVERIFY(readable > 0);
}

void TestSessionDamage::claimedCountersAreNotBelieved()
{
    makeFile(100);
    tamper(path(),
           "UPDATE session SET checks=9000000000000000000, exchanges=9000000000000000000, experiments=-5");
    const Result<SessionContent> read = SessionFile::read(path());
    QVERIFY(read);
    QVERIFY(!read->complete);
    QCOMPARE(read->observation.exchanges.size(), ExchangeCount);
}

void TestSessionDamage::hostileRowsAreLeftOut()
{
    makeFile(100);
    tamper(path(), "UPDATE exchanges SET facts='[[[[' WHERE number=2;"
                   "UPDATE exchanges SET facts=replace(facts, '\"target\":\"/ws\"', "
                   "'\"target\":\"/ws\\r\\nX: y\"') WHERE number=3;"
                   "UPDATE exchanges SET facts=7, sent=NULL, received='text' WHERE number=4;"
                   "UPDATE exchanges SET check_number=99 WHERE number=5;"
                   "DELETE FROM exchanges WHERE number=6;"
                   "UPDATE checks SET diagnosis='{\"findings\":[]}', watched='{', messages=x'ff', finding=1");
    const Result<SessionContent> read = SessionFile::read(path());
    QVERIFY(read);
    QVERIFY(!read->complete);
    QCOMPARE(read->observation.exchanges.size(), ExchangeCount - 5);
    QVERIFY(!read->diagnosis.findings.isEmpty());
    for (const Exchange &exchange : read->observation.exchanges)
        QVERIFY(!exchange.probe.endpoint.target.contains('\n'));
}

void TestSessionDamage::hugeValuesAreNotRead()
{
    makeFile(100);
    tamper(path(), "UPDATE exchanges SET received=zeroblob(200000000) WHERE number=1");
    const Result<SessionContent> read = SessionFile::read(path());
    QVERIFY(read);
    QVERIFY(!read->complete);
    QCOMPARE(read->observation.exchanges.size(), ExchangeCount - 1);
}

void TestSessionDamage::writeAheadFileIsReadWithoutATrace()
{
    makeFile(100);
    tamper(path(), "PRAGMA journal_mode=WAL; UPDATE session SET name='x'");
    const QByteArray before = contentOf(path());
    QVERIFY(SessionFile::read(path()));
    QVERIFY(!QFile::exists(path() + QStringLiteral("-wal")));
    QVERIFY(!QFile::exists(path() + QStringLiteral("-shm")));
    QCOMPARE(contentOf(path()), before);
}

void TestSessionDamage::damagedFileIsNotWritten()
{
    makeFile();
    QByteArray bytes = contentOf(path());
    // An interior page of the exchanges loses its cells.
    for (qsizetype page = 1; page < bytes.size() / 16384; ++page)
        bytes.replace(page * 16384, 8, QByteArray(8, '\xff'));
    write(path("b.wirewise"), bytes);
    const Result<SessionFile> file = SessionFile::open(path("b.wirewise"));
    QVERIFY(!file);
    QCOMPARE(file.error().kind, Failure::Kind::Damaged);
    QVERIFY(file.error().text.contains(QStringLiteral("b.wirewise is damaged")));
    QCOMPARE(contentOf(path("b.wirewise")), bytes);
}

QTEST_GUILESS_MAIN(TestSessionDamage)
#include "test_session_damage.moc"
