// The window with ten million messages: opened from a file, and coming in at 200,000 a second while it
// follows, scrolls and filters. What does each turn of its event loop take, and how much memory does it need?
//
// bench_window [MESSAGES]

#include "bench/floodserver.h"
#include "bench/longsession.h"
#include "bench/memory.h"
#include "bench/process.h"
#include "bench/turns.h"
#include "gui/application.h"
#include "gui/checksession.h"
#include "gui/mainwindow.h"
#include "gui/sessionpage.h"
#include "gui/widgets/messageview.h"

#include <QElapsedTimer>
#include <QEventLoop>
#include <QLineEdit>
#include <QRandomGenerator>
#include <QScrollBar>
#include <QSettings>
#include <QTemporaryDir>
#include <QTimer>

#include <cstdio>
#include <functional>

namespace {

using namespace wirewise;

constexpr qint64 perSecond = 200'000;
constexpr int frame = 16, phase = 8000; // milliseconds

/// Drives the window as somebody in front of it does, and prints what its turns took.
class Driver
{
public:
    Driver(bench::MeasuredApplication &application, gui::MainWindow &window)
        : m_application(application)
        , m_window(window)
    {
    }

    [[nodiscard]] gui::MessageView *view() const { return m_window.findChild<gui::MessageView *>(); }
    [[nodiscard]] qint64 count() const
    {
        return m_window.current() ? m_window.current()->messages().count() : 0;
    }
    void filter(const QString &line)
    {
        m_window.findChild<QLineEdit *>(QStringLiteral("filterLine"))->setText(line);
    }

