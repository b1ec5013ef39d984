#include "session/exchangejson.h"
#include "session/findingjson.h"
#include "session/observationjson.h"
#include "session/samples.h"
#include "session/sessionfactsjson.h"
#include "session/sessionfile.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace wirewise;
using namespace wirewise::session;
using namespace wirewise::observation;

class TestSessionFile : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void wholeCheckComesBack();
    void unfinishedCheckIsKeptAndJudged();
    void severalChecksInOneFile();
    void onlyTheOwnerReadsIt();
    void oneFileRemains();
    void readingWritesNothing();
    void infoIsWhatAListShows();
    void namesAndNotes();
    void messagesComeBackInPages();
    void smallBatchesShareABlock();
    void messagesGoOnAfterReopening();
    void readerAndWriterSideBySide();
    void copies();
    void refusesToOverwrite();
    void readOnlyFileIsNotWritten();
    void emptyObservation();

private:
    QString path(const char *name = "a.wirewise") const
    {
        return m_folder->filePath(QString::fromUtf8(name));
    }
    QStringList files() const { return QDir(m_folder->path()).entryList(QDir::Files | QDir::Hidden); }
    SessionFile aFile();

    std::unique_ptr<QTemporaryDir> m_folder;
};

void TestSessionFile::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    QVERIFY(m_folder->isValid());
}

SessionFile TestSessionFile::aFile()
{
    Result<SessionFile> file = SessionFile::create(path());
    if (!file)
        qFatal("%s", qPrintable(file.error().text));
    return *std::move(file);
}

void TestSessionFile::wholeCheckComesBack()
{
    const Observation observation = samples::fullObservation();
    const diagnosis::Diagnosis diagnosis = samples::fullDiagnosis();
    {
        SessionFile file = aFile();
        QVERIFY(file.begin(observation));
        for (const Exchange &exchange : observation.exchanges)
            QVERIFY(file.addExchange(exchange));
        for (const ExperimentResult &result : observation.experiments)
            QVERIFY(file.addExperiment(result));
        QVERIFY(file.setDiagnosis(observation, diagnosis));
    }
    const Result<SessionContent> read = SessionFile::read(path());
    QVERIFY2(read, qPrintable(read ? QString() : read.error().text));
    QVERIFY(read->complete);
    QVERIFY(read->damage.isEmpty());
    QCOMPARE(toJson(read->observation), toJson(observation));
    QCOMPARE(toText(read->diagnosis), toText(diagnosis));
    QCOMPARE(read->observation.exchanges.size(), observation.exchanges.size());
    for (qsizetype i = 0; i < observation.exchanges.size(); ++i) {
        const Exchange &was = observation.exchanges.at(i);
        const Exchange &is = read->observation.exchanges.at(i);
        QCOMPARE(toJson(is), toJson(was));
        QCOMPARE(is.sent, was.sent);
        QCOMPARE(is.received, was.received);
        QCOMPARE(is.status(), was.status());
        QCOMPARE(is.interim.size(), was.interim.size());
    }
    QCOMPARE(read->observation.experiments.size(), observation.experiments.size());
    for (qsizetype i = 0; i < observation.experiments.size(); ++i) {
        const ExperimentResult &was = observation.experiments.at(i);
        const ExperimentResult &is = read->observation.experiments.at(i);
        QCOMPARE(toJson(is), toJson(was));
        QCOMPARE(is.exchange.received, was.exchange.received);
        QCOMPARE(is.session.has_value(), was.session.has_value());
    }
    QVERIFY(read->observation.session);
    QCOMPARE(toJson(*read->observation.session), toJson(*observation.session));
    QCOMPARE(read->observation.session->stream, observation.session->stream);
    QVERIFY(read->observation.session->messages == observation.session->messages);
}

