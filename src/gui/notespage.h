#pragma once

#include <QPointer>
#include <QTimer>
#include <QWidget>

#include <memory>

namespace wirewise::gui {

class CheckSession;

namespace Ui {
class NotesPage;
}

/// What the user writes about a session; kept in its file a moment after the last key.
class NotesPage : public QWidget
{
    Q_OBJECT
public:
    explicit NotesPage(QWidget *parent = nullptr);
    ~NotesPage() override;

    void setSession(CheckSession *session);
    void focusEdit();
    /// Writes what waits.
    void save();

private:
    std::unique_ptr<Ui::NotesPage> m_ui;
    QPointer<CheckSession> m_session;
    QTimer m_delay;
    bool m_dirty = false;
};

} // namespace wirewise::gui
