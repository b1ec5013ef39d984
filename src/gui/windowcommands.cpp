#include "gui/windowcommands.h"

#include "gui/addressbar.h"
#include "gui/commandpalette.h"
#include "gui/diagnosispage.h"
#include "gui/exchangepage.h"
#include "gui/exchangepane.h"
#include "gui/explanationdialog.h"
#include "gui/labpage.h"
#include "gui/mainwindow.h"
#include "gui/messagespage.h"
#include "gui/notespage.h"
#include "gui/requestpanel.h"
#include "gui/sessionpage.h"
#include "gui/sidebar.h"
#include "gui/widgets/messageview.h"
#include "gui/widgets/theme.h"
#include "gui/widgets/verdictbanner.h"
#include "gui/windowstate.h"
#include "wire/closecode.h"

#include <QApplication>
#include <QClipboard>
#include <QDesktopServices>
#include <QFileDialog>
#include <QFileInfo>
#include <QInputDialog>
#include <QMenu>
#include <QMessageBox>
#include <QUrl>

namespace wirewise::gui {

WindowCommands::WindowCommands(MainWindow *window)
    : QObject(window)
    , m_window(window)
{
    connectFile();
    connectEdit();
    connectCheck();
    connectSession();
    connectView();
    connectAppearance();
    connectHelp();
}

template<typename Call>
void WindowCommands::on(const char *name, Call call)
{
    connect(m_window->actions()[name], &QAction::triggered, this, call);
}

void WindowCommands::connectFile()
{
    on("newCheck", [this] {
        m_window->m_addressBar->edit()->clear();
        m_window->showStart();
    });
    on("open", [this] { openFile(); });
    on("saveAs", [this] { saveAs(); });
    on("quit", [this] { m_window->close(); });
    connect(&m_window->workbench().desk(), &SessionDesk::savedAs, this,
            [this](const QString &path) { m_window->notice(tr("Saved as %1.").arg(path)); });
}

void WindowCommands::connectEdit()
{
    SessionDesk *desk = &m_window->workbench().desk();
    on("undoDelete", [desk] { desk->undoRemove(); });
    const auto follow = [this, desk] {
        m_window->actions()["undoDelete"]->setEnabled(desk->canUndoRemove());
    };
    connect(desk, &SessionDesk::changed, this, follow);
    follow();
    on("copyVerdict", [this] {
        QApplication::clipboard()->setText(m_window->sessionPage()->banner()->plainText());
        m_window->notice(tr("The verdict is on the clipboard."));
    });
    on("find", [this] {
        if (m_window->current() && m_window->sessionPage()->tab() == SessionPage::Tab::Messages) {
            m_window->sessionPage()->messagesPage()->focusFilter();
        } else if (m_window->current()) {
            m_window->sessionPage()->setTab(SessionPage::Tab::Exchange);
            m_window->sessionPage()->exchangePage()->focusFind();
        } else if (!m_window->addedPage()) {
            m_window->toggleSidebar(true);
            m_window->sidebar()->focusFilter();
        }
    });
    on("findNext", [this] {
        if (m_window->current() && m_window->sessionPage()->tab() == SessionPage::Tab::Messages)
            m_window->sessionPage()->messagesPage()->showNext();
        else if (m_window->current())
            m_window->sessionPage()->exchangePage()->findNext();
    });
}

void WindowCommands::connectCheck()
{
    on("address", [this] {
        m_window->m_addressBar->edit()->setFocus(Qt::ShortcutFocusReason);
        m_window->m_addressBar->edit()->selectAll();
    });
    on("check", [this] { m_window->startCheck(); });
    on("checkAgain", [this] { checkAgain(); });
    on("stop", [this] {
        if (CheckSession *session = m_window->current()) {
            session->stop();
            m_window->follow();
        }
    });
    on("skipProbe", [this] {
        CheckSession *session = m_window->current();
        if (!session)
            return;
        for (const observation::Exchange &exchange : session->observation().exchanges) {
            if (exchange.outcome == observation::Outcome::Running) {
                session->skipProbe(exchange.name());
                return;
            }
        }
    });
    on("connect", [this] { m_window->startConnect(); });
    on("disconnect", [this] {
        if (CheckSession *session = m_window->current())
            session->closeConnection(wire::closecode::Normal, {});
    });
    on("requestOptions",
       [this] { m_window->m_requestPanel->popUp(m_window->m_addressBar->requestButton()); });
    on("addHeader", [this] {
        m_window->m_requestPanel->popUp(m_window->m_addressBar->requestButton());
        m_window->m_requestPanel->addHeader();
    });
    on("trySingleChanges", [this](bool on) {
        RequestOptions options = m_window->m_requestPanel->options();
        options.experiments = on;
        m_window->m_requestPanel->setOptions(options);
    });
    on("practiceLab", [this] { m_window->showLab(); });
    connect(m_window->sessionPage()->diagnosisPage(), &DiagnosisPage::retryMenuRequested, this,
            &WindowCommands::retryMenu);
}

void WindowCommands::connectSession()
{
    on("pinSession", [this](bool on) {
        if (CheckSession *session = m_window->current())
            session->setPinned(on);
    });
    on("renameSession", [this] { renameSession(); });
    on("showInFolder", [this] {
        if (CheckSession *session = m_window->current())
            QDesktopServices::openUrl(QUrl::fromLocalFile(QFileInfo(session->path()).absolutePath()));
    });
    on("deleteSession", [this] {
        if (CheckSession *session = m_window->current())
            deleteSessions({session->path()});
    });
    connect(m_window->sidebar(), &Sidebar::menuRequested, this, &WindowCommands::sessionMenu);
    connect(m_window->sidebar(), &Sidebar::deleteRequested, this, &WindowCommands::deleteSessions);
}

void WindowCommands::connectView()
{
    using Tab = SessionPage::Tab;
    const std::pair<const char *, Tab> tabs[] = {{"showDiagnosis", Tab::Diagnosis},
                                                 {"showExchange", Tab::Exchange},
                                                 {"showMessages", Tab::Messages},
                                                 {"showNotes", Tab::Notes}};
    SessionPage *page = m_window->sessionPage();
    for (const auto &[name, tab] : tabs)
        on(name, [page, tab = tab] { page->setTab(tab); });
    on("sidebar", [this](bool shown) { m_window->toggleSidebar(shown); });
    ExchangePane *pane = page->diagnosisPage()->exchangePane();
    on("nextEvidence", [pane] { pane->stepEvidence(1); });
    on("previousEvidence", [pane] { pane->stepEvidence(-1); });
    const std::pair<const char *, const char *> probes[] = {
        {"showHead", "head"}, {"showGet", "get"}, {"showUpgrade", "upgrade"}};
    for (const auto &[name, probe] : probes) {
        on(name, [page, pane, probe = QByteArray(probe)] {
            if (page->tab() == Tab::Exchange)
                page->exchangePage()->showExchange(probe);
            else
                pane->showExchange(probe);
        });
    }
    const std::pair<const char *, ExchangeView::Mode> modes[] = {{"viewText", ExchangeView::Mode::Text},
                                                                 {"viewHex", ExchangeView::Mode::Hex},
                                                                 {"viewBoth", ExchangeView::Mode::Both}};
    for (const auto &[name, mode] : modes) {
        on(name, [page, pane, mode = mode] {
            (page->tab() == Tab::Exchange ? page->exchangePage()->view() : pane->view())->setMode(mode);
        });
    }
    WindowState *state = m_window->m_state.get();
    ExchangeView *exchangeView = page->exchangePage()->view();
    pane->view()->setMode(static_cast<ExchangeView::Mode>(state->mode("diagnosisMode", 0)));
    exchangeView->setMode(static_cast<ExchangeView::Mode>(state->mode("exchangeMode", 2)));
    connect(pane->view(), &ExchangeView::modeChanged, this,
            [state](ExchangeView::Mode mode) { state->setMode("diagnosisMode", static_cast<int>(mode)); });
    connect(exchangeView, &ExchangeView::modeChanged, this,
            [state](ExchangeView::Mode mode) { state->setMode("exchangeMode", static_cast<int>(mode)); });
    const auto lineEnds = [page, pane, state](bool shown) {
        pane->view()->setLineEndsShown(shown);
        page->exchangePage()->setLineEndsShown(shown);
        state->setFlag("lineEnds", shown);
    };
    const auto notes = [page, state](bool shown) {
        page->exchangePage()->setNotesShown(shown);
        state->setFlag("notes", shown);
    };
    connect(m_window->actions()["lineEnds"], &QAction::toggled, this, lineEnds);
    connect(m_window->actions()["headerNotes"], &QAction::toggled, this, notes);
    m_window->actions()["lineEnds"]->setChecked(state->flag("lineEnds", true));
    m_window->actions()["headerNotes"]->setChecked(state->flag("notes", true));
    MessageView *messages = page->messagesPage()->view();
    on("pauseView", [messages](bool on) { messages->setPaused(on); });
    connect(messages, &MessageView::pausedChanged, m_window->actions()["pauseView"], &QAction::setChecked);
    on("followLatest", [messages] { messages->setFollowing(true); });
    on("nextRegion", [this] { m_window->stepRegion(1); });
    on("previousRegion", [this] { m_window->stepRegion(-1); });
    on("fullScreen", [this](bool on) {
        m_window->setWindowState(on ? m_window->windowState() | Qt::WindowFullScreen
                                    : m_window->windowState() & ~Qt::WindowFullScreen);
    });
}

void WindowCommands::connectAppearance()
{
    Theme *theme = &Theme::instance();
    const std::pair<const char *, Appearance> choices[] = {{"appearanceSystem", Appearance::System},
                                                           {"appearanceLight", Appearance::Light},
                                                           {"appearanceDark", Appearance::Dark}};
    for (const auto &[name, appearance] : choices) {
        on(name, [theme, appearance = appearance] { theme->setAppearance(appearance); });
        m_window->actions()[name]->setChecked(theme->appearance() == appearance);
    }
    constexpr int Step = 10;
    on("largerText", [theme] { theme->setTextSize(theme->textSize() + Step); });
    on("smallerText", [theme] { theme->setTextSize(theme->textSize() - Step); });
    on("normalText", [theme] { theme->setTextSize(100); });
    on("reduceMotion", [theme](bool on) { theme->setReducedMotion(on); });
    m_window->actions()["reduceMotion"]->setChecked(theme->reducedMotion());
}

void WindowCommands::connectHelp()
{
    on("explainFinding", [this] {
        const CheckSession *session = m_window->current();
        if (session && session->diagnosis() && !session->diagnosis()->findings.isEmpty())
            explain(session->diagnosis()->primary().id);
    });
    on("allFailureClasses", [this] { explain({}); });
    on("palette", [this] { palette({}); });
    on("shortcuts", [this] { palette(QStringLiteral("?")); });
    on("about", [this] { about(); });
    connect(m_window->sessionPage(), &SessionPage::explainRequested, this, &WindowCommands::explain);
    connect(m_window->m_labPage, &LabPage::explainRequested, this, &WindowCommands::explain);
}

void WindowCommands::openFile()
{
    auto *dialog = new QFileDialog(m_window, tr("Open a session"), m_window->workbench().desk().folder(),
                                   tr("Wirewise sessions (*.wirewise);;All files (*)"));
    dialog->setObjectName(QStringLiteral("openDialog"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    connect(dialog, &QFileDialog::fileSelected, m_window, &MainWindow::openFile);
    dialog->open();
}

void WindowCommands::saveAs()
{
    const CheckSession *session = m_window->current();
    if (!session)
        return;
    const QString whole = tr("Session with everything in it (*.wirewise)");
    const QString redacted = tr("Session without its secrets (*.wirewise)");
    auto *dialog = new QFileDialog(m_window, tr("Save the session as"), QDir::homePath(),
                                   QStringList{whole, redacted}.join(QStringLiteral(";;")));
    dialog->setObjectName(QStringLiteral("saveDialog"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(QStringLiteral("wirewise"));
    dialog->selectFile(QFileInfo(session->path()).fileName());
    connect(dialog, &QFileDialog::fileSelected, this,
            [this, dialog, redacted, path = session->path()](const QString &target) {
                if (dialog->selectedNameFilter() == redacted)
                    Q_EMIT saveWithoutSecretsRequested(path, target);
                else
                    m_window->workbench().desk().saveAs(path, target);
            });
    dialog->open();
}

void WindowCommands::checkAgain()
{
    const CheckSession *session = m_window->current();
    if (!session || session->isRunning())
        return;
    if (m_window->m_addressBar->edit()->text().trimmed().isEmpty())
        m_window->setAddress(session->observation().typed);
    if (session->keepsConnection() && !session->isLive())
        m_window->startConnect();
    else
        m_window->startCheck();
}

void WindowCommands::renameSession()
{
    CheckSession *session = m_window->current();
    if (!session)
        return;
    auto *dialog = new QInputDialog(m_window);
    dialog->setObjectName(QStringLiteral("renameDialog"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(tr("Rename the session"));
    dialog->setLabelText(tr("Its name in the list; empty takes the address"));
    dialog->setTextValue(session->info().name);
    dialog->setOkButtonText(tr("Rename"));
    connect(dialog, &QInputDialog::textValueSelected, session,
            [session](const QString &name) { session->setName(name.simplified().left(200)); });
    dialog->open();
}

void WindowCommands::deleteSessions(const QStringList &paths)
{
    const SessionModel &sessions = m_window->workbench().sessions();
    QStringList done;
    for (const QString &path : paths) {
        const CheckSession *session = m_window->workbench().find(path);
        const SessionEntry *entry = sessions.entry(sessions.indexOf(path));
        // A connection that is open ends with its session; a check, a list or a watch is stopped on purpose.
        const bool goesOn =
            session ? session->isRunning() : entry && entry->activity != SessionEntry::Activity::Saved;
        if (!goesOn)
            done << path;
    }
    for (const QString &path : std::as_const(done))
        m_window->workbench().remove(path);
    QStringList told;
    if (done.size() < paths.size())
        told << tr("What still runs is not deleted. Stop it first.");
    if (done.size() == 1)
        told << tr("Deleted. Ctrl+Z brings it back until Wirewise ends.");
    else if (!done.isEmpty())
        told << tr("%n session(s) deleted. Ctrl+Z brings them back until Wirewise ends.", nullptr,
                   static_cast<int>(done.size()));
    m_window->notice(told.join(QLatin1Char(' ')));
}

void WindowCommands::sessionMenu(const QStringList &paths, const QPoint &at)
{
    auto *menu = new QMenu(m_window);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    if (paths.size() == 1) {
        connect(menu->addAction(tr("Open")), &QAction::triggered, this,
                [this, path = paths.constFirst()] { m_window->openFile(path); });
        if (m_window->current() && m_window->current()->path() == paths.constFirst()) {
            for (const char *name : {"checkAgain", "pinSession", "renameSession", "showInFolder"})
                menu->addAction(m_window->actions()[name]);
        }
        connect(menu->addAction(tr("Export…")), &QAction::triggered, this,
                [this, path = paths.constFirst()] { Q_EMIT exportRequested(path); });
        menu->addSeparator();
    }
    if (paths.size() == 2) {
        connect(menu->addAction(tr("Compare")), &QAction::triggered, this,
                [this, paths] { m_window->compare(paths.constFirst(), paths.constLast()); });
    } else if (const CheckSession *current = m_window->current();
               paths.size() == 1 && current && current->path() != paths.constFirst()) {
        connect(menu->addAction(tr("Compare With the One Shown")), &QAction::triggered, this,
                [this, one = current->path(), other = paths.constFirst()] { m_window->compare(one, other); });
    }
    const QString text = paths.size() == 1
                             ? tr("Delete")
                             : tr("Delete %n session(s)", nullptr, static_cast<int>(paths.size()));
    connect(menu->addAction(text), &QAction::triggered, this, [this, paths] { deleteSessions(paths); });
    menu->popup(at);
}

void WindowCommands::retryMenu(const QByteArray &probe, const QPoint &at)
{
    CheckSession *session = m_window->current();
    const observation::ExperimentResult *result =
        session ? session->observation().experiment(probe) : nullptr;
    if (!result)
        return;
    auto *menu = new QMenu(m_window);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    connect(menu->addAction(tr("Show Exchange")), &QAction::triggered, this, [this, probe] {
        m_window->sessionPage()->setTab(SessionPage::Tab::Exchange);
        m_window->sessionPage()->exchangePage()->showExchange(probe);
    });
    connect(menu->addAction(tr("Use in Request")), &QAction::triggered, this,
            [this, changed = result->experiment.probe] {
                m_window->m_addressBar->edit()->setText(changed.endpoint.url());
                m_window->m_requestPanel->setOptions(optionsFrom(changed.settings));
                m_window->notice(tr("The request now has this change. Enter checks it."));
            });
    menu->popup(at);
}

void WindowCommands::explain(const QByteArray &id)
{
    if (!m_explanations)
        m_explanations = new ExplanationDialog(m_window);
    m_explanations->showFinding(id);
}

void WindowCommands::palette(const QString &words)
{
    auto *palette = new CommandPalette(m_window);
    palette->setAttribute(Qt::WA_DeleteOnClose);
    palette->setActions(m_window->actions().all());
    palette->setSessions(m_window->workbench().sessions());
    palette->setExplanations();
    connect(palette, &CommandPalette::sessionChosen, m_window, &MainWindow::openFile);
    connect(palette, &CommandPalette::findingChosen, this, &WindowCommands::explain);
    connect(palette, &CommandPalette::scenarioChosen, this, [this](const QByteArray &id) {
        m_window->m_labPage->choose(id);
        m_window->workbench().lab().start();
        m_window->showLab();
    });
    palette->openOver(m_window, words);
}

void WindowCommands::about()
{
    auto *box = new QMessageBox(QMessageBox::NoIcon, tr("About Wirewise"),
                                tr("Wirewise %1").arg(QCoreApplication::applicationVersion()),
                                QMessageBox::Close, m_window);
    box->setObjectName(QStringLiteral("aboutDialog"));
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setTextFormat(Qt::PlainText);
    box->setInformativeText(
        tr("Shows why an endpoint does not answer 101 Switching Protocols, and every byte that "
           "proves it.\n\nMIT licence. Built with Qt %1. Text is set in Inter and Hack; the "
           "drawings are its own.")
            .arg(QLatin1String(qVersion())));
    box->open();
}

} // namespace wirewise::gui
