// Runs over lists: stopped, killed, gone on with, beside earlier ones, and from documents.

#include "cli/progressline.h"
#include "cli/sincerun.h"
#include "cli/verbrun.h"
#include "probe/peer.h"
#include "session/listrun.h"

#include <QFile>
#include <QHash>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>

#include <limits>

#include <sys/resource.h>

using namespace wirewise;
using namespace wirewise::testing;
using wirewise::tests::VerbRun;
using wirewise::tests::words;

namespace {

struct Kind
{
    const char *name;
    const char *answer; ///< to an upgrade; null: a right 101; empty: the connection ends
    const char *finding;
};

/// A tenth of a list fails, in ten ways.
constexpr Kind Failing[] = {
    {"404", "404 Not Found\r\nContent-Length: 0", "upgrade.route-missing"},
    {"403", "403 Forbidden\r\nContent-Length: 0", "upgrade.forbidden"},
    {"page", "200 OK\r\nContent-Type: text/html\r\nContent-Length: 13\r\n\r\n<html></html>",
     "upgrade.page-instead"},
    {"503", "503 Service Unavailable\r\nContent-Length: 0", "upgrade.service-unavailable"},
    {"302", "302 Found\r\nLocation: /login\r\nContent-Length: 0", "upgrade.redirected"},
    {"401", "401 Unauthorized\r\nWWW-Authenticate: Bearer\r\nContent-Length: 0", "upgrade.unauthorized"},
    {"500", "500 Oops\r\nContent-Length: 0", "upgrade.server-error"},
    {"accept",
     "101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: "
     "AAAAAAAAAAAAAAAAAAAAAAAAAAA=",
     "upgrade.invalid-accept"},
    {"drop", "", "upgrade.dropped"},
    {"nowhere", nullptr, "url.invalid"},
};

const Kind *kindOf(const QByteArray &path)
{
    for (const Kind &kind : Failing) {
        if (path.startsWith(QByteArray('/' + QByteArray(kind.name) + '/')))
            return &kind;
    }
    return nullptr;
}

/// Answers by the path, and counts who asked for an upgrade.
class Endpoints
{
public:
    Endpoints()
        : m_peer([this](QTcpSocket *socket, const QByteArray &bytes) { answer(socket, bytes); })
    {
    }

    [[nodiscard]] const Peer &peer() const { return m_peer; }
    [[nodiscard]] int upgrades(const QByteArray &path) const { return m_upgrades.value(path); }
    [[nodiscard]] int upgrades() const { return m_all; }
    void setHealed(bool healed) { m_healed = healed; }
    /// Further upgrades get no answer, so that a run cannot end before it is stopped.
    void answerOnly(int upgrades) { m_answered = upgrades; }

