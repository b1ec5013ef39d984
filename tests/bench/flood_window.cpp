// The window takes a flood, records and lists it: flood_window URL FOLDER COUNT

#include "gui/checksession.h"
#include "gui/mainwindow.h"
#include "gui/widgets/messageview.h"

#include <QApplication>
#include <QDir>
#include <QSettings>
#include <QTimer>

using namespace wirewise;

int main(int argc, char **argv)
{
    if (!qEnvironmentVariableIsSet("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    QApplication application(argc, argv);
    const QStringList words = QApplication::arguments();
    if (words.size() != 4)
        return 2;
    QDir folder(words[2]);
    gui::MainWindow window(
        std::make_unique<QSettings>(folder.filePath(QStringLiteral("settings.ini")), QSettings::IniFormat),
        folder.path());
    window.resize(1280, 800);
    window.show();
    window.setAddress(words[1]);
    window.startConnect();
    // As a person would see it: the end is there, and the last row shows the last message.
    const qint64 wanted = words[3].toLongLong() + 2; // a Close each way
    QTimer watch;
    QObject::connect(&watch, &QTimer::timeout, &application, [&] {
        const gui::CheckSession *session = window.current();
        const auto *view = window.findChild<gui::MessageView *>();
        if (session && view && !session->isLive() && !session->isRunning() &&
            view->visible().second >= wanted - 2)
            QApplication::exit(0);
    });
    watch.start(50);
    const int status = QApplication::exec();
    folder.removeRecursively();
    return status;
}
