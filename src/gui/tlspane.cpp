#include "gui/tlspane.h"

#include "ui_tlspane.h"

#include "diagnosis/clientopinions.h"
#include "gui/formlook.h"
#include "gui/tlstree.h"
#include "observation/printable.h"

#include <QClipboard>
#include <QGuiApplication>

namespace wirewise::gui {

namespace {

constexpr qsizetype LongestPath = 160;

QString textOf(const QList<report::TlsSection> &sections)
{
    QString text;
    for (const report::TlsSection &section : sections) {
        text += section.title % QLatin1Char('\n');
        for (const report::TlsRow &row : section.rows)
            text += QLatin1String("  ") % row.name % QLatin1String(": ") % row.value % QLatin1Char('\n');
    }
    return text;
}

} // namespace

TlsPane::TlsPane(QWidget *parent)
    : QWidget(parent)
    , m_ui(std::make_unique<Ui::TlsPane>())
{
    m_ui->setupUi(this);
    applyLook(this);
    connect(m_ui->tlsCopyButton, &QToolButton::clicked, this, &TlsPane::copyAll);
    connect(m_ui->keyLogButton, &QToolButton::clicked, this, &TlsPane::keyLogRequested);
    setKeyLog({});
    clear();
}

TlsPane::~TlsPane() = default;

void TlsPane::show(const observation::Observation &observation)
{
    const observation::Exchange *exchange = report::exchangeOverTls(observation);
    if (!exchange) {
        clear();
        return;
    }
    const QList<report::TlsSection> sections = report::tlsSections(*exchange, observation.startedAt);
    m_text = textOf(sections);
    m_ui->tlsTitle->setText(report::tlsSummary(*exchange));
    const QString clients = diagnosis::disagreementOf(diagnosis::clientOpinions(
        *exchange->connection.tls, exchange->probe.endpoint.host, observation.startedAt));
    m_ui->tlsClients->setText(clients);
    m_ui->tlsClients->setVisible(!clients.isEmpty());
    m_ui->tlsTree->show(sections);
    m_ui->tlsCopyButton->setEnabled(true);
}

void TlsPane::clear()
{
    m_text.clear();
    m_ui->tlsTitle->setText(tr("Nothing of this check went over TLS."));
    m_ui->tlsClients->hide();
    m_ui->tlsTree->show({});
    m_ui->tlsCopyButton->setEnabled(false);
}

void TlsPane::setKeyLog(const QString &file)
{
    if (file.isEmpty()) {
        m_ui->keyLogLine->setText(
            tr("Wireshark can read the traffic of the next checks if the keys are kept."));
        m_ui->keyLogButton->setText(tr("Keep the Keys…"));
        return;
    }
    m_ui->keyLogLine->setText(
        tr("The keys of every connection go to %1 until Wirewise ends. Whoever has that file "
           "can read the traffic.")
            .arg(observation::printable(file.toUtf8(), LongestPath)));
    m_ui->keyLogButton->setText(tr("Stop Keeping Keys"));
}

void TlsPane::copyAll()
{
    QGuiApplication::clipboard()->setText(m_text);
}

} // namespace wirewise::gui