void TestSessionFile::unfinishedCheckIsKeptAndJudged()
{
    Observation observation = samples::fullObservation();
    observation.stopped = false;
    {
        SessionFile file = aFile();
        QVERIFY(file.begin(observation));
        QVERIFY(file.addExchange(samples::anExchange("get")));
        QVERIFY(file.addExchange(samples::anExchange("head")));
    }
    const Result<SessionContent> read = SessionFile::read(path());
    QVERIFY(read);
    QVERIFY(read->complete);
    QVERIFY(read->observation.stopped);
    QCOMPARE(read->observation.exchanges.size(), 2);
    QCOMPARE(read->observation.exchanges.at(0).name(), QByteArray("head"));
    QVERIFY(!read->diagnosis.findings.isEmpty());
    QVERIFY(!read->observation.session);
}

void TestSessionFile::severalChecksInOneFile()
{
    Observation second = samples::fullObservation();
    second.typed = QStringLiteral("ws://second.example/");
    second.exchanges = {samples::anExchange("upgrade", 5)};
    second.experiments.clear();
    {
        SessionFile file = aFile();
        QVERIFY(file.addCheck(samples::fullObservation(), samples::fullDiagnosis()));
        QVERIFY(file.addCheck(second, samples::fullDiagnosis()));
    }
    const Result<QList<SessionContent>> all = SessionFile::readAll(path());
    QVERIFY(all);
    QCOMPARE(all->size(), 2);
    QCOMPARE(all->at(0).observation.typed, samples::fullObservation().typed);
    QCOMPARE(all->at(0).observation.experiments.size(), 2);
    QCOMPARE(all->at(1).observation.typed, second.typed);
    QCOMPARE(all->at(1).observation.exchanges.size(), 1);
    QCOMPARE(all->at(1).observation.exchanges.constFirst().received, second.exchanges.constFirst().received);
    QVERIFY(all->at(1).observation.experiments.isEmpty());
    QCOMPARE(SessionFile::readInfo(path())->checks, 2);
}

void TestSessionFile::onlyTheOwnerReadsIt()
{
    SessionFile file = aFile();
    QVERIFY(file.begin(samples::fullObservation()));
    const auto others = QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther;
    for (const QString &name : files())
        QVERIFY2(!(QFile::permissions(m_folder->filePath(name)) & others), qPrintable(name));
    QVERIFY(file.saveAs(path("copy.wirewise"), false));
    QVERIFY(!(QFile::permissions(path("copy.wirewise")) & others));
}

void TestSessionFile::oneFileRemains()
{
    {
        SessionFile file = aFile();
        QVERIFY(file.addCheck(samples::fullObservation(), samples::fullDiagnosis()));
    }
    QCOMPARE(files(), QStringList{QStringLiteral("a.wirewise")});
    {
        Result<SessionFile> file = SessionFile::open(path());
        QVERIFY(file);
        QVERIFY(file->setName(QStringLiteral("x")));
    }
    QCOMPARE(files(), QStringList{QStringLiteral("a.wirewise")});
}

void TestSessionFile::readingWritesNothing()
{
    {
        SessionFile file = aFile();
        QVERIFY(file.addCheck(samples::fullObservation(), samples::fullDiagnosis()));
        QVERIFY(file.appendMessages({samples::aMessage(1)}));
    }
    QFile raw(path());
    QVERIFY(raw.open(QIODevice::ReadOnly));
    const QByteArray before = raw.readAll();
    QVERIFY(raw.setPermissions(QFile::ReadOwner));
    QVERIFY(SessionFile::read(path()));
    QVERIFY(SessionFile::readInfo(path()));
    {
        const Result<SessionFile> file = SessionFile::openForReading(path());
        QVERIFY(file);
        QCOMPARE(file->messages(1, 10)->size(), 1);
        QCOMPARE(files(), QStringList{QStringLiteral("a.wirewise")});
    }
    QCOMPARE(files(), QStringList{QStringLiteral("a.wirewise")});
    QVERIFY(raw.seek(0));
    QCOMPARE(raw.readAll(), before);
}

