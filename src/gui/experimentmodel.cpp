#include "gui/experimentmodel.h"

#include "gui/outcomewords.h"
#include "gui/widgets/phasebar.h"

#include <algorithm>

namespace wirewise::gui {

using observation::Experiment;
using observation::ExperimentResult;
using observation::Observation;

namespace {

/// The number of the first evidence that lies in that exchange; 0 if none does.
int evidenceNumber(const diagnosis::Diagnosis &diagnosis, const QByteArray &probe)
{
    if (diagnosis.findings.isEmpty())
        return 0;
    const QList<diagnosis::Evidence> &evidence = diagnosis.primary().evidence;
    for (qsizetype i = 0; i < evidence.size(); ++i) {
        if (evidence.at(i).probe == probe)
            return static_cast<int>(i) + 1;
    }
    return 0;
}

bool works(const diagnosis::Diagnosis &diagnosis)
{
    return diagnosis.verdict == diagnosis::Verdict::Works ||
           diagnosis.verdict == diagnosis::Verdict::WorksWithWarnings;
}

} // namespace

ExperimentModel::ExperimentModel(QObject *parent)
    : QAbstractTableModel(parent)
{
}
ExperimentModel::~ExperimentModel() = default;

void ExperimentModel::show(const Observation &observation, const diagnosis::Diagnosis &diagnosis)
{
    beginResetModel();
    m_rows.clear();
    m_works = works(diagnosis);
    const observation::Exchange *upgrade = observation.exchange(observation::ProbeKind::Upgrade);
    int helping = 0;
    for (const ExperimentResult &result : observation.experiments) {
        Row row;
        row.probe = result.experiment.id;
        row.change = result.experiment.change;
        row.answer = outcomeWord(result.exchange);
        row.body = bodyWords(result.exchange, upgrade);
        row.token = static_cast<int>(statusToken(result.exchange));
        row.evidence = evidenceNumber(diagnosis, row.probe);
        if (result.experiment.role == Experiment::Role::Control)
            row.result = Result::Control;
        else if (m_works)
            row.result = Result::Note;
        else
            row.result = result.helps ? Result::Helps : Result::NoHelp;
        helping += row.result == Result::Helps ? 1 : 0;
        m_rows.append(row);
    }
    // What helps is what people look for; controls only prove.
    const auto place = [](const Row &row) {
        return row.result == Result::Helps ? 0 : row.result == Result::Control ? 2 : 1;
    };
    std::stable_sort(m_rows.begin(), m_rows.end(),
                     [&place](const Row &a, const Row &b) { return place(a) < place(b); });
    for (const observation::SkippedExperiment &skipped : observation.skipped)
        m_rows.append({{}, skipped.change, tr("not tried"), {}, skipped.why, Result::NotTried, 0, 0});

    const int tried = static_cast<int>(observation.experiments.size());
    if (tried == 0 && !observation.settings.experiments)
        m_summary = tr("No retries: they are switched off in the request.");
    else if (tried == 0 && m_works)
        m_summary = tr("No retries: the upgrade works as it is.");
    else if (tried == 0)
        m_summary = upgrade && !upgrade->sent.isEmpty()
                        ? tr("No retries: no single change could help.")
                        : tr("No retries: the failure comes before the request.");
    else if (m_works)
        m_summary = tr("%n retry(s), to show what the endpoint depends on.", nullptr, tried);
    else
        m_summary =
            tr("%n retry(s), one change each.", nullptr, tried) % QLatin1Char(' ') %
            (helping == 0 ? tr("None helps: the request is fine.") : tr("%n help(s).", nullptr, helping));
    endResetModel();
}

void ExperimentModel::clear()
{
    beginResetModel();
    m_rows.clear();
    m_summary.clear();
    endResetModel();
}

int ExperimentModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int ExperimentModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QString ExperimentModel::resultWord(Result result) const
{
    switch (result) {
    case Result::Helps:
        return tr("yes");
    case Result::NoHelp:
        return tr("no");
    case Result::Control:
        return m_works ? tr("as it should") : tr("control");
    case Result::Note:
        return tr("note");
    case Result::NotTried:
        break;
    }
    return tr("not tried");
}

QVariant ExperimentModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || index.row() >= m_rows.size())
        return {};
    const Row &row = m_rows.at(index.row());
    switch (role) {
    case Qt::DisplayRole:
        switch (index.column()) {
        case ChangeColumn:
            return row.change;
        case AnswerColumn:
            return row.answer;
        case BodyColumn:
            return row.result == Result::NotTried ? row.why : row.body;
        case HelpsColumn:
            return row.result == Result::NotTried ? QString() : resultWord(row.result);
        default:
            return {};
        }
    case Qt::ToolTipRole:
        return row.result == Result::NotTried ? QString(row.change % QLatin1String(": ") % row.why)
                                              : row.change;
    case ProbeRole:
        return row.probe;
    case ResultRole:
        return static_cast<int>(row.result);
    case EvidenceRole:
        return row.evidence;
    case TokenRole:
        return row.token;
    default:
        return {};
    }
}

QVariant ExperimentModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case ChangeColumn:
        return tr("Change to the upgrade");
    case AnswerColumn:
        return tr("Answer");
    case BodyColumn:
        return tr("Body");
    case HelpsColumn:
        return m_works ? tr("Result") : tr("Helps");
    default:
        return {};
    }
}

Qt::ItemFlags ExperimentModel::flags(const QModelIndex &index) const
{
    if (!index.isValid())
        return Qt::NoItemFlags;
    const bool wasTried = m_rows.at(index.row()).result != Result::NotTried;
    return wasTried ? Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemNeverHasChildren
                    : Qt::ItemIsEnabled | Qt::ItemNeverHasChildren;
}

} // namespace wirewise::gui
