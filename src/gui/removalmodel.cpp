#include "gui/removalmodel.h"

#include "observation/printable.h"

#include <algorithm>

namespace wirewise::gui {

using redaction::SecretKind;

namespace {

constexpr SecretKind Kinds[] = {SecretKind::Authorization, SecretKind::Token,    SecretKind::Cookie,
                                SecretKind::TraceId,       SecretKind::Password, SecretKind::LocalAddress,
                                SecretKind::HostName,      SecretKind::Added};

/// No more of a secret is shown than its beginning, and never more than a third of it.
constexpr qsizetype ShownOfSecret = 12;

bool isNoSecret(SecretKind kind)
{
    return kind == SecretKind::HostName || kind == SecretKind::LocalAddress;
}

QString beginningOf(const redaction::Removal &value)
{
    if (isNoSecret(value.kind) || value.kind == SecretKind::Added)
        return observation::printable(value.value.left(80));
    const QByteArray shown = value.value.left(qMin(ShownOfSecret, value.value.size() / 3));
    return observation::printable(shown) + QStringLiteral("…");
}

} // namespace

RemovalModel::RemovalModel(QObject *parent)
    : QAbstractItemModel(parent)
{
    for (const SecretKind kind : Kinds)
        m_kinds.append({kind, kind != SecretKind::HostName, 0, {}});
}

void RemovalModel::setRemoved(const QSet<SecretKind> &kinds)
{
    for (Kind &kind : m_kinds)
        kind.removed = kinds.contains(kind.kind);
    Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, 0));
}

void RemovalModel::setRemovals(const QList<redaction::Removal> &removals)
{
    beginResetModel();
    for (Kind &kind : m_kinds) {
        kind.places = 0;
        kind.values.clear();
    }
    for (const redaction::Removal &removal : removals) {
        for (Kind &kind : m_kinds) {
            if (kind.kind != removal.kind)
                continue;
            kind.places += removal.places;
            if (kind.values.size() < MostValues)
                kind.values.append(removal);
        }
    }
    endResetModel();
}

redaction::Choice RemovalModel::choice() const
{
    redaction::Choice choice;
    choice.removed.clear();
    for (const Kind &kind : m_kinds) {
        if (kind.removed || kind.kind == SecretKind::Added)
            choice.removed.insert(kind.kind);
    }
    choice.keptValues = m_kept.values();
    return choice;
}

qsizetype RemovalModel::keptSecrets() const
{
    qsizetype count = 0;
    for (const Kind &kind : m_kinds) {
        if (isNoSecret(kind.kind))
            continue;
        for (const redaction::Removal &value : kind.values)
            count += !kind.removed || isKept(value) ? 1 : 0;
    }
    return count;
}

QModelIndex RemovalModel::indexOf(SecretKind kind) const
{
    for (int row = 0; row < m_kinds.size(); ++row) {
        if (m_kinds.at(row).kind == kind)
            return index(row, 0);
    }
    return {};
}

/// The internal id of a value is its kind's row and one; that of a kind is 0.
QModelIndex RemovalModel::index(int row, int column, const QModelIndex &parent) const
{
    if (!hasIndex(row, column, parent))
        return {};
    return createIndex(row, column, parent.isValid() ? quintptr(parent.row()) + 1 : quintptr(0));
}

QModelIndex RemovalModel::parent(const QModelIndex &child) const
{
    if (!child.isValid() || child.internalId() == 0)
        return {};
    return createIndex(static_cast<int>(child.internalId()) - 1, 0, quintptr(0));
}

int RemovalModel::rowCount(const QModelIndex &parent) const
{
    if (!parent.isValid()) // nothing was added, or nothing of it is there
        return static_cast<int>(m_kinds.size()) - (m_kinds.constLast().values.isEmpty() ? 1 : 0);
    return parent.internalId() == 0 ? static_cast<int>(m_kinds.at(parent.row()).values.size()) : 0;
}

int RemovalModel::columnCount(const QModelIndex &) const
{
    return 1;
}

Qt::CheckState RemovalModel::stateOf(const Kind &kind) const
{
    if (!kind.removed)
        return Qt::Unchecked;
    const auto kept = std::count_if(kind.values.begin(), kind.values.end(),
                                    [this](const redaction::Removal &value) { return isKept(value); });
    if (kept == 0)
        return Qt::Checked;
    return kept == kind.values.size() ? Qt::Unchecked : Qt::PartiallyChecked;
}

