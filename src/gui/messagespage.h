#pragma once

#include "gui/filteredmessages.h"

#include <QPointer>
#include <QTimer>
#include <QWidget>

#include <atomic>
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
    void connectOverview();
    void showOverview();
    void showTime(observation::Duration from);
    /// In the background, because it looks at every message of the file once.
    void readRate();
    void readFileSize();
    void showEmptyText();
    void applyFilter();
    void showCounts();
    /// What the view shows: all messages, or those that pass the filter.
    [[nodiscard]] MessagePages *pages();

    std::unique_ptr<Ui::MessagesPage> m_ui;
    QPointer<CheckSession> m_session;
    FilteredMessages m_filtered;
    QTimer m_tick;                                    ///< counters, four times a second
    QTimer m_overview;                                ///< at most 30 times a second
    QTimer m_ping;                                    ///< pings that are sent by themselves
    std::shared_ptr<std::atomic<bool>> m_leftSession; ///< tells background work that nobody waits for it
    int m_ticks = 0;
    qint64 m_pings = 0;
};

} // namespace wirewise::gui
