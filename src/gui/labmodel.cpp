#include "gui/labmodel.h"

#include <QCoreApplication>

namespace wirewise::gui {

namespace {
struct Words
{
    Q_DECLARE_TR_FUNCTIONS(wirewise::gui::LabModel)
};
} // namespace

QString layerName(lab::Layer layer)
{
    switch (layer) {
    case lab::Layer::Local:
        return Words::tr("This computer");
    case lab::Layer::Url:
        return Words::tr("Address");
    case lab::Layer::Dns:
        return Words::tr("Name");
    case lab::Layer::Tcp:
        return Words::tr("TCP");
    case lab::Layer::Proxy:
        return Words::tr("Proxy");
    case lab::Layer::Tls:
        return Words::tr("TLS");
    case lab::Layer::Http:
        return Words::tr("HTTP");
    case lab::Layer::Health:
        return Words::tr("Health checks");
    case lab::Layer::Upgrade:
        return Words::tr("Upgrade");
    case lab::Layer::Engineio:
        return Words::tr("Engine.IO");
    case lab::Layer::Session:
        return Words::tr("Session");
    case lab::Layer::Auth:
        return Words::tr("Credentials");
    }
    return {};
}

LabModel::LabModel(QObject *parent)
    : QAbstractItemModel(parent)
{
    for (const lab::Scenario &scenario : lab::scenarios()) {
        if (m_sections.isEmpty() || m_sections.constLast().layer != scenario.layer)
            m_sections.append({scenario.layer, {}});
        m_sections.last().scenarios.append(&scenario);
    }
}

LabModel::~LabModel() = default;

void LabModel::setSeen(const QSet<QByteArray> &ids)
{
    if (ids == m_seen)
        return;
    m_seen = ids;
    for (int section = 0; section < m_sections.size(); ++section) {
        const int last = static_cast<int>(m_sections.at(section).scenarios.size()) - 1;
        const auto id = static_cast<quintptr>(section + 1);
        Q_EMIT dataChanged(createIndex(0, SeenColumn, id), createIndex(last, SeenColumn, id));
    }
}

QModelIndex LabModel::indexOf(const QByteArray &id) const
{
    for (int section = 0; section < m_sections.size(); ++section) {
        for (int row = 0; row < m_sections.at(section).scenarios.size(); ++row) {
            if (m_sections.at(section).scenarios.at(row)->id == id)
                return createIndex(row, 0, static_cast<quintptr>(section + 1));
        }
    }
    return {};
}

QModelIndex LabModel::index(int row, int column, const QModelIndex &parent) const
{
    if (!hasIndex(row, column, parent))
        return {};
    return createIndex(row, column, parent.isValid() ? static_cast<quintptr>(parent.row()) + 1 : 0);
}

QModelIndex LabModel::parent(const QModelIndex &index) const
{
    if (!index.isValid() || index.internalId() == 0)
        return {};
    return createIndex(static_cast<int>(index.internalId()) - 1, 0, quintptr(0));
}

int LabModel::rowCount(const QModelIndex &parent) const
{
    if (!parent.isValid())
        return static_cast<int>(m_sections.size());
    if (parent.internalId() != 0 || parent.column() > 0)
        return 0;
    return static_cast<int>(m_sections.at(parent.row()).scenarios.size());
}

int LabModel::columnCount(const QModelIndex &) const
{
    return ColumnCount;
}

QVariant LabModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    if (index.internalId() == 0) {
        if (role == IsGroupRole)
            return true;
        if (index.column() == TitleColumn && role == Qt::DisplayRole)
            return layerName(m_sections.at(index.row()).layer);
        return {};
    }
    const lab::Scenario &scenario =
        *m_sections.at(static_cast<qsizetype>(index.internalId()) - 1).scenarios.at(index.row());
    switch (role) {
    case Qt::DisplayRole:
        if (index.column() == TitleColumn)
            return lab::text(scenario.title);
        if (index.column() == IdColumn)
            return QString::fromUtf8(scenario.id);
        return m_seen.contains(scenario.id) ? tr("seen") : QString();
    case IdRole:
        return scenario.id;
    case IsGroupRole:
        return false;
    case SearchRole:
        return QString(lab::text(scenario.title) % QLatin1Char(' ') % QString::fromUtf8(scenario.id) %
                       QLatin1Char(' ') % lab::text(scenario.story));
    default:
        return {};
    }
}

QVariant LabModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    if (section == TitleColumn)
        return tr("What goes wrong");
    return section == IdColumn ? tr("Finding id") : QString();
}

Qt::ItemFlags LabModel::flags(const QModelIndex &index) const
{
    if (!index.isValid())
        return Qt::NoItemFlags;
    return index.internalId() == 0 ? Qt::ItemFlags(Qt::ItemIsEnabled)
                                   : Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemNeverHasChildren;
}

} // namespace wirewise::gui