    /// Until the condition holds, asked once in a millisecond.
    bool wait(const std::function<bool()> &holds, int milliseconds = 600'000)
    {
        QElapsedTimer clock;
        clock.start();
        while (!holds() && clock.elapsed() < milliseconds) {
            pass(1);
        }
        return holds();
    }

    /// Milliseconds from the wish for a file to the moment when its last page can be read.
    double open(const QString &path)
    {
        QElapsedTimer clock;
        clock.start();
        m_window.openFile(path);
        wait([&] { return m_window.current() && m_window.current()->path() == path; });
        m_window.sessionPage()->setTab(gui::SessionPage::Tab::Messages);
        const bool shown = wait([this] {
            const int rows = view()->accessibleRowCount();
            return rows > 0 && !view()->accessibleCell(rows - 1, 0).isEmpty();
        });
        return shown ? static_cast<double>(clock.nsecsElapsed()) / 1e6 : 0;
    }

    void measure(const char *name, const std::function<void()> &step = {}, int milliseconds = phase)
    {
        (void)m_application.takeTurns();
        QTimer steps;
        if (step) {
            QObject::connect(&steps, &QTimer::timeout, &m_window, step);
            steps.start(frame);
        }
        pass(milliseconds);
        steps.stop();
        print(name);
    }

    void jump()
    {
        QScrollBar *bar = view()->verticalScrollBar();
        bar->setValue(static_cast<int>(m_random.bounded(qint64(bar->maximum()) + 1)));
    }

    void press(Qt::Key key)
    {
        QKeyEvent down(QEvent::KeyPress, key, Qt::NoModifier);
        QApplication::sendEvent(view(), &down);
    }

private:
    static void pass(int milliseconds)
    {
        QEventLoop loop;
        QTimer::singleShot(milliseconds, Qt::PreciseTimer, &loop, &QEventLoop::quit);
        loop.exec();
    }

    void print(const char *name)
    {
        const bench::Turns turns = m_application.takeTurns();
        const double p99 = bench::Turns::percentile(turns.cpu, 0.99);
        const double p999 = bench::Turns::percentile(turns.cpu, 0.999);
        std::printf("%-34s %8zu %7.1f %7.1f %7.1f   %7.1f %7.1f %7.1f %7lld%s\n", name, turns.cpu.size(), p99,
                    p999, bench::Turns::percentile(turns.cpu, 1), bench::Turns::percentile(turns.wall, 0.99),
                    bench::Turns::percentile(turns.wall, 0.999), bench::Turns::percentile(turns.wall, 1),
                    static_cast<long long>(turns.waits), p99 >= 8 || p999 >= 16 ? "  goal: 8 ms, 16 ms" : "");
    }

    bench::MeasuredApplication &m_application;
    gui::MainWindow &m_window;
    QRandomGenerator m_random{1};
};

void head(const char *what)
{
    std::printf("\n%-34s %8s %7s %7s %7s   %7s %7s %7s %7s\n", what, "turns", "CPU 99%", "99.9%", "worst",
                "wall 99%", "99.9%", "worst", "waits");
}

void printMemory(const char *what)
{
    const double peak = bench::memoryMb("VmHWM");
    std::printf("%s: %.0f MB resident, %.0f MB at most%s\n", what, bench::memoryMb("VmRSS"), peak,
                peak > 100 ? "  goal: 100 MB" : "");
}

/// Sessions of rising length, in a process of their own so that their making leaves no memory behind.
bool makeSessions(const QDir &folder, const QList<qint64> &lengths)
{
    return bench::runInProcess([&] {
               for (const qint64 messages : lengths) {
                   const QString path =
                       folder.filePath(QString::number(messages) + QLatin1String(".wirewise"));
                   if (!bench::makeLongSession({messages, 200}, path)) {
                       return 1;
                   }
               }
               return 0;
           })
        .fine;
}

void measureFile(Driver &driver, const QDir &folder, const QList<qint64> &lengths)
{
    for (const qint64 messages : lengths) {
        const QString path = folder.filePath(QString::number(messages) + QLatin1String(".wirewise"));
        const double opened = driver.open(path);
        std::printf("opened, %9lld messages: first page after %.0f ms%s\n", static_cast<long long>(messages),
                    opened, opened > 50 ? "  goal: 50 ms" : "");
    }
    head("from the file");
    driver.measure("right after it was opened", {}, 3000);
    driver.measure("jumps", [&] { driver.jump(); });
    driver.measure(
        "page up", [&] { driver.press(Qt::Key_PageUp); }, 3000);
    driver.measure(
        "Home and End",
        [&, home = false]() mutable { driver.press((home = !home) ? Qt::Key_Home : Qt::Key_End); }, 3000);
    driver.filter(QString::fromLatin1(bench::LongSession::RareWord));
    driver.measure("filter, a rare word");
    driver.filter(QStringLiteral("-heartbeat"));
    driver.measure("filter, three of four pass");
    driver.measure(
        "jumps among those", [&] { driver.jump(); }, 3000);
    driver.filter({});
    printMemory("from the file");
}

void measureFlood(Driver &driver, gui::MainWindow &window, quint16 port, qint64 messages)
{
    const bench::FloodPlan plan{200, messages, false, perSecond};
    window.setAddress(QStringLiteral("ws://127.0.0.1:%1%2").arg(port).arg(QString::fromLatin1(plan.path())));
    window.startConnect();
    if (!driver.wait([&] { return window.current()->isLive() && !window.current()->isRunning(); }, 60'000)) {
        std::printf("The flood could not be reached.\n");
        return;
    }
    window.sessionPage()->setTab(gui::SessionPage::Tab::Messages);
    head("200,000 messages a second");
    driver.measure("follows");
    driver.view()->setFollowing(false);
    driver.measure("jumps", [&] { driver.jump(); });
    driver.view()->setFollowing(true);
    driver.filter(QStringLiteral("10007919"));
    driver.measure("follows a filter, a rare word");
    driver.measure("jumps in it", [&] { driver.jump(); });
    driver.filter(QStringLiteral("-10007919"));
    driver.measure("follows a filter, nearly all pass");
    driver.filter({});
    driver.view()->setFollowing(true);
    driver.wait([&] { return !window.current()->isLive(); });
    driver.measure("until the end", {}, 1000);
    std::printf("received %lld of %lld\n", static_cast<long long>(driver.count()),
                static_cast<long long>(messages + 2));
    printMemory("flood");
}

} // namespace

int main(int argc, char **argv)
{
    std::setvbuf(stdout, nullptr, _IOLBF, 0); // one sees how far it is
    qputenv("QT_NO_GLIB", "1");               // whose event loop does not tell when it waits
    if (!qEnvironmentVariableIsSet("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    const qint64 messages = argc > 1 ? QByteArray(argv[1]).toLongLong() : 10'000'000;
    const QTemporaryDir folder;
    const QDir files(folder.path());
    const QList<qint64> lengths{messages / 1000, messages / 10, messages};
    const bench::FloodServer server;
    if (server.port() == 0 || !makeSessions(files, lengths)) {
        return 1;
    }
    bench::MeasuredApplication application(argc, argv);
    gui::setUpApplication(application);
    files.mkdir(QStringLiteral("own"));
    gui::MainWindow window(
        std::make_unique<QSettings>(files.filePath(QStringLiteral("settings.ini")), QSettings::IniFormat),
        files.filePath(QStringLiteral("own")));
    window.resize(1280, 800);
    window.show();
    Driver driver(application, window);
    measureFile(driver, files, lengths);
    measureFlood(driver, window, server.port(), messages);
    return 0;
}
