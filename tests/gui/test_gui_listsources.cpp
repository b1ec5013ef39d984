#include "gui/application.h"
#include "gui/listcommands.h"
#include "gui/listdialog.h"
#include "gui/listpage.h"
#include "gui/sessionmodel.h"
#include "gui/sidebar.h"
#include "gui/windowdriver.h"

#include <QDragEnterEvent>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QMenu>
#include <QMimeData>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTreeView>

using namespace wirewise;
using test::WindowDriver;

namespace {

constexpr int Patience = 60'000;

void writeFile(const QString &path, const QByteArray &bytes)
{
    QVERIFY(QDir().mkpath(QFileInfo(path).absolutePath()));
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(file.write(bytes), bytes.size());
}

/// Gives every request the same answer; none while it is empty.
class DocumentServer : public QTcpServer
{
public:
    explicit DocumentServer(QByteArray answer = {})
        : m_answer(std::move(answer))
    {
        connect(this, &QTcpServer::newConnection, this, [this] {
            while (QTcpSocket *socket = nextPendingConnection()) {
                connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
                connect(socket, &QTcpSocket::readyRead, socket, [this, socket] {
                    m_request += socket->readAll();
                    if (m_answer.isEmpty())
                        return;
                    socket->write(m_answer);
                    socket->disconnectFromHost();
                });
            }
        });
        listen(QHostAddress::LocalHost);
    }
    [[nodiscard]] QString address(const char *path, const char *scheme = "http") const
    {
        return QStringLiteral("%1://127.0.0.1:%2%3")
            .arg(QLatin1String(scheme))
            .arg(serverPort())
            .arg(QLatin1String(path));
    }
    [[nodiscard]] const QByteArray &request() const { return m_request; }

private:
    QByteArray m_answer, m_request;
};

QByteArray okWith(const QByteArray &body)
{
    return "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: " +
           QByteArray::number(body.size()) + "\r\n\r\n" + body;
}

} // namespace

/// Where lists of the window come from, and what becomes of them.
class TestGuiListSources : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void droppedFileIsOffered();
    void savedEndpointsAreAList_data();
    void savedEndpointsAreAList();
    void socketIoAnswerNeedsItsServer();
    void documentIsFetchedOnRequest();
    void whatIsNoDocumentIsSaid_data();
    void whatIsNoDocumentIsSaid();
    void runningListIsNotDeleted();
    void nextRunLeavesOut();

private:
    static gui::ListSession *list(WindowDriver &driver)
    {
        return driver.find<gui::ListPage>("listPage")->session();
    }
    static bool waitForEnd(WindowDriver &driver)
    {
        return QTest::qWaitFor([&driver] { return list(driver) && !list(driver)->isRunning(); }, Patience);
    }
    static QString text(WindowDriver &driver, const char *label)
    {
        return driver.find<QLabel>(label)->text();
    }
    static void start(WindowDriver &driver, const QStringList &addresses)
    {
        QList<session::PlannedEndpoint> endpoints;
        for (const QString &address : addresses)
            endpoints.append({address, {}, {}, {}});
        driver.window().findChild<gui::ListCommands *>()->start(QStringLiteral("staging.txt"), endpoints);
    }
    /// Chooses from a menu that is open.
    static bool choose(WindowDriver &driver, const char *menu, const QString &text)
    {
        auto *shown = driver.find<QMenu>(menu);
        for (QAction *action : shown ? shown->actions() : QList<QAction *>()) {
            if (action->text() == text && action->isEnabled()) {
                action->trigger();
                shown->close();
                return true;
            }
        }
        return false;
    }
};

void TestGuiListSources::initTestCase()
{
    gui::setUpApplication(*qobject_cast<QApplication *>(QCoreApplication::instance()));
}

