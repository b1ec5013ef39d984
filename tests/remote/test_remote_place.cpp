#include "observation/placename.h"
#include "remote/ending.h"
#include "remote/place.h"

#include <QProcess>
#include <QTest>

using namespace wirewise;
using remote::Ending;
using remote::Place;
using remote::Questions;

namespace {

Place placeOf(const char *text, const QString &agent = remote::usualAgent())
{
    const auto place = remote::readPlace(QString::fromUtf8(text), agent, Questions::CannotBeAnswered);
    return place ? *place : Place();
}

} // namespace

/// What --via names, and what is said where it leads nowhere.
class TestRemotePlace : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void commands_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QStringList>("words");
        const QStringList agent{QStringLiteral("wirewise-cli"), QStringLiteral("agent")};
        const auto row = [&](const char *name, const char *text, const char *before) {
            QTest::newRow(name) << QString::fromUtf8(text)
                                << QString::fromUtf8(before).split(QLatin1Char('|')) + agent;
        };
        row("docker", "docker exec -i web", "docker|exec|-i|web");
        row("kubectl", "kubectl exec -i web-0 -c app -- ", "kubectl|exec|-i|web-0|-c|app|--");
        row("quotes", R"(run "two words" 'and "more"' a'b 'c "")", R"(run|two words|and "more"|ab c|)");
        row("no shell", R"(run $HOME ~ * \n ; # >x)", R"(run|$HOME|~|*|\n|;|#|>x)");
        row("ssh as a command", "ssh -p 2222 host", "ssh|-p|2222|host");
    }

    void commands()
    {
        QFETCH(QString, text);
        QFETCH(QStringList, words);
        const auto place = remote::readPlace(text, remote::usualAgent(), Questions::CannotBeAnswered);
        QVERIFY2(place, qPrintable(place ? QString() : place.error()));
        QCOMPARE(QStringList{place->command} + place->arguments, words);
    }

    void hostsOverSsh()
    {
        const Place place = placeOf("ssh:bastion");
        QCOMPARE(place.command, QStringLiteral("ssh"));
        QCOMPARE(place.arguments.last(4),
                 QStringLiteral("-- bastion wirewise-cli agent").split(QLatin1Char(' ')));
        QVERIFY(place.arguments.contains(QStringLiteral("BatchMode=yes")));
        QCOMPARE(place.name, QStringLiteral("bastion"));
        QCOMPARE(place.text, QStringLiteral("ssh:bastion"));
        // ssh reads this form itself.
        QCOMPARE(placeOf("ssh://me@bastion:2222").arguments.last(3).constFirst(),
                 QStringLiteral("ssh://me@bastion:2222"));
        QCOMPARE(placeOf("ssh://me@bastion:2222").name, QStringLiteral("me@bastion:2222"));
        const auto asking =
            remote::readPlace(QStringLiteral("ssh:a"), remote::usualAgent(), Questions::CanBeAnswered);
        QVERIFY(!asking->arguments.contains(QStringLiteral("BatchMode=yes")));
    }

    void refusals_data()
    {
        QTest::addColumn<QString>("text");
        for (const char *text :
             {"", "   ", "ssh:", "ssh:-oProxyCommand=touch /tmp/x", "ssh:-V", "ssh://-oX=y", "ssh:two words",
              "ssh:a\nb", "docker exec 'open", "\"\" exec"})
            QTest::newRow(qPrintable(QString::fromUtf8(text).simplified() + QLatin1Char('|')))
                << QString::fromUtf8(text);
        QTest::newRow("long") << QString(5000, QLatin1Char('a'));
        QTest::newRow("nul") << QString(QStringLiteral("a b") + QChar(QChar::Null));
    }

    void refusals()
    {
        QFETCH(QString, text);
        const auto place = remote::readPlace(text, remote::usualAgent(), Questions::CannotBeAnswered);
        QVERIFY(!place);
        QVERIFY(place.error().startsWith(QLatin1String("--via")));
    }

    /// What ssh joins with spaces, a shell there reads as the one word that was meant.
    void pathsSurviveTheShell_data()
    {
        QTest::addColumn<QString>("path");
        for (const char *path : {"wirewise-cli", "/opt/wire wise/bin/cli", "/opt/it's/cli", "$(touch x)",
                                 "~/cli", "a;b|c&d>e", "\\", "\"", "*", "ä\nb", "-x"})
            QTest::newRow(qPrintable(QString::fromUtf8(path).simplified())) << QString::fromUtf8(path);
    }

    void pathsSurviveTheShell()
    {
        QFETCH(QString, path);
        const Place place = placeOf("ssh:host", path);
        QProcess shell;
        shell.start(QStringLiteral("/bin/sh"),
                    {QStringLiteral("-c"),
                     QLatin1String("printf %s\\\\n ") + place.arguments.last(2).join(QLatin1Char(' '))});
        QVERIFY(shell.waitForFinished());
        QCOMPARE(QString::fromUtf8(shell.readAllStandardOutput()), path + QLatin1String("\nagent\n"));
        // Other commands hand over words, and no shell reads them.
        QCOMPARE(placeOf("docker exec -i web", path).arguments.last(2).constFirst(), path);
    }

    void sentences_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<int>("status");
        QTest::addColumn<bool>("greeted");
        QTest::addColumn<QByteArray>("words");
        QTest::addColumn<QString>("said");
        const auto row = [](const char *name, const char *text, int status, bool greeted, const char *words,
                            const char *said) {
            QTest::newRow(name) << QString::fromUtf8(text) << status << greeted << QByteArray(words)
                                << QString::fromUtf8(said);
        };
        row("not installed", "ssh:bastion", 127, false, "bash: line 1: wirewise-cli: command not found\n",
            "wirewise-cli is not found on bastion. Install it there, or say where it lies: --via-program "
            "PATH. "
            "It says: bash: line 1: wirewise-cli: command not found");
        row("not installed in a container", "docker exec -i web", 1, false,
            "OCI runtime exec failed: exec failed: unable to start container process: exec: "
            "\"wirewise-cli\": "
            "executable file not found in $PATH: unknown",
            "wirewise-cli is not found on docker exec -i web.");
        row("host key", "ssh:bastion", 255, false, "Host key verification failed.\r\n",
            "ssh does not reach bastion. It says: Host key verification failed. Connect to it once by hand, "
            "and "
            "compare its key before you accept it.");
        row("no key", "ssh:bastion", 255, false, "me@bastion: Permission denied (publickey).\n",
            "Add a key to the agent of ssh");
        row("no host", "ssh:bastion", 255, false,
            "ssh: Could not resolve hostname bastion: Name or service not known",
            "ssh does not reach bastion.");
        row("older", "ssh:bastion", 2, false,
            "wirewise-cli: agent is no verb. wirewise-cli --help lists them.",
            "wirewise-cli on bastion is older than checks from another place.");
        row("lost", "ssh:bastion", 255, true, "Connection to bastion closed by remote host.",
            "The connection to bastion was lost. It says: Connection to bastion closed");
        row("escapes", "ssh:bastion", 255, false, "\033[31mred\033[0m \xff", "␛[31mred␛[0m �");
        row("another status", "docker exec -i web", 5, false, "", "docker ended with status 5 before");
    }

    void sentences()
    {
        QFETCH(QString, text);
        Ending ending;
        ending.status = *static_cast<int *>(QTest::qData("status", QMetaType::Int));
        ending.greeted = *static_cast<bool *>(QTest::qData("greeted", QMetaType::Bool));
        QFETCH(QByteArray, words);
        ending.words = words;
        QFETCH(QString, said);
        const QString sentence = remote::sentenceOn(ending, placeOf(text.toUtf8()));
        QVERIFY2(sentence.contains(said), qPrintable(sentence));
        for (const QChar c : sentence)
            QVERIFY(c.isPrint());
    }

    void programsThatAreNotHere()
    {
        Ending ending;
        ending.kind = Ending::Kind::NotStarted;
        QVERIFY(remote::sentenceOn(ending, placeOf("ssh:a")).contains(QStringLiteral("openssh-client")));
        QVERIFY(remote::sentenceOn(ending, placeOf("bastion"))
                    .contains(QStringLiteral("For a host over ssh, write --via ssh:bastion.")));
        QVERIFY(
            remote::sentenceOn(ending, placeOf("podman exec -i web")).startsWith(QStringLiteral("podman ")));
    }

    void namesAreShortAndPrintable()
    {
        QCOMPARE(observation::placeName(QStringLiteral("docker exec -i web")),
                 QStringLiteral("docker exec -i web"));
        const QString hostile =
            observation::placeName(QLatin1String("ssh:\x1b[2J") + QString(500, QLatin1Char('a')));
        QVERIFY(hostile.size() <= 61);
        QVERIFY(!hostile.contains(QChar(0x1b)));
    }
};

QTEST_APPLESS_MAIN(TestRemotePlace)
#include "test_remote_place.moc"
