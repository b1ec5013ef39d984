#include "check/check.h"
#include "lab/labserver.h"
#include "probe/connection.h"
#include "record/recorder.h"
#include "session/database.h"
#include "session/listrun.h"
#include "session/samples.h"

#include <QDeadlineTimer>
#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QThread>

#include <atomic>
#include <csignal>

#include <sys/resource.h>

using namespace wirewise;
using namespace wirewise::record;
using session::SessionFile;

class TestRecordRecorder : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void checkIsKept();
    void checkOnAnotherThreadIsKept();
    void stoppedCheckIsKept();
    void severalChecks();
    void plannedChecksAreWrittenTogether();
    void slowDiskHoldsTheRun();
    void messagesComeInBatchesAndInOrder();
    void messagesAreReadWhileTheyCome();
    void liveConnectionIsKept();
    void failureIsSaidOnce();
    void limitOfTheFileEndsTheMessages();
    void reserveOfTheDiskEndsTheMessages();
    void usualReserve();
    void writesWhileTheCallerHangs();
    void lockedFileLosesNothing();
    void fragmentsAreKept();
    void destructionWritesWhatWaits();

private:
    QString path() const { return m_folder->filePath(QStringLiteral("a.wirewise")); }
    SessionFile aFile() const
    {
        session::Result<SessionFile> file = SessionFile::create(path());
        if (!file)
            qFatal("%s", qPrintable(file.error().text));
        return *std::move(file);
    }
    static void add(Recorder &recorder, const observation::Message &message)
    {
        recorder.addMessages({observation::viewOf(message)});
    }
    qint64 countInFile() const
    {
        const auto file = SessionFile::openForReading(path());
        return file ? file->messageCount().value_or(-1) : -1;
    }
    static observation::Settings quickly()
    {
        observation::Settings settings;
        settings.proxy.kind = observation::ProxyChoice::Kind::None;
        settings.listen = std::chrono::milliseconds(0);
        return settings;
    }
    static QString urlOf(lab::LabServer &lab, const char *id)
    {
        return QString::fromUtf8(lab.urlOf(*lab::findScenario(id)));
    }

    std::unique_ptr<QTemporaryDir> m_folder;
};

void TestRecordRecorder::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    QVERIFY(m_folder->isValid());
}

void TestRecordRecorder::checkIsKept()
{
    lab::LabServer lab;
    QVERIFY(lab.start());
    observation::Observation seen;
    {
        Recorder recorder(aFile());
        QCOMPARE(recorder.path(), path());
        check::Check check(urlOf(lab, "upgrade.route-missing"), quickly());
        recorder.follow(&check);
        QSignalSpy finished(&check, &check::Check::finished);
        QSignalSpy saved(&recorder, &Recorder::saved);
        check.start();
        QVERIFY(finished.wait(60000));
        seen = check.observation();
        recorder.flush();
        QTRY_VERIFY(saved.count() > 0);
    }
    const auto read = SessionFile::read(path());
    QVERIFY(read);
    QVERIFY(read->complete);
    QCOMPARE(read->observation.exchanges.size(), seen.exchanges.size());
    for (qsizetype i = 0; i < seen.exchanges.size(); ++i) {
        QCOMPARE(read->observation.exchanges.at(i).name(), seen.exchanges.at(i).name());
        QCOMPARE(read->observation.exchanges.at(i).sent, seen.exchanges.at(i).sent);
        QCOMPARE(read->observation.exchanges.at(i).received, seen.exchanges.at(i).received);
    }
    QVERIFY(!seen.experiments.isEmpty());
    QCOMPARE(read->observation.experiments.size(), seen.experiments.size());
    QCOMPARE(diagnosis::toString(read->info.verdict), QByteArray("fails"));
    QVERIFY(!read->observation.stopped);
}

void TestRecordRecorder::checkOnAnotherThreadIsKept()
{
    lab::LabServer lab;
    QVERIFY(lab.start());
    {
        Recorder recorder(aFile());
        QThread network;
        QObject onNetwork; // what runs in its context runs on that thread
        onNetwork.moveToThread(&network);
        network.start();
        std::unique_ptr<check::Check> check;
        std::atomic_bool finished = false;
        QMetaObject::invokeMethod(
            &onNetwork,
            [&] {
                check = std::make_unique<check::Check>(urlOf(lab, "upgrade.ok"), quickly());
                recorder.follow(check.get());
                connect(check.get(), &check::Check::finished, &onNetwork, [&finished] { finished = true; });
                check->start();
            },
            Qt::BlockingQueuedConnection);
        QTRY_VERIFY_WITH_TIMEOUT(finished, 60000);
        QMetaObject::invokeMethod(
            &onNetwork, [&] { check.reset(); }, Qt::BlockingQueuedConnection);
        network.quit();
        QVERIFY(network.wait());
    }
    const auto read = SessionFile::read(path());
    QVERIFY(read);
    QCOMPARE(read->observation.exchanges.size(), 3);
    QVERIFY(read->observation.session);
}

