#pragma once

#include <QEvent>
#include <QTimer>
#include <QWidget>

#include <unistd.h>

namespace wirewise::bench {

/// Ends the program, with nothing taken down, once the window was painted whole and then for so many
/// milliseconds was left alone.
class EndAfterFirstPaint : public QObject
{
public:
    EndAfterFirstPaint(QWidget *window, int milliseconds)
        : QObject(window)
        , m_milliseconds(milliseconds)
    {
        window->installEventFilter(this);
    }

    bool eventFilter(QObject *window, QEvent *event) override
    {
        if (event->type() == QEvent::Paint) {
            window->removeEventFilter(this);
            // The widgets inside are painted in the same turn of the event loop.
            QTimer::singleShot(m_milliseconds, this, [] { _exit(0); });
        }
        return false;
    }

private:
    int m_milliseconds;
};

} // namespace wirewise::bench
