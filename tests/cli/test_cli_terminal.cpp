#include "cli/terminalprogram.h"
#include "observation/printable.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QWebSocket>
#include <QWebSocketServer>

#include <csignal>
#include <memory>

#include <sys/wait.h>

using namespace wirewise::tests;

namespace {

constexpr int Patience = 60000;

} // namespace

/// `wirewise-cli connect` in a pseudo-terminal, as somebody types into it.
class TestCliTerminal : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QVERIFY(m_server.listen(QHostAddress::LocalHost)); }
    void init();
    void linesAreEditedAndSent();
    void messagesStandAboveTheLine();
    void historyIsKeptAndSearched();
    void resizingKeepsTheLine();
    void ctrlCDropsTheLineThenCloses();
    void ctrlDCloses();
    void signalsLeaveTheTerminalAsItWas_data();
    void signalsLeaveTheTerminalAsItWas();
    void goingOnTakesTheTerminalAgain();
    void pastedLinesAreOneMessage();
    void thePeerCannotActOnTheTerminal();
    void longMessagesAreShownInFullOnDemand();
    void commandsActAndTabCompletes();
    void messagesAreFilteredAndHeldBack();
    void framesAgainstTheRulesAreSent();
    void templatesAreEdited();
    void coloursCanBeSwitchedOff();
    void dumbTerminalsGetPlainLines();
    void aTerminalThatDoesNotReadHoldsNothingUp();

private:
    void start(const QHash<QByteArray, QByteArray> &environment = {}, const QStringList &options = {},
               const QString &target = QStringLiteral("/"));
    [[nodiscard]] QString historyPath() const;
    void finish(int status);

    QWebSocketServer m_server{QStringLiteral("peer"), QWebSocketServer::NonSecureMode};
    std::unique_ptr<QTemporaryDir> m_state;
    std::unique_ptr<TerminalProgram> m_program;
    std::unique_ptr<QWebSocket> m_peer;
    QStringList m_texts; ///< that the peer got
};

#define SHOWS(text)                                                                                          \
    QTRY_VERIFY2_WITH_TIMEOUT(m_program->shows(QStringLiteral(text)),                                        \
                              qPrintable(m_program->screen().lines().join(u'\n')), Patience)
#define STANDS_IN(text)                                                                                      \
    QTRY_COMPARE_WITH_TIMEOUT(m_program->screen().currentLine(), QStringLiteral(text), Patience)

void TestCliTerminal::init()
{
    m_program.reset();
    m_peer.reset();
    m_state = std::make_unique<QTemporaryDir>();
}

QString TestCliTerminal::historyPath() const
{
    return m_state->filePath(QStringLiteral("wirewise/connect-history"));
}

void TestCliTerminal::start(const QHash<QByteArray, QByteArray> &environment, const QStringList &options,
                            const QString &target)
{
    QHash<QByteArray, QByteArray> all{{"TERM", "xterm"},
                                      {"LC_ALL", "C.UTF-8"},
                                      {"NO_COLOR", "1"},
                                      {"XDG_STATE_HOME", m_state->path().toUtf8()}};
    all.insert(environment);
    m_texts.clear();
    m_program =
        std::make_unique<TerminalProgram>(QStringList{QStringLiteral(WIREWISE_CLI), QStringLiteral("connect"),
                                                      QStringLiteral("--proxy"), QStringLiteral("none")} +
                                              options + QStringList{m_server.serverUrl().toString() + target},
                                          all);
    QTRY_VERIFY_WITH_TIMEOUT(m_server.hasPendingConnections(), Patience);
    m_peer.reset(m_server.nextPendingConnection());
    connect(m_peer.get(), &QWebSocket::textMessageReceived, this,
            [this](const QString &text) { m_texts.append(text); });
    SHOWS("/help lists commands");
    if (all.value("TERM") != "dumb")
        STANDS_IN("connected>");
}

void TestCliTerminal::finish(int status)
{
    QTRY_VERIFY_WITH_TIMEOUT(m_program->ended().has_value(), Patience);
    const int ended = *m_program->ended();
    QVERIFY(WIFEXITED(ended));
    QCOMPARE(WEXITSTATUS(ended), status);
    QVERIFY(m_program->isRestored());
}

