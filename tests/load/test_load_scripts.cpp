#include "report/loadscript.h"

#include <QFile>
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

using namespace wirewise;
using namespace std::chrono_literals;
using observation::LoadMessage;
using observation::LoadPlan;
using observation::Settings;
using report::LoadScript;

namespace {

/// A scenario with everything that a script can say, its secrets included.
struct Asked
{
    observation::Endpoint endpoint;
    Settings settings;
    LoadPlan plan;
};

Asked aSecretScenario()
{
    Asked asked;
    asked.endpoint = *observation::parseEndpoint(
                          QStringLiteral("wss://ann:pass-word@example.org/ws?access_token=t0ken-secret"))
                          .endpoint;
    asked.settings.headers = {{"Authorization", "Bearer he4der-secret"}, {"X-Team", "a \"b\"\\ </script>"}};
    asked.settings.origin = "https://example.org";
    asked.settings.subprotocols = {"chat.v2"};
    asked.settings.insecure = true;
    asked.settings.extensions = "permessage-deflate";
    asked.settings.resolve = {{"example.org", 443, {"192.0.2.7"}}};
    asked.settings.secrets = {"m3ssage-secret"};
    asked.plan.connections = 3000;
    asked.plan.rate = 100;
    asked.plan.time = 120s;
    asked.plan.steps = 3;
    asked.plan.message = {LoadMessage::Kind::Text, "{\"key\": \"m3ssage-secret\"}", "pong", 500ms};
    return asked;
}

Asked aPlainScenario(LoadMessage::Kind kind)
{
    Asked asked;
    asked.endpoint = *observation::parseEndpoint(QStringLiteral("ws://127.0.0.1:8000/ws")).endpoint;
    asked.plan.connections = 50;
    asked.plan.rate = 25;
    asked.plan.time = 10s;
    asked.plan.message = {kind, "hello\n\"you\"", "hello", 1s};
    return asked;
}

QByteArray expected(const char *name)
{
    QFile file(QStringLiteral(WIREWISE_TEST_DATA "/scripts/") + QLatin1String(name));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

Q_DECLARE_METATYPE(Asked)

class TestLoadScripts : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void scriptsAreAsWritten_data();
    void scriptsAreAsWritten();
    void secretsAreVariables();
    void javaScriptIsRight_data() { scriptsAreAsWritten_data(); }
    void javaScriptIsRight();
    void yamlIsRight();

private:
    QTemporaryDir m_folder;
};

void TestLoadScripts::scriptsAreAsWritten_data()
{
    QTest::addColumn<Asked>("asked");
    QTest::addColumn<QByteArray>("name");
    QTest::newRow("secret") << aSecretScenario() << QByteArray("secret");
    QTest::newRow("silent") << aPlainScenario(LoadMessage::Kind::Nothing) << QByteArray("silent");
    QTest::newRow("ping") << aPlainScenario(LoadMessage::Kind::Ping) << QByteArray("ping");
    QTest::newRow("text") << aPlainScenario(LoadMessage::Kind::Text) << QByteArray("text");
}

/// Against the files in scripts/; after a change that is meant, they are written anew with
/// WIREWISE_WRITE_EXPECTED=1 and read.
void TestLoadScripts::scriptsAreAsWritten()
{
    QFETCH(Asked, asked);
    QFETCH(QByteArray, name);
    const QByteArray k6 = report::k6Script(asked.endpoint, asked.settings, asked.plan).text;
    const QByteArray artillery = report::artilleryScript(asked.endpoint, asked.settings, asked.plan).text;
    for (const auto &[text, file] :
         {std::pair{k6, QByteArray(name + ".js")}, {artillery, QByteArray(name + ".yml")}}) {
        if (qEnvironmentVariableIsSet("WIREWISE_WRITE_EXPECTED")) {
            QFile target(QStringLiteral(WIREWISE_TEST_DATA "/scripts/") + QLatin1String(file));
            QVERIFY(target.open(QIODevice::WriteOnly) && target.write(text) == text.size());
        }
        QCOMPARE(text, expected(file.constData()));
    }
}

void TestLoadScripts::secretsAreVariables()
{
    const Asked asked = aSecretScenario();
    for (const LoadScript &script : {report::k6Script(asked.endpoint, asked.settings, asked.plan),
                                     report::artilleryScript(asked.endpoint, asked.settings, asked.plan)}) {
        for (const char *secret :
             {"t0ken-secret", "he4der-secret", "m3ssage-secret", "pass-word", "YW5uOnBhc3Mtd29yZA=="})
            QVERIFY2(!script.text.contains(secret), secret);
        QCOMPARE(script.variables.size(), 3); // of two headers Authorization one
        QVERIFY(script.text.contains("X-Team"));
        for (const report::ScriptVariable &variable : script.variables)
            QVERIFY2(script.text.count(variable.name) >= 2, variable.name.constData()); // told and used
    }
}

void TestLoadScripts::javaScriptIsRight()
{
    QFETCH(Asked, asked);
    const QString node = QStandardPaths::findExecutable(QStringLiteral("node"));
    if (node.isEmpty())
        QSKIP("node is not installed");
    QFile script(m_folder.filePath(QStringLiteral("load.mjs")));
    QVERIFY(script.open(QIODevice::WriteOnly));
    script.write(report::k6Script(asked.endpoint, asked.settings, asked.plan).text);
    script.close();
    QProcess check;
    check.start(node, {QStringLiteral("--check"), script.fileName()});
    QVERIFY(check.waitForFinished(60'000));
    QVERIFY2(check.exitCode() == 0, check.readAllStandardError().constData());
}

void TestLoadScripts::yamlIsRight()
{
    const QString python = QStandardPaths::findExecutable(QStringLiteral("python3"));
    QProcess reader;
    reader.start(python, {QStringLiteral("-c"), QStringLiteral("import yaml")});
    if (python.isEmpty() || !reader.waitForFinished(60'000) || reader.exitCode() != 0)
        QSKIP("PyYAML is not installed");
    const Asked asked = aPlainScenario(LoadMessage::Kind::Text);
    reader.start(python,
                 {QStringLiteral("-c"),
                  QStringLiteral("import sys, yaml\n"
                                 "script = yaml.safe_load(sys.stdin)\n"
                                 "config, flow = script['config'], script['scenarios'][0]['flow']\n"
                                 "assert config['target'] == 'ws://127.0.0.1:8000/ws', config\n"
                                 "assert sum(p.get('arrivalCount', 0) for p in config['phases']) == 50\n"
                                 "assert flow[0]['loop'][0]['send'] == 'hello\\n\"you\"', flow\n")});
    reader.write(report::artilleryScript(asked.endpoint, asked.settings, asked.plan).text);
    reader.closeWriteChannel();
    QVERIFY(reader.waitForFinished(60'000));
    QVERIFY2(reader.exitCode() == 0, reader.readAllStandardError().constData());
}

QTEST_GUILESS_MAIN(TestLoadScripts)
#include "test_load_scripts.moc"
