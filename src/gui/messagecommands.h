#pragma once

#include <QObject>
#include <QPoint>

#include <optional>

namespace wirewise::gui {

class Actions;
class MessagesPage;

/// What the commands about one message do, and its context menu.
class MessageCommands : public QObject
{
    Q_OBJECT
public:
    /// Both must outlive it.
    MessageCommands(Actions *actions, MessagesPage *page);

private:
    template<typename Call>
    void on(const char *name, Call call);
    void connectFilter();
    void connectColumns();
    /// Which of them make sense now.
    void follow();
    void showMenu(const QPoint &at);
    /// What a filter can take from the chosen message.
    [[nodiscard]] QString term() const;

    Actions *m_actions;
    MessagesPage *m_page;
    std::optional<QPoint> m_menuPoint; ///< in the view: the value that the menu is about
};

} // namespace wirewise::gui
