#pragma once

#include "gui/filteredmessages.h"

#include <QPointer>
#include <QTimer>
#include <QWidget>

#include <atomic>
#include <memory>

class QSettings;
class QSplitter;

namespace wirewise::gui {

class CheckSession;
class Composer;
class ConnectionLine;
class ConversationPanel;
class ContentColumn;
class FilterBar;
class IdlePanel;
class MessageDetail;
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

    /// What is remembered between two starts. Not taken over.
    void setSettings(QSettings *settings);
    void setSession(CheckSession *session);
    [[nodiscard]] CheckSession *session() const;
    void refresh();

    [[nodiscard]] MessageView *view() const;
    [[nodiscard]] MessageDetail *detail() const;
    [[nodiscard]] FilterBar *filterBar() const;
    [[nodiscard]] ContentColumn *contentColumn() const { return m_column; }
    [[nodiscard]] Composer *composer() const;
    [[nodiscard]] ConversationPanel *conversation() const;
    [[nodiscard]] ConnectionLine *connectionLine() const;
    [[nodiscard]] IdlePanel *idlePanel() const;
    /// Scrolls to the message with that number, as far as the filter shows it.
    void showMessage(qint64 number);
    [[nodiscard]] QSplitter *columns() const;
    void focusFilter();
    /// The next of the messages that are shown.
    void showNext();
    /// The one that commands are about: the chosen row, else the one in detail. Number 0 without any.
    [[nodiscard]] observation::Message chosenMessage() const;
    /// The same bytes once more; only text and binary messages can be sent again.
    void sendAgain(const observation::Message &message);
    /// Times count from that message.
    void countTimesFrom(const observation::Message &message);
    /// Times are those of the clock again.
    void showClockTimes();

Q_SIGNALS:
    /// Another message is chosen, or something else that commands depend on changed.
    void chosenChanged();

private:
    void connectParts();
    void connectComposer();
    void showCurrent();
    /// Soon, however often messages come: nobody reads sixty in a second.
    void showCurrentSoon();
    void connectOverview();
    void showOverview();
    void showTime(observation::Duration from);
    /// In the background, because it looks at every message of the file once.
    void readRate();
    void readFileSize();
    void showEmptyText();
    void applyFilter();
    void showPlace();
    void showCounts();
    /// What the view shows: all messages, or those that pass the filter.
    [[nodiscard]] MessagePages *pages();

    std::unique_ptr<Ui::MessagesPage> m_ui;
    ContentColumn *m_column;
    QPointer<CheckSession> m_session;
    FilteredMessages m_filtered;
    QTimer m_tick;                                    ///< counters, four times a second
    QTimer m_soon;                                    ///< ten times a second at most
    QTimer m_overview;                                ///< at most 30 times a second
    QTimer m_ping;                                    ///< pings that are sent by themselves
    std::shared_ptr<std::atomic<bool>> m_leftSession; ///< tells background work that nobody waits for it
    int m_ticks = 0;
    qint64 m_place = 0; ///< the message to be at the top once a filter has been applied; 0: no matter
    qint64 m_pings = 0;
};

} // namespace wirewise::gui
