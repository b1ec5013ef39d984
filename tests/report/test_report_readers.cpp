#include "lab/labserver.h"
#include "report/curl.h"
#include "report/javascript.h"
#include "report/junit.h"
#include "report/prometheus.h"
#include "report/python.h"
#include "report/sarif.h"
#include "session/samples.h"
#include "written.h"

#include <QDir>
#include <QFileInfo>
#include <QProcess>
#include <QStandardPaths>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTemporaryDir>
#include <QTest>

using namespace wirewise;
using namespace wirewise::report;
using observation::Exchange;
using observation::Message;
using observation::ProbeKind;

namespace {

constexpr int Patience = 60000; // a loaded machine is no failure

/// Refuses everything and keeps what came.
class Refusing : public QTcpServer
{
public:
    Refusing()
    {
        listen(QHostAddress::LocalHost);
        connect(this, &QTcpServer::newConnection, this, [this] {
            QTcpSocket *socket = nextPendingConnection();
            connect(socket, &QTcpSocket::readyRead, this, [this, socket] {
                m_received += socket->readAll();
                if (!m_received.contains("\r\n\r\n"))
                    return;
                socket->write("HTTP/1.1 404 Not Found\r\nContent-Length: 2\r\nConnection: close\r\n\r\nno");
                socket->disconnectFromHost();
            });
        });
    }
    [[nodiscard]] const QByteArray &received() const { return m_received; }

private:
    QByteArray m_received;
};

/// What shells, Python and JavaScript would each like to run.
const QByteArray Tempting = "it's \"x\" \\ $(touch here) `touch here` ${HOME} {{y}} é %n !! # // */";

Exchange anExchange(quint16 port, ProbeKind kind, const char *path)
{
    observation::Probe probe;
    probe.name = observation::toString(kind);
    probe.kind = kind;
    probe.endpoint =
        *observation::parseEndpoint(QStringLiteral("ws://127.0.0.1:%1%2").arg(port).arg(QLatin1String(path)))
             .endpoint;
    probe.settings.headers = {{"X-Odd", Tempting}, {"Authorization", "Bearer 'x'"}};
    probe.settings.origin = "http://127.0.0.1";
    probe.settings.send = {"hello \"there\""};
    Exchange exchange;
    exchange.probe = probe;
    exchange.sent = wire::toBytes(observation::requestFor(probe, "dGhlIHNhbXBsZSBub25jZQ=="));
    return exchange;
}

/// Runs a program of another language without stopping the servers of this thread.
class Program : public QProcess
{
public:
    Program(const QString &program, const QStringList &arguments, const QString &folder)
    {
        setWorkingDirectory(folder);
        setProcessChannelMode(QProcess::MergedChannels);
        connect(this, &QProcess::readyRead, this, [this] { m_said += readAll(); });
        start(program, arguments);
    }
    ~Program() override
    {
        kill();
        waitForFinished();
    }
    [[nodiscard]] const QByteArray &said() const { return m_said; }

private:
    QByteArray m_said;
};

/// Debian's own Python, which sees Debian's packages, before any other.
QString pythonWith(const char *module)
{
    for (const char *candidate : {"/usr/bin/python3", "python3"}) {
        QProcess process;
        process.start(QLatin1String(candidate),
                      {QStringLiteral("-c"), QStringLiteral("import %1").arg(QLatin1String(module))});
        if (process.waitForFinished(Patience) && process.exitCode() == 0 &&
            process.error() != QProcess::FailedToStart)
            return QLatin1String(candidate);
    }
    return {};
}

QString peersFolder()
{
    return QDir::cleanPath(QStringLiteral(WIREWISE_TEST_DATA "/../../build/peers/node_modules"));
}

bool save(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    return file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size();
}

} // namespace