void TestSessionFile::infoIsWhatAListShows()
{
    {
        SessionFile file = aFile();
        QVERIFY(file.addCheck(samples::fullObservation(), samples::fullDiagnosis()));
        QVERIFY(file.setName(QStringLiteral("Staging")));
        QVERIFY(file.setNotes(QStringLiteral("before the\nrestart")));
        QVERIFY(file.setPinned(true));
        QVERIFY(file.appendMessages({samples::aMessage(1), samples::aMessage(2)}));
    }
    const Result<SessionInfo> info = SessionFile::readInfo(path());
    QVERIFY(info);
    QCOMPARE(info->path, path());
    QCOMPARE(info->name, QStringLiteral("Staging"));
    QCOMPARE(info->notes, QStringLiteral("before the\nrestart"));
    QVERIFY(info->pinned);
    QCOMPARE(info->url, QStringLiteral("wss://example.com:8443/ws?token=******"));
    QCOMPARE(info->startedAt, samples::fullObservation().startedAt);
    QCOMPARE(diagnosis::toString(info->verdict), QByteArray("fails"));
    QCOMPARE(info->summary, samples::fullDiagnosis().summary());
    QCOMPARE(info->findingId, QByteArray("upgrade.route-missing"));
    QCOMPARE(info->messages, 2);
    QVERIFY(info->writtenBy.startsWith(QStringLiteral("Wirewise ")));
    const Result<SessionContent> content = SessionFile::read(path());
    QCOMPARE(content->info.notes, info->notes);
    QCOMPARE(content->info.path, path());
    QVERIFY(content->info.pinned);
}

void TestSessionFile::namesAndNotes()
{
    SessionFile file = aFile();
    QVERIFY(file.setName(QString()));
    QVERIFY(file.setPinned(true));
    QVERIFY(file.setPinned(false));
    QVERIFY(file.setNotes(QString(1000000, u'ä')));
    const Result<SessionInfo> info = SessionFile::readInfo(path());
    QVERIFY(info);
    QVERIFY(!info->pinned);
    QCOMPARE(info->notes.size(), 1000000);
    QVERIFY(info->name.isEmpty());
}

void TestSessionFile::messagesComeBackInPages()
{
    SessionFile file = aFile();
    QList<Message> all;
    for (qint64 number = 1; number <= 5000; ++number)
        all.append(samples::aMessage(number, QByteArray(number % 100, char('a' + number % 26))));
    all[2000].payload = QByteArray(200000, 'L');
    QVERIFY(file.appendMessages(all));
    QCOMPARE(*file.messageCount(), 5000);
    for (const qint64 first : {1, 2, 777, 1999, 2001, 2002, 4990, 5000}) {
        const Result<QList<Message>> page = file.messages(first, 50);
        QVERIFY(page);
        QCOMPARE(page->size(), qMin<qint64>(50, 5001 - first));
        QVERIFY(*page == all.mid(first - 1, 50));
    }
    QVERIFY(file.messages(5001, 10)->isEmpty());
    QVERIFY(file.messages(1, 0)->isEmpty());
    QVERIFY(*file.messages(1, 5000) == all);
}

void TestSessionFile::smallBatchesShareABlock()
{
    SessionFile file = aFile();
    QList<Message> all;
    for (qint64 number = 1; number <= 400; ++number) {
        all.append(samples::aMessage(number, QByteArray(50, 'x')));
        QVERIFY(file.appendMessages({all.constLast()}));
    }
    QVERIFY(*file.messages(1, 1000) == all);
    QCOMPARE(*file.messageCount(), 400);
}

void TestSessionFile::messagesGoOnAfterReopening()
{
    {
        SessionFile file = aFile();
        QVERIFY(file.appendMessages({samples::aMessage(1), samples::aMessage(4)}));
    }
    {
        Result<SessionFile> file = SessionFile::open(path());
        QVERIFY(file);
        QVERIFY(file->appendMessages({samples::aMessage(5), samples::aMessage(6)}));
    }
    const Result<SessionFile> file = SessionFile::openForReading(path());
    QVERIFY(*file->messages(1, 10) == (QList<Message>{samples::aMessage(1), samples::aMessage(4),
                                                      samples::aMessage(5), samples::aMessage(6)}));
    QCOMPARE(*file->messageCount(), 4);
}