void TestRecordRecorder::stoppedCheckIsKept()
{
    lab::LabServer lab;
    QVERIFY(lab.start());
    qsizetype exchanges = 0;
    {
        Recorder recorder(aFile());
        observation::Settings settings = quickly();
        settings.sequential = true;
        check::Check check(urlOf(lab, "http.no-response"), settings);
        recorder.follow(&check);
        QSignalSpy finished(&check, &check::Check::finished);
        check.start();
        check.stop();
        QVERIFY(finished.count() == 1 || finished.wait(60000));
        exchanges = check.observation().exchanges.size();
    }
    const auto read = SessionFile::read(path());
    QVERIFY(read);
    QVERIFY(read->complete);
    QVERIFY(read->observation.stopped);
    QCOMPARE(exchanges, 3);
    QCOMPARE(read->observation.exchanges.size(), exchanges);
    QCOMPARE(diagnosis::toString(read->info.verdict), QByteArray("not-checked"));
}

void TestRecordRecorder::severalChecks()
{
    {
        Recorder recorder(aFile());
        for (int i = 0; i < 5; ++i)
            recorder.addCheck(samples::fullObservation(), samples::fullDiagnosis());
    }
    QCOMPARE(SessionFile::readAll(path())->size(), 5);
}

void TestRecordRecorder::plannedChecksAreWrittenTogether()
{
    const observation::Observation seen = samples::fullObservation();
    const QList<session::PlannedEndpoint> plan(20, {seen.typed, seen.settings, {}, {}});
    Recorder recorder(aFile());
    recorder.setPlan(QStringLiteral("list"), plan);
    QSignalSpy saved(&recorder, &Recorder::saved);
    for (qsizetype i = 0; i < 20; i += 2)
        recorder.addCheck(i, seen, samples::fullDiagnosis());
    QTRY_COMPARE(session::readListRun(path())->info.checks, 10);
    QVERIFY2(saved.size() < 10, QByteArray::number(saved.size()).constData()); // the plan, and few commits
    recorder.addCheck(1, seen, samples::fullDiagnosis());
    recorder.setName(QStringLiteral("behind it")); // in the order asked for
    QTRY_COMPARE(session::readListRun(path())->info.name, QStringLiteral("behind it"));
    QCOMPARE(session::readListRun(path())->info.checks, 11);
    QVERIFY(session::readListRun(path())->entries.at(1).outline.has_value());
}

void TestRecordRecorder::slowDiskHoldsTheRun()
{
    observation::Observation seen = samples::fullObservation();
    seen.exchanges[0].received = QByteArray(4 * 1024 * 1024, 'x');
    Recorder recorder(aFile());
    recorder.setPlan({}, QList<session::PlannedEndpoint>(12, {seen.typed, seen.settings, {}, {}}));
    QSignalSpy fellBehind(&recorder, &Recorder::fellBehind);
    for (qsizetype i = 0; i < 12; ++i)
        recorder.addCheck(i, seen, samples::fullDiagnosis());
    QCOMPARE(fellBehind.size(), 1); // before the disk had a turn to say that it is done
    QVERIFY(fellBehind.constFirst().constFirst().toBool());
    QTRY_COMPARE_WITH_TIMEOUT(fellBehind.size(), 2, 30000);
    QVERIFY(!fellBehind.constLast().constFirst().toBool());
    recorder.flush();
    QVERIFY(session::readListRun(path())->entries.constLast().outline.has_value());
}

void TestRecordRecorder::messagesComeInBatchesAndInOrder()
{
    QList<observation::Message> all;
    Recorder recorder(aFile());
    for (qint64 number = 1; number <= 20000; ++number) {
        all.append(samples::aMessage(number, QByteArray(100, 'x')));
        add(recorder, all.constLast());
    }
    recorder.flush();
    const auto file = SessionFile::openForReading(path());
    QVERIFY(file);
    QVERIFY(*file->messages(1, 100000) == all);
}

