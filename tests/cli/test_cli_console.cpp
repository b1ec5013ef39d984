#include "cli/connectverb.h"
#include "cli/consolecommand.h"
#include "cli/inputhistory.h"
#include "cli/verbrun.h"

#include <QTemporaryDir>
#include <QWebSocket>
#include <QWebSocketServer>

#include <array>

#include <pty.h>
#include <unistd.h>

using namespace wirewise;
using namespace wirewise::tests;
using cli::ConsoleCommand;
using cli::readConsoleCommand;
using Kind = cli::ConsoleCommand::Kind;

namespace {

/// `connect` at a terminal: the test holds the other end of it.
struct TerminalRun
{
    int master = -1, slave = -1;
    QBuffer out, err;
    std::unique_ptr<cli::ConnectVerb> verb;
    int status = -1;

    TerminalRun(const QString &url, bool colour)
    {
        if (::openpty(&master, &slave, nullptr, nullptr, nullptr) != 0)
            qFatal("no terminal");
        out.open(QIODevice::WriteOnly);
        err.open(QIODevice::WriteOnly);
        verb = std::make_unique<cli::ConnectVerb>(cli::Console{&out, &err, colour, true, 80});
        verb->setInput(slave);
        QObject::connect(verb.get(), &cli::Verb::finished, verb.get(),
                         [this](cli::ExitStatus ended) { status = static_cast<int>(ended); });
        verb->run(cli::Arguments::parse(words("--proxy none") << url, cli::ConnectVerb::options()));
    }
    ~TerminalRun()
    {
        verb.reset();
        ::close(master);
        ::close(slave);
    }
    Q_DISABLE_COPY_MOVE(TerminalRun)
    void type(const QByteArray &text) const
    {
        QCOMPARE(::write(master, text.constData(), size_t(text.size())), text.size());
    }
    [[nodiscard]] QString printed() const { return QString::fromUtf8(out.data()); }
    [[nodiscard]] QString complaints() const { return QString::fromUtf8(err.data()); }
};

} // namespace

class TestCliConsole : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(m_server.listen(QHostAddress::LocalHost));
        qputenv("WIREWISE_TEST_VALUE", "from outside");
    }
    void commandsAreRead_data();
    void commandsAreRead();
    void wrongCommandsAreExplained_data();
    void wrongCommandsAreExplained();
    void filesAreRead();
    void framesSayWhatTheyBreak();
    void helpFitsOnOneScreen();
    void completionsAreFound();
    void historyIsBoundedAndPrivate();
    void commandsActAtATerminal();
    void packetsAreNamedAtATerminal();
    void pipesStayExact();

private:
    std::unique_ptr<QWebSocket> accept();

    QWebSocketServer m_server{QStringLiteral("peer"), QWebSocketServer::NonSecureMode};
};

std::unique_ptr<QWebSocket> TestCliConsole::accept()
{
    if (!QTest::qWaitFor([this] { return m_server.hasPendingConnections(); }, 60000))
        qFatal("nobody came");
    return std::unique_ptr<QWebSocket>(m_server.nextPendingConnection());
}

