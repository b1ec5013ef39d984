#include "gui/freedmemory.h"

#include <QCoreApplication>
#include <QThreadPool>
#include <QTimer>

#include <utility>

#if defined(__GLIBC__)
#include <malloc.h>
#endif

namespace wirewise::gui {

void giveFreedMemoryBack()
{
#if defined(__GLIBC__)
    constexpr int soon = 500; // milliseconds: other threads may still be about to free what they had
    static bool isComing = false;
    if (std::exchange(isComing, true))
        return;
    QTimer::singleShot(soon, QCoreApplication::instance(), [] {
        isComing = false;
        QThreadPool::globalInstance()->start([] { malloc_trim(0); });
    });
#endif
}

} // namespace wirewise::gui
