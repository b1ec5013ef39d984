// The program as it starts, until its window was painted: start_window FOLDER MILLISECONDS

#include "bench/firstpaint.h"
#include "gui/application.h"
#include "gui/mainwindow.h"

#include <QApplication>
#include <QSettings>

using namespace wirewise;

int main(int argc, char **argv)
{
    QGuiApplication::setHighDpiScaleFactorRoundingPolicy(Qt::HighDpiScaleFactorRoundingPolicy::PassThrough);
    QApplication application(argc, argv);
    const QStringList words = QApplication::arguments();
    if (words.size() != 3) {
        return 2;
    }
    gui::setUpApplication(application);
    gui::MainWindow window(
        std::make_unique<QSettings>(words[1] + QStringLiteral("/settings.ini"), QSettings::IniFormat),
        words[1] + QStringLiteral("/sessions"));
    const bench::EndAfterFirstPaint end(&window, words[2].toInt());
    window.show();
    return QApplication::exec();
}
