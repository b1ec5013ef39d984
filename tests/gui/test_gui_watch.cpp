#include "gui/desktopnotifier.h"
#include "gui/sessionmodel.h"
#include "gui/watchcommands.h"
#include "gui/watchpage.h"
#include "gui/widgets/verdictbanner.h"
#include "gui/widgets/watchstrip.h"
#include "gui/windowdriver.h"
#include "probe/peer.h"

#include <QAbstractItemModelTester>
#include <QCheckBox>
#include <QDBusConnection>
#include <QLabel>
#include <QProcess>
#include <QPushButton>
#include <QSpinBox>
#include <QStandardPaths>
#include <QTableView>

using namespace wirewise;
using namespace wirewise::gui;
using diagnosis::Verdict;
using test::WindowDriver;
using testing::Peer;

namespace {

constexpr int Patience = 40'000;

/// A server that a test lets change: 101, or this head for everything.
class Changing
{
public:
    Changing()
        : m_peer([this](QTcpSocket *socket, const QByteArray &bytes) {
            if (!Peer::isWhole(bytes) || bytes.size() > bytes.indexOf("\r\n\r\n") + 4)
                return;
            if (head.isEmpty() && testing::isUpgrade(bytes)) {
                socket->write(testing::switchingAnswer(bytes));
                return;
            }
            const QByteArray answer =
                head.isEmpty() ? QByteArray("HTTP/1.1 426 Upgrade Required\r\nUpgrade: websocket") : head;
            socket->write(answer + "\r\nContent-Length: 0\r\n\r\n");
            socket->disconnectFromHost();
        })
    {
    }
    [[nodiscard]] QString url() const { return m_peer.url(); }

    QByteArray head;

private:
    Peer m_peer;
};

/// A desktop that takes notifications, on a bus of the test's own.
class Desktop : public QObject
{
    Q_OBJECT
    Q_CLASSINFO("D-Bus Interface", "org.freedesktop.Notifications")
public:
    QStringList told;
    QList<uint> replaced;

Q_SIGNALS:
    void ActionInvoked(uint id, const QString &action);

public Q_SLOTS:
    uint Notify(const QString &, uint replaces, const QString &, const QString &title, const QString &text,
                const QStringList &, const QVariantMap &, int)
    {
        told.append(title + QLatin1Char('|') + text);
        replaced.append(replaces);
        return replaces > 0 ? replaces : uint(told.size());
    }
};

class Bus
{
public:
    /// False where there is no dbus-daemon.
    bool start()
    {
        const QString program = QStandardPaths::findExecutable(QStringLiteral("dbus-daemon"));
        if (program.isEmpty())
            return false;
        m_daemon.start(program, {QStringLiteral("--session"), QStringLiteral("--nofork"),
                                 QStringLiteral("--print-address=1")});
        if (!m_daemon.waitForStarted() || !m_daemon.waitForReadyRead())
            return false;
        m_address = QString::fromUtf8(m_daemon.readLine().trimmed());
        return true;
    }
    ~Bus()
    {
        for (const QString &name : std::as_const(m_names))
            QDBusConnection::disconnectFromBus(name);
        m_daemon.kill();
        m_daemon.waitForFinished();
    }
    QDBusConnection connection(const char *name)
    {
        m_names.append(QLatin1String(name));
        return QDBusConnection::connectToBus(m_address, QLatin1String(name));
    }

private:
    QProcess m_daemon;
    QString m_address;
    QStringList m_names;
};

} // namespace

class TestGuiWatch : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void changesAreTold();
    void changeOpensItsCheck();
    void keptWatchIsShownAgain();
    void greenIsToldOnce();
    void withoutAnAddress();
    void severalGoOn();
    void closesWhileItRuns();
    void desktopIsTold();
    void desktopThatTakesNothing();
    void entriesAreAModel();