    [[nodiscard]] QByteArray pathOf(int index) const
    {
        const bool fails = index % 10 == 7;
        return '/' + QByteArray(fails ? Failing[index / 10 % 10].name : "ok") + '/' +
               QByteArray::number(index);
    }
    [[nodiscard]] QString addressOf(int index) const
    {
        const QByteArray path = pathOf(index);
        return m_peer.url(path.startsWith("/nowhere") ? QStringLiteral("nowhere") : QStringLiteral("ws"),
                          QString::fromLatin1(path));
    }
    [[nodiscard]] static QByteArray findingOf(int index)
    {
        return index % 10 == 7 ? Failing[index / 10 % 10].finding : "upgrade.ok";
    }

private:
    void answer(QTcpSocket *socket, const QByteArray &bytes)
    {
        if (!bytes.endsWith("\r\n\r\n")) {
            if (Peer::isWhole(bytes)) // the Close of an open session
                socket->disconnectFromHost();
            return;
        }
        const QByteArray path = bytes.split(' ').value(1);
        if (!isUpgrade(bytes)) {
            socket->write("HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
            return;
        }
        ++m_upgrades[path];
        ++m_all;
        if (m_all > m_answered)
            return;
        const Kind *kind = m_healed ? nullptr : kindOf(path);
        if (!kind)
            socket->write(switchingAnswer(bytes));
        else if (*kind->answer == '\0')
            socket->disconnectFromHost();
        else
            socket->write("HTTP/1.1 " + QByteArray(kind->answer) +
                          (QByteArray(kind->answer).contains("\r\n\r\n") ? "" : "\r\n\r\n"));
    }

    QHash<QByteArray, int> m_upgrades;
    int m_all = 0;
    int m_answered = std::numeric_limits<int>::max();
    bool m_healed = false;
    Peer m_peer;
};

} // namespace

class TestCliRuns : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void memoryIsBounded();
    void stoppedAndGoneOnWith();
    void killedAndGoneOnWith();
    void failingOnesAgain();
    void besideTheLastRun();
    void sessionAsBaseline();
    void whatDoesNotGoTogether_data();
    void whatDoesNotGoTogether();
    void listedOnly();
    void discoveredInAFile();
    void discoveredOverHttp();
    void credentialsStayWithTheHost();
    void refusedDocuments();
    void progressIsWorded_data();
    void progressIsWorded();
    void timesAreWorded();

private:
    static constexpr int Count = 300;

    QString path(const char *name) const { return m_folder->filePath(QString::fromLatin1(name)); }
    QString list(const Endpoints &endpoints, int count = Count) const
    {
        QFile file(path("list.txt"));
        if (!file.open(QIODevice::WriteOnly))
            qFatal("no place for a list");
        for (int i = 0; i < count; ++i)
            file.write(endpoints.addressOf(i).toUtf8() + '\n');
        return file.fileName();
    }
    static QStringList quick(QStringList more)
    {
        return words("check --proxy none --listen 0 --no-experiments") + more;
    }
    /// What takes its settings from the file.
    static QStringList again(QStringList more) { return words("check") + more; }
    static QJsonObject documentOf(const VerbRun &run)
    {
        return QJsonDocument::fromJson(run.out.data()).object();
    }
    QString written(const char *name, const QByteArray &bytes) const
    {
        QFile file(path(name));
        if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
            qFatal("no place for %s", name);
        return file.fileName();
    }
    static void everyVerdictIsRight(const QJsonObject &document, const Endpoints &endpoints, int count);
    /// Indexes that a session has a verdict of.
    QList<qsizetype> doneIn(const char *name) const
    {
        QList<qsizetype> done;
        const auto run = session::readListRun(path(name));
        for (const session::ListRunEntry &entry : run ? run->entries : QList<session::ListRunEntry>()) {
            if (!entry.isLeft())
                done.append(entry.index);
        }
        return done;
    }

    std::unique_ptr<QTemporaryDir> m_folder;
};

void TestCliRuns::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    QVERIFY(m_folder->isValid());
}

void TestCliRuns::everyVerdictIsRight(const QJsonObject &document, const Endpoints &endpoints, int count)
{
    const QJsonArray results = document[QStringLiteral("results")].toArray();
    QCOMPARE(results.size(), count);
    for (int i = 0; i < count; ++i) {
        const QByteArray finding =
            results[i][QStringLiteral("findings")][0][QStringLiteral("id")].toString().toUtf8();
        QVERIFY2(finding == Endpoints::findingOf(i),
                 QByteArray(endpoints.pathOf(i) + " " + finding).constData());
        const QString verdict = results[i][QStringLiteral("verdict")].toString();
        QCOMPARE(verdict, i % 10 == 7 ? QStringLiteral("fails") : QStringLiteral("works"));
    }
}

