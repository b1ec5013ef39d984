// A window with nothing in it, until it was painted: bare_window FOLDER MILLISECONDS

#include "bench/firstpaint.h"

#include <QApplication>

int main(int argc, char **argv)
{
    QApplication application(argc, argv);
    const QStringList words = QApplication::arguments();
    if (words.size() != 3) {
        return 2;
    }
    QWidget window;
    const wirewise::bench::EndAfterFirstPaint end(&window, words[2].toInt());
    window.resize(1280, 800);
    window.show();
    return QApplication::exec();
}