private:
    static void start(WindowDriver &driver, const QString &url);
    static BannerContent bannerOf(const WindowDriver &driver)
    {
        return driver.find<VerdictBanner>("watchBanner")->content();
    }
    /// Rows that tell a state, newest first; a busy machine may add remarks about slow checks.
    static QList<int> states(const WindowDriver &driver)
    {
        const auto *model = driver.find<QTableView>("watchTable")->model();
        QList<int> rows;
        for (int row = 0; row < model->rowCount(); ++row) {
            if (model->index(row, 0).data(WatchEntryModel::VerdictRole).isValid())
                rows.append(row);
        }
        return rows;
    }
    static QString cell(const WindowDriver &driver, int state, int column)
    {
        const auto *model = driver.find<QTableView>("watchTable")->model();
        return model->index(states(driver).value(state), column).data().toString();
    }
};

void TestGuiWatch::start(WindowDriver &driver, const QString &url)
{
    driver.type(url);
    driver.trigger("watch");
    QVERIFY(driver.find<WatchPage>("watchPage")->isVisible());
    driver.find<QSpinBox>("watchEvery")->setValue(1);
    driver.find<QCheckBox>("watchNotify")->setChecked(false);
    QTest::mouseClick(driver.find<QPushButton>("startWatchButton"), Qt::LeftButton);
    QVERIFY(driver.find<QPushButton>("stopWatchButton")->isVisible());
}