void TestCliConsole::commandsAreRead_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<int>("kind");
    QTest::addColumn<QByteArray>("payload");
    const auto row = [](const char *line, Kind kind, const QByteArray &payload) {
        QTest::newRow(line) << QByteArray(line) << int(kind) << payload;
    };
    row("hello", Kind::Text, "hello");
    row(" /ping", Kind::Text, " /ping");
    row("//ping", Kind::Text, "/ping");
    row("///", Kind::Text, "//");
    row("/ping", Kind::Ping, "");
    row("/ping are you there", Kind::Ping, "are you there");
    row("/close", Kind::Close, "");
    row("/close 1000 all done", Kind::Close, "all done");
    row("/binary", Kind::Binary, "");
    row("/binary 01 fF7a", Kind::Binary, "\x01\xffz");
    row("/raw 8900", Kind::Raw, QByteArray("\x89\0", 2));
    row("/fragment 3 hello world", Kind::Fragments, "hello world");
    row("", Kind::Nothing, "");
    row("/text", Kind::Text, "");
    row("/text  two spaces", Kind::Text, " two spaces");
    row("/text a{{NUL}}b{{LF}}", Kind::Text, QByteArray("a\0b\n", 4));
    row("/text {{env:WIREWISE_TEST_VALUE}}!", Kind::Text, "from outside!");
    row("/secret {{id}}", Kind::Text, "{{id}}");
    row("/pong", Kind::Pong, "");
    row("/pong here", Kind::Pong, "here");
    row("/autopong on", Kind::AutoPong, "");
    row("/autoping 30", Kind::AutoPing, "");
    row("/autoping off", Kind::AutoPing, "");
    row("/heartbeat off", Kind::Heartbeat, "");
    row("/filter  price -old ", Kind::Filter, "price -old");
    row("/filter", Kind::Filter, "");
    row("/pause", Kind::Pause, "");
    row("/show", Kind::Show, "");
    row("/show 12", Kind::Show, "");
    row("/save 12 a file", Kind::Save, "a file");
    row("/stats", Kind::Stats, "");
    row("/templates", Kind::Templates, "");
    row("/template 2", Kind::Template, "");
    row("/frame", Kind::FrameHelp, "");
    row("/frame unmasked nofin rsv2 opcode=ping hi", Kind::Raw, QByteArray("\x29\x02hi", 4));
    row("/frame mask=00000000 opcode=15 x", Kind::Raw, QByteArray("\x8f\x81\0\0\0\0x", 7));
    row("/frame unmasked length=300 x", Kind::Raw, QByteArray("\x81\x7e\x01\x2cx", 5));
    row("/frame unmasked bits=64 hex 00 ff", Kind::Raw, QByteArray("\x81\x7f\0\0\0\0\0\0\0\x02\0\xff", 12));
    row("/frame unmasked text rsv1", Kind::Raw, "\x81\x09text rsv1");
    row("/help", Kind::Help, "");
}

void TestCliConsole::commandsAreRead()
{
    QFETCH(QByteArray, line);
    QFETCH(int, kind);
    QFETCH(QByteArray, payload);
    const ConsoleCommand command = readConsoleCommand(line);
    QCOMPARE(int(command.kind), kind);
    QCOMPARE(command.payload, payload);
    QCOMPARE(command.problem, QString());
}

void TestCliConsole::wrongCommandsAreExplained_data()
{
    QTest::addColumn<QByteArray>("line");
    for (const char *line : {"/",
                             "/pinga",
                             "/text {{id}}",
                             "/text {{env:WIREWISE_TEST_NOT_SET}}",
                             "/text @/no/such/file",
                             "/text \xff",
                             "/secret \xff",
                             "/autopong",
                             "/autopong maybe",
                             "/autoping 0",
                             "/autoping x",
                             "/heartbeat",
                             "/pause now",
                             "/show x",
                             "/show 0",
                             "/save",
                             "/save 3",
                             "/save x y",
                             "/template",
                             "/template 0",
                             "/frame opcode=16 x",
                             "/frame opcode=word x",
                             "/frame mask=00 x",
                             "/frame length= x",
                             "/frame bits=8 x",
                             "/frame hex 0",
                             "/help me",
                             "/close now",
                             "/close 1005",
                             "/close 999",
                             "/close 5000",
                             "/close 70000",
                             "/close 1000 \xff",
                             "/binary 1",
                             "/binary xy",
                             "/binary 0x0",
                             "/raw",
                             "/raw g0",
                             "/fragment",
                             "/fragment 0 x",
                             "/fragment -1 x",
                             "/fragment x x",
                             "/file x",
                             "/binary @/no/such/file",
                             "\xff"})
        QTest::newRow(QByteArray(line).toPercentEncoding(" /").constData()) << QByteArray(line);
    QTest::newRow("long ping") << QByteArray("/ping " + QByteArray(126, 'x'));
    QTest::newRow("long reason") << QByteArray("/close 1000 " + QByteArray(124, 'x'));
}

void TestCliConsole::wrongCommandsAreExplained()
{
    QFETCH(QByteArray, line);
    const ConsoleCommand command = readConsoleCommand(line);
    QCOMPARE(int(command.kind), int(Kind::Wrong));
    QVERIFY(!command.problem.isEmpty());
}

