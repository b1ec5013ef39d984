#include "gui/application.h"
#include "gui/mainwindow.h"
#include "record/keptmessages.h"
#include "record/pouringpeer.h"

#include <QApplication>
#include <QDir>
#include <QElapsedTimer>
#include <QLabel>
#include <QProcess>
#include <QRandomGenerator>
#include <QSettings>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>

#include <cstdio>
#include <deque>
#include <utility>

using namespace wirewise;
using namespace wirewise::testing;

namespace {

constexpr qsizetype Size = 200;

/// What the child process does: a window that connects, and says how many messages it shows.
int showForever(QApplication &application, const QString &folder, const QString &url)
{
    gui::setUpApplication(application);
    gui::MainWindow window(
        std::make_unique<QSettings>(folder + QStringLiteral("/settings.ini"), QSettings::IniFormat),
        folder + QStringLiteral("/sessions"));
    window.show();
    window.setAddress(url);
    window.actions()["connect"]->trigger();
    QTimer timer;
    QObject::connect(&timer, &QTimer::timeout, &window, [&window] {
        const auto *session = window.current();
        if (!session || !session->isLive())
            return;
        std::printf("%lld\n", static_cast<long long>(window.current()->messages().count()));
        std::fflush(stdout);
    });
    timer.start(20);
    return QApplication::exec();
}

} // namespace

/// The window is ended at any moment of a live session, or reaches a limit.
class TestGuiKill : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void shownIsKept_data();
    void shownIsKept();
    void limitIsSaidAndTheConnectionGoesOn();
};

void TestGuiKill::shownIsKept_data()
{
    QTest::addColumn<int>("every");
    QTest::addColumn<int>("after");
    for (const int every : {0, 5}) {
        for (int round = 0; round < 3; ++round) {
            const int after = QRandomGenerator::global()->bounded(1200, 3000);
            QTest::addRow("every %d ms, killed after %d ms, %d", every, after, round) << every << after;
        }
    }
}

void TestGuiKill::shownIsKept()
{
    QFETCH(int, every);
    QFETCH(int, after);
    QTemporaryDir folder;
    PouringPeer peer({Size, std::chrono::milliseconds(every), 0});
    QProcess window;
    QElapsedTimer clock;
    std::deque<std::pair<qint64, qint64>> shown; // milliseconds, messages
    connect(&window, &QProcess::readyReadStandardOutput, this, [&] {
        const QList<QByteArray> lines = window.readAllStandardOutput().trimmed().split('\n');
        shown.emplace_back(clock.elapsed(), lines.constLast().toLongLong());
    });
    clock.start();
    window.start(QCoreApplication::applicationFilePath(),
                 {QStringLiteral("--window"), folder.path(), peer.url()});
    QTRY_VERIFY_WITH_TIMEOUT(!shown.empty() && shown.back().second > 10, 60'000);
    const qint64 end = clock.elapsed() + after;
    QTRY_VERIFY_WITH_TIMEOUT(clock.elapsed() >= end, 60'000);
    window.kill();
    const qint64 killed = clock.elapsed();
    QVERIFY(window.waitForFinished(60'000));

    const QDir sessions(folder.filePath(QStringLiteral("sessions")));
    const QStringList files = sessions.entryList({QStringLiteral("*.wirewise")});
    QCOMPARE(files.size(), 1);
    const QString path = sessions.filePath(files.constFirst());
    const KeptMessages kept = keptMessages(path, Size);
    QCOMPARE(kept.problem, QString());
    qint64 owed = 0;
    for (const auto &[when, count] : shown)
        owed = when <= killed - 1000 ? count : owed;
    QVERIFY(owed > 0);
    QVERIFY2(kept.all >= owed, qPrintable(QStringLiteral("%1 kept of %2").arg(kept.all).arg(owed)));
    const session::Result<session::SessionFile> file = session::SessionFile::open(path);
    QVERIFY2(file, qPrintable(file ? QString() : file.error().text));
}

void TestGuiKill::limitIsSaidAndTheConnectionGoesOn()
{
    QTemporaryDir folder;
    auto settings =
        std::make_unique<QSettings>(folder.filePath(QStringLiteral("settings.ini")), QSettings::IniFormat);
    settings->setValue(QStringLiteral("recording/maximumFile"), 1'500'000);
    gui::MainWindow window(std::move(settings), folder.filePath(QStringLiteral("sessions")));
    window.show();
    PouringPeer peer({Size, std::chrono::milliseconds(1), 0});
    window.setAddress(peer.url());
    window.actions()["connect"]->trigger();
    auto *disk = window.findChild<QLabel *>(QStringLiteral("diskLabel"));
    QTRY_VERIFY_WITH_TIMEOUT(disk->text().endsWith(QStringLiteral("of 1.5 MB")), 60'000);
    QVERIFY2(disk->toolTip().contains(QStringLiteral("Recording stops")), qPrintable(disk->toolTip()));
    QTRY_COMPARE_WITH_TIMEOUT(disk->text(), QStringLiteral("Not kept"), 60'000);
    QVERIFY(disk->toolTip().contains(QStringLiteral("has reached its limit of 1.5 MB")));
    QVERIFY(window.current()->isLive());
    const qint64 before = window.current()->counters().messageCount;
    QTRY_VERIFY_WITH_TIMEOUT(window.current()->counters().messageCount > before + 100, 60'000);
    QVERIFY(window.current()->recordingStoppedAt().isValid());
}

int main(int argc, char **argv)
{
    QApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    if (arguments.size() == 4 && arguments.at(1) == QStringLiteral("--window"))
        return showForever(application, arguments.at(2), arguments.at(3));
    TestGuiKill test;
    return QTest::qExec(&test, argc, argv);
}

#include "test_gui_kill.moc"
