#include "gui/application.h"
#include "gui/mainwindow.h"
#include "session/library.h"

#include <QApplication>
#include <QFileInfo>
#include <QSettings>
#include <QTextStream>

#include <csignal>
#include <memory>

using namespace wirewise;

int main(int argc, char *argv[])
{
    QStringList given;
    for (int i = 0; i < argc; ++i)
        given << QString::fromLocal8Bit(argv[i]);
    const gui::StartArguments arguments = gui::readArguments(given);
    std::signal(SIGXFSZ, SIG_IGN); // a session file that may not grow is told by the write that fails
    QTextStream out(stdout), err(stderr);
    if (!arguments.unknownOption.isEmpty()) {
        err << "wirewise: unknown option " << arguments.unknownOption << "\n\n" << gui::usageText();
        return 2;
    }
    if (arguments.wantsHelp) {
        out << gui::usageText();
        return 0;
    }
    if (arguments.wantsVersion) {
        out << "wirewise " << WIREWISE_VERSION << '\n';
        return 0;
    }
    // Qt would end the program with words for developers.
    if (const QString missing = gui::missingDisplay(); !missing.isEmpty()) {
        err << missing;
        return 1;
    }
    QGuiApplication::setHighDpiScaleFactorRoundingPolicy(Qt::HighDpiScaleFactorRoundingPolicy::PassThrough);
    QApplication application(argc, argv);
    gui::setUpApplication(application);
    gui::MainWindow window(std::make_unique<QSettings>(), session::Library::defaultFolder());
    if (!arguments.addresses.isEmpty())
        window.setAddress(arguments.addresses.constFirst());
    for (const QString &file : arguments.files)
        window.openFile(QFileInfo(file).absoluteFilePath());
    window.show();
    return QApplication::exec();
}