void TestCliConsole::filesAreRead()
{
    QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("with a space"));
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(QByteArray("\0\xff\n", 3));
    file.close();
    const ConsoleCommand command = readConsoleCommand("/binary @" + path.toUtf8());
    QCOMPARE(int(command.kind), int(Kind::Binary));
    QCOMPARE(command.payload, QByteArray("\0\xff\n", 3));
    QCOMPARE(int(readConsoleCommand("/text @" + path.toUtf8()).kind), int(Kind::Wrong)); // no UTF-8
    QCOMPARE(cli::completionsOf("/text @" + folder.path().toUtf8() + "/wi"),
             QList<QByteArray>{"/text @" + path.toUtf8()});
}

void TestCliConsole::framesSayWhatTheyBreak()
{
    const auto note = [](const char *line) { return readConsoleCommand(line).note; };
    QVERIFY(note("/frame hello").contains(QStringLiteral("breaks no rule")));
    QVERIFY(note("/frame unmasked hello").contains(QStringLiteral("section 5.1")));
    QVERIFY(note("/frame rsv3 hello").contains(QStringLiteral("section 5.2")));
    QVERIFY(note("/frame bits=16 hello").contains(QStringLiteral("section 5.2")));
    QVERIFY(note("/frame opcode=ping nofin hello").contains(QStringLiteral("section 5.5")));
    QVERIFY(note("/frame nofin hello").contains(QStringLiteral("has to follow")));
    QVERIFY(note("/frame length=9 hello").contains(QStringLiteral("waits for the rest")));
    QVERIFY(note("/raw 81").contains(QStringLiteral("no whole frame")));
    // A mask is another one each time.
    QVERIFY(readConsoleCommand("/frame x").payload != readConsoleCommand("/frame x").payload);
}

void TestCliConsole::helpFitsOnOneScreen()
{
    const QStringList lines = cli::consoleHelp().split(u'\n');
    QVERIFY2(lines.size() <= 24, qPrintable(QString::number(lines.size())));
    for (const QString &line : lines)
        QVERIFY2(line.size() <= 80, qPrintable(line));
    for (const QByteArray &command : cli::completionsOf("/"))
        QVERIFY2(cli::consoleHelp().contains(QString::fromLatin1(command.trimmed())), command.constData());
}

void TestCliConsole::completionsAreFound()
{
    using List = QList<QByteArray>;
    QCOMPARE(cli::completionsOf("/bin"), List{"/binary "});
    QCOMPARE(cli::completionsOf("/templ"), (List{"/templates", "/template "}));
    QCOMPARE(cli::completionsOf("/autopong o"), (List{"/autopong on", "/autopong off"}));
    QCOMPARE(cli::completionsOf("/autopong of"), List{"/autopong off"});
    QCOMPARE(cli::completionsOf("/nothing"), List());
    QCOMPARE(cli::completionsOf("/ping o"), List());
    QCOMPARE(cli::completionsOf("text"), List());
}

void TestCliConsole::historyIsBoundedAndPrivate()
{
    QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("below/history"));
    {
        cli::InputHistory history(path, 3);
        for (const QByteArray &line :
             {QByteArray("one"), QByteArray("one"), QByteArray(" kept to oneself"),
              QByteArray("/secret token"), QByteArray("two\nlines \\n"), QByteArray(),
              QByteArray(cli::InputHistory::LongestLine + 1, 'x'), QByteArray("three")})
            history.add(line);
        QCOMPARE(history.lines(), (QList<QByteArray>{"one", "two\nlines \\n", "three"}));
        QCOMPARE(history.problem(), QString());
    }
    QCOMPARE(int(QFile::permissions(path) & (QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther)), 0);
    QCOMPARE(cli::InputHistory(path, 3).lines(), (QList<QByteArray>{"one", "two\nlines \\n", "three"}));
    {
        cli::InputHistory history(path, 3);
        for (int number = 0; number < 20; ++number)
            history.add("line " + QByteArray::number(number));
    }
    QCOMPARE(cli::InputHistory(path, 2).lines(), (QList<QByteArray>{"line 18", "line 19"}));
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll(), QByteArray("line 18\nline 19\n")); // grown files are cut when they are read
    QCOMPARE(int(file.permissions() & (QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther)), 0);
    cli::InputHistory none(path, 0);
    none.add("not this");
    QCOMPARE(none.lines(), QList<QByteArray>());
    cli::InputHistory nowhere(QStringLiteral("/proc/nowhere/history"), 3);
    nowhere.add("a line");
    QVERIFY(!nowhere.problem().isEmpty());
    QCOMPARE(nowhere.lines(), QList<QByteArray>{"a line"});
}