void TestRecordRecorder::messagesAreReadWhileTheyCome()
{
    Recorder recorder(aFile());
    QList<observation::Message> page;
    int answers = 0;
    for (qint64 number = 1; number <= 100; ++number) {
        add(recorder, samples::aMessage(number));
        recorder.readMessages(number, 10, this, [&](const QList<observation::Message> &messages) {
            page = messages;
            ++answers;
        });
        QTRY_COMPARE(answers, static_cast<int>(number));
        QCOMPARE(page, QList<observation::Message>{samples::aMessage(number)});
    }
}

void TestRecordRecorder::liveConnectionIsKept()
{
    lab::LabServer lab;
    QVERIFY(lab.start());
    qint64 count = 0;
    {
        Recorder recorder(aFile());
        observation::Settings settings = quickly();
        settings.probes = {observation::ProbeKind::Upgrade};
        check::Check check(urlOf(lab, "upgrade.ok"), settings);
        check.setKeepConnection(true);
        recorder.follow(&check);
        std::unique_ptr<probe::Connection> connection;
        connect(&check, &check::Check::connectionOpened, this, [&] {
            connection = check.takeConnection();
            connect(connection.get(), &probe::Connection::messages, &recorder, &Recorder::addMessages);
        });
        QSignalSpy finished(&check, &check::Check::finished);
        check.start();
        QVERIFY(finished.wait(60000));
        QVERIFY(connection);
        QSignalSpy ended(connection.get(), &probe::Connection::ended);
        connection->sendText("one");
        connection->sendText("two");
        QTRY_COMPARE_WITH_TIMEOUT(connection->facts().messageCount, 2, 60000);
        connection->close(1000);
        QVERIFY(ended.count() == 1 || ended.wait(60000));
        recorder.setSessionFacts(connection->facts());
        count = connection->facts().messages.size();
    }
    const auto read = SessionFile::read(path());
    QVERIFY(read);
    QVERIFY(read->observation.session);
    QCOMPARE(read->observation.session->closeCode, std::optional<quint16>(1000));
    QCOMPARE(read->info.messages, count);
    const auto file = SessionFile::openForReading(path());
    const auto messages = file->messages(1, 100);
    QCOMPARE(messages->size(), count);
    QCOMPARE(messages->constFirst().payload, QByteArray("one"));
}

void TestRecordRecorder::failureIsSaidOnce()
{
    const auto before = std::signal(SIGXFSZ, SIG_IGN);
    rlimit limit{};
    getrlimit(RLIMIT_FSIZE, &limit);
    Recorder recorder(aFile());
    QSignalSpy failed(&recorder, &Recorder::failed);
    const rlimit small{500 * 1024, limit.rlim_max};
    setrlimit(RLIMIT_FSIZE, &small);
    for (qint64 number = 1; number <= 2000; ++number) {
        add(recorder, samples::aMessage(number, QByteArray(1000, 'x')));
        if (number % 100 == 0)
            recorder.flush();
    }
    recorder.flush();
    setrlimit(RLIMIT_FSIZE, &limit);
    std::signal(SIGXFSZ, before);
    QTRY_COMPARE(failed.count(), 1);
    QVERIFY(failed.constFirst().constFirst().toString().contains(QStringLiteral("disk is full")));
    recorder.setName(QStringLiteral("ignored"));
    recorder.flush();
    QCOMPARE(failed.count(), 1);
    const auto file = SessionFile::openForReading(path());
    QVERIFY(file);
    QVERIFY(*file->messageCount() > 0);
}

