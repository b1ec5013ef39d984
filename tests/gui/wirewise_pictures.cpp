#include "gui/longsession.h"
#include "gui/windowdriver.h"

#include "gui/application.h"
#include "gui/comparepage.h"
#include "gui/contentcolumn.h"
#include "gui/exchangepage.h"
#include "gui/jsonpane.h"
#include "gui/messagedetail.h"
#include "gui/messagespage.h"
#include "gui/sessionpage.h"
#include "gui/widgets/diffview.h"
#include "gui/widgets/messageview.h"
#include "gui/widgets/theme.h"

#include <QAbstractButton>
#include <QComboBox>
#include <QDialog>
#include <QDir>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QPainter>
#include <QPlainTextEdit>
#include <QSpinBox>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTextStream>

using namespace wirewise;
using test::WindowDriver;

namespace {

/// Makes the pictures of the documentation by driving the real window against the practice lab.
class Pictures
{
public:
    explicit Pictures(QString folder)
        : m_folder(std::move(folder))
    {
    }

    void makeAll(const QString &suffix, QSize size)
    {
        m_suffix = suffix;
        m_driver.window().resize(size);
        start();
        check("upgrade.origin-rejected", "diagnosis-helps");
        check("upgrade.stripped-by-proxy", "diagnosis");
        exchange();
        check("health.head-misleading", "diagnosis-remark");
        check("upgrade.ok", "diagnosis-works");
        check("tcp.refused", "diagnosis-refused");
        running();
        messages();
        longSession();
        lab();
        request();
        palette();
        compare();
    }

    /// Two sessions beside each other only.
    void makeComparison(const QString &suffix, QSize size)
    {
        m_suffix = suffix;
        m_driver.window().resize(size);
        compare();
    }

    /// The messages of a long session only.
    void makeLongSession(const QString &suffix, QSize size)
    {
        m_suffix = suffix;
        m_driver.window().resize(size);
        longSession();
    }

    /// Saved endpoints, and what is said when one looks back.
    void makeEndpoints(const QString &suffix, QSize size)
    {
        m_suffix = suffix;
        m_driver.window().resize(size);
        endpoints();
        lookingBack();
    }

private:
    void grab(const char *name)
    {
        QTest::qWait(120); // painting and layout, nothing else
        QWidget *top = &m_driver.window();
        QPixmap picture = top->grab();
        for (const char *popup : {"requestPanel", "commandPalette", "endpointDialog", "environmentsDialog",
                                  "environmentResults", "judgementDialog", "retentionDialog"}) {
            auto *widget = m_driver.find(popup);
            if (!widget || !widget->isVisible())
                continue;
            QPainter painter(&picture);
            painter.drawPixmap(top->mapFromGlobal(widget->mapToGlobal(QPoint(0, 0))), widget->grab());
        }
        const QString path =
            m_folder + QLatin1Char('/') + QLatin1String(name) + m_suffix + QStringLiteral(".png");
        if (!picture.save(path))
            qFatal("%s cannot be written", qPrintable(path));
        QTextStream(stdout) << path << '\n';
    }

    void start()
    {
        m_driver.trigger("newCheck");
        grab("start");
    }