/// What a run over thousands needs more than one over a few.
void TestCliRuns::memoryIsBounded()
{
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
    QSKIP("A sanitizer keeps memory that was given back");
#else
    Endpoints endpoints;
    const auto peakOf = [&](int count) { // in KiB, the largest so far
        QProcess program;
        program.start(QStringLiteral(WIREWISE_CLI),
                      quick({QStringLiteral("--file"), list(endpoints, count), QStringLiteral("--session"),
                             path(QByteArray::number(count).constData()), QStringLiteral("--json"),
                             QStringLiteral("--probe"), QStringLiteral("upgrade")}));
        const auto isOver = [&program] { return program.state() == QProcess::NotRunning; };
        if (!QTest::qWaitFor(isOver, 60000))
            return 0L;
        rusage usage{};
        ::getrusage(RUSAGE_CHILDREN, &usage);
        return usage.ru_maxrss;
    };
    const long few = peakOf(20);
    const long many = peakOf(2000);
    QVERIFY(few > 0 && many > 0);
    QVERIFY2(many - few < 24 * 1024, qPrintable(QStringLiteral("%1 KiB, then %2").arg(few).arg(many)));
    QCOMPARE(session::readListRun(path("2000"))->entries.size(), 2000);
#endif
}

void TestCliRuns::stoppedAndGoneOnWith()
{
    Endpoints endpoints;
    endpoints.answerOnly(Count / 2);
    VerbRun stopped;
    stopped.start(quick({QStringLiteral("--file"), list(endpoints), QStringLiteral("--session"),
                         path("run.wirewise"), QStringLiteral("--per-host"), QStringLiteral("4")}));
    QTRY_VERIFY(endpoints.upgrades() > Count / 2);
    stopped.verb->interrupt();
    stopped.finish();
    QCOMPARE(stopped.status, 1);
    QVERIFY(stopped.complaints().contains(QStringLiteral("were not checked")));
    VerbRun twice;
    twice.run(quick(
        {QStringLiteral("--file"), list(endpoints), QStringLiteral("--session"), path("run.wirewise")}));
    QCOMPARE(twice.status, 2);
    QVERIFY2(twice.complaints().contains(QStringLiteral("--resume")), qPrintable(twice.complaints()));
    const QList<qsizetype> done = doneIn("run.wirewise");
    QVERIFY(done.size() > 10 && done.size() < Count);

    endpoints.answerOnly(std::numeric_limits<int>::max());
    VerbRun resumed;
    resumed.run(again({QStringLiteral("--session"), path("run.wirewise"), QStringLiteral("--resume"),
                       QStringLiteral("--per-host"), QStringLiteral("4"), QStringLiteral("--json")}));
    QCOMPARE(resumed.status, 1);
    everyVerdictIsRight(documentOf(resumed), endpoints, Count);
    for (const qsizetype index : done) {
        const QByteArray target = endpoints.pathOf(static_cast<int>(index));
        QVERIFY2(endpoints.upgrades(target) <= 1, target.constData());
    }
    QVERIFY2(endpoints.peer().mostAtOnce() <= 4,
             QByteArray::number(endpoints.peer().mostAtOnce()).constData());
    QCOMPARE(doneIn("run.wirewise").size(), Count);

    const int before = endpoints.peer().connections();
    VerbRun third;
    third.run(again({QStringLiteral("--session"), path("run.wirewise"), QStringLiteral("--resume"),
                     QStringLiteral("--ndjson")}));
    QCOMPARE(third.out.data().count('\n'), Count);
    QCOMPARE(endpoints.peer().connections(), before);
}

