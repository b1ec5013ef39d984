#include "gui/endpointtablemodel.h"

#include "gui/listwords.h"

#include <algorithm>

namespace wirewise::gui {

namespace {

constexpr quintptr GroupId = 0;

} // namespace

EndpointTableModel::EndpointTableModel(QObject *parent)
    : QAbstractItemModel(parent)
    , m_now(QDateTime::currentDateTime())
{
}

EndpointTableModel::~EndpointTableModel() = default;

void EndpointTableModel::setRows(const QList<ListRow> &rows)
{
    beginResetModel();
    m_rows = rows;
    arrange();
    endResetModel();
}

void EndpointTableModel::setGrouping(Grouping grouping)
{
    if (grouping == m_grouping)
        return;
    beginResetModel();
    m_grouping = grouping;
    arrange();
    endResetModel();
}

void EndpointTableModel::setShown(Shown shown)
{
    if (shown == m_shown)
        return;
    beginResetModel();
    m_shown = shown;
    arrange();
    endResetModel();
}

void EndpointTableModel::setWords(const QString &words)
{
    const QStringList list = words.simplified().split(u' ', Qt::SkipEmptyParts);
    if (list == m_words)
        return;
    beginResetModel();
    m_words = list;
    arrange();
    endResetModel();
}

void EndpointTableModel::setNow(const QDateTime &now)
{
    m_now = now;
}

void EndpointTableModel::tick(const QDateTime &now)
{
    m_now = now;
    for (const Section &section : std::as_const(m_sections)) {
        for (qsizetype row = 0; row < section.rows.size(); ++row) {
            if (m_rows.at(section.rows.at(row)).state != ListRow::State::Running)
                continue;
            const QModelIndex at = createIndex(static_cast<int>(row), TimeColumn, section.key);
            Q_EMIT dataChanged(at, at, {Qt::DisplayRole});
        }
    }
}

/// All sections anew.
void EndpointTableModel::arrange()
{
    QMap<GroupName, QList<qsizetype>> groups;
    for (qsizetype number = 0; number < m_rows.size(); ++number) {
        if (isShown(m_rows.at(number)))
            groups[groupOf(m_rows.at(number))].append(number);
    }
    m_sections.clear();
    m_keyOf.fill(0, m_rows.size());
    for (auto group = groups.cbegin(); group != groups.cend(); ++group) {
        const quintptr key = m_nextKey++;
        for (const qsizetype number : group.value())
            m_keyOf[number] = key;
        m_sections.append({key, group.key(), group.value()});
    }
    countSections();
}

void EndpointTableModel::countSections()
{
    m_placeOf.clear();
    for (qsizetype place = 0; place < m_sections.size(); ++place)
        m_placeOf.insert(m_sections.at(place).key, static_cast<int>(place));
}

bool EndpointTableModel::isShown(const ListRow &row) const
{
    if (m_shown == Shown::Failing && row.verdict() != diagnosis::Verdict::Fails)
        return false;
    if (m_shown == Shown::Changed && !row.hasChanged())
        return false;
    const QString finding = row.outline ? QString::fromUtf8(row.outline->findingId) : QString();
    const QString summary = row.outline ? row.outline->summary : QString();
    return std::all_of(m_words.begin(), m_words.end(), [&](const QString &word) {
        return row.address.contains(word, Qt::CaseInsensitive) ||
               row.title.contains(word, Qt::CaseInsensitive) || finding.contains(word, Qt::CaseInsensitive) ||
               summary.contains(word, Qt::CaseInsensitive);
    });
}

EndpointTableModel::GroupName EndpointTableModel::groupOf(const ListRow &row) const
{
    const VerdictGroup group = verdictGroupOf(row);
    constexpr int BehindOthers = 1;
    switch (m_grouping) {
    case Grouping::Verdict:
        return {static_cast<int>(group), groupTitle(group)};
    case Grouping::Host:
        return row.host.isEmpty() ? GroupName{BehindOthers, tr("No address")} : GroupName{0, row.host};
    case Grouping::Finding:
        return row.isChecked() ? GroupName{0, QString::fromUtf8(row.outline->findingId)}
                               : GroupName{BehindOthers + static_cast<int>(group), groupTitle(group)};
    case Grouping::None:
        break;
    }
    return {0, tr("All endpoints")};
}

void EndpointTableModel::change(qsizetype number, const ListRow &row)
{
    if (number < 0 || number >= m_rows.size())
        return;
    m_rows[number] = row;
    relocate(number, m_keyOf.at(number) != 0);
}

/// Into the group where it belongs now.
void EndpointTableModel::relocate(qsizetype number, bool wasShown)
{
    const bool isToShow = isShown(m_rows.at(number));
    const quintptr from = m_keyOf.at(number);
    const GroupName name = groupOf(m_rows.at(number));
    if (!wasShown && !isToShow)
        return;
    if (wasShown && isToShow && sectionOf(from)->name == name) {
        const QModelIndex at = indexOf(number);
        Q_EMIT dataChanged(at, at.siblingAtColumn(ColumnCount - 1));
        return;
    }
    const quintptr to = isToShow ? m_sections.at(makeSection(name)).key : 0;
    const auto rowsOf = [this](quintptr key) -> QList<qsizetype> & {
        return m_sections[m_placeOf.value(key)].rows;
    };
    const auto placeIn = [number](const QList<qsizetype> &rows) {
        return static_cast<int>(std::lower_bound(rows.begin(), rows.end(), number) - rows.begin());
    };
    const QModelIndex source = from ? createIndex(m_placeOf.value(from), 0, GroupId) : QModelIndex();
    const QModelIndex target = to ? createIndex(m_placeOf.value(to), 0, GroupId) : QModelIndex();
    const int sourceRow = from ? placeIn(rowsOf(from)) : -1;
    const int targetRow = to ? placeIn(rowsOf(to)) : -1;
    if (from && to)
        beginMoveRows(source, sourceRow, sourceRow, target, targetRow);
    else if (from)
        beginRemoveRows(source, sourceRow, sourceRow);
    else
        beginInsertRows(target, targetRow, targetRow);
    if (from)
        rowsOf(from).removeAt(sourceRow);
    if (to)
        rowsOf(to).insert(targetRow, number);
    m_keyOf[number] = to;
    if (from && to)
        endMoveRows();
    else if (from)
        endRemoveRows();
    else
        endInsertRows();
    tellGroup(to);
    tellGroup(from);
    dropIfEmpty(from);
}

/// Place of the section of that name, which is made if it is missing.
int EndpointTableModel::makeSection(const GroupName &name)
{
    const auto place =
        std::lower_bound(m_sections.begin(), m_sections.end(), name,
                         [](const Section &section, const GroupName &other) { return section.name < other; });
    const int at = static_cast<int>(place - m_sections.begin());
    if (place != m_sections.end() && place->name == name)
        return at;
    beginInsertRows({}, at, at);
    m_sections.insert(at, {m_nextKey++, name, {}});
    countSections();
    endInsertRows();
    return at;
}

void EndpointTableModel::dropIfEmpty(quintptr key)
{
    const Section *section = sectionOf(key);
    if (!section || !section->rows.isEmpty())
        return;
    const int at = m_placeOf.value(key);
    beginRemoveRows({}, at, at);
    m_sections.removeAt(at);
    countSections();
    endRemoveRows();
}

void EndpointTableModel::tellGroup(quintptr key)
{
    if (!m_placeOf.contains(key))
        return;
    const QModelIndex at = createIndex(m_placeOf.value(key), 0, GroupId);
    Q_EMIT dataChanged(at, at);
}

const EndpointTableModel::Section *EndpointTableModel::sectionOf(quintptr key) const
{
    const auto place = m_placeOf.constFind(key);
    return place == m_placeOf.cend() ? nullptr : &m_sections.at(*place);
}

qsizetype EndpointTableModel::shownCount() const
{
    qsizetype count = 0;
    for (const Section &section : m_sections)
        count += section.rows.size();
    return count;
}

qsizetype EndpointTableModel::number(const QModelIndex &index) const
{
    const Section *section = index.isValid() ? sectionOf(index.internalId()) : nullptr;
    return section && index.row() < section->rows.size() ? section->rows.at(index.row()) : -1;
}

const ListRow *EndpointTableModel::row(const QModelIndex &index) const
{
    const qsizetype at = number(index);
    return at < 0 ? nullptr : &m_rows.at(at);
}

QModelIndex EndpointTableModel::indexOf(qsizetype number) const
{
    const Section *section = number >= 0 && number < m_keyOf.size() ? sectionOf(m_keyOf.at(number)) : nullptr;
    if (!section)
        return {};
    const auto at = std::lower_bound(section->rows.begin(), section->rows.end(), number);
    return createIndex(static_cast<int>(at - section->rows.begin()), 0, section->key);
}

QModelIndex EndpointTableModel::groupIndex(VerdictGroup group) const
{
    for (qsizetype place = 0; m_grouping == Grouping::Verdict && place < m_sections.size(); ++place) {
        if (m_sections.at(place).name.rank == static_cast<int>(group))
            return createIndex(static_cast<int>(place), 0, GroupId);
    }
    return {};
}

QModelIndex EndpointTableModel::index(int row, int column, const QModelIndex &parent) const
{
    if (!hasIndex(row, column, parent))
        return {};
    return createIndex(row, column, parent.isValid() ? m_sections.at(parent.row()).key : GroupId);
}

QModelIndex EndpointTableModel::parent(const QModelIndex &index) const
{
    if (!index.isValid() || index.internalId() == GroupId)
        return {};
    const auto place = m_placeOf.constFind(index.internalId());
    return place == m_placeOf.cend() ? QModelIndex() : createIndex(*place, 0, GroupId);
}

int EndpointTableModel::rowCount(const QModelIndex &parent) const
{
    if (!parent.isValid())
        return static_cast<int>(m_sections.size());
    if (parent.internalId() != GroupId || parent.column() > 0)
        return 0;
    return static_cast<int>(m_sections.at(parent.row()).rows.size());
}

int EndpointTableModel::columnCount(const QModelIndex &) const
{
    return ColumnCount;
}

} // namespace wirewise::gui
