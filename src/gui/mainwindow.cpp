#include "gui/mainwindow.h"

#include "endpoints/systemkeychain.h"
#include "gui/addressbar.h"
#include "gui/comparecommands.h"
#include "gui/comparepage.h"
#include "gui/connectioncommands.h"
#include "gui/copycommands.h"
#include "gui/diagnosispage.h"
#include "gui/endpointcommands.h"
#include "gui/exchangepage.h"
#include "gui/exchangepane.h"
#include "gui/exportcommands.h"
#include "gui/fixpane.h"
#include "gui/historycommands.h"
#include "gui/importcommands.h"
#include "gui/labpage.h"
#include "gui/listcommands.h"
#include "gui/loadcommands.h"
#include "gui/messagecommands.h"
#include "gui/messagespage.h"
#include "gui/notespage.h"
#include "gui/placecommands.h"
#include "gui/requestpanel.h"
#include "gui/sendingcommands.h"
#include "gui/sessionpage.h"
#include "gui/sidebar.h"
#include "gui/startpage.h"
#include "gui/statusline.h"
#include "gui/unsavedquestion.h"
#include "gui/watchcommands.h"
#include "gui/widgets/diffview.h"
#include "gui/windowcommands.h"
#include "gui/windowstate.h"

#include <QApplication>
#include <QClipboard>
#include <QCloseEvent>
#include <QFileInfo>
#include <QPlainTextEdit>
#include <QSettings>
#include <QSplitter>
#include <QStackedWidget>

