#include "gui/retentiondialog.h"

#include "ui_retentiondialog.h"

#include "gui/formlook.h"
#include "gui/widgets/theme.h"

#include <QFileInfo>
#include <QLocale>

#include <algorithm>
#include <numeric>

namespace wirewise::gui {

namespace {
constexpr qint64 Megabyte = 1'000'000;
/// More are counted only: nobody reads ten thousand names.
constexpr qsizetype MostListed = 500;
} // namespace

RetentionDialog::RetentionDialog(const session::RetentionRule &rule,
                                 const QList<session::StoredSession> &sessions, QWidget *parent)
    : QDialog(parent)
    , m_ui(std::make_unique<Ui::RetentionDialog>())
    , m_sessions(sessions)
{
    m_ui->setupUi(this);
    setObjectName(QStringLiteral("retentionDialog"));
    setWindowTitle(tr("How long sessions are kept"));
    resize(Theme::instance().scaled(560), Theme::instance().scaled(460));
    applyLook(this);
    m_ui->retentionDays->setValue(rule.days);
    m_ui->retentionSize->setValue(static_cast<int>(rule.bytes / Megabyte));
    const auto changed = [this] {
        refresh();
        Q_EMIT ruleChanged(this->rule());
    };
    connect(m_ui->retentionDays, &QSpinBox::valueChanged, this, changed);
    connect(m_ui->retentionSize, &QSpinBox::valueChanged, this, changed);
    connect(m_ui->retentionTrashButton, &QPushButton::clicked, this, [this] {
        m_ui->retentionTrashButton->setEnabled(false);
        Q_EMIT moveRequested(m_due);
    });
    connect(m_ui->retentionCloseButton, &QPushButton::clicked, this, &QDialog::accept);
    refresh();
}

RetentionDialog::~RetentionDialog() = default;

void RetentionDialog::setSessions(const QList<session::StoredSession> &sessions)
{
    m_sessions = sessions;
    refresh();
}

session::RetentionRule RetentionDialog::rule() const
{
    return {m_ui->retentionDays->value(), m_ui->retentionSize->value() * Megabyte};
}

void RetentionDialog::refresh()
{
    const QList<session::StoredSession> due =
        session::dueSessions(m_sessions, rule(), QDateTime::currentDateTimeUtc());
    const auto sizeOf = [](const QList<session::StoredSession> &sessions) {
        const qint64 bytes =
            std::accumulate(sessions.begin(), sessions.end(), qint64(0),
                            [](qint64 sum, const auto &session) { return sum + session.bytes; });
        return QLocale().formattedDataSize(bytes, 1, QLocale::DataSizeSIFormat);
    };
    m_due.clear();
    m_ui->retentionList->clear();
    for (const session::StoredSession &session : due) {
        m_due.append(session.path);
        if (m_due.size() <= MostListed)
            m_ui->retentionList->addItem(QFileInfo(session.path).completeBaseName());
    }
    const int all = static_cast<int>(m_sessions.size()), going = static_cast<int>(due.size());
    const QString kept = tr("%n session(s) take %1.", nullptr, all).arg(sizeOf(m_sessions));
    m_ui->retentionSentence->setText(
        due.isEmpty()
            ? tr("%1 None of them goes.").arg(kept)
            : tr("%1 %2").arg(kept, tr("%n of them, %1, would go:", nullptr, going).arg(sizeOf(due))));
    m_ui->retentionTrashButton->setVisible(!due.isEmpty());
    m_ui->retentionTrashButton->setEnabled(!due.isEmpty());
    m_ui->retentionTrashButton->setText(tr("Move %n session(s) to the trash", nullptr, going));
}

} // namespace wirewise::gui
