#include "gui/conversationmodel.h"

#include "gui/widgets/bannercontent.h"
#include "observation/printable.h"

#include <algorithm>

namespace wirewise::gui {

namespace {

using Outcome = check::StepResult::Outcome;

constexpr qsizetype LongestShown = 200;

bool isSame(const QList<check::ScriptStep> &one, const QList<check::ScriptStep> &other)
{
    return std::equal(one.begin(), one.end(), other.begin(), other.end(),
                      [](const check::ScriptStep &left, const check::ScriptStep &right) {
                          return left.line == right.line && left.written == right.written;
                      });
}

bool isDone(Outcome outcome)
{
    return outcome == Outcome::Passed || outcome == Outcome::Failed;
}

} // namespace

QString outcomeWord(Outcome outcome)
{
    switch (outcome) {
    case Outcome::Waiting:
        return ConversationModel::tr("waiting");
    case Outcome::Passed:
        return ConversationModel::tr("passed");
    case Outcome::Failed:
        return ConversationModel::tr("failed");
    case Outcome::NotReached:
        break;
    }
    return ConversationModel::tr("not reached");
}

void ConversationModel::show(const check::Script &script, const QList<check::StepResult> &results)
{
    if (results.size() == m_results.size() && isSame(script.steps, m_steps)) {
        m_results = results;
        if (!m_results.isEmpty())
            Q_EMIT dataChanged(index(0), index(rowCount() - 1));
        return;
    }
    beginResetModel();
    m_steps = script.steps;
    m_results = results;
    m_steps.resize(std::min(m_steps.size(), m_results.size()));
    endResetModel();
}

int ConversationModel::currentStep() const
{
    for (const Outcome outcome : {Outcome::Failed, Outcome::Waiting}) {
        for (qsizetype row = 0; row < m_steps.size(); ++row) {
            if (m_results.at(row).outcome == outcome)
                return static_cast<int>(row);
        }
    }
    return -1;
}

int ConversationModel::passed() const
{
    return static_cast<int>(
        std::count_if(m_results.begin(), m_results.end(),
                      [](const check::StepResult &result) { return result.outcome == Outcome::Passed; }));
}

int ConversationModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_steps.size());
}

QVariant ConversationModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || index.row() >= m_steps.size())
        return {};
    const check::ScriptStep &step = m_steps.at(index.row());
    const check::StepResult &result = m_results.at(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return observation::printable(step.written.toUtf8(), LongestShown);
    case Qt::ToolTipRole:
    case DetailRole:
        return result.detail;
    case Qt::AccessibleTextRole:
        return tr("Line %1, %2: %3")
            .arg(step.line)
            .arg(outcomeWord(result.outcome), step.written.left(LongestShown));
    case OutcomeRole:
        return static_cast<int>(result.outcome);
    case LineRole:
        return step.line;
    case TimeRole:
        return isDone(result.outcome) ? durationText(result.took) : QString();
    case MessageRole:
        return result.message;
    default:
        return {};
    }
}

} // namespace wirewise::gui
