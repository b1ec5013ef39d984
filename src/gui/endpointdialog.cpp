#include "gui/endpointdialog.h"

#include "ui_endpointdialog.h"

#include "endpoints/names.h"
#include "gui/formlook.h"
#include "gui/widgets/theme.h"

#include <QPushButton>

#include <algorithm>

namespace wirewise::gui {

namespace {

bool isAddress(const QByteArray &line)
{
    const qsizetype equals = line.indexOf('=');
    return equals > 0 && line.first(equals).trimmed() == "address";
}

} // namespace

EndpointDialog::EndpointDialog(QWidget *parent)
    : QDialog(parent)
    , m_ui(std::make_unique<Ui::EndpointDialog>())
{
    m_ui->setupUi(this);
    setObjectName(QStringLiteral("endpointDialog"));
    setWindowTitle(tr("Save the endpoint"));
    resize(Theme::instance().scaled(620), Theme::instance().scaled(430));
    applyLook(this);
    m_ui->endpointAddressEdit->setFont(Theme::instance().font(TextStyle::Code));
    m_ui->endpointLinesEdit->setFont(Theme::instance().font(TextStyle::Code));
    m_ui->endpointHintLabel->hide();
    m_ui->endpointProblemLabel->hide();
    connect(m_ui->endpointButtons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_ui->endpointButtons->button(QDialogButtonBox::Save), &QPushButton::clicked, this,
            &EndpointDialog::save);
}

EndpointDialog::~EndpointDialog() = default;

void EndpointDialog::setEndpoint(const endpoints::SavedEndpoint &endpoint, const QString &hint)
{
    m_ui->endpointNameEdit->setText(endpoint.name());
    m_ui->endpointAddressEdit->setText(QString::fromUtf8(endpoint.address()));
    QList<QByteArray> lines = endpoint.toBytes().split('\n');
    const auto address = std::find_if(lines.begin(), lines.end(), isAddress);
    m_addressLine = address == lines.end() ? 0 : address - lines.begin();
    lines.removeIf(isAddress);
    m_ui->endpointLinesEdit->setPlainText(QString::fromUtf8(lines.join('\n')).trimmed());
    m_ui->endpointHintLabel->setText(hint);
    m_ui->endpointHintLabel->setVisible(!hint.isEmpty());
    m_ui->endpointNameEdit->setFocus(Qt::OtherFocusReason);
}

endpoints::Result<endpoints::SavedEndpoint> EndpointDialog::endpoint() const
{
    const QString name = m_ui->endpointNameEdit->text().trimmed();
    if (const QString problem = endpoints::endpointNameProblem(name); !problem.isEmpty())
        return tl::make_unexpected(endpoints::Problem{tr("Name"), 0, problem});
    QStringList lines = m_ui->endpointLinesEdit->toPlainText().split(QLatin1Char('\n'));
    lines.insert(std::clamp<qsizetype>(m_addressLine, 0, lines.size()),
                 QStringLiteral("address = ") + m_ui->endpointAddressEdit->text().trimmed());
    while (lines.size() > 1 && lines.constLast().trimmed().isEmpty())
        lines.removeLast();
    return endpoints::SavedEndpoint::read(name, lines.join(QLatin1Char('\n')).toUtf8());
}

void EndpointDialog::setProblem(const QString &sentence)
{
    m_ui->endpointProblemLabel->setText(sentence);
    m_ui->endpointProblemLabel->setVisible(!sentence.isEmpty());
}

void EndpointDialog::save()
{
    const auto read = endpoint();
    setProblem(read ? QString() : read.error().sentence());
    if (read)
        Q_EMIT saveRequested(*read);
}

} // namespace wirewise::gui
