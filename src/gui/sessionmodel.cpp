#include "gui/sessionmodel.h"

#include "gui/listwords.h"
#include "observation/endpoint.h"

#include <QCoreApplication>
#include <QHash>
#include <QLocale>
#include <QUrl>

#include <algorithm>

namespace wirewise::gui {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(wirewise::gui::SessionModel)
};

QString groupName(SessionModel::Group group)
{
    switch (group) {
    case SessionModel::Group::Pinned:
        return Words::tr("Pinned");
    case SessionModel::Group::Today:
        return Words::tr("Today");
    case SessionModel::Group::Yesterday:
        return Words::tr("Yesterday");
    case SessionModel::Group::LastWeek:
        return Words::tr("Last week");
    case SessionModel::Group::Older:
        break;
    }
    return Words::tr("Older");
}

/// "4 fail, 5 with warnings"
QString runWords(const session::SessionInfo &info)
{
    ListCounts counts;
    counts.all = info.endpoints;
    counts.fails = info.failing;
    counts.warned = info.warned;
    counts.waiting = info.endpoints - info.checked;
    return countWords(counts);
}

bool isNewer(const SessionEntry &a, const SessionEntry &b)
{
    if (a.info.startedAt != b.info.startedAt)
        return a.info.startedAt > b.info.startedAt;
    return a.info.path > b.info.path;
}

constexpr quintptr GroupId = 0;

} // namespace

SessionModel::SessionModel(QObject *parent)
    : QAbstractItemModel(parent)
{
}
SessionModel::~SessionModel() = default;

void SessionModel::setSaved(const QList<session::SessionInfo> &sessions)
{
    beginResetModel();
    QHash<QString, diagnosis::Verdict> listed;
    for (const session::SessionInfo &info : sessions)
        listed.insert(info.path, info.verdict);
    QList<SessionEntry> kept;
    for (const SessionEntry &entry : std::as_const(m_entries)) {
        // A list that was read before the check ended knows less than this window.
        const bool isBehind = entry.info.verdict != diagnosis::Verdict::NotChecked &&
                              listed.contains(entry.info.path) &&
                              listed.value(entry.info.path) == diagnosis::Verdict::NotChecked;
        if (entry.activity != SessionEntry::Activity::Saved || isBehind)
            kept.append(entry);
    }
    for (const session::SessionInfo &info : sessions) {
        const bool isKept = std::any_of(kept.cbegin(), kept.cend(), [&info](const SessionEntry &entry) {
            return entry.info.path == info.path;
        });
        if (!isKept)
            kept.append({info, SessionEntry::Activity::Saved});
    }
    m_entries = std::move(kept);
    arrange();
    endResetModel();
}

void SessionModel::put(const SessionEntry &entry)
{
    const auto same = std::find_if(m_entries.begin(), m_entries.end(), [&entry](const SessionEntry &other) {
        return other.info.path == entry.info.path;
    });
    if (same != m_entries.end() && same->info.pinned == entry.info.pinned &&
        same->info.startedAt == entry.info.startedAt) {
        *same = entry;
        const QModelIndex at = indexOf(entry.info.path);
        Q_EMIT dataChanged(at, at);
        return;
    }
    beginResetModel();
    if (same != m_entries.end())
        *same = entry;
    else
        m_entries.append(entry);
    arrange();
    endResetModel();
}

void SessionModel::remove(const QString &path)
{
    beginResetModel();
    m_entries.removeIf([&path](const SessionEntry &entry) { return entry.info.path == path; });
    arrange();
    endResetModel();
}

void SessionModel::arrange()
{
    std::sort(m_entries.begin(), m_entries.end(), isNewer);
    const QDate today = QDate::currentDate();
    m_sections.clear();
    for (const Group group : {Group::Pinned, Group::Today, Group::Yesterday, Group::LastWeek, Group::Older}) {
        Section section{group, {}};
        for (qsizetype i = 0; i < m_entries.size(); ++i) {
            if (groupOf(m_entries.at(i).info, today) == group)
                section.entries.append(i);
        }
        if (!section.entries.isEmpty())
            m_sections.append(section);
    }
}

SessionModel::Group SessionModel::groupOf(const session::SessionInfo &info, QDate today)
{
    if (info.pinned)
        return Group::Pinned;
    const qint64 days = info.startedAt.toLocalTime().date().daysTo(today);
    if (days <= 0)
        return Group::Today;
    if (days == 1)
        return Group::Yesterday;
    return days <= 7 ? Group::LastWeek : Group::Older;
}

QModelIndex SessionModel::indexOf(const QString &path) const
{
    for (qsizetype section = 0; section < m_sections.size(); ++section) {
        const QList<qsizetype> &entries = m_sections.at(section).entries;
        for (qsizetype row = 0; row < entries.size(); ++row) {
            if (m_entries.at(entries.at(row)).info.path == path)
                return createIndex(static_cast<int>(row), 0, static_cast<quintptr>(section + 1));
        }
    }
    return {};
}

const SessionEntry *SessionModel::entry(const QModelIndex &index) const
{
    if (!index.isValid() || index.internalId() == GroupId)
        return nullptr;
    const auto section = static_cast<qsizetype>(index.internalId()) - 1;
    return &m_entries.at(m_sections.at(section).entries.at(index.row()));
}

QModelIndex SessionModel::index(int row, int column, const QModelIndex &parent) const
{
    if (!hasIndex(row, column, parent))
        return {};
    return createIndex(row, column, parent.isValid() ? static_cast<quintptr>(parent.row()) + 1 : GroupId);
}