void TestGuiListSources::droppedFileIsOffered()
{
    WindowDriver driver;
    const QString path = driver.filePath(QStringLiteral("dropped.txt"));
    writeFile(path, "ws://a.example/ws\nws://b.example/ws\n");
    QMimeData dragged;
    dragged.setUrls({QUrl::fromLocalFile(path)});
    QDragEnterEvent enter({20, 20}, Qt::CopyAction, &dragged, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(&driver.window(), &enter);
    QVERIFY(enter.isAccepted());
    QDropEvent drop({20, 20}, Qt::CopyAction, &dragged, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(&driver.window(), &drop);
    auto *dialog = driver.find<gui::ListDialog>("listDialog");
    QVERIFY(dialog && dialog->isVisible());
    QCOMPARE(dialog->title(), QStringLiteral("dropped.txt"));
    QTRY_COMPARE_WITH_TIMEOUT(driver.find<QPushButton>("listCheckButton")->text(),
                              QStringLiteral("Check 2 endpoints"), Patience);
    QVERIFY(!list(driver)); // nothing was sent
}

void TestGuiListSources::savedEndpointsAreAList_data()
{
    QTest::addColumn<QString>("choice");
    QTest::addColumn<QStringList>("names");
    QTest::addColumn<QString>("title");
    QTest::newRow("all") << QStringLiteral("Check All as a List")
                         << QStringList{QStringLiteral("health"), QStringLiteral("orders/live"),
                                        QStringLiteral("orders/prices")}
                         << QStringLiteral("saved endpoints");
    QTest::newRow("folder") << QStringLiteral("Check Those in “orders” as a List")
                            << QStringList{QStringLiteral("orders/live"), QStringLiteral("orders/prices")}
                            << QStringLiteral("orders");
}

void TestGuiListSources::savedEndpointsAreAList()
{
    QFETCH(QString, choice);
    QFETCH(QStringList, names);
    QFETCH(QString, title);
    WindowDriver driver;
    const QByteArray address = "address = " + driver.labAddress("upgrade.ok").toUtf8() + "\nproxy = none\n";
    for (const char *name : {"health", "orders/live", "orders/prices"})
        writeFile(driver.filePath(QStringLiteral("endpoints/%1.endpoint").arg(QLatin1String(name))), address);
    Q_EMIT qApp->applicationStateChanged(Qt::ApplicationActive);
    auto *saved = driver.find<QListView>("endpointList");
    QTRY_COMPARE(saved->model()->rowCount(), 4); // with the heading of the folder
    saved->setCurrentIndex(saved->model()->index(3, 0));
    Q_EMIT saved->customContextMenuRequested(saved->visualRect(saved->currentIndex()).center());
    QVERIFY(choose(driver, "savedEndpointMenu", choice));
    QVERIFY(QTest::qWaitFor([&driver] { return list(driver) != nullptr; }, Patience));
    QVERIFY(waitForEnd(driver));
    QStringList checked;
    for (const gui::ListRow &row : list(driver)->rows())
        checked << row.title;
    checked.sort();
    QCOMPARE(checked, names);
    QCOMPARE(list(driver)->title(), title);
    QCOMPARE(list(driver)->counts().fails, 0);
}

void TestGuiListSources::socketIoAnswerNeedsItsServer()
{
    WindowDriver driver;
    driver.trigger("checkList");
    auto *button = driver.find<QPushButton>("listCheckButton");
    driver.find<gui::ListDialog>("listDialog")
        ->setText(QStringLiteral("0{\"sid\":\"lv_VI97HAXpY6yYWAAAC\",\"upgrades\":[\"websocket\"],"
                                 "\"pingInterval\":25000,\"pingTimeout\":20000,\"maxPayload\":1000000}"));
    QTRY_VERIFY_WITH_TIMEOUT(driver.find("listServer")->isVisible(), Patience);
    QVERIFY(!button->isEnabled());
    QVERIFY(driver.find("listProblem")->isVisible());
    driver.find<QLineEdit>("listServer")->setText(QStringLiteral("https://chat.example"));
    QTRY_COMPARE_WITH_TIMEOUT(button->text(), QStringLiteral("Check 1 endpoint"), Patience);
    QVERIFY(button->isEnabled());
    QVERIFY(text(driver, "listCount").contains(QLatin1String("chat.example")));
}

void TestGuiListSources::documentIsFetchedOnRequest()
{
    DocumentServer server(okWith(R"({"openapi": "3.0.0", "info": {"title": "Rooms", "version": "1"},
        "servers": [{"url": "/api"}],
        "paths": {"/live": {"get": {"responses": {}}},
                  "/far": {"servers": [{"url": "https://elsewhere.example"}], "get": {"responses": {}}}}})"));
    WindowDriver driver;
    driver.trigger("checkList");
    auto *fetch = driver.find<QPushButton>("listFetchButton");
    auto *typed = driver.find<QPlainTextEdit>("listText");
    typed->setPlainText(server.address("/ws", "ws"));
    QTRY_VERIFY_WITH_TIMEOUT(driver.find("listCheckButton")->isEnabled(), Patience);
    QVERIFY(!fetch->isVisible()); // no document lies there
    typed->setPlainText(server.address("/openapi.json"));
    QTRY_VERIFY_WITH_TIMEOUT(fetch->isVisible(), Patience);
    QVERIFY(server.request().isEmpty());
    QTest::mouseClick(fetch, Qt::LeftButton);
    auto *button = driver.find<QPushButton>("listCheckButton");
    // What lies on another host is named, and left to the user.
    QTRY_VERIFY_WITH_TIMEOUT(typed->toPlainText().contains(QLatin1String("Rooms")) && button->isEnabled() &&
                                 button->text() == QLatin1String("Check 1 endpoint"),
                             Patience);
    QVERIFY(text(driver, "listCount").contains(QLatin1String("127.0.0.1")));
    QVERIFY(!fetch->isVisible());
    QVERIFY(server.request().startsWith("GET /openapi.json HTTP/1.1\r\n"));
    const QAbstractItemModel *entries = driver.find<QTreeView>("listEntries")->model();
    QCOMPARE(entries->rowCount(), 2);
    QVERIFY(entries->index(0, 0).data().toString().contains(QLatin1String("/api/live")) ||
            entries->index(1, 0).data().toString().contains(QLatin1String("/api/live")));
}

void TestGuiListSources::whatIsNoDocumentIsSaid_data()
{
    QTest::addColumn<QByteArray>("answer");
    QTest::addColumn<QString>("told");
    QTest::newRow("page") << okWith("<!DOCTYPE html><title>Sign in</title>")
                          << QStringLiteral("no OpenAPI, Swagger or AsyncAPI document");
    QTest::newRow("404") << QByteArray("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n")
                         << QStringLiteral("The answer was 404");
    QTest::newRow("redirect") << QByteArray(
                                     "HTTP/1.1 302 Found\r\nLocation: /login\r\nContent-Length: 0\r\n\r\n")
                              << QStringLiteral("redirects are not followed");
}

void TestGuiListSources::whatIsNoDocumentIsSaid()
{
    QFETCH(QByteArray, answer);
    QFETCH(QString, told);
    DocumentServer server(answer);
    WindowDriver driver;
    driver.trigger("checkList");
    auto *typed = driver.find<QPlainTextEdit>("listText");
    const QString address = server.address("/openapi.json?token=q7Xn2VpL9dKw4TzR8mJc");
    typed->setPlainText(address);
    auto *fetch = driver.find<QPushButton>("listFetchButton");
    QTRY_VERIFY_WITH_TIMEOUT(fetch->isVisible(), Patience);
    QTest::mouseClick(fetch, Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(text(driver, "listProblem").contains(told), Patience);
    QVERIFY(!text(driver, "listProblem").contains(QLatin1String("q7Xn2VpL9dKw4TzR8mJc")));
    QCOMPARE(typed->toPlainText(), address);
    QVERIFY(fetch->isEnabled());
}

void TestGuiListSources::runningListIsNotDeleted()
{
    WindowDriver driver;
    DocumentServer silent;
    start(driver, {silent.address("/1", "ws"), silent.address("/2", "ws")});
    QVERIFY(QTest::qWaitFor([&driver] { return list(driver)->counts().running > 0; }, Patience));
    const QString path = list(driver)->path();
    const gui::SessionModel &sessions = driver.window().workbench().sessions();
    QVERIFY(QTest::qWaitFor([&] { return sessions.indexOf(path).isValid(); }, Patience));
    Q_EMIT driver.window().sidebar()->deleteRequested({path});
    QVERIFY2(driver.notice().contains(QLatin1String("Stop it first")), qPrintable(driver.notice()));
    QVERIFY(list(driver) && list(driver)->isRunning());
    QVERIFY(sessions.indexOf(path).isValid());
    driver.key(Qt::Key_Escape);
    QVERIFY(waitForEnd(driver));
    QTRY_COMPARE_WITH_TIMEOUT(sessions.indexOf(path).data(gui::SessionModel::ActivityRole).toInt(),
                              static_cast<int>(gui::SessionEntry::Activity::Saved), Patience);
    Q_EMIT driver.window().sidebar()->deleteRequested({path});
    QTRY_VERIFY_WITH_TIMEOUT(!QFile::exists(path), Patience);
    QTRY_VERIFY_WITH_TIMEOUT(!list(driver), Patience);
    QVERIFY(driver.find("startPage")->isVisible());
}

void TestGuiListSources::nextRunLeavesOut()
{
    WindowDriver driver;
    start(driver, {driver.labAddress("upgrade.ok"), driver.labAddress("upgrade.stripped-by-proxy"),
                   driver.labAddress("health.head-misleading")});
    QVERIFY(waitForEnd(driver));
    const QString first = list(driver)->path();
    auto *page = driver.find<gui::ListPage>("listPage");
    page->select(1);
    Q_EMIT page->menuRequested(page->mapToGlobal(QPoint(50, 50)));
    QVERIFY(choose(driver, "endpointMenu", QStringLiteral("Check the List Without It")));
    QVERIFY(QTest::qWaitFor([&] { return list(driver)->path() != first; }, Patience));
    QVERIFY(waitForEnd(driver));
    QCOMPARE(list(driver)->counts().all, 2);
    QCOMPARE(list(driver)->counts().fails, 0);
    const auto kept = session::readListRun(first);
    QVERIFY(kept);
    QCOMPARE(kept->entries.size(), 3); // the run before stays as it was
}

QTEST_MAIN(TestGuiListSources)
#include "test_gui_listsources.moc"
