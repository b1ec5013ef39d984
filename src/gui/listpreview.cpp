#include "gui/listpreview.h"

#include "ui_listpreview.h"

#include "gui/formlook.h"
#include "gui/listwords.h"
#include "gui/widgets/bytesection.h"
#include "gui/widgets/theme.h"

namespace wirewise::gui {

namespace {

constexpr int SignSize = 20;

Token groundOf(VerdictGroup group)
{
    switch (group) {
    case VerdictGroup::Fails:
        return Token::FailSoft;
    case VerdictGroup::Warned:
        return Token::WarnSoft;
    case VerdictGroup::Works:
        return Token::OkSoft;
    case VerdictGroup::Running:
        return Token::AccentSoft;
    case VerdictGroup::Stopped:
    case VerdictGroup::Waiting:
        break;
    }
    return Token::Sunken;
}

/// The exchange that proves the finding, or else the one that decides.
const observation::Exchange *tellingExchange(const session::SessionContent &content)
{
    if (!content.diagnosis.findings.isEmpty()) {
        for (const diagnosis::Evidence &evidence : content.diagnosis.primary().evidence) {
            const bool isReceived = evidence.direction == wire::Direction::Received && !evidence.inSession;
            if (const auto *exchange = content.observation.exchange(evidence.probe);
                exchange && isReceived && !evidence.range.isEmpty())
                return exchange;
        }
    }
    if (const auto *upgrade = content.observation.exchange(observation::ProbeKind::Upgrade))
        return upgrade;
    return content.observation.exchanges.isEmpty() ? nullptr : &content.observation.exchanges.constLast();
}

} // namespace

ListPreview::ListPreview(QWidget *parent)
    : QWidget(parent)
    , m_ui(std::make_unique<Ui::ListPreview>())
{
    m_ui->setupUi(this);
    applyLook(this);
    m_ui->previewSplitter->setStretchFactor(0, 43);
    m_ui->previewSplitter->setStretchFactor(1, 57);
    m_ui->previewSplitter->setSizes({430, 570});
    connect(m_ui->openDiagnosisButton, &QPushButton::clicked, this, &ListPreview::openRequested);
    connect(m_ui->allBytesButton, &QPushButton::clicked, this, &ListPreview::bytesRequested);
    connect(m_ui->compareBeforeButton, &QPushButton::clicked, this, &ListPreview::compareRequested);
    showHint({});
}

ListPreview::~ListPreview() = default;

void ListPreview::showHint(const QString &sentence)
{
    m_ui->previewSentence->setGround(Token::Sunken);
    m_ui->previewSentence->setStripe({});
    m_ui->previewIcon->hide();
    m_ui->previewTitle->setText(sentence);
    for (QLabel *label : {m_ui->previewAddress, m_ui->previewWhere, m_ui->previewChange})
        label->hide();
    for (QPushButton *button : {m_ui->openDiagnosisButton, m_ui->compareBeforeButton, m_ui->allBytesButton})
        button->hide();
    m_ui->previewBytes->clear();
}

void ListPreview::showRow(const ListRow &row, const QDateTime &now)
{
    const VerdictGroup group = verdictGroupOf(row);
    const VerdictSign sign = signOf(group);
    m_ui->previewSentence->setGround(groundOf(group));
    m_ui->previewSentence->setStripe(sign.token);
    m_ui->previewIcon->setSign(sign.icon, SignSize, sign.token);
    m_ui->previewIcon->show();
    m_ui->previewTitle->setText(row.isChecked() && !row.outline->summary.isEmpty() ? row.outline->summary
                                : row.state == ListRow::State::Running ? tr("It is being checked.")
                                                                       : tr("It is not checked yet."));
    m_ui->previewAddress->setText(row.address);
    m_ui->previewAddress->show();
    m_ui->previewWhere->setText({});
    m_ui->previewWhere->hide();
    const bool isKept = row.isChecked() && row.outline->check > 0;
    m_ui->openDiagnosisButton->setVisible(isKept);
    m_ui->allBytesButton->setVisible(isKept);
    m_ui->previewBytes->clear();
    showChange(row, now);
}

void ListPreview::showChange(const ListRow &row, const QDateTime &now)
{
    const QString change = changeSentence(row, now);
    m_ui->previewChange->setText(change);
    m_ui->previewChange->setVisible(!change.isEmpty());
    const bool isKept = row.isChecked() && row.outline->check > 0;
    m_ui->compareBeforeButton->setVisible(isKept && row.since && row.since->since.isValid());
}

void ListPreview::showCheck(const session::SessionContent &content)
{
    if (!content.diagnosis.findings.isEmpty()) {
        const diagnosis::Finding &primary = content.diagnosis.primary();
        m_ui->previewTitle->setText(primary.title);
        m_ui->previewWhere->setText(primary.where);
        m_ui->previewWhere->setVisible(!primary.where.isEmpty());
    }
    showBytes(content);
}

void ListPreview::showBytes(const session::SessionContent &content)
{
    const observation::Exchange *exchange = tellingExchange(content);
    if (!exchange) {
        m_ui->previewBytes->clear();
        return;
    }
    const diagnosis::Finding *finding =
        content.diagnosis.findings.isEmpty() || content.diagnosis.verdict == diagnosis::Verdict::Works
            ? nullptr
            : &content.diagnosis.primary();
    QList<ByteSection> sections = sectionsOf(*exchange, finding);
    sections.removeIf([](const ByteSection &section) { return section.direction == wire::Direction::Sent; });
    m_ui->previewBytes->setSections(sections);
    const QList<int> numbers = m_ui->previewBytes->evidenceNumbers();
    if (!numbers.isEmpty())
        m_ui->previewBytes->showEvidence(numbers.constFirst());
}

void ListPreview::showProblem(const QString &sentence)
{
    m_ui->previewWhere->setText(sentence);
    m_ui->previewWhere->show();
}

} // namespace wirewise::gui
