#include "gui/endpointpane.h"

#include "ui_endpointpane.h"

#include "gui/endpointmodel.h"
#include "gui/sessiondelegate.h"
#include "gui/sessionmodel.h"
#include "gui/widgets/theme.h"

#include <QKeyEvent>

#include <algorithm>

namespace wirewise::gui {

namespace {
/// More are reached by scrolling: the sessions below need room, too.
constexpr int MostRows = 6;
} // namespace

EndpointPane::EndpointPane(EndpointModel *endpoints, QWidget *parent)
    : Band(parent)
    , m_ui(std::make_unique<Ui::EndpointPane>())
    , m_endpoints(endpoints)
{
    m_ui->setupUi(this);
    setObjectName(QStringLiteral("endpointPane"));
    setGround(Token::Win);
    setLines(Qt::RightEdge | Qt::BottomEdge);
    applyLook(this);
    QListView *list = m_ui->endpointList;
    list->setModel(endpoints);
    list->setItemDelegate(new SessionDelegate(this));
    list->setMouseTracking(true);
    list->viewport()->setAutoFillBackground(false);
    list->installEventFilter(this);
    connect(list, &QListView::doubleClicked, this, [this] { Q_EMIT checkRequested(current()); });
    connect(list->selectionModel(), &QItemSelectionModel::currentChanged, this,
            [this] { Q_EMIT currentChanged(current()); });
    connect(list, &QWidget::customContextMenuRequested, this, [this, list](const QPoint &at) {
        if (!current().isEmpty())
            Q_EMIT menuRequested(current(), list->viewport()->mapToGlobal(at));
    });
    connect(m_ui->environmentCombo, &QComboBox::currentIndexChanged, this,
            [this] { Q_EMIT environmentChanged(environment()); });
    connect(m_ui->checkEnvironmentsButton, &QToolButton::clicked, this, &EndpointPane::allRequested);
    connect(endpoints, &QAbstractItemModel::modelReset, this, &EndpointPane::fit);
    connect(&Theme::instance(), &Theme::changed, this, &EndpointPane::fit);
    setEnvironments({});
    fit();
}

EndpointPane::~EndpointPane() = default;

void EndpointPane::setEnvironments(const QStringList &names)
{
    const QString before = environment();
    {
        const QSignalBlocker quiet(m_ui->environmentCombo);
        m_ui->environmentCombo->clear();
        m_ui->environmentCombo->addItem(tr("none"), QString());
        for (const QString &name : names)
            m_ui->environmentCombo->addItem(name, name);
    }
    m_ui->environmentCombo->setVisible(!names.isEmpty());
    m_ui->checkEnvironmentsButton->setVisible(!names.isEmpty());
    setEnvironment(before);
}

QString EndpointPane::environment() const
{
    return m_ui->environmentCombo->currentData().toString();
}

void EndpointPane::setEnvironment(const QString &name)
{
    m_ui->environmentCombo->setCurrentIndex(std::max(0, m_ui->environmentCombo->findData(name)));
}

QString EndpointPane::current() const
{
    return m_ui->endpointList->currentIndex().data(SessionModel::PathRole).toString();
}

void EndpointPane::setCurrent(const QString &name)
{
    m_ui->endpointList->setCurrentIndex(m_endpoints->indexOf(name));
}

void EndpointPane::fit()
{
    const QStyleOptionViewItem option;
    int height = 0;
    for (int row = 0; row < std::min(m_endpoints->rowCount(), MostRows); ++row)
        height += m_ui->endpointList->itemDelegate()->sizeHint(option, m_endpoints->index(row)).height();
    m_ui->endpointList->setFixedHeight(height);
    setVisible(m_endpoints->rowCount() > 0);
}

bool EndpointPane::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_ui->endpointList && event->type() == QEvent::KeyPress && !current().isEmpty()) {
        const int key = static_cast<QKeyEvent *>(event)->key();
        if (key == Qt::Key_Return || key == Qt::Key_Enter) {
            Q_EMIT checkRequested(current());
            return true;
        }
        if (key == Qt::Key_Delete) {
            Q_EMIT deleteRequested(current());
            return true;
        }
    }
    return Band::eventFilter(watched, event);
}

} // namespace wirewise::gui
