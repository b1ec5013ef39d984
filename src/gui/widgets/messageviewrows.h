#pragma once

#include "gui/widgets/messagerows.h"
#include "gui/widgets/messageview.h"
#include "gui/widgets/theme.h"

#include <QPointer>
#include <QTimer>

class QPushButton;

namespace wirewise::gui {

/// What a MessageView holds: its pages, which of their rows are shown, and how it moves.
class MessageView::Rows
{
public:
    QPointer<MessagePages> pages;
    QString emptyText;
    MessageRowMap map;
    QTimer refresh;
    QPushButton *latest = nullptr;
    QPushButton *offer = nullptr; ///< what can be done about an empty list
    MessageColumns columns;
    std::optional<MessageColumn> hoveredHead;
    qint64 current = -1;
    qint64 pausedAt = -1; ///< messages shown while the view stands still
    bool following = true;
    bool moving = false; ///< the view itself moves the scroll bar

    [[nodiscard]] static int rowHeight() { return Theme::instance().scaled(26); }
    [[nodiscard]] static int headerHeight() { return Theme::instance().scaled(27); }
    [[nodiscard]] observation::Message message(qint64 index) const
    {
        if (pages == nullptr || index < 0)
            return {};
        const QList<observation::Message> found = pages->fetch(index, 1);
        return found.isEmpty() ? observation::Message() : found.constFirst();
    }
};

} // namespace wirewise::gui