void TestCliRuns::killedAndGoneOnWith()
{
    Endpoints endpoints;
    endpoints.answerOnly(Count / 2);
    QProcess program;
    program.start(QStringLiteral(WIREWISE_CLI),
                  quick({QStringLiteral("--file"), list(endpoints), QStringLiteral("--session"),
                         path("run.wirewise"), QStringLiteral("--ndjson")}));
    // What is kept is kept within a second: some of the first ones are by then.
    QTRY_VERIFY_WITH_TIMEOUT(!doneIn("run.wirewise").isEmpty(), 30000);
    program.kill();
    QTRY_COMPARE(program.state(), QProcess::NotRunning);
    QCOMPARE(program.exitStatus(), QProcess::CrashExit);
    QTRY_COMPARE(endpoints.peer().open(), 0);
    const QList<qsizetype> done = doneIn("run.wirewise");
    QVERIFY(done.size() < Count);
    endpoints.answerOnly(std::numeric_limits<int>::max());
    VerbRun resumed;
    resumed.run(again({QStringLiteral("--session"), path("run.wirewise"), QStringLiteral("--resume"),
                       QStringLiteral("--json")}));
    everyVerdictIsRight(documentOf(resumed), endpoints, Count);
    for (const qsizetype index : done)
        QVERIFY(endpoints.upgrades(endpoints.pathOf(static_cast<int>(index))) <= 1);
    QCOMPARE(doneIn("run.wirewise").size(), Count);
}

void TestCliRuns::failingOnesAgain()
{
    Endpoints endpoints;
    VerbRun first;
    first.run(quick(
        {QStringLiteral("--file"), list(endpoints, 50), QStringLiteral("--session"), path("run.wirewise")}));
    QCOMPARE(first.status, 1);
    endpoints.setHealed(true);
    VerbRun failing;
    failing.run(again({QStringLiteral("--failing-of"), path("run.wirewise"), QStringLiteral("--json")}));
    QCOMPARE(failing.status, 0);
    const QJsonArray results = documentOf(failing)[QStringLiteral("results")].toArray();
    QCOMPARE(results.size(), 5);
    QCOMPARE(results[0][QStringLiteral("url")].toString(), endpoints.addressOf(7));
    QCOMPARE(results[4][QStringLiteral("url")].toString(), endpoints.addressOf(47));
}

void TestCliRuns::besideTheLastRun()
{
    Endpoints endpoints;
    const QStringList withList{QStringLiteral("--file"), list(endpoints, 20)};
    VerbRun first;
    first.run(quick(withList + QStringList{QStringLiteral("--session"), path("first.wirewise")}));
    endpoints.setHealed(true);
    VerbRun second;
    second.run(quick(withList + QStringList{QStringLiteral("--session"), path("second.wirewise"),
                                            QStringLiteral("--since"), QStringLiteral("last"),
                                            QStringLiteral("--json")}));
    const QJsonObject since = documentOf(second)[QStringLiteral("since")].toObject();
    QCOMPARE(since[QStringLiteral("better")].toInt(), 2);
    QCOMPARE(since[QStringLiteral("same")].toInt(), 18);
    QCOMPARE(since[QStringLiteral("file")].toString(), path("first.wirewise"));
    const QJsonObject healed =
        documentOf(second)[QStringLiteral("results")][7][QStringLiteral("since")].toObject();
    QCOMPARE(healed[QStringLiteral("change")].toString(), QStringLiteral("better"));
    QCOMPARE(healed[QStringLiteral("was")].toString(), QStringLiteral("fails"));
    QCOMPARE(healed[QStringLiteral("finding")].toString(), QStringLiteral("upgrade.route-missing"));

    endpoints.setHealed(false);
    VerbRun third;
    third.run(quick({endpoints.addressOf(7), endpoints.addressOf(0), QStringLiteral("ws://127.0.0.1:1/new"),
                     QStringLiteral("--since"), path("second.wirewise")}));
    const QString text = third.printed();
    QVERIFY2(text.contains(QStringLiteral("It worked today at ")), qPrintable(text));
    QVERIFY2(text.contains(QStringLiteral("It worked already today at ")), qPrintable(text));
    QVERIFY2(text.contains(QStringLiteral("No earlier run has checked it.")), qPrintable(text));
    QVERIFY2(text.contains(QStringLiteral("worse: 1, better: 0, for another reason: 0, new: 1, as before: 1, "
                                          "no longer in the list: 18.")),
             qPrintable(text));
    VerbRun none;
    none.run(quick({endpoints.addressOf(0), endpoints.addressOf(1), QStringLiteral("--session"),
                    path("other.wirewise"), QStringLiteral("--since"), QStringLiteral("last")}));
    QCOMPARE(none.status, 0);
    QVERIFY(none.complaints().contains(QStringLiteral("no earlier run of this list is kept")));
}

