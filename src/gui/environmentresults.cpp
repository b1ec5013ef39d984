#include "gui/environmentresults.h"

#include "ui_environmentresults.h"

#include "gui/formlook.h"
#include "gui/sessionmodel.h"
#include "gui/widgets/icons.h"
#include "gui/widgets/theme.h"

#include <QHeaderView>

#include <algorithm>

namespace wirewise::gui {

namespace {

enum Column { EnvironmentColumn, VerdictColumn, SentenceColumn, ColumnCount };

struct Look
{
    const char *icon;
    Token token;
};

Look lookOf(diagnosis::Verdict verdict)
{
    switch (verdict) {
    case diagnosis::Verdict::Works:
        return {"circle-check", Token::Ok};
    case diagnosis::Verdict::WorksWithWarnings:
        return {"triangle-alert", Token::Warn};
    case diagnosis::Verdict::Fails:
        return {"octagon-x", Token::Fail};
    case diagnosis::Verdict::NotChecked:
        break;
    }
    return {"circle-dashed", Token::Text3};
}

} // namespace

EnvironmentResults::EnvironmentResults(const QString &endpoint, const QStringList &environments,
                                       QWidget *parent)
    : QDialog(parent)
    , m_ui(std::make_unique<Ui::EnvironmentResults>())
    , m_endpoint(endpoint)
{
    m_ui->setupUi(this);
    setObjectName(QStringLiteral("environmentResults"));
    setWindowTitle(tr("%1 in all environments").arg(endpoint));
    resize(Theme::instance().scaled(760), Theme::instance().scaled(300));
    applyLook(this);
    QTableWidget *table = m_ui->resultsTable;
    table->setColumnCount(ColumnCount);
    table->setHorizontalHeaderLabels({tr("Environment"), tr("Verdict"), tr("Sentence")});
    table->setRowCount(static_cast<int>(environments.size()));
    table->setWordWrap(false);
    table->verticalHeader()->hide();
    table->verticalHeader()->setDefaultSectionSize(Theme::instance().scaled(28));
    table->horizontalHeader()->setStretchLastSection(true);
    table->horizontalHeader()->setDefaultAlignment(Qt::AlignLeading | Qt::AlignVCenter);
    table->horizontalHeader()->setHighlightSections(false);
    table->setColumnWidth(EnvironmentColumn, Theme::instance().scaled(140));
    table->setColumnWidth(VerdictColumn, Theme::instance().scaled(170));
    for (const QString &environment : environments) {
        const int row = static_cast<int>(m_rows.size());
        m_rows.append({environment, {}, {}});
        table->setItem(row, EnvironmentColumn, new QTableWidgetItem(environment));
        put(row, tr("waits"), {}, "circle-dashed", static_cast<int>(Token::Text3));
    }
    connect(table, &QTableWidget::itemActivated, this, [this](const QTableWidgetItem *item) {
        const QString path = m_rows.at(item->row()).path;
        if (!path.isEmpty())
            Q_EMIT opened(path);
    });
    connect(m_ui->resultsButtons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    summarise();
}

EnvironmentResults::~EnvironmentResults() = default;

int EnvironmentResults::rowOf(const QString &environment) const
{
    const auto row = std::find_if(m_rows.begin(), m_rows.end(), [&environment](const Row &candidate) {
        return candidate.environment == environment;
    });
    return row == m_rows.end() ? -1 : static_cast<int>(row - m_rows.begin());
}

void EnvironmentResults::put(int row, const QString &word, const QString &sentence, const char *icon,
                             int token)
{
    auto *verdict = new QTableWidgetItem(Icons::icon(icon, static_cast<Token>(token)), word);
    m_ui->resultsTable->setItem(row, VerdictColumn, verdict);
    auto *text = new QTableWidgetItem(sentence);
    text->setToolTip(QLatin1String("<qt>") + sentence.toHtmlEscaped()); // markup of a server stays text
    m_ui->resultsTable->setItem(row, SentenceColumn, text);
}

void EnvironmentResults::setRunning(const QString &environment, const QString &path)
{
    const int row = rowOf(environment);
    if (row < 0)
        return;
    m_rows[row].path = path;
    put(row, tr("being checked"), {}, "circle", static_cast<int>(Token::AccentText));
}

void EnvironmentResults::setVerdict(const QString &environment, diagnosis::Verdict verdict,
                                    const QString &sentence)
{
    const int row = rowOf(environment);
    if (row < 0)
        return;
    m_rows[row].verdict = verdict;
    const Look look = lookOf(verdict);
    put(row, verdictWord(verdict), sentence, look.icon, static_cast<int>(look.token));
    summarise();
}

void EnvironmentResults::setRefused(const QString &environment, const QString &sentence)
{
    setVerdict(environment, diagnosis::Verdict::NotChecked, sentence);
}

void EnvironmentResults::summarise()
{
    using diagnosis::Verdict;
    const auto count = [this](auto matches) { return std::count_if(m_rows.begin(), m_rows.end(), matches); };
    const auto done = count([](const Row &row) { return row.verdict.has_value(); });
    const auto works = count([](const Row &row) {
        return row.verdict == Verdict::Works || row.verdict == Verdict::WorksWithWarnings;
    });
    const auto fails = count([](const Row &row) { return row.verdict == Verdict::Fails; });
    QString sentence;
    if (done < m_rows.size())
        sentence = tr("%1 of %2 environments done.").arg(done).arg(m_rows.size());
    else if (works == m_rows.size())
        sentence = tr("%1 works in every environment.").arg(m_endpoint);
    else if (fails == m_rows.size())
        sentence = tr("%1 fails in every environment.").arg(m_endpoint);
    else
        sentence = tr("%1 works in %2 of %3 environments.").arg(m_endpoint).arg(works).arg(m_rows.size());
    m_ui->resultsSentence->setText(sentence);
}

} // namespace wirewise::gui
