#include "gui/judgementdialog.h"

#include "ui_judgementdialog.h"

#include "gui/formlook.h"
#include "gui/widgets/theme.h"

#include <algorithm>

namespace wirewise::gui {

namespace {

/// Ids of the findings that only the first has.
QStringList onlyIn(const diagnosis::Diagnosis &first, const diagnosis::Diagnosis &second)
{
    QStringList ids;
    for (const diagnosis::Finding &finding : first.findings) {
        const bool isShared =
            std::any_of(second.findings.begin(), second.findings.end(),
                        [&finding](const diagnosis::Finding &other) { return other.id == finding.id; });
        if (!isShared)
            ids.append(QString::fromUtf8(finding.id));
    }
    return ids;
}

} // namespace

JudgementDialog::JudgementDialog(const session::SessionInfo &info,
                                 const observation::Observation &observation,
                                 const diagnosis::Diagnosis &then, const diagnosis::Diagnosis &now,
                                 QWidget *parent)
    : QDialog(parent)
    , m_ui(std::make_unique<Ui::JudgementDialog>())
{
    m_ui->setupUi(this);
    setObjectName(QStringLiteral("judgementDialog"));
    setWindowTitle(tr("Judged again"));
    resize(Theme::instance().scaled(820), sizeHint().height());
    applyLook(this);
    const bool isSame = then.verdict == now.verdict && !then.findings.isEmpty() && !now.findings.isEmpty() &&
                        then.primary().id == now.primary().id;
    m_ui->judgementSentence->setText(isSame ? tr("Today’s rules give the same verdict.")
                                            : tr("Today’s rules give another verdict."));
    m_ui->judgedThenLabel->setText(info.writtenBy.isEmpty() ? tr("That day")
                                                            : tr("That day, by %1").arg(info.writtenBy));
    m_ui->judgedNowLabel->setText(tr("Today, by Wirewise %1").arg(QCoreApplication::applicationVersion()));
    const QDateTime moment = QDateTime::currentDateTime();
    m_ui->judgedThenBanner->setContent(bannerFor(observation, then, moment));
    m_ui->judgedNowBanner->setContent(bannerFor(observation, now, moment));
    QStringList lines;
    if (const QStringList gone = onlyIn(then, now); !gone.isEmpty())
        lines.append(tr("No longer found: %1.").arg(gone.join(QLatin1String(", "))));
    if (const QStringList added = onlyIn(now, then); !added.isEmpty())
        lines.append(tr("Found in addition: %1.").arg(added.join(QLatin1String(", "))));
    lines.append(tr("The session keeps the verdict of that day."));
    m_ui->judgementDifferences->setText(lines.join(QLatin1Char('\n')));
    connect(m_ui->judgementButtons, &QDialogButtonBox::rejected, this, &QDialog::reject);
}

JudgementDialog::~JudgementDialog() = default;

} // namespace wirewise::gui
