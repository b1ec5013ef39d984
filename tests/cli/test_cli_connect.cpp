#include "cli/connectverb.h"
#include "cli/verbrun.h"
#include "lab/labserver.h"
#include "session/sessionfile.h"

#include <QRegularExpression>
#include <QTemporaryDir>
#include <QWebSocket>
#include <QWebSocketServer>

#include <array>

#include <unistd.h>

using namespace wirewise;
using wirewise::tests::VerbRun;
using wirewise::tests::words;

namespace {

/// What is typed: the test holds the writing end.
class Keyboard
{
public:
    Keyboard()
    {
        if (::pipe(m_ends.data()) != 0)
            qFatal("no pipe");
    }
    ~Keyboard()
    {
        end();
        ::close(m_ends[0]);
    }
    int readingEnd() const { return m_ends[0]; }
    void type(const QByteArray &text)
    {
        QCOMPARE(::write(m_ends[1], text.constData(), size_t(text.size())), text.size());
    }
    void end()
    {
        if (m_ends[1] >= 0)
            ::close(m_ends[1]);
        m_ends[1] = -1;
    }

private:
    std::array<int, 2> m_ends{-1, -1};
};

/// `connect` with a keyboard of its own.
struct Terminal
{
    Keyboard keyboard;
    QBuffer out, err;
    cli::Console console{&out, &err, false, false, 80};
    std::unique_ptr<cli::ConnectVerb> verb;
    int status = -1;

    void start(const QStringList &line)
    {
        out.open(QIODevice::WriteOnly);
        err.open(QIODevice::WriteOnly);
        verb = std::make_unique<cli::ConnectVerb>(console);
        verb->setInput(keyboard.readingEnd());
        const auto arguments =
            cli::Arguments::parse(QStringList{QStringLiteral("--proxy"), QStringLiteral("none")} + line,
                                  cli::ConnectVerb::options());
        QVERIFY2(arguments.error().isEmpty(), qPrintable(arguments.error()));
        QObject::connect(verb.get(), &cli::Verb::finished, verb.get(),
                         [this](cli::ExitStatus ended) { status = static_cast<int>(ended); });
        verb->run(arguments);
    }
    void finish() { QTRY_VERIFY_WITH_TIMEOUT(status >= 0, 60000); }
    QString printed() const { return QString::fromUtf8(out.data()); }
    QString complaints() const { return QString::fromUtf8(err.data()); }
};

} // namespace

class TestCliConnect : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void linesAreSentAndAnswersPrinted();
    void pipedInputWaitsForItsAnswers();
    void interruptClosesCleanly();
    void countLeaves();
    void echoAnswersAsItCame();
    void quietPrintsNothing();
    void sendOptionComesFirst();
    void peerClosesWithACode();
    void dropIsAFailure();
    void refusedUpgradeIsDiagnosed();
    void sessionFileHoldsTheMessages();
    void hostileMessagesAreMadePrintable();
    void invalidLinesAreNotSent();
    void largerMessagesAreRefused();
    void badUsage_data();
    void badUsage();

private:
    QString echo() const { return QString::fromUtf8(m_lab.urlOf(*lab::findScenario("upgrade.ok"))); }
    QString peer() const { return m_server.serverUrl().toString(); }
    QWebSocket *accept();

    lab::LabServer m_lab;
    QWebSocketServer m_server{QStringLiteral("peer"), QWebSocketServer::NonSecureMode};
};

void TestCliConnect::initTestCase()
{
    QVERIFY(m_lab.start());
    QVERIFY(m_server.listen(QHostAddress::LocalHost));
}

QWebSocket *TestCliConnect::accept()
{
    if (!QTest::qWaitFor([this] { return m_server.hasPendingConnections(); }, 60000))
        qFatal("nobody came");
    return m_server.nextPendingConnection();
}

void TestCliConnect::linesAreSentAndAnswersPrinted()
{
    Terminal terminal;
    terminal.start({echo()});
    QTRY_VERIFY_WITH_TIMEOUT(terminal.complaints().contains(QStringLiteral("Connected")), 60000);
    terminal.keyboard.type("hello\r\nzwei ä\n");
    QTRY_VERIFY_WITH_TIMEOUT(terminal.printed().count(QStringLiteral("zwei ä")) == 2, 60000);
    const QRegularExpression sent(QStringLiteral("\\d\\d:\\d\\d:\\d\\d\\.\\d{3} ↑ text +5  hello\n"));
    const QRegularExpression received(QStringLiteral("\\d\\d:\\d\\d:\\d\\d\\.\\d{3} ↓ text +7  zwei ä\n"));
    QVERIFY2(terminal.printed().contains(sent), qPrintable(terminal.printed()));
    QVERIFY2(terminal.printed().contains(received), qPrintable(terminal.printed()));
    terminal.keyboard.end();
    terminal.finish();
    QCOMPARE(terminal.status, 0);
    QVERIFY(terminal.printed().contains(QStringLiteral("1000 Normal")));
}