void TestCliRuns::sessionAsBaseline()
{
    Endpoints endpoints;
    const QStringList withList{QStringLiteral("--file"), list(endpoints, 20)};
    VerbRun first;
    first.run(quick(withList + QStringList{QStringLiteral("--session"), path("first.wirewise")}));
    QCOMPARE(first.status, 1);
    VerbRun second;
    second.run(quick(withList + QStringList{QStringLiteral("--baseline"), path("first.wirewise")}));
    QCOMPARE(second.status, 0); // it fails as before
    QVERIFY2(second.printed().contains(QStringLiteral("as before: 20")), qPrintable(second.printed()));
    endpoints.setHealed(true);
    VerbRun healed;
    healed.run(quick(withList + QStringList{QStringLiteral("--session"), path("healed.wirewise")}));
    endpoints.setHealed(false);
    VerbRun worse;
    worse.run(quick(withList + QStringList{QStringLiteral("--baseline"), path("healed.wirewise")}));
    QCOMPARE(worse.status, 1);
    QVERIFY2(worse.printed().contains(QStringLiteral("worse: 2")), qPrintable(worse.printed()));
}

void TestCliRuns::whatDoesNotGoTogether_data()
{
    QTest::addColumn<QStringList>("options");
    QTest::addColumn<QString>("said");
    const auto row = [](const char *options, const char *said) {
        QTest::newRow(options) << words(options) << QString::fromUtf8(said);
    };
    row("--resume", "--resume goes with --session FILE");
    row("--resume --session none.wirewise", "none.wirewise cannot be opened");
    row("--resume --session a --failing-of b", "exclude each other");
    row("--resume --session a ws://localhost/", "no further address was expected");
    row("--failing-of a --file b",
        "--failing-of takes its endpoints from the file; --file does not go with it");
    row("--resume --session a --header b:c", "--header does not go with --resume");
    row("--failing-of none.wirewise", "none.wirewise cannot be opened");
    row("--since none.wirewise ws://localhost/", "none.wirewise cannot be opened");
    row("--discover none.json", "--discover none.json cannot be read");
    row("--discover none.json --server b:a:d", "--server b:a:d: an address was expected");
}

void TestCliRuns::whatDoesNotGoTogether()
{
    QFETCH(QStringList, options);
    QFETCH(QString, said);
    VerbRun run;
    run.run(QStringList{QStringLiteral("check")} + options);
    QCOMPARE(run.status, 2);
    QVERIFY2(run.complaints().contains(said), qPrintable(run.complaints()));
}

void TestCliRuns::listedOnly()
{
    Endpoints endpoints;
    VerbRun run;
    run.run(quick({QStringLiteral("--file"), list(endpoints, 3), QStringLiteral("--list"),
                   QStringLiteral("wss://example.org/?token=s3cret"), QStringLiteral("--session"),
                   path("none.wirewise")}));
    QCOMPARE(run.status, 0);
    QCOMPARE(run.printed().section(QLatin1Char('\n'), 0, 0),
             QStringLiteral("wss://example.org/?token=******"));
    QVERIFY(run.printed().contains(QStringLiteral("4 endpoints would be checked.")));
    QCOMPARE(endpoints.peer().connections(), 0);
    QVERIFY(!QFile::exists(path("none.wirewise")));
}

