#pragma once

#include "gui/widgets/exchangelayout.h"
#include "gui/widgets/exchangepainter.h"

#include <QBasicTimer>

namespace wirewise::gui {

/// What an ExchangeView holds: where everything stands, and what is marked in it.
struct ExchangeView::Content
{
    ExchangeLayout layout;
    ByteMarks marks;
    qint64 anchor = 0;
    bool dragging = false;
    QBasicTimer dragTimer;
    QPointF dragPoint;

    [[nodiscard]] const QByteArray &bytes(int section) const { return layout.sections().at(section).bytes; }
    [[nodiscard]] bool has(int section) const { return section >= 0 && section < layout.sections().size(); }
};

} // namespace wirewise::gui
