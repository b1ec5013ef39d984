#pragma once

#include "gui/filteredmessages.h"

#include <QPointer>
#include <QTimer>
#include <QWidget>

#include <memory>

class QSplitter;

namespace wirewise::gui {

class CheckSession;
class Composer;
class MessageView;

namespace Ui {
class MessagesPage;
}

/// The live frames both ways, one of them in detail, and the composer.
class MessagesPage : public QWidget
{
    Q_OBJECT
public:
    explicit MessagesPage(QWidget *parent = nullptr);
    ~MessagesPage() override;

    void setSession(CheckSession *session);
    void refresh();

    [[nodiscard]] MessageView *view() const;
    [[nodiscard]] Composer *composer() const;
    [[nodiscard]] QSplitter *columns() const;
    void focusFilter();
    /// The next of the messages that are shown.
    void showNext();

private:
    void showMenu(const QPoint &at);
    void showCurrent();
    void showPing();
    void showEmptyText();
    void applyFilter();
    void showCounts();
    /// What the view shows: all messages, or those that pass the filter.
    [[nodiscard]] MessagePages *pages();

    std::unique_ptr<Ui::MessagesPage> m_ui;
    QPointer<CheckSession> m_session;
    FilteredMessages m_filtered;
    QTimer m_tick; ///< counters, four times a second
    qint64 m_pingSearched = 0;
    qint64 m_pingSentAt = -1; ///< microseconds
};

} // namespace wirewise::gui
