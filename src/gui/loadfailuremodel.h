#pragma once

#include "observation/loadtest.h"

#include <QAbstractTableModel>

namespace wirewise::gui {

/// The failures of a load test, by what a diagnosis says of them: one row a class.
class LoadFailureModel : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Column { CountColumn, WhenColumn, TitleColumn, IdColumn, ColumnCount };

    explicit LoadFailureModel(QObject *parent = nullptr);

    /// Rows stay where they are as long as the classes are the same ones.
    void show(const QList<observation::LoadFailure> &failures);
    [[nodiscard]] const QList<observation::LoadFailure> &failures() const { return m_failures; }

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    QList<observation::LoadFailure> m_failures;
};

} // namespace wirewise::gui