QVariant RemovalModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    if (index.internalId() == 0)
        return kindData(m_kinds.at(index.row()), role);
    const Kind &kind = m_kinds.at(static_cast<qsizetype>(index.internalId()) - 1);
    return valueData(kind, kind.values.at(index.row()), role);
}

QVariant RemovalModel::kindData(const Kind &kind, int role) const
{
    const auto title = [&kind] {
        switch (kind.kind) {
        case SecretKind::Authorization:
            return tr("Authorization headers");
        case SecretKind::Token:
            return tr("Tokens and signed values anywhere");
        case SecretKind::Cookie:
            return tr("Cookies and Set-Cookie");
        case SecretKind::TraceId:
            return tr("Trace and request ids");
        case SecretKind::Password:
            return tr("Passwords and keys in URLs and JSON");
        case SecretKind::LocalAddress:
            return tr("Addresses of this computer");
        case SecretKind::HostName:
            return tr("Host names and server addresses");
        case SecretKind::Added:
            return tr("Texts you added");
        }
        return QString();
    };
    const Qt::CheckState state = stateOf(kind);
    switch (role) {
    case Qt::DisplayRole:
        return title();
    case Qt::CheckStateRole:
        return kind.kind == SecretKind::Added ? QVariant() : QVariant(state);
    case Qt::AccessibleTextRole:
        return state == Qt::Checked ? tr("%1, %n place(s), removed", nullptr, int(kind.places)).arg(title())
               : state == Qt::Unchecked
                   ? tr("%1, %n place(s), stay readable", nullptr, int(kind.places)).arg(title())
                   : tr("%1, %n place(s), some stay readable", nullptr, int(kind.places)).arg(title());
    case PlacesRole:
        return kind.places;
    case IsKindRole:
        return true;
    case ExampleRole: {
        QStringList examples;
        for (const redaction::Removal &value : kind.values.first(qMin<qsizetype>(kind.values.size(), 3)))
            examples.append(beginningOf(value));
        return examples.join(QStringLiteral(", "));
    }
    default:
        return {};
    }
}

QVariant RemovalModel::valueData(const Kind &kind, const redaction::Removal &value, int role) const
{
    const bool goes = kind.removed && !isKept(value);
    switch (role) {
    case Qt::DisplayRole:
        return value.label;
    case Qt::CheckStateRole:
        return goes ? Qt::Checked : Qt::Unchecked;
    case Qt::ToolTipRole:
        return value.where;
    case Qt::AccessibleTextRole:
        return goes ? tr("%1, %n place(s), removed", nullptr, int(value.places)).arg(value.label)
                    : tr("%1, %n place(s), stays readable", nullptr, int(value.places)).arg(value.label);
    case PlacesRole:
        return qint64(value.places);
    case IsKindRole:
        return false;
    case ExampleRole:
        return value.where.isEmpty() ? beginningOf(value)
                                     : tr("%1 in %2").arg(beginningOf(value), value.where);
    default:
        return {};
    }
}

bool RemovalModel::setData(const QModelIndex &index, const QVariant &value, int role)
{
    if (!index.isValid() || role != Qt::CheckStateRole)
        return false;
    const bool removed = value.toInt() != Qt::Unchecked;
    const int row = index.internalId() == 0 ? index.row() : static_cast<int>(index.internalId()) - 1;
    Kind &kind = m_kinds[row];
    if (index.internalId() == 0) {
        kind.removed = removed;
        for (const redaction::Removal &entry : std::as_const(kind.values))
            m_kept.remove(entry.value);
    } else if (removed) {
        // The kind goes again, and with it this value alone of those that stayed.
        if (!kind.removed) {
            for (const redaction::Removal &entry : std::as_const(kind.values))
                m_kept.insert(entry.value);
        }
        kind.removed = true;
        m_kept.remove(kind.values.at(index.row()).value);
    } else {
        m_kept.insert(kind.values.at(index.row()).value);
    }
    tell(row);
    Q_EMIT choiceChanged();
    return true;
}

void RemovalModel::tell(int row)
{
    const QModelIndex changed = index(row, 0);
    Q_EMIT dataChanged(changed, changed);
    if (const int values = rowCount(changed); values > 0)
        Q_EMIT dataChanged(index(0, 0, changed), index(values - 1, 0, changed));
}

Qt::ItemFlags RemovalModel::flags(const QModelIndex &index) const
{
    if (!index.isValid())
        return {};
    Qt::ItemFlags flags = Qt::ItemIsEnabled | Qt::ItemIsSelectable;
    if (index.data(Qt::CheckStateRole).isValid())
        flags |= Qt::ItemIsUserCheckable;
    return flags;
}

} // namespace wirewise::gui
