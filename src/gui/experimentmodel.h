#pragma once

#include "diagnosis/finding.h"
#include "observation/observation.h"

#include <QAbstractTableModel>

namespace wirewise::gui {

/// What would make it work: one row a retry, then the changes that were not tried and why.
class ExperimentModel : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Column { ChangeColumn, AnswerColumn, BodyColumn, HelpsColumn, ColumnCount };
    enum Role {
        ProbeRole = Qt::UserRole, ///< name of the exchange; empty for one that was not tried
        ResultRole,               ///< a Result
        EvidenceRole,             ///< number of the evidence that stands at it; 0 for none
        TokenRole,                ///< a Token, of the answer
    };
    enum class Result { Helps, NoHelp, Control, Note, NotTried };

    explicit ExperimentModel(QObject *parent = nullptr);
    ~ExperimentModel() override;

    void show(const observation::Observation &observation, const diagnosis::Diagnosis &diagnosis);
    void clear();
    /// "7 retries, one change each. None helps: the request is fine."
    [[nodiscard]] QString summary() const { return m_summary; }

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex &index) const override;

private:
    struct Row
    {
        QByteArray probe;
        QString change, answer, body, why;
        Result result = Result::NoHelp;
        int evidence = 0;
        int token = 0;
    };
    [[nodiscard]] QString resultWord(Result result) const;

    QList<Row> m_rows;
    QString m_summary;
    bool m_works = false;
};

} // namespace wirewise::gui
