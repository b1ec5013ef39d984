// Endpoints from documents that describe them, and lists that are only told.

#include "cli/listpeer.h"
#include "cli/verbrun.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>

using namespace wirewise;
using namespace wirewise::testing;
using wirewise::tests::Endpoints;
using wirewise::tests::VerbRun;
using wirewise::tests::words;

class TestCliDiscovery : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void listedOnly();
    void discoveredInAFile();
    void discoveredOverHttp();
    void credentialsStayWithTheHost();
    void refusedDocuments();

private:
    QString path(const char *name) const { return m_folder->filePath(QString::fromLatin1(name)); }
    QString written(const char *name, const QByteArray &bytes) const
    {
        QFile file(path(name));
        if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
            qFatal("no place for %s", name);
        return file.fileName();
    }
    static QStringList quick(QStringList more)
    {
        return words("check --proxy none --listen 0 --no-experiments") + more;
    }
    static QJsonObject documentOf(const VerbRun &run)
    {
        return QJsonDocument::fromJson(run.out.data()).object();
    }

    std::unique_ptr<QTemporaryDir> m_folder;
};

void TestCliDiscovery::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    QVERIFY(m_folder->isValid());
}

void TestCliDiscovery::listedOnly()
{
    Endpoints endpoints;
    VerbRun run;
    run.run(
        quick({QStringLiteral("--file"),
               written("list.txt", endpoints.addressOf(0).toUtf8() + '\n' + endpoints.addressOf(1).toUtf8() +
                                       '\n' + endpoints.addressOf(2).toUtf8()),
               QStringLiteral("--list"), QStringLiteral("wss://example.org/?token=s3cret"),
               QStringLiteral("--session"), path("none.wirewise")}));
    QCOMPARE(run.status, 0);
    QCOMPARE(run.printed().section(QLatin1Char('\n'), 0, 0),
             QStringLiteral("wss://example.org/?token=******"));
    QVERIFY(run.printed().contains(QStringLiteral("4 endpoints would be checked.")));
    QCOMPARE(endpoints.peer().connections(), 0);
    QVERIFY(!QFile::exists(path("none.wirewise")));
}

void TestCliDiscovery::discoveredInAFile()
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

void TestCliDiscovery::discoveredOverHttp()
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

void TestCliDiscovery::credentialsStayWithTheHost()
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

void TestCliDiscovery::refusedDocuments()
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

QTEST_GUILESS_MAIN(TestCliDiscovery)
#include "test_cli_discovery.moc"