void TestSessionFile::readerAndWriterSideBySide()
{
    SessionFile writer = aFile();
    QVERIFY(writer.addCheck(samples::fullObservation(), samples::fullDiagnosis()));
    const Result<SessionFile> reader = SessionFile::openForReading(path());
    QVERIFY(reader);
    for (qint64 number = 1; number <= 50; ++number) {
        QVERIFY(writer.appendMessages({samples::aMessage(number)}));
        QCOMPARE(reader->messages(number, 1)->size(), 1);
        QVERIFY(SessionFile::read(path()));
    }
}

void TestSessionFile::copies()
{
    SessionFile file = aFile();
    QVERIFY(file.addCheck(samples::fullObservation(), samples::fullDiagnosis()));
    QVERIFY(file.appendMessages({samples::aMessage(1)}));
    QVERIFY(file.saveAs(path("copy ä #?.wirewise"), false));
    const Result<SessionContent> copy = SessionFile::read(path("copy ä #?.wirewise"));
    QVERIFY(copy);
    QCOMPARE(copy->observation.exchanges.size(), 3);
    QCOMPARE(SessionFile::openForReading(path("copy ä #?.wirewise"))->messages(1, 5)->size(), 1);

    // Also from a file that is only read.
    const Result<SessionFile> reading = SessionFile::openForReading(path("copy ä #?.wirewise"));
    QVERIFY(reading->saveAs(path("third.wirewise"), false));
    QVERIFY(SessionFile::open(path("third.wirewise")));
}

void TestSessionFile::refusesToOverwrite()
{
    SessionFile file = aFile();
    const Result<SessionFile> again = SessionFile::create(path());
    QVERIFY(!again);
    QCOMPARE(again.error().kind, Failure::Kind::CannotWrite);

    QFile other(path("other"));
    QVERIFY(other.open(QIODevice::WriteOnly));
    other.write("kept");
    other.close();
    const Result<void> saved = file.saveAs(path("other"), false);
    QVERIFY(!saved);
    QVERIFY(saved.error().text.contains(QStringLiteral("other exists already")));
    QVERIFY(!file.saveAs(path(), true));
    QVERIFY(file.saveAs(path("other"), true));
    QVERIFY(SessionFile::read(path("other")));
    const Result<SessionFile> nowhere = SessionFile::create(path("no/such/folder.wirewise"));
    QVERIFY(!nowhere);
    QCOMPARE(nowhere.error().kind, Failure::Kind::CannotOpen);
}

void TestSessionFile::readOnlyFileIsNotWritten()
{
    {
        SessionFile file = aFile();
        QVERIFY(file.addCheck(samples::fullObservation(), samples::fullDiagnosis()));
    }
    Result<SessionFile> file = SessionFile::openForReading(path());
    QVERIFY(file);
    const Result<void> written = file->setName(QStringLiteral("x"));
    QVERIFY(!written);
    QCOMPARE(written.error().kind, Failure::Kind::ReadOnly);
}

void TestSessionFile::emptyObservation()
{
    Observation observation;
    observation.typed = QStringLiteral("not an address");
    observation.endpoint = parseEndpoint(observation.typed);
    {
        SessionFile file = aFile();
        QVERIFY(file.addCheck(observation, samples::fullDiagnosis()));
    }
    const Result<SessionContent> read = SessionFile::read(path());
    QVERIFY(read);
    QVERIFY(read->complete);
    QCOMPARE(toString(read->observation.endpoint.error), QByteArray("space"));
    QCOMPARE(read->info.url, observation.typed);
    // Evidence that points at bytes which are not there points at nothing.
    QVERIFY(read->diagnosis.primary().evidence.constFirst().range.isEmpty());
}

QTEST_GUILESS_MAIN(TestSessionFile)
#include "test_session_file.moc"