void TestCliRuns::discoveredInAFile()
{
    Endpoints endpoints;
    const QString document = written(
        "openapi.yaml", "openapi: 3.0.0\ninfo: {title: Rooms}\nservers: [{url: '" +
                            endpoints.peer().url(QStringLiteral("http"), QString()).toUtf8() +
                            "'}]\npaths:\n  /ok/1: {get: {a: b}}\n  /404/{n}:\n    get:\n      parameters: "
                            "[{name: n, in: path, example: 2}]\n  /{unknown}: {get: {a: b}}\n");
    VerbRun run;
    run.run(quick({QStringLiteral("--discover"), document, QStringLiteral("--json"),
                   QStringLiteral("--header"), QStringLiteral("Authorization: Bearer abc")}));
    QCOMPARE(run.status, 1);
    QCOMPARE(endpoints.upgrades("/ok/1"), 1);
    QCOMPARE(endpoints.upgrades("/404/2"), 1);
    QCOMPARE(documentOf(run)[QStringLiteral("results")][0][QStringLiteral("described")].toString(),
             QStringLiteral("GET /404/{n}"));
    QVERIFY(run.complaints().contains(QStringLiteral("endpoints: 2, passed over: 1")));
    QVERIFY(run.complaints().contains(QStringLiteral("GET /{unknown}: The document gives no example")));
    // Nobody said whose host that is.
    QVERIFY(run.complaints().contains(QStringLiteral("credentials of the command line go to the host")));
    for (const QByteArray &request : endpoints.peer().requests())
        QVERIFY(!request.contains("Bearer"));
}

void TestCliRuns::discoveredOverHttp()
{
    const Peer documents([](QTcpSocket *socket, const QByteArray &bytes) {
        if (!Peer::isWhole(bytes))
            return;
        if (bytes.startsWith("GET /moved")) {
            socket->write(
                "HTTP/1.1 302 Found\r\nLocation: https://evil.example/\r\nContent-Length: 0\r\n\r\n");
        } else if (isUpgrade(bytes)) {
            socket->write(switchingAnswer(bytes));
        } else {
            const QByteArray body = R"({"openapi":"3.0.0","paths":{"/ws":{"get":{"a":1}}}})";
            socket->write("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: " +
                          QByteArray::number(body.size()) + "\r\n\r\n" + body);
        }
    });
    VerbRun run;
    run.run(quick({QStringLiteral("--discover"),
                   documents.url(QStringLiteral("http"), QStringLiteral("/v1/openapi.json")),
                   QStringLiteral("--header"), QStringLiteral("Authorization: Bearer abc"),
                   QStringLiteral("--probe"), QStringLiteral("upgrade")}));
    QCOMPARE(run.status, 0);
    QCOMPARE(documents.requests().size(), 2);
    QVERIFY(documents.requests().at(0).startsWith("GET /v1/openapi.json "));
    QVERIFY(documents.requests().at(1).startsWith("GET /ws "));
    for (const QByteArray &request : documents.requests())
        QVERIFY(request.contains("Bearer abc"));
    VerbRun moved;
    moved.run(quick(
        {QStringLiteral("--discover"), documents.url(QStringLiteral("http"), QStringLiteral("/moved"))}));
    QCOMPARE(moved.status, 2);
    QVERIFY(moved.complaints().contains(QStringLiteral("302, to https://evil.example/")));
}

