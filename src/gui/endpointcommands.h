#pragma once

#include "gui/endpointchecks.h"
#include "gui/endpointdesk.h"
#include "gui/endpointmodel.h"
#include "session/listrun.h"

#include <QObject>
#include <QPointer>

#include <memory>

class QSettings;

namespace wirewise::gui {

class CheckSession;
class EndpointPane;
class EnvironmentResults;
class MainWindow;
class RequestPanel;

/// Saved endpoints in the window: the pane in the sidebar, the dialogs, and the checks that start from them.
class EndpointCommands : public QObject
{
    Q_OBJECT
public:
    /// usualFolder: where endpoints are as long as no other folder was chosen.
    EndpointCommands(MainWindow *window, RequestPanel *request, QSettings *settings,
                     const QString &usualFolder, std::unique_ptr<endpoints::SecretStore> store);
    ~EndpointCommands() override;

    [[nodiscard]] EndpointDesk &desk() { return m_desk; }
    [[nodiscard]] EndpointPane *pane() const { return m_pane; }
    /// All saved endpoints, or those of a folder, in the environment that is chosen; answers with
    /// listReady().
    void collectList(const QString &folder = {});

Q_SIGNALS:
    /// They are filled in, and can be checked together.
    void listReady(const QString &title, const QList<wirewise::session::PlannedEndpoint> &endpoints);

private:
    void connectActions();
    void connectPane();
    void connectChecks();
    void follow();
    void followVerdicts();
    void check(const QString &endpoint);
    void checkAll();
    void start(const EndpointOrder &order, const endpoints::FilledEndpoint &filled);
    void collect(const EndpointOrder &order, const endpoints::FilledEndpoint *filled, const QString &problem);
    [[nodiscard]] QString titleOfList(const QString &environment) const;
    void followCheck(CheckSession *session, const EndpointOrder &order);
    void saveRequest();
    void edit(const QString &name);
    void remove(const QString &name);
    void chooseFolder();
    void menu(const QString &name, const QPoint &at);
    void askForSecret(const endpoints::SecretKey &key, const QString &remark,
                      const std::function<void(const EndpointChecks::Given &)> &answer);
    void showProblems();

    MainWindow *m_window;
    RequestPanel *m_request;
    QSettings *m_settings;
    EndpointDesk m_desk;
    EndpointModel m_model;
    EndpointChecks m_checks;
    EndpointPane *m_pane;
    QPointer<EnvironmentResults> m_results;
    QList<EndpointOrder> m_collecting; ///< of a list: those that are still to be filled in
    QList<session::PlannedEndpoint> m_collected;
    QString m_collectedFolder; ///< empty: all of them
    QStringList m_leftOut;
};

} // namespace wirewise::gui
