#pragma once

#include "gui/listdesk.h"
#include "gui/listworker.h"

#include <QElapsedTimer>
#include <QObject>
#include <QPointer>

#include <atomic>
#include <memory>

class QPushButton;

namespace wirewise::gui {

class Band;
class CheckSession;
class ListDialog;
class ListPage;
class ListSession;
class MainWindow;
class StatusLine;
struct CompareSide;

/// Lists of endpoints in the window: where they come from, their page, and the way to one endpoint of them
/// and back.
class ListCommands : public QObject
{
    Q_OBJECT
public:
    explicit ListCommands(MainWindow *window);
    ~ListCommands() override;

    /// Asks for what to check, with that text to begin with.
    void ask(const QString &text = {});
    /// The same with a file.
    void askWithFile(const QString &path);
    /// Checks them, each once, and shows their page.
    void start(const QString &title, const QList<session::PlannedEndpoint> &endpoints);
    /// The list that is shown; null if another page is.
    [[nodiscard]] ListSession *current() const;

Q_SIGNALS:
    /// The saved endpoints are wanted as a list: answer with start().
    void savedRequested();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void connectActions();
    void connectPage();
    void buildWayBack();
    [[nodiscard]] bool openFile(const session::SessionInfo &info);
    void run(ListOrder order);
    void keep(ListSession *session);
    void closeOld();
    void show(ListSession *session);
    void follow();
    void followEndpoint();
    void showProgress();
    void list(const ListSession *session);
    [[nodiscard]] ListDialog *dialog();
    void openEndpoint(qsizetype row, bool bytes);
    void showEndpoint(qsizetype row, const session::SessionContent &content, bool bytes);
    void readPreview(qsizetype row);
    void compare(qsizetype one, qsizetype other);
    void compareBefore(qsizetype row);
    /// Two checks of files, on the page of comparisons.
    void compareChecks(const QString &leftPath, qint64 left, const QString &rightPath, qint64 right);
    void back();
    void menu(const QPoint &at);
    void exportList();
    void write(const QString &target, const QString &filter);
    [[nodiscard]] QString freePath() const;

    static constexpr qsizetype KeptOpen = 4;

    MainWindow *m_window;
    ListDesk m_desk;
    ListPage *m_page;
    Band *m_wayBack = nullptr;
    QPushButton *m_backButton = nullptr;
    QPointer<ListDialog> m_dialog;
    QList<ListSession *> m_open;               ///< oldest use first
    QList<QPointer<CheckSession>> m_endpoints; ///< single endpoints of lists that were opened
    QString m_comparedOf;                      ///< the list that the comparison was asked from
    std::shared_ptr<std::atomic_bool> m_stopped;
    QElapsedTimer m_listed; ///< since the list of sessions was told of a run
};

} // namespace wirewise::gui