/// Works, 503, refuses, works: each with its cause, newest first.
void TestGuiWatch::changesAreTold()
{
    WindowDriver driver;
    auto server = std::make_unique<Changing>();
    const QString url = server->url();
    start(driver, url);
    QTRY_COMPARE_WITH_TIMEOUT(states(driver).size(), 1, Patience);
    QVERIFY(cell(driver, 0, WatchEntryModel::StateColumn).startsWith(QStringLiteral("works")));
    server->head = "HTTP/1.1 503 Service Unavailable";
    QTRY_COMPARE_WITH_TIMEOUT(bannerOf(driver).kind, BannerContent::Kind::Fails, Patience);
    server.reset();
    QTRY_COMPARE_WITH_TIMEOUT(bannerOf(driver).findingId, QByteArray("tcp.refused"), Patience);
    QTRY_COMPARE_WITH_TIMEOUT(states(driver).size(), 3, Patience);
    QVERIFY(cell(driver, 0, WatchEntryModel::CauseColumn).startsWith(QStringLiteral("Nothing listens on ")));
    QVERIFY(cell(driver, 0, WatchEntryModel::LastedColumn).startsWith(QStringLiteral("after ")));
    QVERIFY(cell(driver, 1, WatchEntryModel::CauseColumn).contains(QStringLiteral("503")));
    QVERIFY2(bannerOf(driver).second.contains(QStringLiteral("changes: 2")),
             qPrintable(bannerOf(driver).second));
    QVERIFY(bannerOf(driver).second.startsWith(QStringLiteral("So since today ")));
    const QList<WatchBucket> buckets = driver.find<WatchStrip>("watchStrip")->buckets();
    int failed = 0;
    for (const WatchBucket &bucket : buckets)
        failed += bucket.failed;
    QVERIFY(failed >= 2);
    QTest::mouseClick(driver.find<QPushButton>("stopWatchButton"), Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(driver.find<QPushButton>("startWatchButton")->isVisible(), Patience);
    QVERIFY(bannerOf(driver).second.contains(QStringLiteral("when the watch ended")));
}

void TestGuiWatch::changeOpensItsCheck()
{
    WindowDriver driver;
    Changing server;
    server.head = "HTTP/1.1 502 Bad Gateway";
    start(driver, server.url());
    QTRY_COMPARE_WITH_TIMEOUT(states(driver).size(), 1, Patience);
    const QByteArray finding = bannerOf(driver).findingId;
    auto *table = driver.find<QTableView>("watchTable");
    table->setFocus();
    table->selectRow(states(driver).constFirst());
    QTest::keyClick(table, Qt::Key_Return);
    QTRY_VERIFY_WITH_TIMEOUT(driver.window().current() != nullptr, Patience);
    QCOMPARE(driver.findingId(), finding);
    QVERIFY(
        driver.window().current()->observation().exchange(QByteArray("upgrade"))->received.contains("502"));
}

void TestGuiWatch::keptWatchIsShownAgain()
{
    WindowDriver driver;
    Changing server;
    start(driver, server.url());
    QTRY_COMPARE_WITH_TIMEOUT(states(driver).size(), 1, Patience);
    const SessionModel &sessions = driver.window().workbench().sessions();
    QCOMPARE(sessions.sessionCount(), 1);
    QCOMPARE(sessions.entries().constFirst().activity, SessionEntry::Activity::Live);
    const QString path = sessions.entries().constFirst().info.path;
    // It is found again while it goes on, and after the window was closed.
    driver.window().showStart();
    driver.window().openFile(path);
    QTRY_VERIFY_WITH_TIMEOUT(driver.find<WatchPage>("watchPage")->isVisible(), Patience);
    QVERIFY(driver.find<QPushButton>("stopWatchButton")->isVisible());
    driver.restart();
    driver.window().openFile(path);
    QTRY_VERIFY_WITH_TIMEOUT(driver.find<WatchPage>("watchPage")->isVisible(), Patience);
    QVERIFY(driver.find<QPushButton>("startWatchButton")->isVisible());
    QCOMPARE(states(driver).size(), 1);
    QVERIFY(!driver.find<WatchPage>("watchPage")->session()->history().isEmpty());
    QVERIFY(!bannerOf(driver).findingId.isEmpty());
    QVERIFY2(bannerOf(driver).second.contains(QStringLiteral("checks: ")),
             qPrintable(bannerOf(driver).second));
}

void TestGuiWatch::greenIsToldOnce()
{
    WindowDriver driver;
    Changing server;
    server.head = "HTTP/1.1 503 Service Unavailable";
    start(driver, server.url());
    QTRY_COMPARE_WITH_TIMEOUT(bannerOf(driver).kind, BannerContent::Kind::Fails, Patience);
    driver.find<QCheckBox>("watchGreen")->setChecked(true);
    const WatchSession *session = driver.find<WatchPage>("watchPage")->session();
    QSignalSpy green(session, &WatchSession::turnedGreen);
    server.head.clear();
    QTRY_COMPARE_WITH_TIMEOUT(green.size(), 1, Patience);
    QVERIFY(!driver.find<QCheckBox>("watchGreen")->isChecked());
    QVERIFY(!session->waitsForGreen());
    QVERIFY(driver.notice().endsWith(QStringLiteral(" works.")));
}

void TestGuiWatch::withoutAnAddress()
{
    WindowDriver driver;
    driver.trigger("watch");
    QVERIFY(driver.notice().startsWith(QStringLiteral("Type an address first")));
    QVERIFY(!driver.find<WatchPage>("watchPage")->isVisible());
}

void TestGuiWatch::severalGoOn()
{
    WindowDriver driver;
    Changing one, other;
    start(driver, one.url());
    const WatchSession *first = driver.find<WatchPage>("watchPage")->session();
    start(driver, other.url());
    const WatchSession *second = driver.find<WatchPage>("watchPage")->session();
    QVERIFY(first != second);
    QTRY_VERIFY_WITH_TIMEOUT(!first->entries().isEmpty() && !second->entries().isEmpty(), Patience);
    // The same address again shows the watch that goes on.
    driver.type(one.url());
    driver.trigger("watch");
    QCOMPARE(driver.find<WatchPage>("watchPage")->session(), first);
    QCOMPARE(driver.find<QLabel>("watchStripTitle")->isVisible(), true);
}

void TestGuiWatch::closesWhileItRuns()
{
    WindowDriver driver;
    Changing server;
    start(driver, server.url());
    QTRY_COMPARE_WITH_TIMEOUT(states(driver).size(), 1, Patience);
    const QString path = driver.find<WatchPage>("watchPage")->session()->path();
    driver.restart();
    const auto content = session::WatchLog::read(path);
    QVERIFY(content && *content);
    QVERIFY((*content)->points >= 1); // written before the program ends
}

void TestGuiWatch::desktopIsTold()
{
    Bus bus;
    if (!bus.start())
        QSKIP("dbus-daemon is not installed");
    Desktop desktop;
    QDBusConnection theirs = bus.connection("desktop");
    QVERIFY(theirs.registerService(QStringLiteral("org.freedesktop.Notifications")));
    QVERIFY(theirs.registerObject(QStringLiteral("/org/freedesktop/Notifications"), &desktop,
                                  QDBusConnection::ExportAllContents));
    QWidget window;
    DesktopNotifier notifier(&window, bus.connection("ours"));
    QSignalSpy activated(&notifier, &DesktopNotifier::activated);
    QSignalSpy taken(&notifier, &DesktopNotifier::taken);
    notifier.tell(QStringLiteral("a"), QStringLiteral("ws://one"), QStringLiteral("fails <b>now</b>"), true);
    QTRY_COMPARE_WITH_TIMEOUT(desktop.told.size(), 1, Patience);
    QCOMPARE(desktop.told.constFirst(), QStringLiteral("ws://one|fails &lt;b&gt;now&lt;/b&gt;"));
    QCOMPARE(desktop.replaced.constFirst(), 0U);
    QTRY_COMPARE_WITH_TIMEOUT(taken.size(), 1, Patience);
    notifier.tell(QStringLiteral("a"), QStringLiteral("ws://one"), QStringLiteral("works"), false);
    QTRY_COMPARE_WITH_TIMEOUT(desktop.told.size(), 2, Patience);
    QCOMPARE(desktop.replaced.constLast(), 1U); // takes the place of the one before
    Q_EMIT desktop.ActionInvoked(1, QStringLiteral("default"));
    QTRY_COMPARE_WITH_TIMEOUT(activated.size(), 1, Patience);
    QCOMPARE(activated.constFirst().constFirst().toString(), QStringLiteral("a"));
}

void TestGuiWatch::desktopThatTakesNothing()
{
    QWidget window;
    DesktopNotifier notifier(&window, QDBusConnection(QStringLiteral("no such connection")));
    QSignalSpy refused(&notifier, &DesktopNotifier::refused);
    notifier.tell(QStringLiteral("a"), QStringLiteral("title"), QStringLiteral("text"), false);
    QTRY_COMPARE_WITH_TIMEOUT(refused.size(), 1, Patience);
}

void TestGuiWatch::entriesAreAModel()
{
    WatchEntryModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    session::WatchEntry entry;
    entry.event.at = std::chrono::seconds(10);
    entry.event.to = {Verdict::Fails, "tcp.refused", QStringLiteral("Nothing listens.")};
    entry.event.cause = QStringLiteral("first");
    model.show({entry});
    entry.event.at = std::chrono::seconds(20);
    entry.event.cause = QStringLiteral("second");
    entry.check = 7;
    model.add(entry, 2);
    entry.event.cause = QStringLiteral("third");
    entry.event.kind = diagnosis::CourseEvent::Kind::Gap;
    model.add(entry, 2);
    QCOMPARE(model.rowCount(), 2);
    QCOMPARE(model.index(0, WatchEntryModel::CauseColumn).data().toString(), QStringLiteral("third"));
    QCOMPARE(model.index(1, WatchEntryModel::CauseColumn).data().toString(), QStringLiteral("second"));
    QCOMPARE(model.index(1, 0).data(WatchEntryModel::CheckRole).toLongLong(), 7);
    QCOMPARE(model.rowAt(std::chrono::seconds(30)), 1); // a gap is no state
    QCOMPARE(model.rowAt(std::chrono::seconds(1)), -1);
    QVERIFY(!model.index(0, 0).data(WatchEntryModel::VerdictRole).isValid());
}

QTEST_MAIN(TestGuiWatch)
#include "test_gui_watch.moc"