void TestCliTerminal::linesAreEditedAndSent()
{
    start();
    QVERIFY(!m_program->isRestored()); // keys come one by one
    m_program->type("hllo w\xc3\xb6rld");
    STANDS_IN("connected> hllo w\u00f6rld");
    m_program->type("\x1b[H\x1b[C"
                    "a"); // home, right
    STANDS_IN("connected> hallo w\u00f6rld");
    m_program->type("\x1b[F!\x1b[D\x1b[D\x7f"
                    "x"); // end, left twice, backspace
    STANDS_IN("connected> hallo w\u00f6rxd!");
    m_program->type("\r");
    QTRY_COMPARE_WITH_TIMEOUT(m_texts, QStringList{QStringLiteral("hallo w\u00f6rxd!")}, Patience);
    STANDS_IN("connected>");
    SHOWS("text       13  hallo w\u00f6rxd!");
    QVERIFY(!m_program->shows(QStringLiteral("connected> hallo"))); // told once, by the message's own line
    m_program->type("one\rtwo\r");
    QTRY_COMPARE_WITH_TIMEOUT(m_texts.size(), 3, Patience);
    m_program->type("\r/text\r"); // an empty line sends nothing
    QTRY_COMPARE_WITH_TIMEOUT(m_texts.size(), 4, Patience);
    QCOMPARE(m_texts.constLast(), QString());
}

void TestCliTerminal::messagesStandAboveTheLine()
{
    start();
    m_program->type("half a\x1b[D");
    STANDS_IN("connected> half a");
    const int column = m_program->screen().column();
    for (int number = 1; number <= 40; ++number) // more than the screen has lines
        m_peer->sendTextMessage(QStringLiteral("news %1.").arg(number));
    SHOWS("news 40.");
    STANDS_IN("connected> half a");
    QTRY_COMPARE_WITH_TIMEOUT(m_program->screen().column(), column, Patience);
    const QStringList lines = m_program->screen().lines();
    QVERIFY(lines.at(lines.size() - 2).endsWith(QStringLiteral("news 40.")));
    QCOMPARE(lines.filter(QStringLiteral("half")).size(), 1);
    m_program->type("n \r");
    QTRY_COMPARE_WITH_TIMEOUT(m_texts, QStringList{QStringLiteral("half n a")}, Patience);
}

void TestCliTerminal::historyIsKeptAndSearched()
{
    start();
    m_program->type("first\r /secret\r/secret token\rsecond\r");
    QTRY_COMPARE_WITH_TIMEOUT(m_texts.size(), 4, Patience);
    QCOMPARE(m_texts.at(1), QStringLiteral(" /secret"));
    QCOMPARE(m_texts.at(2), QStringLiteral("token"));
    m_program->type("\x1b[A\x1b[A"); // up twice
    STANDS_IN("connected> first");
    m_peer->sendTextMessage(QStringLiteral("in between"));
    SHOWS("in between");
    m_program->type("\x1b[B"); // down
    STANDS_IN("connected> second");
    m_program->type("\x03\x04");
    finish(0);
    QFile file(historyPath());
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll(), QByteArray("first\nsecond\n"));
    QCOMPARE(int(file.permissions() & ~(QFile::ReadUser | QFile::WriteUser)),
             int(QFile::ReadOwner | QFile::WriteOwner));

    start();
    m_program->type("\x12"
                    "fir"); // Ctrl+R
    SHOWS("connected> first");
    m_peer->sendTextMessage(QStringLiteral("while searching")); // must not hold up the connection
    QSignalSpy pongs(m_peer.get(), &QWebSocket::pong);
    m_peer->ping();
    QTRY_COMPARE_WITH_TIMEOUT(pongs.size(), 1, Patience);
    m_program->type("\r");
    QTRY_COMPARE_WITH_TIMEOUT(m_texts, QStringList{QStringLiteral("first")}, Patience);
    SHOWS("while searching");

    start({}, {QStringLiteral("--history"), QStringLiteral("0")});
    m_program->type("third\r");
    QTRY_COMPARE_WITH_TIMEOUT(m_texts.size(), 1, Patience);
    file.seek(0);
    QVERIFY(!file.readAll().contains("third"));
}