QModelIndex SessionModel::parent(const QModelIndex &index) const
{
    if (!index.isValid() || index.internalId() == GroupId)
        return {};
    return createIndex(static_cast<int>(index.internalId()) - 1, 0, GroupId);
}

int SessionModel::rowCount(const QModelIndex &parent) const
{
    if (!parent.isValid())
        return static_cast<int>(m_sections.size());
    if (parent.internalId() != GroupId || parent.column() > 0)
        return 0;
    return static_cast<int>(m_sections.at(parent.row()).entries.size());
}

int SessionModel::columnCount(const QModelIndex &) const
{
    return 1;
}

QVariant SessionModel::groupData(const Section &section, int role) const
{
    if (role == Qt::DisplayRole || role == Qt::AccessibleTextRole)
        return groupName(section.group);
    if (role == IsGroupRole)
        return true;
    return {};
}

QVariant SessionModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    if (index.internalId() == GroupId)
        return groupData(m_sections.at(index.row()), role);
    const SessionEntry &session = *entry(index);
    const session::SessionInfo &info = session.info;
    switch (role) {
    case Qt::DisplayRole:
    case TitleRole:
        return sessionTitle(info);
    case Qt::ToolTipRole:
        return info.summary.isEmpty() ? info.url : QString(info.url % QLatin1Char('\n') % info.summary);
    case Qt::AccessibleTextRole:
        return Words::tr("%1 on %2, %3")
            .arg(sessionTitle(info), index.data(HostRole).toString(),
                 session.activity == SessionEntry::Activity::Running ? Words::tr("being checked")
                                                                     : verdictWord(info.verdict));
    case PathRole:
        return info.path;
    case VerdictRole:
        return static_cast<int>(info.verdict);
    case ActivityRole:
        return static_cast<int>(session.activity);
    case HostRole:
        return info.endpoints > 0 ? runWords(info) : sessionHost(info);
    case WhenRole:
        if (session.activity == SessionEntry::Activity::Running)
            return Words::tr("now");
        if (session.activity == SessionEntry::Activity::Live)
            return Words::tr("live");
        return sessionTime(info, QDate::currentDate());
    case SummaryRole:
        return info.endpoints > 0 ? runWords(info) : info.summary;
    case IsListRole:
        return info.endpoints > 0;
    case SearchRole:
        return QString(info.url % QLatin1Char('\n') % info.name % QLatin1Char('\n') % info.summary %
                       QLatin1Char('\n') % QString::fromUtf8(info.findingId) % QLatin1Char('\n') %
                       info.notes % QLatin1Char('\n') % verdictWord(info.verdict));
    case IsGroupRole:
        return false;
    default:
        return {};
    }
}

Qt::ItemFlags SessionModel::flags(const QModelIndex &index) const
{
    if (!index.isValid())
        return Qt::NoItemFlags;
    if (index.internalId() == GroupId)
        return Qt::ItemIsEnabled;
    return Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemNeverHasChildren;
}

SessionFilter::SessionFilter(QObject *parent)
    : QSortFilterProxyModel(parent)
{
    setRecursiveFilteringEnabled(true);
}

void SessionFilter::setWords(const QString &words)
{
    m_query = session::SessionQuery(words, QDate::currentDate());
    invalidateFilter();
}

bool SessionFilter::filterAcceptsRow(int row, const QModelIndex &parent) const
{
    if (!parent.isValid())
        return m_query.isEmpty(); // a group stays while one of its sessions does
    const auto *sessions = static_cast<const SessionModel *>(sourceModel());
    return m_query.matches(sessions->entry(sessions->index(row, 0, parent))->info);
}

QString sessionTitle(const session::SessionInfo &info)
{
    if (!info.name.isEmpty())
        return info.name;
    if (info.endpoints > 0)
        return endpointCount(info.endpoints);
    const qsizetype scheme = info.url.indexOf(QLatin1String("://"));
    const qsizetype path = info.url.indexOf(QLatin1Char('/'), scheme < 0 ? 0 : scheme + 3);
    return scheme < 0 ? info.url : path < 0 ? QStringLiteral("/") : info.url.mid(path);
}

QString sessionHost(const session::SessionInfo &info)
{
    const qsizetype scheme = info.url.indexOf(QLatin1String("://"));
    if (scheme < 0)
        return {};
    QString host = info.url.mid(scheme + 3).section(QLatin1Char('/'), 0, 0).section(QLatin1Char('?'), 0, 0);
    return host.section(QLatin1Char('@'), -1);
}

QString sessionTime(const session::SessionInfo &info, QDate today)
{
    const QDateTime local = info.startedAt.toLocalTime();
    const qint64 days = local.date().daysTo(today);
    if (days <= 1)
        return QLocale::c().toString(local.time(), QStringLiteral("HH:mm"));
    if (days <= 7)
        return QLocale().standaloneDayName(local.date().dayOfWeek(), QLocale::ShortFormat);
    return QLocale().toString(local.date(), QLocale::ShortFormat);
}

QString verdictWord(diagnosis::Verdict verdict)
{
    switch (verdict) {
    case diagnosis::Verdict::Works:
        return Words::tr("works");
    case diagnosis::Verdict::WorksWithWarnings:
        return Words::tr("works, with warnings");
    case diagnosis::Verdict::Fails:
        return Words::tr("fails");
    case diagnosis::Verdict::NotChecked:
        break;
    }
    return Words::tr("not checked");
}

} // namespace wirewise::gui
