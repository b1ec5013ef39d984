#pragma once

#include "gui/comparepage.h"

#include <QObject>

namespace wirewise::gui {

class CheckSession;
class MainWindow;

/// What the commands of comparing do: choose the other side, read or check it, and show both.
class CompareCommands : public QObject
{
    Q_OBJECT
public:
    CompareCommands(MainWindow *window, ComparePage *page);

    /// Two sessions of the list.
    void compare(const QString &left, const QString &right);
    /// Asks for what to compare the session with that is shown.
    void compareWith();

private:
    using Answer = std::function<void(const CompareSide &)>;

    /// Reads a session, or takes it from the window where it is open.
    void fetch(const QString &path, const Answer &answer);
    /// Checks an address with the settings of the other side.
    void check(const QString &address, const observation::Settings &settings, const Answer &answer);
    void choose(const CompareSide &other, const Answer &answer);
    void fillMenu(QMenu *menu, ComparePage::Side side);
    void replace(ComparePage::Side side, const CompareSide &with);
    void show(const CompareSide &left, const CompareSide &right);
    void exportComparison();
    void write(const QString &path);

    MainWindow *m_window;
    ComparePage *m_page;
};

} // namespace wirewise::gui