void TestCliTerminal::resizingKeepsTheLine()
{
    start();
    m_program->type("a line of some length");
    STANDS_IN("connected> a line of some length");
    m_program->resize(60, 12);
    m_peer->sendTextMessage(QStringLiteral("after that"));
    SHOWS("after that");
    STANDS_IN("connected> a line of some length");
    m_program->type(" that goes over the end now, at sixty columns");
    SHOWS("sixty columns");
    m_program->resize(120, 40);
    m_program->type("\r");
    QTRY_COMPARE_WITH_TIMEOUT(
        m_texts,
        QStringList{QStringLiteral("a line of some length that goes over the end now, at sixty columns")},
        Patience);
}

void TestCliTerminal::ctrlCDropsTheLineThenCloses()
{
    start();
    m_program->type("not this");
    STANDS_IN("connected> not this");
    m_program->type("\x03");
    STANDS_IN("connected>");
    m_program->type("\x03");
    finish(0);
    QTRY_COMPARE_WITH_TIMEOUT(int(m_peer->closeCode()), 1000, Patience);
    QCOMPARE(m_texts, QStringList());
}

void TestCliTerminal::ctrlDCloses()
{
    start();
    m_program->type("ab\x1b[D\x04"); // with text it deletes what stands under the cursor
    STANDS_IN("connected> a");
    m_program->type("\x7f\x04");
    finish(0);
    QTRY_COMPARE_WITH_TIMEOUT(int(m_peer->closeCode()), 1000, Patience);
}

void TestCliTerminal::signalsLeaveTheTerminalAsItWas_data()
{
    QTest::addColumn<int>("signal");
    QTest::addColumn<bool>("clean");
    QTest::newRow("INT") << SIGINT << true;
    QTest::newRow("TERM") << SIGTERM << true;
    QTest::newRow("QUIT") << SIGQUIT << false;
    QTest::newRow("HUP") << SIGHUP << false;
}

void TestCliTerminal::signalsLeaveTheTerminalAsItWas()
{
    QFETCH(int, signal);
    QFETCH(bool, clean);
    start();
    m_program->type("half");
    STANDS_IN("connected> half");
    m_program->send(signal);
    QTRY_VERIFY_WITH_TIMEOUT(m_program->ended().has_value(), Patience);
    QCOMPARE(bool(WIFEXITED(*m_program->ended())), clean);
    QVERIFY(m_program->isRestored());
    QVERIFY(m_program->output().contains("\x1b[?2004l"));
}

void TestCliTerminal::goingOnTakesTheTerminalAgain()
{
    start();
    m_program->type("half");
    STANDS_IN("connected> half");
    m_program->reset(); // as a shell does while the program is stopped
    m_program->send(SIGCONT);
    QTRY_VERIFY_WITH_TIMEOUT(!m_program->isRestored(), Patience);
    STANDS_IN("connected> half");
    m_program->type(" and whole\r");
    QTRY_COMPARE_WITH_TIMEOUT(m_texts, QStringList{QStringLiteral("half and whole")}, Patience);
}

void TestCliTerminal::pastedLinesAreOneMessage()
{
    start();
    QVERIFY(m_program->output().contains("\x1b[?2004h"));
    m_program->type("\x1b[200~{\r  \"a\": 1\r}\r\x1b[201~");
    STANDS_IN("}");
    m_program->type("\r");
    QTRY_COMPARE_WITH_TIMEOUT(m_texts, QStringList{QStringLiteral("{\n  \"a\": 1\n}")}, Patience);
    m_program->type("\x1b[A"); // and comes back as such
    STANDS_IN("}");
    m_program->type("!\r");
    QTRY_COMPARE_WITH_TIMEOUT(m_texts.value(1), QStringLiteral("{\n  \"a\": 1\n}!"), Patience);
}

