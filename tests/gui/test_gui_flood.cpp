#include "gui/floodingserver.h"
#include "gui/windowdriver.h"

#include "gui/application.h"
#include "gui/messagestore.h"
#include "gui/widgets/elidedlabel.h"
#include "gui/widgets/messageview.h"
#include "session/sessionfile.h"

#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QScrollBar>

#include <set>

using namespace wirewise;
using test::FloodingServer;
using test::WindowDriver;

/// A peer that sends as fast as it is read, while the window follows, filters and scrolls.
class TestGuiFlood : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void nothingIsLostWhileTheWindowFilters();

private:
    static constexpr int Patience = 120'000;

    /// Waits until the window has taken that many different counts of messages from the flood, each in
    /// another turn of its event loop.
    static void letItTurn(gui::MessageStore &store, size_t turns);
    static void checkFile(const QString &path, qint64 sent, qint64 count);
};

void TestGuiFlood::initTestCase()
{
    gui::setUpApplication(*qobject_cast<QApplication *>(QCoreApplication::instance()));
}

void TestGuiFlood::letItTurn(gui::MessageStore &store, size_t turns)
{
    std::set<qint64> counts;
    QTimer timer;
    connect(&timer, &QTimer::timeout, &timer, [&] { counts.insert(store.count()); });
    timer.start(1);
    QTRY_VERIFY_WITH_TIMEOUT(counts.size() >= turns, Patience);
}

/// Every message is there once, in the order it was sent.
void TestGuiFlood::checkFile(const QString &path, qint64 sent, qint64 count)
{
    constexpr qint64 Page = 20'000;
    const auto file = session::SessionFile::openForReading(path);
    QVERIFY(file);
    qint64 number = 0, received = 0;
    while (number < count) {
        const auto page = file->messages(number + 1, Page);
        QVERIFY(page && !page->isEmpty());
        for (const observation::Message &message : *page) {
            QCOMPARE(message.number, ++number);
            if (message.opcode != wire::Opcode::Text)
                continue;
            const QByteArray begin = "{\"n\":" + QByteArray::number(++received) + ',';
            QVERIFY(message.payload.startsWith(begin));
        }
    }
    QCOMPARE(number, count);
    QCOMPARE(received, sent);
}

void TestGuiFlood::nothingIsLostWhileTheWindowFilters()
{
    FloodingServer server;
    WindowDriver driver;
    driver.type(server.url());
    driver.key(Qt::Key_Return, Qt::ControlModifier);
    QTRY_VERIFY_WITH_TIMEOUT(driver.window().current() && driver.window().current()->isLive(), Patience);
    QVERIFY(driver.waitForVerdict(Patience));
    gui::CheckSession &session = *driver.window().current();
    gui::MessageStore &store = session.messages();
    auto *line = driver.find<QLineEdit>("filterLine");
    auto *view = driver.find<gui::MessageView>("messageView");
    letItTurn(store, 10);
    line->setText(QStringLiteral("rare"));
    letItTurn(store, 10);
    // In the middle of the flood the view is moved, and the filter changes.
    view->verticalScrollBar()->setValue(view->verticalScrollBar()->maximum() / 2);
    letItTurn(store, 10);
    line->setText(QStringLiteral("-rare"));
    letItTurn(store, 10);
    view->setFollowing(true);
    line->setText(QStringLiteral("kind:rare"));
    letItTurn(store, 10);
    QVERIFY(session.isLive());
    server.stop();
    QTRY_VERIFY_WITH_TIMEOUT(!session.isLive(), Patience);
    const qint64 count = store.count(), sent = count - 2; // a Close each way
    QVERIFY(server.hasSent(sent));
    const qint64 shown = sent / FloodingServer::RareEvery;
    QVERIFY(shown > 0);
    const QLocale locale;
    QTRY_COMPARE_WITH_TIMEOUT(driver.find<QLabel>("filterShown")->text(), locale.toString(shown), Patience);
    const QString hidden = locale.toString(count - shown);
    QTRY_VERIFY_WITH_TIMEOUT(driver.find<gui::ElidedLabel>("filterProblem")->text().contains(hidden),
                             Patience);
    // The last of them is in sight, with its text.
    const int content = view->accessibleColumnCount() - 1;
    const QString last =
        QStringLiteral("{\"n\":%1,\"kind\":\"rare\"}").arg(shown * FloodingServer::RareEvery);
    QTRY_VERIFY_WITH_TIMEOUT(view->accessibleCell(view->accessibleRowCount() - 1, content).contains(last),
                             Patience);
    const QString path = session.path();
    driver.restart(); // closes the file
    checkFile(path, sent, count);
}

QTEST_MAIN(TestGuiFlood)
#include "test_gui_flood.moc"
