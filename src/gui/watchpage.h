#pragma once

#include "gui/watchentrymodel.h"
#include "gui/watchsession.h"

#include <QPointer>
#include <QTimer>
#include <QWidget>

#include <memory>

namespace wirewise::gui {

namespace Ui {
class WatchPage;
}

/// A watch: how it is and since when, the last hours as a strip, and what changed. Without a session it
/// offers to begin one.
class WatchPage : public QWidget
{
    Q_OBJECT
public:
    explicit WatchPage(QWidget *parent = nullptr);
    ~WatchPage() override;

    /// The session is not taken over.
    void setSession(WatchSession *session);
    [[nodiscard]] WatchSession *session() const { return m_session; }
    /// An address that may be watched; nothing is sent yet.
    void offer(const QString &url);
    [[nodiscard]] std::chrono::seconds every() const;
    [[nodiscard]] bool notifies() const;
    [[nodiscard]] bool waitsForGreen() const;
    void setChoices(std::chrono::seconds every, bool notifies);

Q_SIGNALS:
    void startRequested();
    /// A change was chosen: its whole check is wanted, by its number in the file.
    void checkRequested(qint64 check);
    void explainRequested(const QByteArray &findingId);
    void choicesChanged();

protected:
    void changeEvent(QEvent *event) override;
    void showEvent(QShowEvent *event) override;

private:
    void connectParts();
    void refresh();
    void showControls();
    void choose(const QModelIndex &index);
    void chooseTime(const WatchBucket &bucket);
    void fitTable();

    std::unique_ptr<Ui::WatchPage> m_ui;
    QPointer<WatchSession> m_session;
    WatchEntryModel m_entries;
    QTimer m_tick;
    QString m_offered;
};

} // namespace wirewise::gui
