#pragma once

#include "gui/actions.h"
#include "gui/requestoptions.h"
#include "gui/workbench.h"

#include <QMainWindow>
#include <QPointer>
#include <QTimer>

#include <memory>

class QSettings;
class QSplitter;
class QStackedWidget;

namespace wirewise::gui {

class AddressBar;
class CommandPalette;
class CompareCommands;
class ComparePage;
class ExplanationDialog;
class ImportCommands;
class LabPage;
class RequestPanel;
class SessionPage;
class Sidebar;
class StartPage;
class StatusLine;
class WindowState;

/// The one window: address bar, sidebar, pages, status bar. Holds them together and no more.
class MainWindow : public QMainWindow
{
    Q_OBJECT
public:
    /// Settings are written there; sessions are kept in that folder.
    MainWindow(std::unique_ptr<QSettings> settings, const QString &sessionsFolder);
    ~MainWindow() override;

    [[nodiscard]] Workbench &workbench() { return *m_workbench; }
    [[nodiscard]] Actions &actions() { return *m_actions; }
    [[nodiscard]] AddressBar *addressBar() const { return m_addressBar; }
    [[nodiscard]] SessionPage *sessionPage() const { return m_sessionPage; }
    [[nodiscard]] Sidebar *sidebar() const { return m_sidebar; }
    [[nodiscard]] QSplitter *splitter() const { return m_splitter; }
    [[nodiscard]] CheckSession *current() const;

    /// One more page, which the window takes over. Whoever made it sets its actions on followed().
    void addPage(QWidget *page);
    /// The one of those that is shown; null for any other page.
    [[nodiscard]] QWidget *addedPage() const;
    /// path: the session that the sidebar marks; empty for none.
    void showPage(QWidget *page, const QString &title, const QString &path = {});
    /// Actions, address bar and status bar as what is shown wants them.
    void follow();

    void setAddress(const QString &address);
    void openFile(const QString &path);

    /// A check of that address with options of `wirewise-cli check`, as the practice lab gives them.
    void checkWith(const QString &address, const QList<QByteArray> &options);

public Q_SLOTS:
    void startCheck();
    void startConnect();
    /// Connects, and runs it as soon as the connection is open.
    void startConversation(const wirewise::gui::ConversationOrder &order);
    void showStart();
    void showLab();
    /// The page of two sessions, as it is filled.
    void showCompare();
    /// Two sessions by their paths.
    void compare(const QString &left, const QString &right);
    void showSession(wirewise::gui::CheckSession *session);
    /// In the status bar, for some seconds.
    void notice(const QString &sentence);

Q_SIGNALS:
    /// A check of the address that is typed, with the options of the Request panel.
    void checkBegan(wirewise::gui::CheckSession *session);
    /// Actions and bars are set for what is shown; added pages set theirs behind it.
    void followed();
    /// Check or Connect with an empty address, while an added page is shown.
    void pageCheckRequested();

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void closeEvent(QCloseEvent *event) override;

private:
    friend class WindowCommands;

    void build();
    void connectParts();
    void connectSession(CheckSession *session);
    void run(bool keepConnection, const std::optional<ConversationOrder> &conversation = {});
    void fitSidebar();
    void toggleSidebar(bool shown);
    void stepRegion(int by);
    [[nodiscard]] bool isStart() const;
    [[nodiscard]] bool isCompare() const;
    [[nodiscard]] bool isWide() const;

    std::unique_ptr<QSettings> m_settings;
    std::unique_ptr<Workbench> m_workbench;
    std::unique_ptr<WindowState> m_state;
    Actions *m_actions;
    AddressBar *m_addressBar = nullptr;
    QSplitter *m_splitter = nullptr;
    Sidebar *m_sidebar = nullptr;
    QStackedWidget *m_pages = nullptr;
    StartPage *m_startPage = nullptr;
    SessionPage *m_sessionPage = nullptr;
    LabPage *m_labPage = nullptr;
    ComparePage *m_comparePage = nullptr;
    CompareCommands *m_compareCommands = nullptr;
    RequestPanel *m_requestPanel = nullptr;
    StatusLine *m_status = nullptr;
    ImportCommands *m_imports = nullptr;
    QList<QWidget *> m_addedPages;
    QTimer m_showRunning;
    bool m_sidebarOnStart = false;
};

} // namespace wirewise::gui
