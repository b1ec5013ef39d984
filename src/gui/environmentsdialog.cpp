#include "gui/environmentsdialog.h"

#include "ui_environmentsdialog.h"

#include "gui/formlook.h"
#include "gui/widgets/theme.h"

#include <QPointer>
#include <QPushButton>

namespace wirewise::gui {

EnvironmentsDialog::EnvironmentsDialog(EndpointDesk *desk, QWidget *parent)
    : QDialog(parent)
    , m_ui(std::make_unique<Ui::EnvironmentsDialog>())
    , m_desk(desk)
{
    m_ui->setupUi(this);
    setObjectName(QStringLiteral("environmentsDialog"));
    setWindowTitle(tr("Environments"));
    resize(Theme::instance().scaled(680), Theme::instance().scaled(420));
    applyLook(this);
    m_ui->environmentLinesEdit->setFont(Theme::instance().font(TextStyle::Code));
    m_ui->environmentProblemLabel->hide();
    connect(m_ui->environmentList, &QListWidget::currentTextChanged, this, &EnvironmentsDialog::show);
    connect(m_ui->newEnvironmentButton, &QPushButton::clicked, this, [this] {
        m_ui->environmentList->setCurrentRow(-1);
        show({});
        m_ui->environmentNameEdit->setFocus(Qt::OtherFocusReason);
    });
    connect(m_ui->deleteEnvironmentButton, &QPushButton::clicked, this, &EnvironmentsDialog::remove);
    connect(m_ui->environmentsButtons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_ui->environmentsButtons->button(QDialogButtonBox::Save), &QPushButton::clicked, this,
            &EnvironmentsDialog::save);
    list();
    m_ui->environmentList->setCurrentRow(0);
}

EnvironmentsDialog::~EnvironmentsDialog() = default;

void EnvironmentsDialog::list()
{
    const QSignalBlocker quiet(m_ui->environmentList);
    m_ui->environmentList->clear();
    for (const endpoints::Environment &environment : m_desk->content().environments)
        m_ui->environmentList->addItem(environment.name());
}

void EnvironmentsDialog::select(const QString &name)
{
    const QList<QListWidgetItem *> found = m_ui->environmentList->findItems(name, Qt::MatchExactly);
    if (!found.isEmpty())
        m_ui->environmentList->setCurrentItem(found.constFirst());
}

void EnvironmentsDialog::show(const QString &name)
{
    const endpoints::Environment *environment = m_desk->content().environment(name);
    m_shown = environment ? name : QString();
    m_ui->environmentNameEdit->setText(m_shown);
    m_ui->environmentLinesEdit->setPlainText(environment ? QString::fromUtf8(environment->toBytes()).trimmed()
                                                         : QString());
    m_ui->deleteEnvironmentButton->setEnabled(environment);
    setProblem({});
}

void EnvironmentsDialog::setProblem(const QString &sentence)
{
    m_ui->environmentProblemLabel->setText(sentence);
    m_ui->environmentProblemLabel->setVisible(!sentence.isEmpty());
}

void EnvironmentsDialog::save()
{
    const QString name = m_ui->environmentNameEdit->text().trimmed();
    const auto environment =
        endpoints::Environment::read(name, m_ui->environmentLinesEdit->toPlainText().toUtf8());
    if (!environment)
        return setProblem(environment.error().sentence());
    m_desk->save(*environment, m_shown,
                 [dialog = QPointer<EnvironmentsDialog>(this), name](const QString &problem) {
                     if (!dialog)
                         return;
                     dialog->setProblem(problem);
                     if (!problem.isEmpty())
                         return;
                     dialog->list();
                     dialog->select(name);
                 });
}

void EnvironmentsDialog::remove()
{
    if (m_shown.isEmpty())
        return;
    m_desk->removeEnvironment(m_shown, [dialog = QPointer<EnvironmentsDialog>(this)](const QString &problem) {
        if (!dialog)
            return;
        dialog->list();
        dialog->m_ui->environmentList->setCurrentRow(0);
        dialog->show(dialog->m_ui->environmentList->currentItem()
                         ? dialog->m_ui->environmentList->currentItem()->text()
                         : QString());
        dialog->setProblem(problem);
    });
}

} // namespace wirewise::gui
