#include "lab/labserver.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QStandardPaths>
#include <QTcpSocket>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>

#include <pwd.h>
#include <unistd.h>

using namespace wirewise;

namespace {

struct Ended
{
    int status = -1;
    QByteArray out, err;
    [[nodiscard]] QJsonObject result(int number) const
    {
        return QJsonDocument::fromJson(out).object()[QLatin1String("results")][number].toObject();
    }
    [[nodiscard]] QString sentence() const
    {
        return result(1)[QLatin1String("compared")][QLatin1String("sentence")].toString();
    }
};

QString primaryOf(const QJsonObject &result)
{
    return result[QLatin1String("findings")][0][QLatin1String("id")].toString();
}

QString program(const char *name)
{
    return QStandardPaths::findExecutable(
        QLatin1String(name), {QStringLiteral("/usr/sbin"), QStringLiteral("/usr/bin"), QStringLiteral("/bin"),
                              QStringLiteral(WIREWISE_SERVERS "/usr/sbin")});
}

} // namespace

/// `check --via` as it is started, over a real sshd and through stand-ins for docker and kubectl.
class TestRemoteProgram : public QObject
{
    Q_OBJECT

    lab::LabServer m_lab;
    QTemporaryDir m_folder;
    QString m_sshMissing; ///< what is missing for ssh; empty if nothing is

    [[nodiscard]] QString path(const char *name) const { return m_folder.filePath(QLatin1String(name)); }
    [[nodiscard]] QByteArray bytesOf(const char *name) const { return path(name).toUtf8(); }
    [[nodiscard]] QString address(const char *scenario) const
    {
        return QString::fromUtf8(m_lab.urlOf(*lab::findScenario(scenario)));
    }

    void write(const char *name, const QByteArray &bytes, bool executable = false) const
    {
        QFile file(path(name));
        QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate) && file.write(bytes) == bytes.size());
        if (executable)
            QVERIFY(file.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner));
    }

    [[nodiscard]] QByteArray read(const char *name) const
    {
        QFile file(path(name));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

    /// The program, for which the folder "here" comes first in PATH.
    void start(QProcess &process, const QStringList &arguments) const
    {
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(QStringLiteral("PATH"),
                           path("here") + QLatin1Char(':') + environment.value(QStringLiteral("PATH")));
        process.setProcessEnvironment(environment);
        process.start(QStringLiteral(WIREWISE_CLI), arguments);
    }

    [[nodiscard]] Ended check(const QStringList &arguments) const
    {
        QProcess process;
        start(process, QStringList{QStringLiteral("check"), QStringLiteral("--proxy"), QStringLiteral("none"),
                                   QStringLiteral("--listen"), QStringLiteral("0")} +
                           arguments);
        process.closeWriteChannel();
        if (!QTest::qWaitFor([&process] { return process.state() == QProcess::NotRunning; }, 60000))
            qFatal("it does not end");
        return {process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -1,
                process.readAllStandardOutput(), process.readAllStandardError()};
    }

    [[nodiscard]] Ended checkJson(const QStringList &arguments) const
    {
        return check(QStringList{QStringLiteral("--json")} + arguments);
    }

    /// What a login on the host does with the command that it was sent.
    void writeLogin(const QByteArray &script) const
    {
        write("login",
              "#!/bin/sh\nprintf '%s\\n' \"$SSH_ORIGINAL_COMMAND\" >> '" + bytesOf("commands") + "'\nPATH='" +
                  bytesOf("there") + "':$PATH; export PATH\n" + script,
              true);
    }

    void prepareSsh();
    [[nodiscard]] static bool hasNetworkNamespaces()
    {
        return !program("ip").isEmpty() &&
               QProcess::execute(QStringLiteral("unshare"),
                                 {QStringLiteral("-rn"), QStringLiteral("true")}) == 0;
    }

private Q_SLOTS:
    void initTestCase();
    void cleanup() { QFile::remove(path("commands")); }
    void overSsh();
    void worksFromHereOnly();
    void worksFromThereOnly();
    void hostKeyIsUnknown();
    void notInstalledThere();
    void stoppedOnBothSides();
    void commandsThatRunOthers_data();
    void commandsThatRunOthers();
    void textStandsBesideText();
    void listsAndSessions();
    void twoAreCompared();
    void badUsage_data();
    void badUsage();
};

void TestRemoteProgram::initTestCase()
{
    QVERIFY(m_lab.start());
    for (const char *folder : {"here", "there"})
        QVERIFY(QDir(m_folder.path()).mkdir(QLatin1String(folder)));
    QVERIFY(QFile::link(QStringLiteral(WIREWISE_CLI), path("there/wirewise-cli")));
    // Stand-ins: they run the words behind a name, or behind --, on this computer.
    write("here/docker", "#!/bin/sh\nshift 3\nPATH='" + bytesOf("there") + "':$PATH exec \"$@\"\n", true);
    write("here/kubectl",
          "#!/bin/sh\nwhile [ \"$1\" != -- ]; do shift; done\nshift\nPATH='" + bytesOf("there") +
              "':$PATH exec \"$@\"\n",
          true);
    prepareSsh();
}