void TestCliTerminal::thePeerCannotActOnTheTerminal()
{
    start();
    const qsizetype before = m_program->output().size();
    m_peer->sendTextMessage(
        QStringLiteral("\u001b]0;title\u0007\u001b[2J\u009b31m\u202edrow\nline\rback \u001b[?2004l"));
    m_peer->sendTextMessage(QStringLiteral("42[\"\u001b[31mname\"]"));
    m_peer->sendTextMessage(QStringLiteral("the end"));
    SHOWS("the end");
    SHOWS("]0;title");
    const QByteArray after = m_program->output().sliced(before);
    for (const QByteArray &evil :
         {QByteArray("\x1b]"), QByteArray("\x1b[2J"), QByteArray("\xc2\x9b"), QByteArray("\x1b[31m"),
          QByteArray("\xe2\x80\xae"), QByteArray("\x07"), QByteArray("\x1b[?2004l")})
        QVERIFY2(!after.contains(evil), evil.toHex().constData());
    m_program->type("/show 1\r");
    SHOWS("Message 1: text");
    QVERIFY(!m_program->output().sliced(before).contains("\x1b]"));
}

void TestCliTerminal::longMessagesAreShownInFullOnDemand()
{
    start();
    m_peer->sendTextMessage(QString(3050, u'x') + QStringLiteral("END"));
    SHOWS("(all of it: /show 1)");
    QVERIFY(!m_program->shows(QStringLiteral("xEND")));
    m_program->type("/show\r");
    SHOWS("xEND");
    m_peer->sendBinaryMessage(QByteArray("\0\1\2\3", 4) + QByteArray(60, 'z'));
    SHOWS("(all of it: /show 2)");
    m_program->type("/show 2\r");
    SHOWS("00000000  00 01 02 03 7a 7a");
    const QString path = m_state->filePath(QStringLiteral("saved"));
    m_program->type("/save 1 " + path.toUtf8() + "\r");
    SHOWS("3053 bytes are in ");
    QCOMPARE(QFileInfo(path).size(), 3053);
    m_program->type("/save 2 " + path.toUtf8() + "\r"); // nothing is written over
    SHOWS("cannot be written");
    m_program->type("/show 99\r");
    SHOWS("That message is not here");
}

void TestCliTerminal::commandsActAndTabCompletes()
{
    start();
    QList<QByteArray> binaries, pongs;
    connect(m_peer.get(), &QWebSocket::binaryMessageReceived, this,
            [&](const QByteArray &bytes) { binaries.append(bytes); });
    connect(m_peer.get(), &QWebSocket::pong, this,
            [&](quint64, const QByteArray &payload) { pongs.append(payload); });
    m_program->type("/bi\t");
    STANDS_IN("connected> /binary");
    m_program->type("01ff\r");
    QTRY_COMPARE_WITH_TIMEOUT(binaries, QList<QByteArray>{QByteArray("\x01\xff", 2)}, Patience);
    m_program->type("/auto\t\t");
    SHOWS("/autopong   /autoping");
    m_program->type("ong o\tff\r");
    SHOWS("> /autopong off");
    m_peer->ping("unheard");
    SHOWS("75 6e 68 65 61 72 64");
    m_program->type("/pong unasked\r");
    QTRY_COMPARE_WITH_TIMEOUT(pongs, QList<QByteArray>{"unasked"}, Patience);
    m_program->type("/ping\r");
    SHOWS("Round trip ");
    m_program->type("/stats\r");
    SHOWS("Pings: the last answer took ");
    m_program->type("/nonsense\r");
    SHOWS("/nonsense is no command");
    m_program->type("/help\r");
    SHOWS("send text that begins with a slash");
    QVERIFY(m_program->shows(QStringLiteral("/text TEXT | @FILE"))); // all of it at once
    m_program->type("//tmp\r/close 4001 enough\r");
    finish(0);
    QTRY_COMPARE_WITH_TIMEOUT(int(m_peer->closeCode()), 4001, Patience);
    QCOMPARE(m_texts, QStringList{QStringLiteral("/tmp")});
}