void TestRecordRecorder::limitOfTheFileEndsTheMessages()
{
    constexpr qint64 limit = 1'000'000;
    {
        Recorder recorder(aFile(), {limit, 0});
        QSignalSpy failed(&recorder, &Recorder::failed);
        for (qint64 number = 1; number <= 3000; ++number) {
            add(recorder, samples::aMessage(number, QByteArray(1000, 'x')));
            if (number % 50 == 0)
                recorder.flush();
        }
        QTRY_COMPARE(failed.count(), 1);
        const QString said = failed.constFirst().constFirst().toString();
        QVERIFY2(said.startsWith(QStringLiteral("a.wirewise has reached its limit of 1.0 MB")),
                 qPrintable(said));
        // What ends a session is small, and matters most.
        recorder.setSessionFacts(samples::fullSession());
        recorder.setName(QStringLiteral("kept"));
        recorder.flush();
        QCOMPARE(failed.count(), 1);
    }
    QVERIFY(QFile(path()).size() <= limit + 64 * 1024);
    QCOMPARE(SessionFile::readInfo(path())->name, QStringLiteral("kept"));
    const auto file = SessionFile::open(path());
    QVERIFY(file);
    const auto messages = file->messages(1, 10'000);
    QVERIFY(messages->size() > 800);
    QCOMPARE(messages->constLast().number, messages->size());
}

void TestRecordRecorder::reserveOfTheDiskEndsTheMessages()
{
    const std::optional<DiskRoom> room = diskRoom(m_folder->path());
    QVERIFY(room && room->total > 0 && room->free <= room->total);
    Recorder recorder(aFile(), {RecordLimits::UsualFile, room->total});
    QSignalSpy failed(&recorder, &Recorder::failed);
    add(recorder, samples::aMessage(1));
    recorder.flush();
    QTRY_COMPARE(failed.count(), 1);
    QVERIFY(
        failed.constFirst().constFirst().toString().startsWith(QStringLiteral("The disk is full but for")));
    QCOMPARE(countInFile(), 0);
}

void TestRecordRecorder::usualReserve()
{
    QCOMPARE(RecordLimits::usualReserve(20'000'000), 200'000);
    QCOMPARE(RecordLimits::usualReserve(50'000'000'000), 500'000'000);
    QCOMPARE(RecordLimits::usualReserve(4'000'000'000'000), 500'000'000);
}

void TestRecordRecorder::writesWhileTheCallerHangs()
{
    Recorder recorder(aFile());
    add(recorder, samples::aMessage(1));
    // No event loop runs here, as where the output to a terminal blocks.
    QDeadlineTimer deadline(60'000);
    while (countInFile() < 1 && !deadline.hasExpired())
        QThread::msleep(5);
    QCOMPARE(countInFile(), 1);
}

void TestRecordRecorder::lockedFileLosesNothing()
{
    Recorder recorder(aFile());
    QSignalSpy failed(&recorder, &Recorder::failed);
    QSignalSpy behind(&recorder, &Recorder::fellBehind);
    qint64 number = 0;
    const auto addSome = [&] {
        for (int i = 0; i < 100; ++i)
            add(recorder, samples::aMessage(++number, QByteArray(1000, 'x')));
    };
    addSome();
    recorder.flush();
    {
        session::Result<session::Database> reader =
            session::Database::open(path(), session::Database::Mode::Read);
        QVERIFY(reader);
        session::Statement held = reader->prepare("SELECT first FROM message_blocks");
        QCOMPARE(held.step(), session::Statement::Step::Row);
        while (behind.isEmpty()) {
            addSome();
            QTest::qWait(1);
        }
        QCOMPARE(behind.constFirst().constFirst().toBool(), true);
        QVERIFY(number < 100'000); // 100 MB
    }
    QTRY_COMPARE_WITH_TIMEOUT(behind.size(), 2, 60'000);
    QCOMPARE(behind.constLast().constFirst().toBool(), false);
    addSome();
    recorder.flush();
    QCOMPARE(countInFile(), number);
    QCOMPARE(failed.count(), 0);
}

void TestRecordRecorder::fragmentsAreKept()
{
    observation::Message message = samples::aMessage(1, "fragmented");
    message.frames = 70'000;
    message.fragments.clear();
    message.at = std::chrono::seconds(100);
    for (int i = 0; i < observation::Message::KeptFragments; ++i)
        message.fragments.append({std::chrono::microseconds(i * 1000), 2 + i, i});
    Recorder recorder(aFile());
    add(recorder, message);
    recorder.flush();
    const auto file = SessionFile::openForReading(path());
    QVERIFY(file);
    QCOMPARE(file->messages(1, 1)->constFirst(), message);
}

void TestRecordRecorder::destructionWritesWhatWaits()
{
    {
        Recorder recorder(aFile());
        recorder.addCheck(samples::fullObservation(), samples::fullDiagnosis());
        add(recorder, samples::aMessage(1));
        recorder.setNotes(QStringLiteral("notes"));
        recorder.setName(QStringLiteral("name"));
    }
    const auto info = SessionFile::readInfo(path());
    QVERIFY(info);
    QCOMPARE(info->messages, 1);
    QCOMPARE(info->notes, QStringLiteral("notes"));
    QCOMPARE(info->name, QStringLiteral("name"));
}

QTEST_GUILESS_MAIN(TestRecordRecorder)
#include "test_record_recorder.moc"