/// What is written is read by software that others have made. Each is skipped where its reader is missing.
class TestReportReaders : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void programsSendWhatWasSent_data();
    void programsSendWhatWasSent();
    void programsOpenAndTalk_data();
    void programsOpenAndTalk();
    void tsharkDissectsFrames();
    void tsharkFindsNothingOdd();
    void harFitsItsSchema();
    void junitIsRead();
    void prometheusIsRead();
    void sarifFitsItsSchema();

private:
    /// Writes the program and starts it; null if its interpreter is missing.
    std::unique_ptr<Program> started(const QByteArray &language, const Exchange &exchange);

    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_missing;
};

void TestReportReaders::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    QVERIFY(m_folder->isValid());
}

std::unique_ptr<Program> TestReportReaders::started(const QByteArray &language, const Exchange &exchange)
{
    const QString folder = m_folder->path();
    if (language == "curl") {
        m_missing = QStringLiteral("curl or bash is not installed");
        const QString bash = QStandardPaths::findExecutable(QStringLiteral("bash"));
        if (bash.isEmpty() || QStandardPaths::findExecutable(QStringLiteral("curl")).isEmpty())
            return {};
        return std::make_unique<Program>(bash, QStringList{QStringLiteral("-c"), curlCommand(exchange)},
                                         folder);
    }
    if (language == "python") {
        m_missing = QStringLiteral("python3-websockets is not installed");
        const QString python = pythonWith("websockets");
        const QString path = folder + QStringLiteral("/exchange.py");
        if (python.isEmpty() || !save(path, pythonProgram(exchange).toUtf8()))
            return {};
        return std::make_unique<Program>(python, QStringList{QStringLiteral("-u"), path}, folder);
    }
    m_missing = QStringLiteral("node or its package ws is not installed");
    const QString node = QStandardPaths::findExecutable(QStringLiteral("node"));
    const QString path = folder + QStringLiteral("/exchange.mjs");
    if (node.isEmpty() || !QFileInfo::exists(peersFolder() + QStringLiteral("/ws")) ||
        !QFile::link(peersFolder(), folder + QStringLiteral("/node_modules")) ||
        !save(path, javaScriptProgram(exchange).toUtf8()))
        return {};
    return std::make_unique<Program>(node, QStringList{path}, folder);
}

void TestReportReaders::programsSendWhatWasSent_data()
{
    QTest::addColumn<QByteArray>("language");
    QTest::addColumn<int>("kind");
    for (const char *language : {"curl", "python", "javascript"}) {
        QTest::newRow(QByteArray(QByteArray(language) + " upgrade").constData())
            << QByteArray(language) << int(ProbeKind::Upgrade);
        QTest::newRow(QByteArray(QByteArray(language) + " GET").constData())
            << QByteArray(language) << int(ProbeKind::Get);
    }
}

void TestReportReaders::programsSendWhatWasSent()
{
    QFETCH(QByteArray, language);
    QFETCH(int, kind);
    Refusing server;
    const Exchange exchange = anExchange(server.serverPort(), ProbeKind(kind), "/a?q='$(id)'&{b}[c]");
    const auto program = started(language, exchange);
    if (!program)
        QSKIP(qPrintable(m_missing));
    QTRY_COMPARE_WITH_TIMEOUT(program->state(), QProcess::NotRunning, Patience);
    const QByteArray said = program->said() + "\n" + server.received();
    const wire::Request wanted = exchange.request();
    const wire::Request came = wire::requestFromBytes(server.received());
    QVERIFY2(came.method == wanted.method, said.constData());
    for (const char *name : {"X-Odd", "Authorization", "Origin"})
        QVERIFY2(came.headers.value(name) == wanted.headers.value(name), said.constData());
    if (language == "curl")
        QCOMPARE(came.target, wanted.target);
    QVERIFY2(said.contains("404"), said.constData());
    QVERIFY(!QFileInfo::exists(m_folder->filePath(QStringLiteral("here"))));
}

