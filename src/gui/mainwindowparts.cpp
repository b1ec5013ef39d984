#include "gui/mainwindow.h"

#include "gui/addressbar.h"
#include "gui/comparepage.h"
#include "gui/diagnosispage.h"
#include "gui/exchangepage.h"
#include "gui/fixpane.h"
#include "gui/keylogcommands.h"
#include "gui/labpage.h"
#include "gui/pagestack.h"
#include "gui/requestpanel.h"
#include "gui/sessionpage.h"
#include "gui/sidebar.h"
#include "gui/startpage.h"
#include "gui/statusline.h"
#include "gui/widgets/commandbutton.h"
#include "gui/windowstate.h"

#include <QApplication>
#include <QClipboard>
#include <QHBoxLayout>
#include <QMenuBar>
#include <QSplitter>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace wirewise::gui {

void MainWindow::build()
{
    m_actions->fillMenuBar(menuBar());
    menuBar()->setObjectName(QStringLiteral("menuBar"));
    auto *commandButton = new CommandButton;
    commandButton->setObjectName(QStringLiteral("commandButton"));
    connect(commandButton, &QToolButton::clicked, (*m_actions)["palette"], &QAction::trigger);
    auto *corner = new QWidget;
    auto *cornerRow = new QHBoxLayout(corner);
    cornerRow->setContentsMargins(0, 3, 8, 3);
    cornerRow->addWidget(commandButton);
    menuBar()->setCornerWidget(corner);

    auto *centre = new QWidget;
    auto *column = new QVBoxLayout(centre);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    m_addressBar = new AddressBar;
    m_splitter = new QSplitter(Qt::Horizontal);
    m_splitter->setObjectName(QStringLiteral("mainSplitter"));
    m_splitter->setChildrenCollapsible(false);
    m_splitter->setHandleWidth(1);
    m_sidebar = new Sidebar(&m_workbench->sessions());
    m_pages = new PageStack;
    m_pages->setObjectName(QStringLiteral("pages"));
    m_startPage = new StartPage(&m_workbench->sessions());
    m_sessionPage = new SessionPage;
    m_labPage = new LabPage(&m_workbench->lab());
    m_comparePage = new ComparePage;
    for (QWidget *page :
         std::initializer_list<QWidget *>{m_startPage, m_sessionPage, m_labPage, m_comparePage})
        m_pages->addWidget(page);
    m_splitter->addWidget(m_sidebar);
    m_splitter->addWidget(m_pages);
    m_splitter->setStretchFactor(0, 0);
    m_splitter->setStretchFactor(1, 1);
    m_splitter->setSizes({236, 1204});
    column->addWidget(m_addressBar);
    column->addWidget(m_splitter, 1);
    setCentralWidget(centre);
    m_status = new StatusLine;
    setStatusBar(m_status);
    m_requestPanel = new RequestPanel(this);
    m_requestPanel->hide();
}

