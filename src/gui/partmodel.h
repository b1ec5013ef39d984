#pragma once

#include "import/pasted.h"

#include <QAbstractTableModel>

namespace wirewise::gui {

/// The parts of a text that was pasted or imported, and what becomes of each.
class PartModel : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Column { FateColumn, NameColumn, ValueColumn, MeaningColumn, ColumnCount };

    explicit PartModel(QObject *parent = nullptr);

    void setParts(const QList<imports::Part> &parts);

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    QList<imports::Part> m_parts;
};

} // namespace wirewise::gui