/// A client and a server with keys and files of their own; the connection between them is a pair of pipes.
void TestRemoteProgram::prepareSsh()
{
    for (const char *needed : {"sshd", "ssh", "ssh-keygen"}) {
        if (program(needed).isEmpty()) {
            m_sshMissing = QStringLiteral("%1 is not installed").arg(QLatin1String(needed));
            return;
        }
    }
    // Of root it wants what comes with its service: a user to fall back to, and a folder.
    if (::geteuid() == 0 && (!::getpwnam("sshd") || !QDir().mkpath(QStringLiteral("/run/sshd")))) {
        m_sshMissing = QStringLiteral("sshd is not installed, and unpacked it does not run as root");
        return;
    }
    for (const char *key : {"hostkey", "userkey"})
        QCOMPARE(QProcess::execute(program("ssh-keygen"),
                                   {QStringLiteral("-q"), QStringLiteral("-t"), QStringLiteral("ed25519"),
                                    QStringLiteral("-N"), QString(), QStringLiteral("-f"), path(key)}),
                 0);
    write("sshd_config", "HostKey " + bytesOf("hostkey") + "\nAuthorizedKeysFile " + bytesOf("userkey.pub") +
                             "\nForceCommand " + bytesOf("login") +
                             "\nUsePAM no\nStrictModes no\nPasswordAuthentication no\nPidFile none\n"
                             "KbdInteractiveAuthentication no\nPermitRootLogin yes\nLogLevel ERROR\n");
    write("known", "bastion " + read("hostkey.pub"));
    const QByteArray common = "IdentityFile " + bytesOf("userkey") +
                              "\nIdentitiesOnly yes\nGlobalKnownHostsFile /dev/null\n"
                              "StrictHostKeyChecking yes\nProxyCommand " +
                              program("sshd").toUtf8() + " -i -f " + bytesOf("sshd_config") + "\n";
    write("ssh_config", "Host bastion\nUserKnownHostsFile " + bytesOf("known") + "\nHost stranger\n" +
                            "UserKnownHostsFile /dev/null\nHost *\n" + common);
    write("here/ssh",
          "#!/bin/sh\nexec " + program("ssh").toUtf8() + " -F '" + bytesOf("ssh_config") + "' \"$@\"\n",
          true);
}

void TestRemoteProgram::overSsh()
{
    if (!m_sshMissing.isEmpty())
        QSKIP(qPrintable(m_sshMissing));
    writeLogin("exec sh -c \"$SSH_ORIGINAL_COMMAND\"\n");
    const Ended ended =
        checkJson({QStringLiteral("--header"), QStringLiteral("Authorization: Bearer s3cret-t0ken"),
                   QStringLiteral("--via"), QStringLiteral("ssh:bastion"), address("upgrade.route-missing"),
                   address("upgrade.ok")});
    QCOMPARE(ended.status, 1);
    QCOMPARE(ended.err, QByteArray());
    for (int i = 0; i < 4; ++i) {
        const QJsonValue from = ended.result(i)[QLatin1String("from")];
        QCOMPARE(from.toString(), i % 2 == 0 ? QString() : QStringLiteral("ssh:bastion"));
        QCOMPARE(from.isNull(), i % 2 == 0);
        QCOMPARE(primaryOf(ended.result(i)),
                 i < 2 ? QStringLiteral("upgrade.route-missing") : QStringLiteral("upgrade.ok"));
    }
    const auto sent = [&](int number) {
        return ended.result(
            number)[QLatin1String("probes")][0][QLatin1String("request")][QLatin1String("raw")];
    };
    QCOMPARE(sent(1), sent(0));
    // Nothing of what is asked stands in a command line.
    QCOMPARE(read("commands"), QByteArray("wirewise-cli agent\n"));
}

void TestRemoteProgram::worksFromHereOnly()
{
    if (!m_sshMissing.isEmpty())
        QSKIP(qPrintable(m_sshMissing));
    if (!hasNetworkNamespaces())
        QSKIP("Network namespaces are not allowed here.");
    writeLogin("exec unshare -rn sh -c 'ip link set lo up; exec sh -c \"$SSH_ORIGINAL_COMMAND\"'\n");
    const Ended ended =
        checkJson({QStringLiteral("--via"), QStringLiteral("ssh:bastion"), address("upgrade.ok")});
    QCOMPARE(ended.status, 1);
    QCOMPARE(primaryOf(ended.result(0)), QStringLiteral("upgrade.ok"));
    QCOMPARE(primaryOf(ended.result(1)), QStringLiteral("tcp.refused"));
    QVERIFY2(ended.sentence().startsWith(QStringLiteral("Works from this computer, not from bastion")),
             qPrintable(ended.sentence()));
}

