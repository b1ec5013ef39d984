#include "gui/watchentrymodel.h"

#include "gui/widgets/bannercontent.h"

#include <QDateTime>

namespace wirewise::gui {

using diagnosis::CourseEvent;
using Kind = CourseEvent::Kind;

namespace {

/// Whether the row says how the endpoint is.
bool tellsState(const CourseEvent &event)
{
    return event.kind == Kind::Began || event.kind == Kind::Changed || event.kind == Kind::SeenAgain ||
           event.kind == Kind::Calm;
}

} // namespace

void WatchEntryModel::show(const QList<session::WatchEntry> &entries)
{
    beginResetModel();
    m_entries = entries;
    endResetModel();
}

void WatchEntryModel::add(const session::WatchEntry &entry, qsizetype most)
{
    beginInsertRows({}, 0, 0);
    m_entries.append(entry);
    endInsertRows();
    if (m_entries.size() <= most)
        return;
    const int last = static_cast<int>(m_entries.size()) - 1;
    beginRemoveRows({}, last, last);
    m_entries.removeFirst();
    endRemoveRows();
}

int WatchEntryModel::rowAt(std::chrono::milliseconds wall) const
{
    for (int row = 0; row < rowCount(); ++row) {
        if (entry(row).event.at < wall && tellsState(entry(row).event))
            return row;
    }
    return -1;
}

int WatchEntryModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_entries.size());
}

int WatchEntryModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QString WatchEntryModel::text(const session::WatchEntry &entry, int column) const
{
    const CourseEvent &event = entry.event;
    switch (column) {
    case TimeColumn:
        return momentText(QDateTime::fromMSecsSinceEpoch(event.at.count()), QDateTime::currentDateTime());
    case StateColumn:
        switch (event.kind) {
        case Kind::Unseen:
            return tr("not checked");
        case Kind::Gap:
            return tr("gap");
        case Kind::ClockSet:
            return tr("clock set");
        case Kind::Flapping:
            return tr("flapping");
        case Kind::Waiting:
            return tr("longer pauses");
        case Kind::UsualPace:
            return tr("usual pauses");
        default:
            return diagnosis::stateWords(event.to.verdict);
        }
    case LastedColumn:
        if (event.lasted <= std::chrono::milliseconds(0))
            return {};
        return event.kind == Kind::Gap || event.kind == Kind::Waiting || event.kind == Kind::UsualPace
                   ? diagnosis::spanWords(event.lasted)
                   : tr("after %1").arg(diagnosis::spanWords(event.lasted));
    case CauseColumn:
        return event.kind == Kind::Calm ? tr("Calm again. Changes while it flapped: %1.").arg(event.changes)
                                        : event.cause;
    default:
        return {};
    }
}

QVariant WatchEntryModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || index.row() >= rowCount())
        return {};
    const session::WatchEntry &row = entry(index.row());
    switch (role) {
    case Qt::DisplayRole:
    case Qt::ToolTipRole:
        return text(row, index.column());
    case Qt::AccessibleTextRole:
        return text(row, index.column());
    case CheckRole:
        return row.check;
    case VerdictRole:
        return tellsState(row.event) ? QVariant(static_cast<int>(row.event.to.verdict)) : QVariant();
    case AtRole:
        return qint64(row.event.at.count());
    default:
        return {};
    }
}

QVariant WatchEntryModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case TimeColumn:
        return tr("Since");
    case StateColumn:
        return tr("State");
    case LastedColumn:
        return tr("Before");
    case CauseColumn:
        return tr("Cause");
    default:
        return {};
    }
}

} // namespace wirewise::gui