void TestCliConsole::commandsActAtATerminal()
{
    TerminalRun run(m_server.serverUrl().toString(), false);
    const auto socket = accept();
    QStringList texts;
    QList<QByteArray> binaries;
    connect(socket.get(), &QWebSocket::textMessageReceived, this,
            [&](const QString &text) { texts.append(text); });
    connect(socket.get(), &QWebSocket::binaryMessageReceived, this,
            [&](const QByteArray &bytes) { binaries.append(bytes); });
    QTRY_VERIFY_WITH_TIMEOUT(run.complaints().contains(QStringLiteral("/help lists")), 60000);
    run.type("plain\n//slash\n/fragment 2 pieces\n/binary 00ff\n/ping\n/nonsense\n/help\n");
    QTRY_COMPARE_WITH_TIMEOUT(
        texts, (QStringList{QStringLiteral("plain"), QStringLiteral("/slash"), QStringLiteral("pieces")}),
        60000);
    QTRY_COMPARE_WITH_TIMEOUT(binaries, QList<QByteArray>{QByteArray("\0\xff", 2)}, 60000);
    QTRY_VERIFY_WITH_TIMEOUT(run.printed().contains(QStringLiteral("Round trip ")), 60000);
    QTRY_VERIFY_WITH_TIMEOUT(run.complaints().contains(QStringLiteral("/nonsense is no command")), 60000);
    QTRY_VERIFY_WITH_TIMEOUT(run.complaints().contains(QStringLiteral("/fragment N TEXT")), 60000);
    QVERIFY(!run.printed().contains(QChar(u'\x1b')));
    run.type("/close 4001 enough\n");
    QTRY_VERIFY_WITH_TIMEOUT(run.status >= 0, 60000);
    QCOMPARE(run.status, 0);
    QCOMPARE(int(socket->closeCode()), 4001);
    QCOMPARE(socket->closeReason(), QStringLiteral("enough"));
}

void TestCliConsole::packetsAreNamedAtATerminal()
{
    for (const bool colour : {false, true}) {
        TerminalRun run(m_server.serverUrl().toString() +
                            QStringLiteral("/socket.io/?EIO=4&transport=websocket"),
                        colour);
        const auto socket = accept();
        socket->sendTextMessage(QStringLiteral("42[\"call\\u001b[31m\",1]"));
        QTRY_VERIFY_WITH_TIMEOUT(run.printed().contains(QStringLiteral("EVENT call")), 60000);
        QCOMPARE(run.printed().contains(QStringLiteral("\x1b[2m")), colour);
        QVERIFY(!run.printed().contains(QStringLiteral("\x1b[31m")));
        run.type("\x04"); // Ctrl+D
        QTRY_VERIFY_WITH_TIMEOUT(run.status >= 0, 60000);
        QCOMPARE(run.status, 0);
    }
}

void TestCliConsole::pipesStayExact()
{
    std::array<int, 2> ends{-1, -1};
    QCOMPARE(::pipe(ends.data()), 0);
    QBuffer out, err;
    out.open(QIODevice::WriteOnly);
    err.open(QIODevice::WriteOnly);
    cli::ConnectVerb verb({&out, &err, false, false, 80});
    verb.setInput(ends[0]);
    int status = -1;
    connect(&verb, &cli::Verb::finished, &verb,
            [&status](cli::ExitStatus ended) { status = static_cast<int>(ended); });
    verb.run(cli::Arguments::parse(words("--proxy none --listen 0") << m_server.serverUrl().toString(),
                                   cli::ConnectVerb::options()));
    const auto socket = accept();
    QStringList texts;
    connect(socket.get(), &QWebSocket::textMessageReceived, this,
            [&](const QString &text) { texts.append(text); });
    const QByteArray typed = "//two\n/ping\n/close 1000\n";
    QCOMPARE(::write(ends[1], typed.constData(), size_t(typed.size())), typed.size());
    ::close(ends[1]);
    QTRY_VERIFY_WITH_TIMEOUT(status >= 0, 60000);
    QCOMPARE(status, 0);
    QCOMPARE(texts,
             (QStringList{QStringLiteral("//two"), QStringLiteral("/ping"), QStringLiteral("/close 1000")}));
    ::close(ends[0]);
}

QTEST_GUILESS_MAIN(TestCliConsole)
#include "test_cli_console.moc"