void TestCliConnect::pipedInputWaitsForItsAnswers()
{
    Terminal terminal;
    terminal.keyboard.type("last line without an end");
    terminal.keyboard.end();
    terminal.start({echo()});
    terminal.finish();
    QCOMPARE(terminal.status, 0);
    QCOMPARE(terminal.printed().count(QStringLiteral("last line without an end")), 2);
}

void TestCliConnect::interruptClosesCleanly()
{
    Terminal terminal;
    terminal.start({echo()});
    QTRY_VERIFY_WITH_TIMEOUT(terminal.complaints().contains(QStringLiteral("Connected")), 60000);
    terminal.verb->interrupt();
    terminal.finish();
    QCOMPARE(terminal.status, 0);

    Terminal waiting;
    waiting.start({QString::fromUtf8(m_lab.urlOf(*lab::findScenario("http.no-response")))});
    waiting.verb->interrupt();
    waiting.finish();
    QCOMPARE(waiting.status, 1);
}

void TestCliConnect::countLeaves()
{
    Terminal terminal;
    terminal.keyboard.type("1\n2\n3\n4\n");
    terminal.keyboard.end();
    terminal.start({QStringLiteral("--count"), QStringLiteral("3"), echo()});
    terminal.finish();
    QCOMPARE(terminal.status, 0);
    QVERIFY(terminal.printed().count(QStringLiteral("↓ text")) >= 3);
}

void TestCliConnect::echoAnswersAsItCame()
{
    Terminal terminal;
    terminal.start({QStringLiteral("--echo"), QStringLiteral("--count"), QStringLiteral("2"), peer()});
    const std::unique_ptr<QWebSocket> socket(accept());
    QStringList texts;
    QList<QByteArray> binaries;
    connect(socket.get(), &QWebSocket::textMessageReceived, this,
            [&](const QString &text) { texts.append(text); });
    connect(socket.get(), &QWebSocket::binaryMessageReceived, this,
            [&](const QByteArray &bytes) { binaries.append(bytes); });
    socket->sendTextMessage(QStringLiteral("ä"));
    socket->sendBinaryMessage(QByteArray("\0\xff", 2));
    terminal.finish();
    QCOMPARE(terminal.status, 0);
    QCOMPARE(texts, QStringList{QStringLiteral("ä")});
    QCOMPARE(binaries, QList<QByteArray>{QByteArray("\0\xff", 2)});
    QVERIFY(terminal.printed().contains(QStringLiteral("00 ff")));
}

void TestCliConnect::quietPrintsNothing()
{
    Terminal terminal;
    terminal.keyboard.type("hello\n");
    terminal.start({QStringLiteral("--quiet"), QStringLiteral("--count=1"), echo()});
    terminal.finish();
    QCOMPARE(terminal.status, 0);
    QCOMPARE(terminal.printed(), QString());
    QCOMPARE(terminal.complaints(), QString());
}

void TestCliConnect::sendOptionComesFirst()
{
    Terminal terminal;
    terminal.start({QStringLiteral("--send=one"), QStringLiteral("--send"), QStringLiteral("two"),
                    QStringLiteral("--count=2"), echo()});
    terminal.finish();
    QCOMPARE(terminal.status, 0);
    const QString printed = terminal.printed();
    QVERIFY(printed.indexOf(QStringLiteral("one")) >= 0 &&
            printed.indexOf(QStringLiteral("one")) < printed.indexOf(QStringLiteral("two")));
}

void TestCliConnect::peerClosesWithACode()
{
    Terminal terminal;
    terminal.start({peer()});
    const std::unique_ptr<QWebSocket> socket(accept());
    socket->close(QWebSocketProtocol::CloseCodePolicyViolated, QStringLiteral("no token"));
    terminal.finish();
    QCOMPARE(terminal.status, 0);
    QVERIFY2(terminal.printed().contains(QStringLiteral("1008 Policy Violation \"no token\"")),
             qPrintable(terminal.printed()));
}

