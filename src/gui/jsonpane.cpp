#include "gui/jsonpane.h"

#include "ui_jsonpane.h"

#include "gui/filterterm.h"
#include "gui/formlook.h"
#include "gui/jsontreedelegate.h"
#include "gui/widgets/icons.h"
#include "gui/widgets/theme.h"
#include "wire/jsonpath.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QKeyEvent>
#include <QMenu>

#include <algorithm>

namespace wirewise::gui {

namespace {

constexpr qint32 NodesPerTurn = 20'000; // of a search, between two turns of the event loop
constexpr qint32 OpenedAtOnce = 60;     // values; more stay folded below the first level
constexpr qint32 KeptPathAmong = 200;   // values looked through for the path chosen before

void copyToClipboard(const QByteArray &utf8)
{
    QGuiApplication::clipboard()->setText(QString::fromUtf8(utf8));
}

} // namespace

JsonPane::JsonPane(QWidget *parent)
    : QWidget(parent)
    , m_ui(std::make_unique<Ui::JsonPane>())
{
    m_ui->setupUi(this);
    applyLook(this);
    m_ui->jsonFind->addAction(Icons::icon("search", Token::Text2), QLineEdit::LeadingPosition);
    m_ui->jsonFind->installEventFilter(this);
    QTreeView *tree = m_ui->jsonTree;
    tree->setModel(&m_model);
    tree->setItemDelegate(new JsonTreeDelegate(tree));
    tree->setContextMenuPolicy(Qt::CustomContextMenu);
    tree->installEventFilter(this);
    const auto follow = [tree] { tree->setIndentation(Theme::instance().scaled(16)); };
    follow();
    connect(&Theme::instance(), &Theme::changed, this, follow);
    connect(tree, &QTreeView::customContextMenuRequested, this, &JsonPane::showMenu);
    connect(tree->selectionModel(), &QItemSelectionModel::currentChanged, this,
            [this] { Q_EMIT currentPathChanged(currentPath()); });
    connect(m_ui->jsonFind, &QLineEdit::textChanged, this, [this] { begin(1, true); });
    connect(m_ui->jsonOffer, &QPushButton::clicked, this, &JsonPane::treeRequested);
    m_search.setInterval(0);
    connect(&m_search, &QTimer::timeout, this, &JsonPane::search);
}

JsonPane::~JsonPane() = default;

void JsonPane::show(const QByteArray &json, const wire::JsonTree &tree)
{
    const QByteArray path = currentPath();
    m_search.stop();
    m_model.show(json, tree);
    m_ui->jsonStack->setCurrentWidget(m_ui->jsonTreePage);
    m_ui->jsonFindRemark->hide();
    if (tree.size() <= OpenedAtOnce)
        m_ui->jsonTree->expandAll();
    else
        m_ui->jsonTree->expand(m_model.index(0, 0));
    // The same member of the next message, where messages are alike; a bounded look.
    const qint32 looked = path.isEmpty() ? 0 : std::min(m_model.count(), KeptPathAmong);
    for (qint32 node = 0; node < looked; ++node) {
        if (tree.pathOf(node, json) == path) {
            m_ui->jsonTree->setCurrentIndex(m_model.indexOf(node));
            return;
        }
    }
    m_ui->jsonTree->setCurrentIndex(m_model.index(0, 0));
}

void JsonPane::explain(const QString &words, const QString &offer)
{
    m_search.stop();
    m_model.clear();
    m_ui->jsonExplanation->setText(words);
    m_ui->jsonOffer->setText(offer);
    m_ui->jsonOffer->setVisible(!offer.isEmpty());
    m_ui->jsonStack->setCurrentWidget(m_ui->jsonWordsPage);
    Q_EMIT currentPathChanged({});
}

QByteArray JsonPane::currentPath() const
{
    return m_model.pathOf(m_ui->jsonTree->currentIndex());
}

void JsonPane::choosePath(const QByteArray &path)
{
    const auto way = wire::JsonPath::read(path);
    const qint32 node = way ? m_model.find(*way) : -1;
    if (node >= 0)
        choose(m_model.indexOf(node));
}

void JsonPane::copyValue() const
{
    const QModelIndex index = m_ui->jsonTree->currentIndex();
    if (index.isValid())
        copyToClipboard(m_model.valueOf(index));
}

void JsonPane::copyPath() const
{
    if (m_ui->jsonTree->currentIndex().isValid())
        copyToClipboard(currentPath());
}

QString JsonPane::currentTerm() const
{
    const QModelIndex index = m_ui->jsonTree->currentIndex();
    return index.isValid() ? filterTermFor(m_model.keyOf(index),
                                           m_model.isContainer(index) ? QByteArray() : m_model.valueOf(index))
                           : QString();
}

void JsonPane::filterByCurrent()
{
    if (const QString term = currentTerm(); !term.isEmpty())
        Q_EMIT filterRequested(term);
}

void JsonPane::excludeCurrent()
{
    if (const QString term = currentTerm(); !term.isEmpty())
        Q_EMIT filterRequested(QLatin1Char('-') % term);
}

void JsonPane::setColumns(const QList<QByteArray> &columns)
{
    m_columns = columns;
}

QByteArray JsonPane::currentColumn() const
{
    const auto path = wire::JsonPath::read(currentPath());
    return path && !path->steps().isEmpty() ? path->written() : QByteArray();
}

void JsonPane::toggleColumn()
{
    if (const QByteArray column = currentColumn(); !column.isEmpty())
        Q_EMIT columnToggled(column, !m_columns.contains(column));
}

void JsonPane::findNext()
{
    begin(1, false);
}

void JsonPane::findPrevious()
{
    begin(-1, false);
}

void JsonPane::begin(int step, bool withCurrent)
{
    m_search.stop();
    m_ui->jsonFindRemark->hide();
    const QString typed = m_ui->jsonFind->text();
    if (typed.isEmpty() || m_model.isEmpty())
        return;
    m_anyCase = std::none_of(typed.begin(), typed.end(), [](QChar c) { return c.isUpper(); });
    m_needle = typed.toUtf8();
    m_step = step;
    m_left = m_model.count();
    const qint32 current = std::max(0, JsonTreeModel::nodeOf(m_ui->jsonTree->currentIndex()));
    m_at = withCurrent ? current : (current + step + m_left) % m_left;
    m_search.start();
    search();
}

void JsonPane::search()
{
    const qint32 count = m_model.count();
    for (qint32 turn = 0; turn < NodesPerTurn && m_left > 0; ++turn, --m_left) {
        if (m_model.matches(m_at, m_needle, m_anyCase)) {
            m_search.stop();
            choose(m_model.indexOf(m_at));
            return;
        }
        m_at = (m_at + m_step + count) % count;
    }
    if (m_left > 0)
        return;
    m_search.stop();
    m_ui->jsonFindRemark->setText(tr("Nothing here holds this."));
    m_ui->jsonFindRemark->show();
}

void JsonPane::choose(const QModelIndex &index)
{
    for (QModelIndex parent = index.parent(); parent.isValid(); parent = parent.parent())
        m_ui->jsonTree->expand(parent);
    m_ui->jsonTree->setCurrentIndex(index);
    m_ui->jsonTree->scrollTo(index, QAbstractItemView::PositionAtCenter);
}

void JsonPane::showMenu(const QPoint &at)
{
    const QModelIndex index = m_ui->jsonTree->currentIndex();
    if (!index.isValid())
        return;
    auto *menu = new QMenu(this);
    menu->setObjectName(QStringLiteral("jsonMenu"));
    menu->setAttribute(Qt::WA_DeleteOnClose);
    connect(menu->addAction(tr("Copy Value")), &QAction::triggered, this, &JsonPane::copyValue);
    connect(menu->addAction(tr("Copy Path")), &QAction::triggered, this, &JsonPane::copyPath);
    const QByteArray column = currentColumn();
    QAction *show = menu->addAction(tr("Show as Column"));
    show->setCheckable(true);
    show->setChecked(m_columns.contains(column));
    show->setEnabled(!column.isEmpty());
    connect(show, &QAction::triggered, this, &JsonPane::toggleColumn);
    menu->addSeparator();
    const QString term = currentTerm();
    QAction *filter = menu->addAction(tr("Filter By This"));
    connect(filter, &QAction::triggered, this, &JsonPane::filterByCurrent);
    QAction *exclude = menu->addAction(tr("Exclude This"));
    connect(exclude, &QAction::triggered, this, &JsonPane::excludeCurrent);
    filter->setEnabled(!term.isEmpty());
    exclude->setEnabled(!term.isEmpty());
    menu->popup(m_ui->jsonTree->viewport()->mapToGlobal(at));
}

bool JsonPane::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() != QEvent::KeyPress)
        return QWidget::eventFilter(watched, event);
    auto *key = static_cast<QKeyEvent *>(event);
    if (watched == m_ui->jsonFind) {
        if (key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter) {
            begin(key->modifiers().testFlag(Qt::ShiftModifier) ? -1 : 1, false);
            return true;
        }
        if (key->key() == Qt::Key_Down) {
            m_ui->jsonTree->setFocus(Qt::TabFocusReason);
            return true;
        }
    } else if (key->matches(QKeySequence::Copy)) {
        copyValue();
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace wirewise::gui