void TestReportReaders::programsOpenAndTalk_data()
{
    QTest::addColumn<QByteArray>("language");
    QTest::newRow("python") << QByteArray("python");
    QTest::newRow("javascript") << QByteArray("javascript");
}

void TestReportReaders::programsOpenAndTalk()
{
    QFETCH(QByteArray, language);
    lab::LabServer server;
    QVERIFY(server.start().has_value());
    const auto program = started(language, anExchange(server.port(), ProbeKind::Upgrade, "/upgrade.ok"));
    if (!program)
        QSKIP(qPrintable(m_missing));
    QTRY_VERIFY_WITH_TIMEOUT(
        program->said().contains("hello \"there\"") || program->state() == QProcess::NotRunning, Patience);
    QVERIFY2(program->said().contains("open") && program->said().contains("hello \"there\""),
             program->said().constData());
}

namespace {

Case openCase(const QList<Message> &log)
{
    Case exported = test::aCase(log);
    observation::Observation &seen = exported.checked.observation;
    seen.experiments.clear();
    Exchange &upgrade = seen.exchanges.last();
    upgrade.sent = "GET /ws HTTP/1.1\r\nHost: example.com\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                   "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n"
                   "Sec-WebSocket-Extensions: permessage-deflate\r\n\r\n";
    upgrade.received = "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                       "Sec-WebSocket-Extensions: permessage-deflate\r\n"
                       "Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n\r\n";
    upgrade.arrivals.clear();
    upgrade.readResponse();
    return exported;
}

QList<Message> mixedMessages(qsizetype count)
{
    QList<Message> log = test::someMessages(count);
    for (Message &message : log) {
        const bool binary = message.number % 7 == 0;
        message.opcode = binary ? wire::Opcode::Binary : wire::Opcode::Text;
        message.frames = 1;
        message.compressed = message.number % 4 == 0;
        message.fragments.clear();
        message.payload = (binary ? QByteArray("\0\xff", 2) : QByteArray()) + "message " +
                          QByteArray::number(message.number);
    }
    // Spread over many packets, masked and not.
    log[1].payload = QByteArray(100'000, 'r');
    log[2].payload = QByteArray(100'000, 's');
    return log;
}

} // namespace

void TestReportReaders::tsharkDissectsFrames()
{
    const QString tshark = QStandardPaths::findExecutable(QStringLiteral("tshark"));
    if (tshark.isEmpty())
        QSKIP("tshark is not installed");
    const QList<Message> log = mixedMessages(100);
    const QString path = m_folder->filePath(QStringLiteral("case.pcapng"));
    QVERIFY(save(path, test::written(Format::Pcapng, openCase(log), test::pagesOf(log))));
    QStringList arguments{QStringLiteral("-r"), path,
                          QStringLiteral("-Y"), QStringLiteral("websocket"),
                          QStringLiteral("-T"), QStringLiteral("fields")};
    for (const char *field :
         {"websocket.opcode", "websocket.mask", "frame.time_epoch", "websocket.payload.text", "data.data"})
        arguments << QStringLiteral("-e") << QLatin1String(field);
    QProcess process;
    process.start(tshark, arguments);
    QVERIFY(process.waitForFinished(Patience));
    const QByteArrayList lines = process.readAllStandardOutput().trimmed().split('\n');
    QCOMPARE(lines.size(), log.size());
    for (qsizetype i = 0; i < lines.size(); ++i) {
        const QByteArrayList fields = lines.at(i).split('\t');
        const Message &message = log.at(i);
        const bool sent = message.direction == wire::Direction::Sent;
        QCOMPARE(fields.value(0).toInt(), int(message.opcode));
        QVERIFY2((fields.value(1) == "1" || fields.value(1) == "True") == sent,
                 lines.at(i).left(100).constData());
        QCOMPARE(qRound64(fields.value(2).toDouble() * 1e6),
                 Q_INT64_C(1763719951456114) + message.at.count());
        QCOMPARE(fields.value(3).isEmpty() ? QByteArray::fromHex(fields.value(4)) : fields.value(3),
                 message.payload);
    }
}

void TestReportReaders::tsharkFindsNothingOdd()
{
    const QString tshark = QStandardPaths::findExecutable(QStringLiteral("tshark"));
    if (tshark.isEmpty())
        QSKIP("tshark is not installed");
    const QList<Message> log = mixedMessages(100);
    const QString path = m_folder->filePath(QStringLiteral("case.pcapng"));
    QVERIFY(save(path, test::written(Format::Pcapng, openCase(log), test::pagesOf(log))));
    QProcess process;
    process.start(
        tshark,
        {QStringLiteral("-r"), path, QStringLiteral("-o"), QStringLiteral("tcp.check_checksum:TRUE"),
         QStringLiteral("-o"), QStringLiteral("ip.check_checksum:TRUE"), QStringLiteral("-Y"),
         QStringLiteral("tcp.analysis.flags || tcp.checksum.status == 0 || ip.checksum.status == 0 || "
                        "_ws.malformed")});
    QVERIFY(process.waitForFinished(Patience));
    QCOMPARE(process.readAllStandardOutput(), QByteArray());
    QCOMPARE(process.exitCode(), 0);
}

void TestReportReaders::harFitsItsSchema()
{
    const QString python = pythonWith("jsonschema");
    if (python.isEmpty())
        QSKIP("python3-jsonschema is not installed");
    const QString schema = peersFolder() + QStringLiteral("/har-schema/lib");
    if (!QFileInfo::exists(schema))
        QSKIP("The npm package har-schema is not installed");
    const QList<Message> log = mixedMessages(20);
    Case exported = openCase(log);
    exported.checked.observation.exchanges.first().received.clear(); // one that was not answered
    exported.checked.observation.exchanges.first().readResponse();
    const QString path = m_folder->filePath(QStringLiteral("case.har"));
    QVERIFY(save(path, test::written(Format::Har, exported, test::pagesOf(log))));
    QProcess process;
    process.setProcessChannelMode(QProcess::MergedChannels);
    process.start(python, {QStringLiteral(WIREWISE_TEST_DATA "/harschema.py"), schema, path});
    QVERIFY(process.waitForFinished(Patience));
    const QByteArray said = process.readAll();
    QVERIFY2(process.exitCode() == 0 && said.contains("fits"), said.constData());
}

namespace {

/// One endpoint of each verdict, with an address and a sentence that every format has to escape.
QList<Outline> someOutlines()
{
    using diagnosis::Severity;
    using diagnosis::Verdict;
    const QString hostile = QStringLiteral("<&\"'\\ {}]]>\x1b\x01 \n::error:: é");
    QList<Outline> outlines;
    for (const Verdict verdict :
         {Verdict::Works, Verdict::WorksWithWarnings, Verdict::Fails, Verdict::NotChecked}) {
        Outline outline = outlineOf({samples::fullObservation(), samples::fullDiagnosis()});
        outline.verdict = verdict;
        outline.url += QString::number(outlines.size()) + hostile;
        outline.summary = hostile;
        for (OutlinedFinding &finding : outline.findings) {
            finding.severity = verdict == Verdict::Fails ? Severity::Error : Severity::Warning;
            finding.title = hostile;
        }
        outline.listFile = QStringLiteral("a list.txt");
        outline.line = outlines.size() + 1;
        outline.judgement = judge(outline, {});
        outlines.append(outline);
    }
    outlines.last().endpoint = hostile;
    return outlines;
}

/// What a program says of a file that it gets on standard input or as an argument.
struct Said
{
    int status = -1;
    QByteArray words;
};

Said saidBy(const QString &program, const QStringList &arguments, const QByteArray &input = {})
{
    QProcess process;
    process.setProcessChannelMode(QProcess::MergedChannels);
    process.start(program, arguments);
    process.write(input);
    process.closeWriteChannel();
    if (!process.waitForFinished(Patience) || process.exitStatus() != QProcess::NormalExit)
        return {-1, process.errorString().toUtf8()};
    return {process.exitCode(), process.readAll()};
}

} // namespace

void TestReportReaders::junitIsRead()
{
    const QString python = pythonWith("junitparser");
    if (python.isEmpty())
        QSKIP("python3-junitparser is not installed");
    const QString path = m_folder->filePath(QStringLiteral("results.xml"));
    QVERIFY(save(path, junitDocument(someOutlines())));
    const Said said =
        saidBy(python, {QStringLiteral("-c"),
                        QStringLiteral("import sys, junitparser\n"
                                       "xml = junitparser.JUnitXml.fromfile(sys.argv[1])\n"
                                       "cases = [case for suite in xml for case in suite]\n"
                                       "kinds = [[type(r).__name__ for r in c.result] for c in cases]\n"
                                       "suite = next(iter(xml))\n"
                                       "print(suite.tests, suite.failures, suite.skipped, kinds)"),
                        path});
    QVERIFY2(said.words.startsWith("4 1 1 [[], [], ['Failure'], ['Skipped']]"), said.words.constData());
    QCOMPARE(said.status, 0);
}

void TestReportReaders::prometheusIsRead()
{
    QString promtool =
        QDir::cleanPath(QStringLiteral(WIREWISE_TEST_DATA "/../../build/servers/usr/bin/promtool"));
    if (!QFileInfo::exists(promtool))
        promtool = QStandardPaths::findExecutable(QStringLiteral("promtool"));
    if (promtool.isEmpty())
        QSKIP("promtool (Debian: prometheus) is not installed");
    const QStringList arguments{QStringLiteral("check"), QStringLiteral("metrics")};
    for (const QList<Outline> &outlines : {someOutlines(), QList<Outline>()}) {
        const Said said = saidBy(promtool, arguments, prometheusDocument(outlines));
        QVERIFY2(said.status == 0 && said.words.isEmpty(), said.words.constData());
    }
    // It does notice what is wrong.
    QVERIFY(
        saidBy(promtool, arguments, prometheusDocument(someOutlines()) + "wirewise_up{url=} 1\n").status !=
        0);
}

void TestReportReaders::sarifFitsItsSchema()
{
    const QString python = pythonWith("jsonschema");
    if (python.isEmpty())
        QSKIP("python3-jsonschema is not installed");
    const QString schema =
        peersFolder() + QStringLiteral("/@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json");
    if (!QFileInfo::exists(schema))
        QSKIP("The npm package @microsoft/jest-sarif is not installed");
    const QString path = m_folder->filePath(QStringLiteral("results.sarif"));
    RunFacts run;
    run.startedAt = run.endedAt = QDateTime::currentDateTimeUtc();
    const QStringList arguments{
        QStringLiteral("-c"),
        QStringLiteral("import json, sys, jsonschema\n"
                       "schema, document = (json.load(open(path)) for path in sys.argv[1:])\n"
                       "validator = jsonschema.validators.validator_for(schema)(schema)\n"
                       "found = validator.iter_errors(document)\n"
                       "errors = [f'{list(e.absolute_path)}: {e.message[:200]}' for e in found]\n"
                       "print('\\n'.join(errors) or 'fits')"),
        schema, path};
    for (const QList<Outline> &outlines : {someOutlines(), QList<Outline>()}) {
        QVERIFY(save(path, sarifDocument(outlines, run)));
        const Said said = saidBy(python, arguments);
        QVERIFY2(said.words == "fits\n", said.words.constData());
    }
    QVERIFY(save(path, sarifDocument(someOutlines(), run).replace("\"level\"", "\"levels\"")));
    QVERIFY(saidBy(python, arguments).words != "fits\n");
}

QTEST_GUILESS_MAIN(TestReportReaders)
#include "test_report_readers.moc"