void MainWindow::connectParts()
{
    connect(m_addressBar, &AddressBar::checkClicked, this, &MainWindow::startCheck);
    connect(m_addressBar, &AddressBar::connectClicked, this, &MainWindow::startConnect);
    connect(m_addressBar, &AddressBar::stopClicked, (*m_actions)["stop"], &QAction::trigger);
    connect(m_addressBar, &AddressBar::disconnectClicked, (*m_actions)["disconnect"], &QAction::trigger);
    connect(m_addressBar, &AddressBar::requestClicked, (*m_actions)["requestOptions"], &QAction::trigger);
    connect(m_addressBar->sidebarButton(), &QToolButton::clicked, (*m_actions)["sidebar"], &QAction::trigger);
    AddressEdit *edit = m_addressBar->edit();
    connect(edit, &AddressEdit::checkRequested, this, &MainWindow::startCheck);
    connect(edit, &AddressEdit::connectRequested, this, &MainWindow::startConnect);
    connect(edit, &AddressEdit::refused, this, &MainWindow::notice);
    connect(edit, &QLineEdit::textChanged, m_requestPanel, &RequestPanel::setAddress);
    connect(m_requestPanel, &RequestPanel::optionsChanged, this, [this] {
        m_addressBar->setRequestSummary(requestSummary(m_requestPanel->options()));
        (*m_actions)["trySingleChanges"]->setChecked(m_requestPanel->options().experiments);
    });
    connect(m_requestPanel, &RequestPanel::checkRequested, this, &MainWindow::startCheck);
    connect(&m_showRunning, &QTimer::timeout, this, &MainWindow::follow);

    connect(m_sidebar, &Sidebar::opened, m_workbench.get(), &Workbench::open);
    connect(m_sidebar, &Sidebar::newCheckClicked, (*m_actions)["newCheck"], &QAction::trigger);
    connect(m_sidebar, &Sidebar::labClicked, this, &MainWindow::showLab);
    connect(m_startPage, &StartPage::opened, m_workbench.get(), &Workbench::open);
    connect(m_startPage, &StartPage::allSessionsClicked, this, [this] { toggleSidebar(true); });
    connect(m_startPage, &StartPage::labClicked, this, &MainWindow::showLab);
    connect(m_startPage, &StartPage::openFileClicked, (*m_actions)["open"], &QAction::trigger);
    connect(m_startPage, &StartPage::labStartClicked, this, [this] {
        m_workbench->lab().start();
        showLab();
    });
    connect(m_startPage, &StartPage::scenarioClicked, this, [this](const QByteArray &id) {
        m_workbench->lab().start();
        m_labPage->choose(id);
        showLab();
    });
    connect(m_startPage, &StartPage::pasteClicked, this, [this] {
        if (!m_addressBar->edit()->takePasted(QApplication::clipboard()->text()))
            notice(tr("The clipboard holds no text."));
    });

    LabService *lab = &m_workbench->lab();
    const auto toggleLab = [lab] {
        if (lab->isRunning())
            lab->stop();
        else
            lab->start();
    };
    connect(m_sidebar, &Sidebar::labToggled, this, toggleLab);
    connect(lab, &LabService::changed, this, [this, lab] {
        m_sidebar->setLab(lab->address(), lab->isStarting());
        m_startPage->setLabRunning(lab->isRunning(), lab->isStarting());
        m_status->setLab(lab->address());
    });
    connect(m_labPage, &LabPage::notice, this, &MainWindow::notice);
    connect(m_labPage, &LabPage::checkRequested, this, &MainWindow::checkWith);

    connect(m_workbench.get(), &Workbench::failed, this, &MainWindow::notice);
    connect(m_workbench.get(), &Workbench::opened, this, &MainWindow::showSession);
    connect(m_workbench.get(), &Workbench::closing, this, [this](CheckSession *session) {
        if (session == current())
            showStart();
    });
    connect(m_workbench.get(), &Workbench::finished, this, [this] {
        if (!isActiveWindow())
            QApplication::alert(this);
    });
    connect(m_sessionPage->exchangePage(), &ExchangePage::placeChanged, m_status, &StatusLine::setPlace);
    new KeyLogCommands(this);
    connect(m_sessionPage, &SessionPage::compareClicked, (*m_actions)["compareWith"], &QAction::trigger);
    connect(m_comparePage, &ComparePage::closeRequested, this, [this] {
        if (m_sessionPage->session())
            showSession(m_sessionPage->session());
        else
            showStart();
    });
    connect(m_sessionPage, &SessionPage::checkAgainClicked, (*m_actions)["checkAgain"], &QAction::trigger);
    connect(m_sessionPage->diagnosisPage()->fixPane(), &FixPane::stackUsed, this,
            [this](const QString &stack) {
                m_state->useStack(stack);
                m_sessionPage->diagnosisPage()->fixPane()->setStackOrder(m_state->stackOrder());
            });
    m_sessionPage->diagnosisPage()->fixPane()->setStackOrder(m_state->stackOrder());
}

} // namespace wirewise::gui
