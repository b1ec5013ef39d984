#include "gui/comparedialog.h"

#include "ui_comparedialog.h"

#include "gui/formlook.h"
#include "gui/sessiondelegate.h"
#include "gui/widgets/theme.h"
#include "observation/endpoint.h"

#include <QKeyEvent>

namespace wirewise::gui {

CompareDialog::CompareDialog(SessionModel *sessions, const QString &exceptFor, QWidget *parent)
    : QDialog(parent)
    , m_ui(std::make_unique<Ui::CompareDialog>())
    , m_exceptFor(exceptFor)
{
    m_ui->setupUi(this);
    setObjectName(QStringLiteral("compareDialog"));
    applyLook(this);
    resize(Theme::instance().scaled(560), Theme::instance().scaled(440));
    m_filter.setSourceModel(sessions);
    m_ui->compareTree->setModel(&m_filter);
    m_ui->compareTree->setItemDelegate(new SessionDelegate(this));
    m_ui->compareTree->setMouseTracking(true);
    m_ui->compareTree->expandAll();
    m_ui->compareEdit->installEventFilter(this);
    connect(m_ui->compareEdit, &QLineEdit::textChanged, this, [this](const QString &words) {
        m_filter.setWords(words);
        m_ui->compareTree->expandAll();
        follow();
    });
    connect(m_ui->compareTree->selectionModel(), &QItemSelectionModel::currentChanged, this,
            &CompareDialog::follow);
    connect(m_ui->compareTree, &QTreeView::doubleClicked, this, &CompareDialog::choose);
    connect(m_ui->compareChosenButton, &QPushButton::clicked, this, &CompareDialog::choose);
    connect(m_ui->cancelCompareButton, &QPushButton::clicked, this, &QDialog::reject);
    follow();
}

CompareDialog::~CompareDialog() = default;

bool CompareDialog::isAddress() const
{
    const QString typed = m_ui->compareEdit->text().trimmed();
    if (typed.isEmpty() || !observation::parseEndpoint(typed).endpoint)
        return false;
    return typed.contains(QLatin1String("://")) || m_filter.rowCount() == 0;
}

QString CompareDialog::chosenPath() const
{
    const QString path = m_ui->compareTree->currentIndex().data(SessionModel::PathRole).toString();
    return path == m_exceptFor ? QString() : path;
}

void CompareDialog::follow()
{
    const bool isSame =
        m_ui->compareTree->currentIndex().data(SessionModel::PathRole).toString() == m_exceptFor;
    m_ui->compareChosenButton->setText(isAddress() ? tr("Check and compare") : tr("Compare"));
    m_ui->compareChosenButton->setEnabled(isAddress() || !chosenPath().isEmpty());
    m_ui->compareHint->setText(
        isAddress()                        ? tr("It is checked with the same request settings.")
        : isSame && !m_exceptFor.isEmpty() ? tr("This is the session itself. Choose another one.")
        : m_filter.rowCount() == 0
            ? tr("No session matches. A whole address can be checked: wss://host/path.")
            : tr("Choose a session, or type another address to check it now."));
}

void CompareDialog::choose()
{
    if (isAddress())
        Q_EMIT addressChosen(m_ui->compareEdit->text().trimmed());
    else if (!chosenPath().isEmpty())
        Q_EMIT sessionChosen(chosenPath());
    else
        return;
    accept();
}

/// Up and down move in the list while the words are typed.
bool CompareDialog::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent *>(event)->key();
        if (key == Qt::Key_Down || key == Qt::Key_Up) {
            m_ui->compareTree->setFocus(Qt::OtherFocusReason);
            QModelIndex next = m_ui->compareTree->currentIndex();
            if (!next.isValid() && m_filter.rowCount() > 0)
                next = m_filter.index(0, 0, m_filter.index(0, 0));
            if (next.isValid())
                m_ui->compareTree->setCurrentIndex(next);
            return true;
        }
    }
    return QDialog::eventFilter(watched, event);
}

} // namespace wirewise::gui
