#include "gui/jsontreemodel.h"

#include "observation/messagefilter.h"
#include "observation/printable.h"

#include <QLocale>

#include <algorithm>

namespace wirewise::gui {

namespace {

constexpr qsizetype LongestShown = 240; // characters of a key or a value in a row

bool holdsValues(wire::JsonKind kind)
{
    return kind == wire::JsonKind::Object || kind == wire::JsonKind::Array;
}

} // namespace

void JsonTreeModel::show(const QByteArray &text, const wire::JsonTree &tree)
{
    Q_ASSERT(tree.isValid());
    beginResetModel();
    m_text = text;
    m_tree = tree;
    m_children.clear();
    endResetModel();
}

void JsonTreeModel::clear()
{
    if (isEmpty())
        return;
    beginResetModel();
    m_text.clear();
    m_tree = {};
    m_children.clear();
    endResetModel();
}

qint32 JsonTreeModel::nodeOf(const QModelIndex &index)
{
    return index.isValid() ? static_cast<qint32>(index.internalId()) : -1;
}

QByteArray JsonTreeModel::pathOf(const QModelIndex &index) const
{
    return index.isValid() ? m_tree.pathOf(nodeOf(index), m_text) : QByteArray();
}

QByteArray JsonTreeModel::valueOf(const QModelIndex &index) const
{
    return index.isValid() ? wire::valueOf(m_tree.at(nodeOf(index)), m_text) : QByteArray();
}

QByteArray JsonTreeModel::keyOf(const QModelIndex &index) const
{
    if (!index.isValid() || m_tree.at(nodeOf(index)).keyStart < 0)
        return {};
    return wire::keyOf(m_tree.at(nodeOf(index)), m_text);
}

bool JsonTreeModel::isContainer(const QModelIndex &index) const
{
    return index.isValid() && holdsValues(m_tree.at(nodeOf(index)).kind);
}

qint32 JsonTreeModel::rowInParent(qint32 node) const
{
    const qint32 parent = m_tree.at(node).parent;
    if (parent < 0)
        return 0;
    const auto rows = m_children.constFind(parent);
    if (rows == m_children.cend())
        return -1;
    const auto found = std::lower_bound(rows->cbegin(), rows->cend(), node);
    return found != rows->cend() && *found == node ? static_cast<qint32>(found - rows->cbegin()) : -1;
}

QModelIndex JsonTreeModel::indexOfKnown(qint32 node) const
{
    const qint32 row = node < 0 ? -1 : rowInParent(node);
    return row < 0 ? QModelIndex() : createIndex(row, 0, static_cast<quintptr>(node));
}

QModelIndex JsonTreeModel::indexOf(qint32 node)
{
    if (node < 0 || node >= m_tree.size())
        return {};
    QList<qint32> way;
    for (qint32 step = node; step >= 0; step = m_tree.at(step).parent)
        way.prepend(step);
    for (const qint32 step : std::as_const(way)) {
        const QModelIndex parent = indexOfKnown(m_tree.at(step).parent);
        while (rowInParent(step) < 0 && canFetchMore(parent))
            fetchMore(parent);
    }
    return indexOfKnown(node);
}

bool JsonTreeModel::matches(qint32 node, QByteArrayView needle, bool anyCase) const
{
    const wire::JsonNode &value = m_tree.at(node);
    if (value.keyStart >= 0 && observation::holds(wire::keyOf(value, m_text), needle, anyCase))
        return true;
    return !holdsValues(value.kind) && observation::holds(wire::valueOf(value, m_text), needle, anyCase);
}

QModelIndex JsonTreeModel::index(int row, int column, const QModelIndex &parent) const
{
    if (row < 0 || column != 0 || row >= rowCount(parent))
        return {};
    if (!parent.isValid())
        return createIndex(0, 0, quintptr(0));
    return createIndex(row, 0, static_cast<quintptr>(m_children.value(nodeOf(parent)).at(row)));
}

QModelIndex JsonTreeModel::parent(const QModelIndex &index) const
{
    return index.isValid() ? indexOfKnown(m_tree.at(nodeOf(index)).parent) : QModelIndex();
}

int JsonTreeModel::rowCount(const QModelIndex &parent) const
{
    if (parent.column() > 0)
        return 0;
    if (!parent.isValid())
        return isEmpty() ? 0 : 1;
    const auto rows = m_children.constFind(nodeOf(parent));
    return rows == m_children.cend() ? 0 : static_cast<int>(rows->size());
}

int JsonTreeModel::columnCount(const QModelIndex &) const
{
    return 1;
}

bool JsonTreeModel::hasChildren(const QModelIndex &parent) const
{
    if (!parent.isValid())
        return !isEmpty();
    return parent.column() == 0 && m_tree.at(nodeOf(parent)).children > 0;
}

bool JsonTreeModel::canFetchMore(const QModelIndex &parent) const
{
    return parent.isValid() && rowCount(parent) < m_tree.at(nodeOf(parent)).children;
}

void JsonTreeModel::fetchMore(const QModelIndex &parent)
{
    if (!canFetchMore(parent))
        return;
    const qint32 node = nodeOf(parent);
    const int first = rowCount(parent);
    const int added = std::min(Slice, m_tree.at(node).children - first);
    QList<qint32> rows = m_children.value(node);
    qint32 next = rows.isEmpty() ? node + 1 : m_tree.at(rows.constLast()).after;
    rows.reserve(first + added);
    for (int i = 0; i < added; ++i) {
        rows.append(next);
        next = m_tree.at(next).after;
    }
    beginInsertRows(parent, first, first + added - 1);
    m_children.insert(node, rows);
    endInsertRows();
}

QString JsonTreeModel::keyText(qint32 node) const
{
    const wire::JsonNode &value = m_tree.at(node);
    if (value.keyStart >= 0)
        return observation::printable(wire::keyOf(value, m_text), LongestShown);
    if (value.parent < 0)
        return value.kind == wire::JsonKind::Object  ? QStringLiteral("{}")
               : value.kind == wire::JsonKind::Array ? QStringLiteral("[]")
                                                     : QStringLiteral("$");
    return QString::number(rowInParent(node));
}

QString JsonTreeModel::valueText(qint32 node) const
{
    const wire::JsonNode &value = m_tree.at(node);
    if (value.kind == wire::JsonKind::Object)
        return tr("%Ln key(s)", nullptr, value.children);
    if (value.kind == wire::JsonKind::Array)
        return tr("%Ln item(s)", nullptr, value.children);
    return observation::printable(wire::rawOf(value, m_text), LongestShown);
}

QVariant JsonTreeModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const qint32 node = nodeOf(index);
    switch (role) {
    case Qt::DisplayRole:
        return QString(keyText(node) % QStringLiteral(": ") % valueText(node));
    case KeyRole:
        return keyText(node);
    case ValueRole:
        return valueText(node);
    case KindRole:
        return static_cast<int>(m_tree.at(node).kind);
    default:
        return {};
    }
}

} // namespace wirewise::gui
