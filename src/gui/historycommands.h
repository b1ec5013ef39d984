#pragma once

#include "session/retention.h"

#include <QObject>
#include <QPointer>
#include <QPushButton>
#include <QThreadPool>

#include <functional>

class QSettings;

namespace wirewise::gui {

class MainWindow;
class RetentionDialog;

/// Looking back: what an endpoint gave before, what today's rules say of an old session, and how long
/// sessions are kept.
class HistoryCommands : public QObject
{
    Q_OBJECT
public:
    HistoryCommands(MainWindow *window, QSettings *settings);
    ~HistoryCommands() override;

private:
    void follow();
    void sayChange();
    void judgeAgain();
    void showRetention();
    void moveToTrash(const QStringList &paths);
    void remindOfRetention();
    [[nodiscard]] session::RetentionRule rule() const;
    void setRule(const session::RetentionRule &rule);
    /// The sessions of the folder with their sizes; one that is open in the window stays as a pinned one
    /// does.
    void measure(std::function<void(const QList<session::StoredSession> &)> answer);

    MainWindow *m_window;
    QSettings *m_settings;
    QPointer<QPushButton> m_change;
    QPointer<RetentionDialog> m_retention;
    QThreadPool m_thread;
    bool m_isReminded = false;
};

} // namespace wirewise::gui
