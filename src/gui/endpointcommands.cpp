#include "gui/endpointcommands.h"

#include "gui/addressbar.h"
#include "gui/endpointdialog.h"
#include "gui/endpointpane.h"
#include "gui/environmentresults.h"
#include "gui/environmentsdialog.h"
#include "gui/mainwindow.h"
#include "gui/requestpanel.h"
#include "gui/savedrequest.h"
#include "gui/secretdialog.h"
#include "gui/sidebar.h"

#include <QApplication>
#include <QFileDialog>
#include <QMenu>
#include <QSettings>

namespace wirewise::gui {

namespace {
const QString FolderKey = QStringLiteral("endpoints/folder");
const QString EnvironmentKey = QStringLiteral("endpoints/environment");

/// "orders" of "orders/prices"; empty where there is none.
QString folderOf(const QString &name)
{
    return name.left(std::max<qsizetype>(0, name.lastIndexOf(QLatin1Char('/'))));
}
} // namespace

EndpointCommands::EndpointCommands(MainWindow *window, RequestPanel *request, QSettings *settings,
                                   const QString &usualFolder, std::unique_ptr<endpoints::SecretStore> store)
    : QObject(window)
    , m_window(window)
    , m_request(request)
    , m_settings(settings)
    , m_desk(settings->value(FolderKey, usualFolder).toString())
    , m_checks(&m_desk, std::move(store),
               [this](const auto &key, const QString &remark, const auto &answer) {
                   askForSecret(key, remark, answer);
               })
    , m_pane(new EndpointPane(&m_model))
{
    window->sidebar()->addPane(m_pane);
    connectActions();
    connectPane();
    connectChecks();
    connect(&m_desk, &EndpointDesk::changed, this, [this] {
        const QString current = m_pane->current();
        m_model.setEndpoints(m_desk.content().endpoints);
        m_pane->setCurrent(current);
        QStringList environments;
        for (const endpoints::Environment &environment : m_desk.content().environments)
            environments.append(environment.name());
        m_pane->setEnvironments(environments);
        m_pane->setEnvironment(m_settings->value(EnvironmentKey).toString());
        followVerdicts();
        follow();
        showProblems();
    });
    // What git or an editor changed meanwhile.
    connect(qApp, &QGuiApplication::applicationStateChanged, this, [this](Qt::ApplicationState state) {
        if (state == Qt::ApplicationActive)
            m_desk.reload();
    });
    SessionModel *sessions = &window->workbench().sessions();
    connect(sessions, &QAbstractItemModel::modelReset, this, &EndpointCommands::followVerdicts);
    connect(sessions, &QAbstractItemModel::dataChanged, this, &EndpointCommands::followVerdicts);
    follow();
}

EndpointCommands::~EndpointCommands() = default;

void EndpointCommands::connectActions()
{
    Actions &actions = m_window->actions();
    connect(actions["saveEndpoint"], &QAction::triggered, this, &EndpointCommands::saveRequest);
    connect(actions["editEndpoint"], &QAction::triggered, this, [this] { edit(m_pane->current()); });
    connect(actions["checkEndpoint"], &QAction::triggered, this, [this] { check(m_pane->current()); });
    connect(actions["checkEnvironments"], &QAction::triggered, this, &EndpointCommands::checkAll);
    connect(actions["forgetSecrets"], &QAction::triggered, this, [this] {
        m_checks.forget({m_pane->current(), m_pane->environment()});
    });
    connect(actions["environments"], &QAction::triggered, this, [this] {
        auto *dialog = new EnvironmentsDialog(&m_desk, m_window);
        dialog->setAttribute(Qt::WA_DeleteOnClose);
        dialog->select(m_pane->environment());
        dialog->open();
    });
    connect(actions["endpointsFolder"], &QAction::triggered, this, &EndpointCommands::chooseFolder);
}

void EndpointCommands::connectPane()
{
    connect(m_pane, &EndpointPane::checkRequested, this, &EndpointCommands::check);
    connect(m_pane, &EndpointPane::allRequested, this, &EndpointCommands::checkAll);
    connect(m_pane, &EndpointPane::menuRequested, this, &EndpointCommands::menu);
    connect(m_pane, &EndpointPane::deleteRequested, this, &EndpointCommands::remove);
    connect(m_pane, &EndpointPane::currentChanged, this, &EndpointCommands::follow);
    connect(m_pane, &EndpointPane::environmentChanged, this, [this](const QString &name) {
        m_settings->setValue(EnvironmentKey, name);
        followVerdicts();
    });
}

void EndpointCommands::connectChecks()
{
    connect(&m_checks, &EndpointChecks::ready, this, &EndpointCommands::start);
    connect(&m_checks, &EndpointChecks::notice, m_window, &MainWindow::notice);
    connect(&m_checks, &EndpointChecks::refused, this,
            [this](const EndpointOrder &order, const QString &sentence) {
                if (m_collecting.contains(order))
                    collect(order, nullptr, sentence);
                else if (m_results && m_results->endpoint() == order.endpoint)
                    m_results->setRefused(order.environment, sentence);
                else
                    m_window->notice(sentence);
            });
}

void EndpointCommands::follow()
{
    Actions &actions = m_window->actions();
    const bool isChosen = !m_pane->current().isEmpty();
    for (const char *name : {"checkEndpoint", "editEndpoint", "forgetSecrets"})
        actions[name]->setEnabled(isChosen);
    actions["checkEnvironments"]->setEnabled(isChosen && !m_desk.content().environments.isEmpty());
}

/// The newest session of each, in the chosen environment.
void EndpointCommands::followVerdicts()
{
    QHash<QString, QString> titles;
    for (const endpoints::SavedEndpoint &endpoint : m_desk.content().endpoints)
        titles.insert(titleOf({endpoint.name(), m_pane->environment()}), endpoint.name());
    QHash<QString, diagnosis::Verdict> verdicts;
    for (const SessionEntry &entry : m_window->workbench().sessions().entries()) {
        const auto name = titles.constFind(entry.info.name);
        if (name != titles.constEnd() && !verdicts.contains(*name) &&
            entry.activity == SessionEntry::Activity::Saved)
            verdicts.insert(*name, entry.info.verdict);
    }
    m_model.setVerdicts(verdicts);
}

void EndpointCommands::showProblems()
{
    const auto &problems = m_desk.content().problems;
    if (!problems.isEmpty())
        m_window->notice(problems.constFirst().sentence());
}

void EndpointCommands::check(const QString &endpoint)
{
    if (!endpoint.isEmpty())
        m_checks.prepare({endpoint, m_pane->environment()});
}

void EndpointCommands::checkAll()
{
    const QString endpoint = m_pane->current();
    QStringList environments;
    for (const endpoints::Environment &environment : m_desk.content().environments)
        environments.append(environment.name());
    if (endpoint.isEmpty()) {
        m_window->notice(tr("Choose an endpoint in the list first."));
        return;
    }
    delete m_results;
    m_results = new EnvironmentResults(endpoint, environments, m_window);
    m_results->setAttribute(Qt::WA_DeleteOnClose);
    connect(m_results, &EnvironmentResults::opened, m_window, &MainWindow::openFile);
    m_results->show();
    for (const QString &environment : std::as_const(environments))
        m_checks.prepare({endpoint, environment});
}

void EndpointCommands::collectList(const QString &folder)
{
    if (!m_collecting.isEmpty())
        return m_window->notice(tr("The saved endpoints are being filled in already."));
    if (m_desk.content().endpoints.isEmpty())
        return m_window->notice(
            tr("No endpoint is saved yet. Check, Save the Endpoint saves the one shown."));
    m_collected.clear();
    m_leftOut.clear();
    m_collectedFolder = folder;
    for (const endpoints::SavedEndpoint &endpoint : m_desk.content().endpoints) {
        if (folder.isEmpty() || endpoint.name().startsWith(folder % QLatin1Char('/')))
            m_collecting.append({endpoint.name(), m_pane->environment()});
    }
    for (const EndpointOrder &order : QList<EndpointOrder>(m_collecting))
        m_checks.prepare(order);
}

/// One of the list more; the last one starts it.
void EndpointCommands::collect(const EndpointOrder &order, const endpoints::FilledEndpoint *filled,
                               const QString &problem)
{
    m_collecting.removeOne(order);
    const RequestReading reading = filled ? readFilled(*filled) : RequestReading();
    const bool isUsable = filled && reading.problems.isEmpty();
    if (isUsable)
        m_collected.append(
            {QString::fromUtf8(filled->address), reading.settings, order.endpoint, order.environment});
    else
        m_leftOut.append(tr("%1: %2").arg(
            order.endpoint, reading.problems.isEmpty() ? problem : reading.problems.constFirst().sentence));
    if (!m_collecting.isEmpty())
        return;
    if (!m_leftOut.isEmpty())
        m_window->notice(tr("Left out: %1").arg(m_leftOut.join(QLatin1String(" "))));
    if (!m_collected.isEmpty())
        Q_EMIT listReady(titleOfList(order.environment), std::exchange(m_collected, {}));
}

QString EndpointCommands::titleOfList(const QString &environment) const
{
    const QString what = m_collectedFolder.isEmpty() ? tr("saved endpoints") : m_collectedFolder;
    return environment.isEmpty() ? what : tr("%1 in %2").arg(what, environment);
}

void EndpointCommands::start(const EndpointOrder &order, const endpoints::FilledEndpoint &filled)
{
    if (m_collecting.contains(order))
        return collect(order, &filled, {});
    const RequestReading reading = readFilled(filled);
    const bool isInTable = m_results && m_results->endpoint() == order.endpoint;
    if (!reading.problems.isEmpty()) {
        const QString sentence = reading.problems.constFirst().sentence;
        if (isInTable)
            m_results->setRefused(order.environment, sentence);
        else
            m_window->notice(tr("%1: %2").arg(order.endpoint, sentence));
        return;
    }
    CheckSession *session =
        m_window->workbench().check(QString::fromUtf8(filled.address), reading.settings, false);
    session->setName(titleOf(order));
    if (isInTable)
        followCheck(session, order);
    else
        m_window->showSession(session);
}

void EndpointCommands::followCheck(CheckSession *session, const EndpointOrder &order)
{
    m_results->setRunning(order.environment, session->path());
    const auto take = [results = m_results, session, order] {
        if (results && session->diagnosis())
            results->setVerdict(order.environment, session->diagnosis()->verdict, session->info().summary);
    };
    connect(session, &CheckSession::finished, m_results, take);
}

void EndpointCommands::saveRequest()
{
    const QString address = m_window->addressBar()->edit()->text().trimmed();
    if (address.isEmpty()) {
        m_window->notice(tr("Type an address first, for example ws://localhost:8000/ws."));
        return;
    }
    NamedRequest named = namedRequest(address, m_request->options());
    const auto endpoint = observation::parseEndpoint(address).endpoint;
    named.endpoint.setName(
        endpoint ? QString::fromUtf8(endpoint->host).replace(QLatin1Char(':'), QLatin1Char('-')) : QString());
    QStringList hints;
    if (!named.secrets.isEmpty())
        hints.append(tr("%n value(s) that look secret became variables; they go into the keychain, not into "
                        "the file.",
                        nullptr, static_cast<int>(named.secrets.size())));
    if (!named.leftOut.isEmpty())
        hints.append(tr("Left out: %1.").arg(named.leftOut.join(QLatin1String("; "))));
    auto *dialog = new EndpointDialog(m_window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setEndpoint(named.endpoint, hints.join(QLatin1Char('\n')));
    connect(dialog, &EndpointDialog::saveRequested, this,
            [this, dialog, secrets = named.secrets](const endpoints::SavedEndpoint &saved) {
                m_desk.save(
                    saved, {}, [=, this, open = QPointer<EndpointDialog>(dialog)](const QString &problem) {
                        if (!problem.isEmpty()) {
                            if (open)
                                open->setProblem(problem);
                            return;
                        }
                        const EndpointOrder order{saved.name(), m_pane->environment()};
                        for (const auto &[name, value] : secrets)
                            m_checks.keepFor(order, name, value);
                        m_pane->setCurrent(saved.name());
                        m_window->notice(tr("Saved as %1. Enter in the list checks it.").arg(saved.name()));
                        if (open)
                            open->accept();
                    });
            });
    dialog->open();
}

void EndpointCommands::edit(const QString &name)
{
    const endpoints::SavedEndpoint *endpoint = m_desk.content().endpoint(name);
    if (!endpoint)
        return;
    auto *dialog = new EndpointDialog(m_window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(tr("Edit the endpoint"));
    dialog->setEndpoint(*endpoint, endpoint->remarks().join(QLatin1Char('\n')));
    connect(dialog, &EndpointDialog::saveRequested, this,
            [this, dialog, name](const endpoints::SavedEndpoint &saved) {
                m_desk.save(saved, name,
                            [this, saved, open = QPointer<EndpointDialog>(dialog)](const QString &problem) {
                                if (open && !problem.isEmpty())
                                    return open->setProblem(problem);
                                m_pane->setCurrent(saved.name());
                                if (open)
                                    open->accept();
                            });
            });
    dialog->open();
}

void EndpointCommands::remove(const QString &name)
{
    m_desk.removeEndpoint(name, [this, name](const QString &problem) {
        m_window->notice(problem.isEmpty() ? tr("%1 was moved to the trash.").arg(name) : problem);
    });
}

void EndpointCommands::chooseFolder()
{
    auto *dialog = new QFileDialog(m_window, tr("Folder of saved endpoints"), m_desk.folder());
    dialog->setObjectName(QStringLiteral("endpointsFolderDialog"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::Directory);
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString &folder) {
        m_settings->setValue(FolderKey, folder);
        m_desk.setFolder(folder);
        m_window->notice(tr("Endpoints are kept in %1 now.").arg(folder));
    });
    dialog->open();
}

void EndpointCommands::menu(const QString &name, const QPoint &at)
{
    auto *menu = new QMenu(m_window);
    menu->setObjectName(QStringLiteral("savedEndpointMenu"));
    menu->setAttribute(Qt::WA_DeleteOnClose);
    for (const char *action : {"checkEndpoint", "checkEnvironments", "editEndpoint", "forgetSecrets"})
        menu->addAction(m_window->actions()[action]);
    connect(menu->addAction(tr("Check All as a List")), &QAction::triggered, this, [this] { collectList(); });
    if (const QString folder = folderOf(name); !folder.isEmpty())
        connect(
            menu->addAction(
                tr("Check Those in “%1” as a List").arg(QString(folder).replace(u'&', QLatin1String("&&")))),
            &QAction::triggered, this, [this, folder] { collectList(folder); });
    menu->addSeparator();
    connect(menu->addAction(tr("Delete")), &QAction::triggered, this, [this, name] { remove(name); });
    menu->popup(at);
}

void EndpointCommands::askForSecret(const endpoints::SecretKey &key, const QString &remark,
                                    const std::function<void(const EndpointChecks::Given &)> &answer)
{
    auto *dialog = new SecretDialog(QString::fromUtf8(key.name), key.environment,
                                    QString::fromUtf8(key.place), remark, m_window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::finished, this, [dialog, answer](int result) {
        answer(result == QDialog::Accepted ? EndpointChecks::Given{dialog->value(), dialog->isKept()}
                                           : EndpointChecks::Given{});
    });
    dialog->open();
}

} // namespace wirewise::gui
