#include "gui/startpage.h"

#include "ui_startpage.h"

#include "gui/formlook.h"
#include "gui/sessiondelegate.h"
#include "gui/widgets/icons.h"
#include "gui/widgets/prose.h"
#include "gui/widgets/theme.h"
#include "gui/widgets/wirenodes.h"
#include "gui/widgets/wirestyle.h"
#include "lab/scenario.h"

#include <QHBoxLayout>
#include <QLocale>

#include <algorithm>

namespace wirewise::gui {

RecentModel::RecentModel(SessionModel *sessions, QObject *parent)
    : QAbstractListModel(parent)
    , m_sessions(sessions)
{
    connect(sessions, &QAbstractItemModel::modelAboutToBeReset, this, [this] { beginResetModel(); });
    connect(sessions, &QAbstractItemModel::modelReset, this, [this] { endResetModel(); });
    connect(sessions, &QAbstractItemModel::dataChanged, this, [this] {
        if (rowCount() > 0)
            Q_EMIT dataChanged(index(0), index(rowCount() - 1));
    });
}

int RecentModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(std::min<qsizetype>(Shown, m_sessions->sessionCount()));
}

QVariant RecentModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || index.row() >= rowCount())
        return {};
    return m_sessions->data(m_sessions->indexOf(m_sessions->entries().at(index.row()).info.path), role);
}

StartPage::StartPage(SessionModel *sessions, QWidget *parent)
    : QWidget(parent)
    , m_ui(std::make_unique<Ui::StartPage>())
    , m_sessions(sessions)
    , m_recent(sessions)
{
    m_ui->setupUi(this);
    setObjectName(QStringLiteral("startPage"));
    applyLook(this);
    m_ui->startContent->setBackgroundRole(QPalette::Base);
    m_ui->startContent->setAutoFillBackground(true);
    m_ui->legendStrip->setNodes(legendWireNodes());
    m_ui->legendStrip->setInteractive(false);
    m_ui->recentList->setModel(&m_recent);
    m_ui->recentList->setItemDelegate(new RecentDelegate(this));
    m_ui->recentList->setMouseTracking(true);
    m_ui->recentList->setCursor(Qt::PointingHandCursor);
    fillIntroduction();
    fillLab();
    fillActions();
    const auto open = [this](const QModelIndex &index) {
        Q_EMIT opened(index.data(SessionModel::PathRole).toString());
    };
    connect(m_ui->recentList, &QListView::clicked, this, open);
    connect(m_ui->recentList, &QListView::activated, this, open);
    connect(m_ui->allSessionsButton, &QPushButton::clicked, this, &StartPage::allSessionsClicked);
    connect(m_ui->labStartButton, &QPushButton::clicked, this, &StartPage::labStartClicked);
    connect(m_ui->labWhatButton, &QPushButton::clicked, this, &StartPage::labClicked);
    connect(&m_recent, &QAbstractItemModel::modelReset, this, &StartPage::fitRecent);
    connect(&Theme::instance(), &Theme::changed, this, &StartPage::fitRecent);
    setLabRunning(false, false);
    fitRecent();
}

StartPage::~StartPage() = default;

void StartPage::fillIntroduction()
{
    Prose prose(tr("Type a WebSocket or HTTP address above and press "), TextStyle::Body, Token::Text2);
    prose.addKey(tr("Enter"));
    prose.add(
        tr(". Wirewise sends HEAD, GET and a WebSocket upgrade, shows every byte, and says in one sentence "
           "what is wrong and what to change."),
        TextStyle::Body, Token::Text2);
    m_ui->introduction->setProse(prose);
    m_ui->introduction->setMaximumWidth(860);
}

void StartPage::fillLab()
{
    const QList<QByteArray> examples{"health.head-misleading", "upgrade.not-supported-by-server",
                                     "upgrade.stripped-by-proxy", "session.closed-at-once",
                                     "upgrade.origin-rejected"};
    int shown = 0;
    for (const QByteArray &id : examples) {
        const lab::Scenario *scenario = lab::findScenario(id);
        if (!scenario || shown == 4)
            continue;
        ++shown;
        auto *button =
            new QPushButton(Icons::icon("corner-down-right", Token::Text3), lab::text(scenario->title));
        button->setObjectName(QStringLiteral("scenario-") + QString::fromUtf8(id));
        button->setAutoDefault(false);
        setButtonRole(button, ButtonRole::Link);
        setControlSize(button, ControlSize::Small);
        button->setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed);
        connect(button, &QPushButton::clicked, this, [this, id] { Q_EMIT scenarioClicked(id); });
        m_ui->labExampleLayout->addWidget(button);
    }
}

void StartPage::fillActions()
{
    const auto add = [this](const char *name, const QByteArray &icon, const QString &text,
                            const QString &keys, void (StartPage::*clicked)()) {
        auto *row = new QWidget;
        auto *layout = new QHBoxLayout(row);
        layout->setContentsMargins(4, 2, 12, 2);
        auto *button = new QPushButton(Icons::icon(icon, Token::Text2), text);
        button->setObjectName(QLatin1String(name));
        button->setAutoDefault(false);
        setButtonRole(button, ButtonRole::Flat);
        connect(button, &QPushButton::clicked, this, clicked);
        layout->addWidget(button);
        layout->addStretch();
        layout->addWidget(new KeyCap(keys));
        m_ui->startActionsLayout->addWidget(row);
    };
    add("startPasteButton", "clipboard-paste", tr("Paste an address"), tr("Ctrl+V"),
        &StartPage::pasteClicked);
    add("startOpenButton", "folder-open", tr("Open a session file"), tr("Ctrl+O"),
        &StartPage::openFileClicked);
}

void StartPage::setLabRunning(bool running, bool starting)
{
    m_ui->labStartButton->setText(running ? tr("Open the practice lab") : tr("Start the practice lab"));
    m_ui->labStartButton->setIcon(Icons::icon(running ? "flask-conical" : "play"));
    m_ui->labStartButton->setEnabled(!starting);
    m_ui->labWhatButton->setVisible(!running);
}

void StartPage::fitRecent()
{
    const int rows = m_recent.rowCount();
    m_ui->recentList->setVisible(rows > 0);
    m_ui->noSessionsLabel->setVisible(rows == 0);
    m_ui->recentList->setFixedHeight(rows * Theme::instance().scaled(56));
    m_ui->allSessionsButton->setVisible(m_sessions->sessionCount() > RecentModel::Shown);
    m_ui->allSessionsButton->setText(
        tr("All %1 sessions").arg(QLocale::c().toString(m_sessions->sessionCount())));
}

} // namespace wirewise::gui