    void check(const QByteArray &scenario, const char *name)
    {
        const QString address = m_driver.labAddress(scenario);
        if (address.isEmpty())
            return;
        const auto options =
            m_driver.window().workbench().lab().addresses().optionsOf(*lab::findScenario(scenario));
        m_driver.window().sessionPage()->setTab(gui::SessionPage::Tab::Diagnosis);
        m_driver.window().checkWith(address, options);
        if (!m_driver.waitForVerdict(20'000))
            qFatal("%s gave no verdict", scenario.constData());
        grab(name);
    }

    void exchange()
    {
        m_driver.trigger("showExchange");
        grab("exchange");
        m_driver.trigger("showDiagnosis");
    }

    void running()
    {
        // Answers HEAD and GET, and lets the upgrade wait.
        QTcpServer server;
        server.listen(QHostAddress::LocalHost);
        QObject::connect(&server, &QTcpServer::newConnection, &server, [&server] {
            QTcpSocket *socket = server.nextPendingConnection();
            QObject::connect(socket, &QTcpSocket::readyRead, socket, [socket] {
                const QByteArray request = socket->readAll();
                if (!request.contains("Upgrade:"))
                    socket->write(
                        "HTTP/1.1 404 Not Found\r\nContent-Type: application/json\r\nContent-Length: 22\r\n"
                        "Connection: close\r\n\r\n{\"detail\":\"Not Found\"}");
            });
        });
        m_driver.window().checkWith(
            QStringLiteral("ws://127.0.0.1:%1/ws/calls/transcriptions").arg(server.serverPort()), {});
        QTest::qWait(3200);
        grab("running");
        m_driver.trigger("stop");
        if (!m_driver.waitForVerdict())
            qFatal("a stopped check gave no verdict");
        grab("stopped");
    }

    void messages()
    {
        m_driver.window().checkWith(m_driver.labAddress("upgrade.ok"), {});
        if (!m_driver.waitForVerdict())
            qFatal("no verdict");
        m_driver.trigger("connect");
        if (!QTest::qWaitFor([this] { return m_driver.window().current()->isLive(); }, 10'000) ||
            !m_driver.waitForVerdict())
            qFatal("no connection");
        gui::CheckSession *session = m_driver.window().current();
        for (int i = 0; i < 14; ++i) {
            session->sendText(
                QByteArrayLiteral("{\"type\": \"transcription\", \"role\": \"agent\", \"index\": ") +
                QByteArray::number(i) + '}');
            QTest::qWait(60);
        }
        session->sendBinary(QByteArray::fromHex("1a45dfa39f428681014282810142f2810142f3"));
        session->sendPing("wirewise");
        QTest::qWait(500);
        m_driver.find<QPlainTextEdit>("composerEdit")
            ->setPlainText(QStringLiteral("{\"subscribe\": \"EL_driver123\"}"));
        grab("messages");
        session->closeConnection(1000, "done");
        QTest::qWait(600);
        grab("messages-closed");
        m_driver.trigger("showDiagnosis");
    }

    void longSession()
    {
        m_driver.window().checkWith(m_driver.labAddress("upgrade.ok"), {});
        if (!m_driver.waitForVerdict())
            qFatal("no verdict");
        const QString like = m_driver.window().current()->path();
        auto content = session::SessionFile::read(like);
        for (int i = 0; i < 100 && !content; ++i) {
            QTest::qWait(50);
            content = session::SessionFile::read(like);
        }
        if (!content)
            qFatal("%s cannot be read", qPrintable(like));
        const test::LongSession made = test::writeLongSession(
            m_driver.sessionsFolder() + QStringLiteral("/2025-11-22-073200-transcriptions.wirewise"),
            *content, 400'000);
        m_driver.window().openFile(made.path);
        if (!QTest::qWaitFor([&] { return m_driver.window().current()->path() == made.path; }, 20'000))
            qFatal("%s was not opened", qPrintable(made.path));
        m_driver.trigger("showMessages");
        gui::MessagesPage *page = m_driver.window().sessionPage()->messagesPage();
        gui::MessageView *view = page->view();
        QList<wire::JsonPath> keys;
        for (const char *key : {"type", "role", "text"})
            keys.append(*wire::JsonPath::read(key));
        page->contentColumn()->setKeys(keys);
        auto *line = m_driver.find<QLineEdit>("filterLine");
        line->setText(QStringLiteral("-type:heartbeat"));
        auto *stop = m_driver.find("filterStop");
        const qint64 shown = made.messages - made.heartbeats;
        if (!QTest::qWaitFor([&] { return !stop->isVisible() && view->rowCount() == shown; }, 20'000))
            qFatal("the filter shows %lld of %lld messages, not %lld", view->rowCount(), made.messages,
                   shown);
        const qint64 completed = made.completed - 1 - made.heartbeatsBefore;
        choose(completed, completed - 8);
        page->detail()->jsonPane()->choosePath("$.duration_s");
        grab("messages-long");
        line->setText(QStringLiteral("type:call_cancelled"));
        if (!QTest::qWaitFor([&] { return m_driver.find("emptyOffer")->isVisible(); }, 20'000))
            qFatal("the filter did not end");
        grab("messages-none");
        line->clear();
        QTest::qWait(200);
        choose(made.fragmented - 1, made.fragmented - 9);
        page->countTimesFrom(page->view()->currentMessage());
        page->detail()->setTab(gui::MessageDetail::Tab::Frame);
        grab("messages-frames");
        page->view()->setFollowing(true);
        m_driver.trigger("showDiagnosis");
    }

    /// Chooses a row once it was read, and shows the rows from another one on.
    void choose(qint64 index, qint64 from)
    {
        gui::MessageView *view = m_driver.window().sessionPage()->messagesPage()->view();
        view->setCurrent(index);
        if (from >= 0)
            view->showFrom(from);
        if (!QTest::qWaitFor([view] { return view->currentMessage().number > 0; }, 10'000))
            qFatal("a message was not read");
        view->setCurrent(-1);
        view->setCurrent(index);
        if (from >= 0)
            view->showFrom(from);
        QTest::qWait(300);
    }

    /// A check of that scenario; where it is kept.
    QString checked(const QByteArray &scenario, const char *name)
    {
        const QString address = m_driver.labAddress(scenario);
        m_driver.window().checkWith(address, {});
        if (!m_driver.waitForVerdict(20'000))
            qFatal("%s gave no verdict", scenario.constData());
        m_driver.window().current()->setName(QLatin1String(name));
        return m_driver.window().current()->path();
    }

    void compare()
    {
        const QString works = checked("upgrade.ok", "Local");
        const QString fails = checked("upgrade.stripped-by-proxy", "Staging");
        m_driver.window().compare(fails, works);
        auto *page = m_driver.find<gui::ComparePage>("comparePage");
        if (!QTest::qWaitFor([page] { return page->isVisible(); }, 10'000))
            qFatal("the comparison was not shown");
        grab("compare");
        page->swap();
        m_driver.find<QAbstractButton>("differencesOnlyCheck")->setChecked(false);
        page->diffView()->stepDifference(1);
        grab("compare-all-lines");
        m_driver.find<QAbstractButton>("differencesOnlyCheck")->setChecked(true);
    }

    void write(const char *name, const QByteArray &bytes)
    {
        const QString path = m_driver.filePath(QStringLiteral("endpoints/") + QLatin1String(name));
        QDir().mkpath(QFileInfo(path).absolutePath());
        QFile file(path);
        if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
            qFatal("%s cannot be written", name);
    }

    QByteArray environment(const QByteArray &scenario)
    {
        const auto endpoint = observation::parseEndpoint(m_driver.labAddress(scenario)).endpoint.value();
        return "host = " + endpoint.hostHeader() + "\npath = " + endpoint.target + "\nsecret token\n";
    }

    void endpoints()
    {
        const QByteArray address =
            "address = ws://{{host}}{{path}}\nproxy = none\norigin = https://panel.example\n";
        write("orders/live prices.endpoint", "# As the dashboard opens it\n" + address);
        write("orders/transcriptions.endpoint", address);
        write("health.endpoint", address);
        write("environments/local.environment", environment("upgrade.ok"));
        write("environments/staging.environment", environment("upgrade.origin-rejected"));
        write("environments/production.environment", environment("health.head-misleading"));
        Q_EMIT qApp->applicationStateChanged(Qt::ApplicationActive);
        auto *list = m_driver.find<QListView>("endpointList");
        if (!QTest::qWaitFor([list] { return list->model()->rowCount() == 4; }, 10'000))
            qFatal("the endpoints were not read");
        m_driver.window().checkWith(m_driver.labAddress("upgrade.ok"), {});
        if (!m_driver.waitForVerdict())
            qFatal("no verdict");
        list->setCurrentIndex(list->model()->index(2, 0));
        m_driver.trigger("checkEnvironments");
        auto *sentence = m_driver.find<QLabel>("resultsSentence");
        if (!QTest::qWaitFor(
                [sentence] {
                    return sentence->text().contains(QLatin1String(" of 3 env")) &&
                           sentence->text().contains(QLatin1String("works"));
                },
                30'000))
            qFatal("not every environment was checked");
        grab("environments-checked");
        delete m_driver.find("environmentResults");
        auto *combo = m_driver.find<QComboBox>("environmentCombo");
        combo->setCurrentIndex(combo->findText(QStringLiteral("staging")));
        m_driver.trigger("checkEndpoint");
        QTest::qWait(100);
        if (!m_driver.waitForVerdict())
            qFatal("no verdict");
        grab("endpoints");
        m_driver.trigger("editEndpoint");
        grab("endpoint-dialog");
        m_driver.find<QDialog>("endpointDialog")->reject();
        QTest::qWait(50);
        m_driver.trigger("environments");
        grab("environments-dialog");
        m_driver.find<QDialog>("environmentsDialog")->reject();
        QTest::qWait(50);
    }

    void lookingBack()
    {
        const QString address = m_driver.labAddress("upgrade.origin-rejected");
        auto content = session::SessionFile::read(m_driver.window().current()->path());
        if (!content)
            qFatal("the session cannot be read");
        observation::Observation before = content->observation;
        before.typed = address;
        before.startedAt = before.startedAt.addDays(-1);
        diagnosis::Diagnosis then = content->diagnosis;
        then.verdict = diagnosis::Verdict::Works;
        then.findings.first().id = "upgrade.ok";
        then.findings.first().title = QStringLiteral("The endpoint works: the upgrade got 101 in 1 ms.");
        const QString path = m_driver.sessionsFolder() + QStringLiteral("/yesterday.wirewise");
        auto file = session::SessionFile::create(path);
        if (!file || !file->addCheck(before, then))
            qFatal("the session cannot be written");
        m_driver.window().workbench().desk().list();
        m_driver.window().checkWith(address, {"--origin", "https://panel.example", "--proxy", "none"});
        if (!m_driver.waitForVerdict() ||
            !QTest::qWaitFor([this] { return m_driver.find("changedButton") != nullptr; }, 10'000))
            qFatal("the change was not said");
        grab("worked-yesterday");
        m_driver.window().openFile(path);
        if (!QTest::qWaitFor([this, path] { return m_driver.window().current()->path() == path; }, 10'000))
            qFatal("the session was not opened");
        m_driver.trigger("judgeAgain");
        grab("judged-again");
        m_driver.find<QDialog>("judgementDialog")->reject();
        QTest::qWait(50);
        m_driver.trigger("retention");
        if (!QTest::qWaitFor([this] { return m_driver.find("retentionDialog") != nullptr; }, 10'000))
            qFatal("the dialog was not shown");
        m_driver.find<QSpinBox>("retentionSize")->setValue(1);
        grab("retention");
        m_driver.find<QDialog>("retentionDialog")->reject();
        m_driver.find<QLineEdit>("sessionFilter")->setText(QStringLiteral("verdict:fails date:today"));
        QTest::qWait(50);
        grab("filter-sessions");
    }

    void lab()
    {
        m_driver.trigger("practiceLab");
        grab("lab");
    }

    void request()
    {
        m_driver.trigger("requestOptions");
        grab("request");
        m_driver.find("requestPanel")->hide();
    }

    void palette()
    {
        m_driver.trigger("palette");
        auto *palette = m_driver.find<QDialog>("commandPalette");
        palette->findChild<QLineEdit *>(QStringLiteral("paletteEdit"))->setText(QStringLiteral("head"));
        grab("palette");
        palette->reject();
        QTest::qWait(50);
    }

    QString m_folder, m_suffix;
    WindowDriver m_driver;
};

} // namespace

int main(int argc, char *argv[])
{
    const bool onlyLongSession = argc == 3 && qstrcmp(argv[2], "messages") == 0;
    const bool onlyComparison = argc == 3 && qstrcmp(argv[2], "compare") == 0;
    const bool onlyEndpoints = argc == 3 && qstrcmp(argv[2], "endpoints") == 0;
    if (argc != 2 && !onlyLongSession && !onlyComparison && !onlyEndpoints) {
        QTextStream(stderr) << "Usage: wirewise_pictures FOLDER [messages|compare|endpoints]\n";
        return 2;
    }
    QGuiApplication::setHighDpiScaleFactorRoundingPolicy(Qt::HighDpiScaleFactorRoundingPolicy::PassThrough);
    QApplication application(argc, argv);
    gui::setUpApplication(application);
    gui::Theme::instance().setReducedMotion(true);
    const QString folder = QString::fromLocal8Bit(argv[1]);
    QDir().mkpath(folder);
    for (const auto &[scheme, name] :
         {std::pair{gui::Appearance::Light, "light"}, {gui::Appearance::Dark, "dark"}}) {
        for (const QSize size : {QSize(1440, 900), QSize(1280, 800)}) {
            Pictures pictures(folder);
            gui::Theme::instance().setAppearance(scheme);
            const QString suffix =
                QStringLiteral("-%1-%2x%3").arg(QLatin1String(name)).arg(size.width()).arg(size.height());
            if (onlyLongSession)
                pictures.makeLongSession(suffix, size);
            else if (onlyComparison)
                pictures.makeComparison(suffix, size);
            else if (onlyEndpoints)
                pictures.makeEndpoints(suffix, size);
            else
                pictures.makeAll(suffix, size);
        }
    }
    return 0;
}