void TestCliTerminal::messagesAreFilteredAndHeldBack()
{
    start();
    m_program->type("/filter price -old\r");
    STANDS_IN("connected, filtered>");
    for (const char *text : {"no match", "a price", "an old price", "another Price"})
        m_peer->sendTextMessage(QString::fromLatin1(text));
    SHOWS("another Price");
    QVERIFY(m_program->shows(QStringLiteral("a price")));
    QVERIFY(!m_program->shows(QStringLiteral("no match")));
    QVERIFY(!m_program->shows(QStringLiteral("old price")));
    m_program->type("/filter /(/\r"); // what cannot be read changes nothing
    SHOWS("wirewise-cli: ");
    STANDS_IN("connected, filtered>");
    m_program->type("/filter\r");
    STANDS_IN("connected>");
    m_program->type("/pause\r");
    STANDS_IN("connected, paused>");
    m_peer->sendTextMessage(QStringLiteral("held back"));
    QSignalSpy pongs(m_peer.get(), &QWebSocket::pong);
    m_peer->ping();
    QTRY_COMPARE_WITH_TIMEOUT(pongs.size(), 1, Patience); // it has come
    QVERIFY(!m_program->shows(QStringLiteral("held back")));
    m_program->type("/pause\r");
    SHOWS("held back");
}

void TestCliTerminal::framesAgainstTheRulesAreSent()
{
    start();
    m_program->type("/frame nofin hel\r");
    SHOWS("a continuation frame has to follow");
    m_program->type("/frame opcode=continuation lo\r");
    QTRY_COMPARE_WITH_TIMEOUT(m_texts, QStringList{QStringLiteral("hello")}, Patience);
    m_program->type("/frame\r");
    SHOWS("bits=");
    m_program->type("/frame opcode=3 x\r");
    SHOWS("RFC 6455 section 5.2");
    SHOWS("1002");
}

void TestCliTerminal::templatesAreEdited()
{
    start({}, {}, QStringLiteral("/socket.io/?EIO=4&transport=websocket"));
    m_program->type("/templates\r");
    SHOWS("Connect to a namespace");
    m_program->type("/template 3\r");
    SHOWS("connected> /text 40/{{namespace}},");
    m_program->type("\r");
    SHOWS("{{namespace}} has no value");
    QCOMPARE(m_texts, QStringList());
}

void TestCliTerminal::coloursCanBeSwitchedOff()
{
    for (const bool colour : {true, false}) {
        start({{"NO_COLOR", colour ? "" : "1"}});
        m_peer->sendTextMessage(QStringLiteral("something"));
        SHOWS("something");
        QCOMPARE(m_program->output().contains("\x1b[32m"), colour);
        QCOMPARE(m_program->output().contains("\x1b[1m"), colour);
    }
}

void TestCliTerminal::dumbTerminalsGetPlainLines()
{
    start({{"TERM", "dumb"}, {"NO_COLOR", ""}});
    QVERIFY(m_program->isRestored());
    m_program->type("plain\n/ping\n");
    QTRY_COMPARE_WITH_TIMEOUT(m_texts, QStringList{QStringLiteral("plain")}, Patience);
    SHOWS("Round trip ");
    QVERIFY(!m_program->output().contains('\x1b'));
    m_program->type("\x04");
    finish(0);
    QVERIFY(!QFileInfo::exists(historyPath()));
}

void TestCliTerminal::aTerminalThatDoesNotReadHoldsNothingUp()
{
    start();
    QSignalSpy pongs(m_peer.get(), &QWebSocket::pong);
    for (int number = 0; number < 20000; ++number)
        m_peer->sendTextMessage(QString(400, u'y'));
    m_peer->ping();
    QTRY_COMPARE_WITH_TIMEOUT(pongs.size(), 1, Patience); // all of it was taken, unseen
    SHOWS("left out: they came faster than the terminal shows them");
    m_program->type("\x04");
    finish(0);
}

QTEST_GUILESS_MAIN(TestCliTerminal)
#include "test_cli_terminal.moc"