void TestRemoteProgram::worksFromThereOnly()
{
    if (!m_sshMissing.isEmpty())
        QSKIP(qPrintable(m_sshMissing));
    if (!hasNetworkNamespaces())
        QSKIP("Network namespaces are not allowed here.");
    // Bound and not listening: nobody else can take it, and it refuses here.
    QTcpSocket taken;
    QVERIFY(taken.bind(QHostAddress(QHostAddress::LocalHost), 0));
    const QByteArray port = QByteArray::number(taken.localPort());
    writeLogin("exec unshare -rn sh -c 'ip link set lo up; wirewise-cli lab --port " + port +
               " > \"$0\" 2>&1 < /dev/null & lab=$!; until grep -q upgrade.ok \"$0\" 2>/dev/null; do "
               "kill -0 $lab || exit 9; sleep 0.05; done; sh -c \"$SSH_ORIGINAL_COMMAND\"; kill $lab' '" +
               bytesOf("lab") + "'\n");
    const Ended ended =
        checkJson({QStringLiteral("--via"), QStringLiteral("ssh:bastion"),
                   QLatin1String("ws://127.0.0.1:") + QLatin1String(port) + QLatin1String("/upgrade.ok")});
    QCOMPARE(ended.status, 1);
    QCOMPARE(primaryOf(ended.result(0)), QStringLiteral("tcp.refused"));
    QVERIFY2(primaryOf(ended.result(1)) == QStringLiteral("upgrade.ok"), ended.out.constData());
    QVERIFY2(ended.sentence().startsWith(QStringLiteral("Works from bastion, not from this computer")),
             qPrintable(ended.sentence()));
}

void TestRemoteProgram::hostKeyIsUnknown()
{
    if (!m_sshMissing.isEmpty())
        QSKIP(qPrintable(m_sshMissing));
    writeLogin("exec sh -c \"$SSH_ORIGINAL_COMMAND\"\n");
    const Ended ended =
        checkJson({QStringLiteral("--via"), QStringLiteral("ssh:stranger"), address("upgrade.ok")});
    QCOMPARE(ended.status, 1);
    QCOMPARE(primaryOf(ended.result(0)), QStringLiteral("upgrade.ok"));
    QCOMPARE(primaryOf(ended.result(1)), QStringLiteral("local.place-lost"));
    QVERIFY2(ended.out.contains("compare its key before you accept it"), ended.out.constData());
}

void TestRemoteProgram::notInstalledThere()
{
    if (!m_sshMissing.isEmpty())
        QSKIP(qPrintable(m_sshMissing));
    writeLogin("exec sh -c \"$SSH_ORIGINAL_COMMAND\"\n");
    const QStringList elsewhere{QStringLiteral("--via"), QStringLiteral("ssh:bastion"),
                                QStringLiteral("--via-program")};
    const Ended absent =
        checkJson(elsewhere + QStringList{QStringLiteral("/opt/it's not/cli"), address("upgrade.ok")});
    QCOMPARE(absent.status, 1);
    QCOMPARE(primaryOf(absent.result(1)), QStringLiteral("local.place-lost"));
    QVERIFY(absent.out.contains("is not found on bastion. Install it there"));
    const Ended named = checkJson(elsewhere + QStringList{path("there/wirewise-cli"), address("upgrade.ok")});
    QCOMPARE(named.status, 0);
}

void TestRemoteProgram::stoppedOnBothSides()
{
    QProcess process;
    start(process, {QStringLiteral("check"), QStringLiteral("--json"), QStringLiteral("--proxy"),
                    QStringLiteral("none"), QStringLiteral("--via-only"), QStringLiteral("--via"),
                    QStringLiteral("docker exec -i web"), address("http.no-response")});
    QTRY_VERIFY_WITH_TIMEOUT(m_lab.visits() > 0, 60000);
    ::kill(static_cast<pid_t>(process.processId()), SIGINT);
    QTRY_COMPARE_WITH_TIMEOUT(process.state(), QProcess::NotRunning, 60000);
    QCOMPARE(process.exitCode(), 1);
    const QJsonObject result = QJsonDocument::fromJson(process.readAllStandardOutput())
                                   .object()[QLatin1String("results")][0]
                                   .toObject();
    QCOMPARE(primaryOf(result), QStringLiteral("local.not-checked"));
    QCOMPARE(result[QLatin1String("from")].toString(), QStringLiteral("docker exec -i web"));
    QTRY_COMPARE_WITH_TIMEOUT(m_lab.visits(), 0, 60000);
}

