#pragma once

#include "gui/conversationplay.h"

#include <QAbstractListModel>

namespace wirewise::gui {

/// The steps of a conversation that was run, one row each.
class ConversationModel : public QAbstractListModel
{
    Q_OBJECT
public:
    enum Role {
        OutcomeRole = Qt::UserRole, ///< a check::StepResult::Outcome
        LineRole,                   ///< in the script, from 1
        TimeRole,                   ///< QString; empty until the step is done
        DetailRole,                 ///< QString: why it failed, what it found
        MessageRole,                ///< number of the message that matched; 0: none
    };

    using QAbstractListModel::QAbstractListModel;

    void show(const check::Script &script, const QList<check::StepResult> &results);
    void clear() { show({}, {}); }
    /// Row of the step that failed, else of the one that waits; -1 if there is neither.
    [[nodiscard]] int currentStep() const;
    [[nodiscard]] int passed() const;

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;

private:
    QList<check::ScriptStep> m_steps;
    QList<check::StepResult> m_results;
};

/// "passed", "failed", "waiting", "not reached"
[[nodiscard]] QString outcomeWord(check::StepResult::Outcome outcome);

} // namespace wirewise::gui