namespace wirewise::gui {

namespace {
constexpr int WideFrom = 1360;
constexpr int NoticeTime = 8000;
/// Nothing is shown as running before.
constexpr int RunningAfter = 100;
} // namespace

MainWindow::MainWindow(std::unique_ptr<QSettings> settings, const QString &sessionsFolder)
    : m_settings(std::move(settings))
    , m_workbench(std::make_unique<Workbench>(sessionsFolder))
    , m_state(std::make_unique<WindowState>(m_settings.get()))
    , m_actions(new Actions(this))
{
    setObjectName(QStringLiteral("mainWindow"));
    setMinimumSize(1024, 640);
    m_state->restoreTheme();
    m_workbench->setRecordLimits(m_state->recordLimits());
    build();
    m_showRunning.setSingleShot(true);
    m_showRunning.setInterval(RunningAfter);
    connectParts();
    auto *commands = new WindowCommands(this);
    auto *exports = new ExportCommands(this, m_settings.get());
    connect(commands, &WindowCommands::exportRequested, exports, &ExportCommands::exportFile);
    connect(commands, &WindowCommands::saveWithoutSecretsRequested, exports,
            &ExportCommands::saveWithoutSecrets);
    new CopyCommands(this);
    new SendingCommands(this);
    m_imports = new ImportCommands(this, m_requestPanel);
    m_compareCommands = new CompareCommands(this, m_comparePage);
    new ConnectionCommands(m_actions, m_sessionPage, m_state.get(), m_workbench->network());
    new MessageCommands(m_actions, m_sessionPage->messagesPage());
    new EndpointCommands(this, m_requestPanel, m_settings.get(),
                         QFileInfo(sessionsFolder).absolutePath() + QStringLiteral("/endpoints"),
                         std::make_unique<endpoints::SystemKeychain>());
    new HistoryCommands(this, m_settings.get());
    new WatchCommands(this, m_requestPanel, m_settings.get());
    new PlaceCommands(this, m_requestPanel, m_settings.get());
    new LoadCommands(this, m_requestPanel);
    new ListCommands(this);
    m_state->restoreAddresses(m_addressBar->edit());
    m_state->restoreWindow(this);
    m_sessionPage->messagesPage()->setSettings(m_settings.get());
    for (QSplitter *splitter : findChildren<QSplitter *>())
        m_state->restoreSplitter(splitter);
    showStart();
}

MainWindow::~MainWindow()
{
    // Views go before the models that the workbench owns.
    delete takeCentralWidget();
}

CheckSession *MainWindow::current() const
{
    return m_pages->currentWidget() == m_sessionPage ? m_sessionPage->session() : nullptr;
}

void MainWindow::setAddress(const QString &address)
{
    m_addressBar->edit()->setText(address);
    m_addressBar->edit()->setFocus(Qt::OtherFocusReason);
}

void MainWindow::openFile(const QString &path)
{
    if (path.endsWith(QLatin1String(".har"), Qt::CaseInsensitive))
        m_imports->openHar(path);
    else
        m_workbench->open(path);
}

void MainWindow::checkWith(const QString &address, const QList<QByteArray> &options)
{
    m_addressBar->edit()->setText(address);
    m_requestPanel->setOptions(optionsFrom(options));
    startCheck();
}

void MainWindow::startCheck()
{
    run(false);
}

void MainWindow::startConnect()
{
    run(true);
}

void MainWindow::startConversation(const ConversationOrder &order)
{
    run(true, order);
}

void MainWindow::run(bool keepConnection, const std::optional<ConversationOrder> &conversation)
{
    AddressEdit *edit = m_addressBar->edit();
    const QString typed = edit->text().trimmed();
    if (typed.isEmpty() && addedPage())
        return Q_EMIT pageCheckRequested();
    if (typed.isEmpty()) {
        edit->setFocus(Qt::OtherFocusReason);
        notice(tr("Type an address first, for example ws://localhost:8000/ws."));
        return;
    }
    if (edit->handsOver(typed))
        return; // shown first; nothing is sent yet
    if (CheckSession *running = current(); running && running->isRunning())
        return; // its button says Stop
    const auto endpoint = observation::parseEndpoint(typed).endpoint;
    const RequestReading reading = readRequest(m_requestPanel->options(), endpoint ? &*endpoint : nullptr);
    if (!reading.problems.isEmpty()) {
        notice(reading.problems.constFirst().sentence);
        m_requestPanel->popUp(m_addressBar->requestButton());
        return;
    }
    edit->remember(typed);
    m_state->saveAddresses(edit);
    CheckSession *session = m_workbench->check(typed, reading.settings, keepConnection, conversation);
    showSession(session);
    if (!keepConnection)
        Q_EMIT checkBegan(session);
    m_showRunning.start();
}

void MainWindow::showSession(CheckSession *session)
{
    if (CheckSession *before = m_sessionPage->session(); before && before != session)
        disconnect(before, nullptr, this, nullptr);
    if (m_sessionPage->session() != session) {
        m_sessionPage->setSession(session);
        connectSession(session);
    }
    m_pages->setCurrentWidget(m_sessionPage);
    if (m_addressBar->edit()->text().trimmed() != session->observation().typed &&
        !session->observation().typed.isEmpty()) {
        m_addressBar->edit()->setText(session->observation().typed);
        RequestOptions options = optionsFrom(session->observation().settings);
        if (const auto &endpoint = session->observation().endpoint.endpoint)
            options.secretHost = endpoint->host;
        m_requestPanel->setOptions(options);
    }
    m_sidebar->setCurrent(session->path());
    setWindowTitle(tr("%1 on %2").arg(sessionTitle(session->info()), sessionHost(session->info())));
    fitSidebar();
    follow();
}

void MainWindow::connectSession(CheckSession *session)
{
    connect(session, &CheckSession::progressed, this, [this, session] { m_status->show(session); });
    connect(session, &CheckSession::finished, this, &MainWindow::follow);
    connect(session, &CheckSession::recordingChanged, this, [this, session] { m_status->show(session); });
    connect(session, &CheckSession::liveChanged, this, [this, session] {
        follow();
        // One that opens again moves nothing.
        if (session->isLive() && session->keepsConnection() && session->connections().size() < 2)
            m_sessionPage->setTab(SessionPage::Tab::Messages);
    });
}

void MainWindow::follow()
{
    const CheckSession *session = current();
    const bool isRunning = session && session->isRunning();
    const bool isShownRunning = isRunning && session->elapsed() >= RunningAfter - 5;
    m_addressBar->setCheckState(!isShownRunning         ? AddressBar::CheckState::Ready
                                : session->isStopping() ? AddressBar::CheckState::Stopping
                                                        : AddressBar::CheckState::Running);
    m_addressBar->setConnected(session && session->isLive());
    Actions &actions = *m_actions;
    actions["stop"]->setEnabled(isRunning);
    actions["skipProbe"]->setEnabled(isRunning);
    actions["checkAgain"]->setEnabled(session && !isRunning);
    actions["connect"]->setEnabled(!isRunning);
    actions["check"]->setEnabled(!isRunning);
    actions["disconnect"]->setEnabled(session && session->isLive());
    for (const char *name : {"saveAs", "pinSession", "renameSession", "showInFolder", "deleteSession"})
        actions[name]->setEnabled(session && !session->path().isEmpty());
    for (const char *name :
         {"copyVerdict", "copyCommand", "copyCurl", "copyPython", "copyJavaScript", "copyHttp", "copyText",
          "copyHex", "showDiagnosis", "showExchange", "showMessages", "showNotes", "nextEvidence",
          "previousEvidence", "showHead", "showGet", "showUpgrade"})
        actions[name]->setEnabled(session != nullptr);
    for (const char *name : {"explainFinding", "export", "copyMarkdown"})
        actions[name]->setEnabled(session && session->diagnosis());
    actions["compareWith"]->setEnabled(session && session->diagnosis());
    actions["pinSession"]->setChecked(session && session->info().pinned);
    m_addressBar->edit()->setStandIn({});
    m_status->show(session);
    Q_EMIT followed();
}

void MainWindow::showStart()
{
    m_pages->setCurrentWidget(m_startPage);
    m_sidebar->setCurrent({});
    m_status->setPlace({});
    setWindowTitle(tr("Wirewise"));
    fitSidebar();
    follow();
    m_addressBar->edit()->setFocus(Qt::OtherFocusReason);
}

void MainWindow::showLab()
{
    QSet<QByteArray> seen;
    for (const SessionEntry &entry : m_workbench->sessions().entries())
        seen.insert(entry.info.findingId);
    m_labPage->setSeen(seen);
    m_pages->setCurrentWidget(m_labPage);
    m_sidebar->setCurrent({});
    setWindowTitle(tr("Practice lab"));
    fitSidebar();
    follow();
}

void MainWindow::showCompare()
{
    m_pages->setCurrentWidget(m_comparePage);
    m_sidebar->setCurrent({});
    m_status->setPlace(tr("N: next difference, P: the one before"));
    setWindowTitle(tr("Comparing two sessions"));
    fitSidebar();
    follow();
    m_comparePage->diffView()->setFocus(Qt::OtherFocusReason);
}

void MainWindow::addPage(QWidget *page)
{
    m_addedPages.append(page);
    m_pages->addWidget(page);
}

QWidget *MainWindow::addedPage() const
{
    return m_addedPages.contains(m_pages->currentWidget()) ? m_pages->currentWidget() : nullptr;
}

void MainWindow::showPage(QWidget *page, const QString &title, const QString &path)
{
    m_pages->setCurrentWidget(page);
    m_sidebar->setCurrent(path);
    m_status->setPlace({});
    setWindowTitle(title);
    fitSidebar();
    follow();
}

void MainWindow::compare(const QString &left, const QString &right)
{
    m_compareCommands->compare(left, right);
}

void MainWindow::notice(const QString &sentence)
{
    m_status->showMessage(sentence, NoticeTime);
}

bool MainWindow::isStart() const
{
    return m_pages->currentWidget() == m_startPage;
}

bool MainWindow::isCompare() const
{
    return m_pages->currentWidget() == m_comparePage;
}

bool MainWindow::isWide() const
{
    return width() >= WideFrom;
}

void MainWindow::fitSidebar()
{
    // Two columns of bytes need the width.
    const bool shown = isStart() || isCompare() ? m_sidebarOnStart : m_state->isSidebarShown(isWide());
    m_sidebar->setVisible(shown);
    (*m_actions)["sidebar"]->setChecked(shown);
}

void MainWindow::toggleSidebar(bool shown)
{
    if (isStart() || isCompare())
        m_sidebarOnStart = shown;
    else
        m_state->setSidebarShown(isWide(), shown);
    fitSidebar();
}

void MainWindow::stepRegion(int by)
{
    const QList<QWidget *> regions{m_addressBar,  m_sidebar, m_startPage,
                                   m_sessionPage, m_labPage, m_comparePage};
    QList<QWidget *> shown;
    for (QWidget *region : regions + m_addedPages) {
        if (region->isVisible())
            shown.append(region);
    }
    if (m_sessionPage->isVisible()) {
        shown.removeAll(m_sessionPage);
        for (const char *name :
             {"verdictBanner", "wireStrip", "tabRow", "explanation", "exchangePane", "fixPane",
              "exchangeTree", "exchangeCentre", "messageView", "messageDetail", "composer", "notesPage"}) {
            auto *region = m_sessionPage->findChild<QWidget *>(QLatin1String(name));
            if (region && region->isVisible())
                shown.append(region);
        }
    }
    QWidget *focus = QApplication::focusWidget();
    qsizetype at = -1;
    for (qsizetype i = 0; i < shown.size(); ++i) {
        if (focus && (shown.at(i) == focus || shown.at(i)->isAncestorOf(focus)))
            at = i;
    }
    for (qsizetype step = 1; step <= shown.size(); ++step) {
        QWidget *region = shown.at((at + by * step + 2 * shown.size()) % shown.size());
        for (QWidget *widget = region; widget; widget = widget->nextInFocusChain()) {
            const bool isInside = widget == region || region->isAncestorOf(widget);
            if (!isInside)
                break;
            if (widget->isVisible() && widget->isEnabled() &&
                (widget->focusPolicy() & Qt::TabFocus) == Qt::TabFocus) {
                widget->setFocus(Qt::TabFocusReason);
                return;
            }
        }
    }
}

void MainWindow::keyPressEvent(QKeyEvent *event)
{
    // A paste that no input took fills the address.
    if (event->matches(QKeySequence::Paste)) {
        m_addressBar->edit()->takePasted(QApplication::clipboard()->text());
        return;
    }
    QMainWindow::keyPressEvent(event);
}

void MainWindow::resizeEvent(QResizeEvent *event)
{
    QMainWindow::resizeEvent(event);
    fitSidebar();
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    if (!mayClose(this, m_sessionPage->messagesPage()->conversation()))
        return event->ignore();
    m_sessionPage->notesPage()->save();
    m_state->saveWindow(this);
    for (const QSplitter *splitter : findChildren<QSplitter *>())
        m_state->saveSplitter(splitter);
    m_state->saveTheme();
    m_state->saveAddresses(m_addressBar->edit());
    m_settings->sync();
    event->accept();
}

} // namespace wirewise::gui
