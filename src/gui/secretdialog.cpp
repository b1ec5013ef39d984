#include "gui/secretdialog.h"

#include "ui_secretdialog.h"

#include "gui/formlook.h"
#include "gui/widgets/theme.h"

#include <QPushButton>

namespace wirewise::gui {

SecretDialog::SecretDialog(const QString &variable, const QString &environment, const QString &place,
                           const QString &remark, QWidget *parent)
    : QDialog(parent)
    , m_ui(std::make_unique<Ui::SecretDialog>())
{
    m_ui->setupUi(this);
    setObjectName(QStringLiteral("secretDialog"));
    setWindowTitle(tr("A secret is needed"));
    setMinimumWidth(Theme::instance().scaled(460));
    applyLook(this);
    m_ui->secretTitle->setText(
        environment.isEmpty() ? tr("The value of {{%1}}, to be sent to").arg(variable)
                              : tr("The value of {{%1}} in %2, to be sent to").arg(variable, environment));
    m_ui->secretPlace->setText(place);
    m_ui->secretKeepCheck->setVisible(remark.isEmpty());
    m_ui->secretRemark->setText(
        remark.isEmpty() ? tr("It is never written into a file of endpoints, and goes to no other place.")
                         : tr("%1 The value is kept until Wirewise ends.").arg(remark));
    QPushButton *ok = m_ui->secretButtons->button(QDialogButtonBox::Ok);
    ok->setText(tr("Check"));
    ok->setEnabled(false);
    connect(m_ui->secretEdit, &QLineEdit::textChanged, ok,
            [ok](const QString &text) { ok->setEnabled(!text.isEmpty()); });
    connect(m_ui->secretButtons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(m_ui->secretButtons, &QDialogButtonBox::rejected, this, &QDialog::reject);
}

SecretDialog::~SecretDialog() = default;

QByteArray SecretDialog::value() const
{
    return m_ui->secretEdit->text().toUtf8();
}

bool SecretDialog::isKept() const
{
    return m_ui->secretKeepCheck->isVisibleTo(this) && m_ui->secretKeepCheck->isChecked();
}

} // namespace wirewise::gui
