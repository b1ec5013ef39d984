#pragma once

#include "gui/composerjudgement.h"

#include <QObject>

namespace wirewise::gui {

class MainWindow;
class MessagesPage;

/// What the commands do that send something: the composer's, those of the live connection, the
/// conversation's.
class SendingCommands : public QObject
{
    Q_OBJECT
public:
    /// The window must outlive it.
    explicit SendingCommands(MainWindow *window);

private:
    template<typename Call>
    void on(const char *name, Call call);
    void connectComposer();
    void connectConnection();
    void connectConversation();
    /// Which of them make sense now.
    void follow();
    void compose(ComposerKind kind);
    void showConversation(bool shown);

    MainWindow *m_window;
    MessagesPage *m_page;
};

} // namespace wirewise::gui