void TestCliRuns::credentialsStayWithTheHost()
{
    const QString document = written(
        "asyncapi.json", R"({"asyncapi":"2.0.0","servers":{"a":{"url":"ws://127.0.0.1:1","protocol":"ws"},)"
                         R"("b":{"url":"ws://127.0.0.2:1","protocol":"ws"}},)"
                         R"("channels":{"one":{"servers":["a"]},"two":{"servers":["b"]}}})");
    VerbRun run;
    run.run(
        quick({QStringLiteral("--discover"), document, QStringLiteral("--list"), QStringLiteral("--json")}));
    const QJsonArray all = documentOf(run)[QStringLiteral("endpoints")].toArray();
    QCOMPARE(all.size(), 2);
    QCOMPARE(all[1][QStringLiteral("url")].toString(), QStringLiteral("ws://127.0.0.2:1/two"));
    QCOMPARE(all[1][QStringLiteral("name")].toString(), QStringLiteral("channel two"));
    QVERIFY(!all[0].toObject().contains(QStringLiteral("without_credentials")));
    VerbRun withheld;
    withheld.run(
        quick({QStringLiteral("--discover"), document, QStringLiteral("--list"), QStringLiteral("--json"),
               QStringLiteral("--header"), QStringLiteral("Cookie: a=b")}));
    QVERIFY(documentOf(withheld)[QStringLiteral("endpoints")][0].toObject().contains(
        QStringLiteral("without_credentials")));
}

void TestCliRuns::refusedDocuments()
{
    VerbRun page;
    page.run(quick({QStringLiteral("--discover"), written("page.html", "<html>Sign in</html>")}));
    QCOMPARE(page.status, 2);
    QVERIFY2(page.complaints().contains(QStringLiteral("OpenAPI, Swagger or AsyncAPI")),
             qPrintable(page.complaints()));
    VerbRun empty;
    empty.run(
        quick({QStringLiteral("--discover"), written("empty.json", R"({"openapi":"3.0.0","paths":{}})")}));
    QCOMPARE(empty.status, 2);
    QVERIFY(empty.complaints().contains(QStringLiteral("names no endpoint that can be checked")));
    VerbRun refused;
    refused.run(quick({QStringLiteral("--discover"), QStringLiteral("http://127.0.0.1:1/openapi.json")}));
    QCOMPARE(refused.status, 2);
    QVERIFY2(refused.complaints().contains(QStringLiteral("There was no answer")),
             qPrintable(refused.complaints()));
}

void TestCliRuns::progressIsWorded_data()
{
    QTest::addColumn<QList<qint64>>("numbers"); // done, count, failing, done here, milliseconds
    QTest::addColumn<QString>("expected");
    const auto row = [](const QList<qint64> &numbers, const char *expected) {
        QTest::newRow(expected) << numbers << QString::fromUtf8(expected);
    };
    row({0, 5000, 0, 0, 5000}, "0 of 5,000 done");
    row({3, 5000, 0, 3, 20}, "3 of 5,000 done");
    row({1240, 5000, 12, 1240, 10000}, "1,240 of 5,000 done, not working: 12; 124 a second, about 30 s left");
    row({2000, 5000, 0, 10, 5000}, "2,000 of 5,000 done; 2.0 a second, about 25 min left");
    row({1, 1234567, 1, 1, 1000},
        "1 of 1,234,567 done, not working: 1; 1.0 a second, about 342 h 56 min left");
    row({7, 7, 2, 7, 9000}, "7 of 7 done, not working: 2");
}

void TestCliRuns::progressIsWorded()
{
    QFETCH(QList<qint64>, numbers);
    QFETCH(QString, expected);
    QCOMPARE(cli::progressWords(numbers[0], numbers[1], numbers[2], numbers[3], numbers[4]), expected);
}

void TestCliRuns::timesAreWorded()
{
    const QDateTime now(QDate(2025, 11, 21), QTime(9, 30));
    QCOMPARE(cli::timeWords({QDate(2025, 11, 21), QTime(0, 5)}, now), QStringLiteral("today at 00:05"));
    QCOMPARE(cli::timeWords({QDate(2025, 11, 20), QTime(23, 59)}, now), QStringLiteral("yesterday at 23:59"));
    QCOMPARE(cli::timeWords({QDate(2025, 11, 8), QTime(14, 2)}, now),
             QStringLiteral("on 8 Nov 2025 at 14:02"));
}

QTEST_GUILESS_MAIN(TestCliRuns)
#include "test_cli_runs.moc"
