#include "gui/sidebar.h"

#include "ui_sidebar.h"

#include "gui/sessiondelegate.h"
#include "gui/widgets/icons.h"
#include "gui/widgets/theme.h"

#include <QGuiApplication>
#include <QKeyEvent>
#include <QMouseEvent>

namespace wirewise::gui {

namespace {

/// Ctrl and Shift choose more rows; opening one would end the choice.
bool isSelectingSeveral()
{
    return QGuiApplication::keyboardModifiers() & (Qt::ControlModifier | Qt::ShiftModifier);
}

} // namespace

Sidebar::Sidebar(SessionModel *sessions, QWidget *parent)
    : Band(parent)
    , m_ui(std::make_unique<Ui::Sidebar>())
    , m_sessions(sessions)
{
    m_ui->setupUi(this);
    setObjectName(QStringLiteral("sidebar"));
    setGround(Token::Win);
    setLines(Qt::RightEdge);
    setMinimumWidth(180);
    setMaximumWidth(400);
    applyLook(this);
    m_ui->sessionFilter->addAction(Icons::icon("search", Token::Text3), QLineEdit::LeadingPosition);
    m_ui->noMatchLabel->hide();
    m_filter.setSourceModel(sessions);
    m_ui->sessionTree->setModel(&m_filter);
    m_ui->sessionTree->setItemDelegate(new SessionDelegate(this));
    m_ui->sessionTree->setMouseTracking(true);
    m_ui->sessionTree->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_ui->sessionTree->viewport()->setAutoFillBackground(false);
    m_ui->labLine->setCursor(Qt::PointingHandCursor);
    m_ui->labLine->installEventFilter(this);
    m_ui->sessionTree->installEventFilter(this);
    setLab({}, false);

    connect(&m_filter, &QAbstractItemModel::modelReset, this, &Sidebar::restoreCurrent);
    connect(&m_filter, &QAbstractItemModel::rowsInserted, this, &Sidebar::showMatches);
    connect(&m_filter, &QAbstractItemModel::rowsRemoved, this, &Sidebar::showMatches);
    connect(m_ui->sessionFilter, &QLineEdit::textChanged, this, [this](const QString &words) {
        m_filter.setWords(words);
        restoreCurrent();
    });
    connect(m_ui->newCheckButton, &QToolButton::clicked, this, &Sidebar::newCheckClicked);
    connect(m_ui->labButton, &QPushButton::clicked, this, &Sidebar::labToggled);
    connect(m_ui->sessionTree->selectionModel(), &QItemSelectionModel::currentChanged, this,
            [this](const QModelIndex &index) {
                const QString path = index.data(SessionModel::PathRole).toString();
                if (m_restoring || path.isEmpty() || path == m_current || isSelectingSeveral())
                    return;
                Q_EMIT opened(path);
            });
    connect(m_ui->sessionTree, &QTreeView::clicked, this, [this](const QModelIndex &index) {
        const QString path = index.data(SessionModel::PathRole).toString();
        if (!path.isEmpty() && !isSelectingSeveral())
            Q_EMIT opened(path);
    });
    connect(m_ui->sessionTree, &QWidget::customContextMenuRequested, this, [this](const QPoint &at) {
        const QStringList paths = selected();
        if (!paths.isEmpty())
            Q_EMIT menuRequested(paths, m_ui->sessionTree->viewport()->mapToGlobal(at));
    });
    restoreCurrent();
}

Sidebar::~Sidebar() = default;

void Sidebar::setCurrent(const QString &path)
{
    m_current = path;
    restoreCurrent();
}

QStringList Sidebar::selected() const
{
    QStringList paths;
    for (const QModelIndex &index : m_ui->sessionTree->selectionModel()->selectedIndexes()) {
        const QString path = index.data(SessionModel::PathRole).toString();
        if (!path.isEmpty())
            paths << path;
    }
    return paths;
}

void Sidebar::setLab(const QString &address, bool isStarting)
{
    const bool isOn = !address.isEmpty();
    m_ui->labIcon->setSign("flask-conical", 16, isOn ? Token::Ok : Token::Text2);
    m_ui->labLabel->setText(isOn         ? tr("Lab on %1").arg(address)
                            : isStarting ? tr("Practice lab starts")
                                         : tr("Practice lab is off"));
    m_ui->labButton->setText(isOn ? tr("Stop") : tr("Start"));
    m_ui->labButton->setEnabled(!isStarting);
}

void Sidebar::focusFilter()
{
    m_ui->sessionFilter->setFocus(Qt::ShortcutFocusReason);
    m_ui->sessionFilter->selectAll();
}

void Sidebar::addPane(QWidget *pane)
{
    m_ui->column->insertWidget(1, pane);
}

void Sidebar::restoreCurrent()
{
    m_restoring = true;
    m_ui->sessionTree->expandAll();
    const QModelIndex index = m_filter.mapFromSource(m_sessions->indexOf(m_current));
    if (index.isValid())
        m_ui->sessionTree->selectionModel()->setCurrentIndex(index, QItemSelectionModel::ClearAndSelect);
    else
        m_ui->sessionTree->selectionModel()->clear();
    m_restoring = false;
    showMatches();
}

void Sidebar::showMatches()
{
    const bool isEmpty = m_filter.rowCount() == 0 && m_sessions->sessionCount() > 0;
    m_ui->noMatchLabel->setVisible(isEmpty);
    m_ui->sessionTree->expandAll();
}

bool Sidebar::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_ui->labLine && event->type() == QEvent::MouseButtonRelease)
        Q_EMIT labClicked();
    if (watched == m_ui->sessionTree && event->type() == QEvent::KeyPress) {
        const auto *key = static_cast<QKeyEvent *>(event);
        if (key->key() == Qt::Key_Delete && !selected().isEmpty()) {
            Q_EMIT deleteRequested(selected());
            return true;
        }
    }
    return Band::eventFilter(watched, event);
}

} // namespace wirewise::gui
