#pragma once

#include "session/watchlog.h"

#include <QAbstractTableModel>

namespace wirewise::gui {

/// What happened in a watch, the newest first: one row a change.
class WatchEntryModel : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Column { TimeColumn, StateColumn, LastedColumn, CauseColumn, ColumnCount };
    enum Role {
        CheckRole = Qt::UserRole, ///< number of the check in the file; 0 if none was kept
        VerdictRole,              ///< a diagnosis::Verdict, if the row tells one
        AtRole,                   ///< milliseconds since 1970
    };

    using QAbstractTableModel::QAbstractTableModel;

    /// Oldest first, as they came.
    void show(const QList<session::WatchEntry> &entries);
    void add(const session::WatchEntry &entry, qsizetype most);
    /// The row of what was so at that time: the newest change before it; -1 if there is none.
    [[nodiscard]] int rowAt(std::chrono::milliseconds wall) const;

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    [[nodiscard]] const session::WatchEntry &entry(int row) const
    {
        return m_entries.at(m_entries.size() - 1 - row);
    }
    [[nodiscard]] QString text(const session::WatchEntry &entry, int column) const;

    QList<session::WatchEntry> m_entries; ///< oldest first
};

} // namespace wirewise::gui