void TestRemoteProgram::commandsThatRunOthers_data()
{
    QTest::addColumn<QString>("place");
    QTest::newRow("as docker does") << QStringLiteral("docker exec -i 'my web'");
    QTest::newRow("as kubectl does") << QStringLiteral("kubectl exec -i web-0 -c app -- ");
}

void TestRemoteProgram::commandsThatRunOthers()
{
    QFETCH(QString, place);
    const Ended ended = checkJson({QStringLiteral("--via-only"), QStringLiteral("--via"), place,
                                   address("upgrade.ok"), address("upgrade.route-missing")});
    QCOMPARE(ended.status, 1);
    QCOMPARE(ended.result(0)[QLatin1String("from")].toString(), place.trimmed());
    QCOMPARE(primaryOf(ended.result(0)), QStringLiteral("upgrade.ok"));
    QCOMPARE(primaryOf(ended.result(1)), QStringLiteral("upgrade.route-missing"));
}

void TestRemoteProgram::textStandsBesideText()
{
    const Ended ended = check(
        {QStringLiteral("--via"), QStringLiteral("docker exec -i web"), address("upgrade.route-missing")});
    QCOMPARE(ended.status, 1);
    qsizetype at = 0;
    for (const char *part : {"this computer: fails", "docker exec -i web: fails", "From this computer",
                             "How we know", "From docker exec -i web"}) {
        const qsizetype found = ended.out.indexOf(part, at);
        QVERIFY2(found >= 0, part);
        at = found;
    }
}

void TestRemoteProgram::listsAndSessions()
{
    write("list", address("upgrade.ok").toUtf8() + '\n' + address("upgrade.route-missing").toUtf8() + '\n');
    const QString session = path("run.wirewise");
    const Ended ended =
        check({QStringLiteral("--ndjson"), QStringLiteral("--file"), path("list"),
               QStringLiteral("--session"), session, QStringLiteral("--junit"), path("junit.xml"),
               QStringLiteral("--via"), QStringLiteral("docker exec -i web")});
    QCOMPARE(ended.status, 1);
    QCOMPARE(ended.out.count('\n'), 4);
    QCOMPARE(read("junit.xml").count("<testcase "), 4);
    QCOMPARE(read("junit.xml").count("upgrade.route-missing from docker exec -i web"), 1);
    QProcess show;
    show.start(QStringLiteral(WIREWISE_CLI), {QStringLiteral("show"), QStringLiteral("--json"), session});
    QVERIFY(show.waitForFinished(60000));
    const QJsonArray kept =
        QJsonDocument::fromJson(show.readAllStandardOutput()).object()[QLatin1String("results")].toArray();
    QCOMPARE(kept.size(), 4);
    const auto isElsewhere = [](const QJsonValue &result) {
        return result[QLatin1String("from")].isString();
    };
    QCOMPARE(std::count_if(kept.begin(), kept.end(), isElsewhere), 2);
}

void TestRemoteProgram::twoAreCompared()
{
    QProcess process;
    start(process, {QStringLiteral("compare"), QStringLiteral("--proxy"), QStringLiteral("none"),
                    QStringLiteral("--listen"), QStringLiteral("0"), QStringLiteral("--via"),
                    QStringLiteral("docker exec -i web"), address("upgrade.ok")});
    QTRY_COMPARE_WITH_TIMEOUT(process.state(), QProcess::NotRunning, 60000);
    QCOMPARE(process.exitCode(), 0);
    const QByteArray out = process.readAllStandardOutput();
    QVERIFY2(out.contains("this computer: works") && out.contains("docker exec -i web: works"),
             out.constData());
}

void TestRemoteProgram::badUsage_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QByteArray>("said");
    const auto row = [](const char *name, const char *options, const char *said) {
        const QString line = QString::fromUtf8(options) + QLatin1String(" ws://127.0.0.1:9/");
        QTest::newRow(name) << line.split(QLatin1Char(' ')) << QByteArray(said);
    };
    row("no host", "--via ssh:", "names no host");
    row("an option for ssh", "--via ssh:-oProxyCommand=x", "names no host");
    row("twice", "--via ssh:a --via ssh:a", "is given twice");
    row("only nothing", "--via-only", "--via-only goes with --via PLACE.");
    row("no place for a program", "--via-program x", "--via-program goes with --via PLACE.");
    row("client certificate", "--via ssh:a --cert /etc/hostname", "private key");
}

void TestRemoteProgram::badUsage()
{
    QFETCH(QStringList, arguments);
    QFETCH(QByteArray, said);
    const Ended ended = check(arguments);
    QCOMPARE(ended.status, 2);
    QVERIFY2(ended.err.contains(said), ended.err.constData());
}

QTEST_GUILESS_MAIN(TestRemoteProgram)
#include "test_remote_program.moc"
