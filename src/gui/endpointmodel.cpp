#include "gui/endpointmodel.h"

#include "gui/sessionmodel.h"

namespace wirewise::gui {

void EndpointModel::setEndpoints(const QList<endpoints::SavedEndpoint> &endpoints)
{
    beginResetModel();
    m_rows.clear();
    // Those without a folder come first, so that none seems to stand in the folder above it.
    QList<Row> inFolders;
    QString folder;
    for (const endpoints::SavedEndpoint &endpoint : endpoints) {
        const Row row{{}, endpoint.name(), QString::fromUtf8(endpoint.address())};
        const qsizetype slash = row.name.lastIndexOf(QLatin1Char('/'));
        if (slash < 0) {
            m_rows.append(row);
            continue;
        }
        if (inFolders.isEmpty() || row.name.first(slash) != folder) {
            folder = row.name.first(slash);
            inFolders.append({folder, {}, {}});
        }
        inFolders.append(row);
    }
    m_rows += inFolders;
    endResetModel();
}

void EndpointModel::setVerdicts(const QHash<QString, diagnosis::Verdict> &verdicts)
{
    if (m_verdicts == verdicts)
        return;
    m_verdicts = verdicts;
    if (!m_rows.isEmpty())
        Q_EMIT dataChanged(index(0), index(rowCount() - 1));
}

QModelIndex EndpointModel::indexOf(const QString &name) const
{
    for (int row = 0; row < m_rows.size(); ++row) {
        if (!name.isEmpty() && m_rows.at(row).name == name)
            return index(row);
    }
    return {};
}

int EndpointModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

QVariant EndpointModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const Row &row = m_rows.at(index.row());
    const bool isGroup = row.name.isEmpty();
    switch (role) {
    case Qt::DisplayRole:
    case SessionModel::TitleRole:
        return isGroup ? row.folder : row.name.section(QLatin1Char('/'), -1);
    case Qt::AccessibleTextRole:
        return isGroup
                   ? row.folder
                   : tr("%1, %2").arg(
                         row.name, verdictWord(m_verdicts.value(row.name, diagnosis::Verdict::NotChecked)));
    case Qt::ToolTipRole: // a stranger's address brings no markup
        return isGroup ? QVariant()
                       : QString(QLatin1String("<qt>") % row.name.toHtmlEscaped() % QLatin1String("<br>") %
                                 row.address.toHtmlEscaped());
    case SessionModel::PathRole:
        return row.name;
    case SessionModel::VerdictRole:
        return static_cast<int>(m_verdicts.value(row.name, diagnosis::Verdict::NotChecked));
    case SessionModel::HostRole:
        return row.address;
    case SessionModel::IsGroupRole:
        return isGroup;
    default:
        return {};
    }
}

Qt::ItemFlags EndpointModel::flags(const QModelIndex &index) const
{
    if (!index.isValid())
        return Qt::NoItemFlags;
    if (m_rows.at(index.row()).name.isEmpty())
        return Qt::ItemIsEnabled;
    return Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemNeverHasChildren;
}

} // namespace wirewise::gui