void TestCliConnect::dropIsAFailure()
{
    Terminal terminal;
    terminal.start({peer()});
    std::unique_ptr<QWebSocket> socket(accept());
    QTRY_VERIFY_WITH_TIMEOUT(terminal.complaints().contains(QStringLiteral("Connected")), 60000);
    socket->abort();
    terminal.finish();
    QCOMPARE(terminal.status, 1);
    QVERIFY(terminal.complaints().contains(QStringLiteral("without a Close frame")));
}

void TestCliConnect::refusedUpgradeIsDiagnosed()
{
    Terminal terminal;
    terminal.start({QString::fromUtf8(m_lab.urlOf(*lab::findScenario("upgrade.route-missing")))});
    terminal.finish();
    QCOMPARE(terminal.status, 1);
    QVERIFY2(terminal.printed().contains(QStringLiteral("fails: ")), qPrintable(terminal.printed()));
}

void TestCliConnect::sessionFileHoldsTheMessages()
{
    QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("a.wirewise"));
    Terminal terminal;
    terminal.start({QStringLiteral("--session"), path, QStringLiteral("--send=one"),
                    QStringLiteral("--count=1"), echo()});
    terminal.finish();
    QCOMPARE(terminal.status, 0);
    terminal.verb.reset();
    const auto content = session::SessionFile::read(path);
    QVERIFY(content);
    QVERIFY(content->complete);
    QCOMPARE(diagnosis::toString(content->info.verdict), QByteArray("works"));
    QCOMPARE(content->observation.exchanges.size(), 1);
    QVERIFY(content->observation.session);
    QCOMPARE(content->observation.session->closeCode, std::optional<quint16>(1000));
    const auto file = session::SessionFile::openForReading(path);
    const auto messages = file->messages(1, 100);
    QVERIFY(messages->size() >= 3);
    QCOMPARE(messages->at(0).payload, QByteArray("one"));
    QCOMPARE(messages->at(1).payload, QByteArray("one"));
}

void TestCliConnect::hostileMessagesAreMadePrintable()
{
    Terminal terminal;
    terminal.start({QStringLiteral("--count=2"), peer()});
    const std::unique_ptr<QWebSocket> socket(accept());
    socket->sendTextMessage(QStringLiteral("\x1b]0;evil\x07\nnext\u202E"));
    socket->sendTextMessage(QString(1000000, u'x'));
    terminal.finish();
    QCOMPARE(terminal.status, 0);
    QVERIFY(!terminal.printed().contains(QChar(u'\x1b')));
    QVERIFY(terminal.printed().contains(QStringLiteral("␛]0;evil␇␊next<U+202E>")));
    QVERIFY(terminal.printed().size() < 100000);
}

void TestCliConnect::invalidLinesAreNotSent()
{
    Terminal terminal;
    terminal.keyboard.type("\xff\xfe\ngood\n");
    terminal.start({QStringLiteral("--count=1"), echo()});
    terminal.finish();
    QCOMPARE(terminal.status, 0);
    QVERIFY(terminal.complaints().contains(QStringLiteral("not UTF-8")));
    QVERIFY(terminal.printed().contains(QStringLiteral("good")));
}

void TestCliConnect::largerMessagesAreRefused()
{
    Terminal terminal;
    terminal.start(words("--max-message 1kB") << peer());
    const std::unique_ptr<QWebSocket> socket(accept());
    socket->sendTextMessage(QString(1000, u'x'));
    socket->sendTextMessage(QString(1001, u'y'));
    terminal.finish();
    QCOMPARE(terminal.status, 1);
    QVERIFY(terminal.printed().contains(QStringLiteral("xx")));
    QVERIFY(!terminal.printed().contains(QStringLiteral("yy")));
    QVERIFY2(terminal.complaints().contains(QStringLiteral("1009")), qPrintable(terminal.complaints()));
}

void TestCliConnect::badUsage_data()
{
    QTest::addColumn<QStringList>("line");
    QTest::newRow("no address") << QStringList();
    QTest::newRow("two addresses") << words("ws://a/ ws://b/");
    QTest::newRow("count") << words("--count none ws://a/");
    QTest::newRow("session") << words("--session /no/such/folder/x ws://127.0.0.1:1/");
}

void TestCliConnect::badUsage()
{
    QFETCH(QStringList, line);
    Terminal terminal;
    terminal.start(line);
    terminal.finish();
    QCOMPARE(terminal.status, 2);
    QCOMPARE(terminal.printed(), QString());
    QVERIFY(!terminal.complaints().isEmpty());
}

QTEST_GUILESS_MAIN(TestCliConnect)
#include "test_cli_connect.moc"
