#pragma once

#include "session/sessionfile.h"
#include "session/sessionquery.h"

#include <QAbstractItemModel>
#include <QDate>
#include <QSortFilterProxyModel>

namespace wirewise::gui {

/// A session in the sidebar.
struct SessionEntry
{
    enum class Activity { Saved, Running, Live };
    session::SessionInfo info;
    Activity activity = Activity::Saved;
};

/// Sessions under Pinned, Today, Yesterday, Last week and Older; newest first. Empty groups are left out.
class SessionModel : public QAbstractItemModel
{
    Q_OBJECT
public:
    enum class Group { Pinned, Today, Yesterday, LastWeek, Older };
    enum Role {
        PathRole = Qt::UserRole,
        VerdictRole,
        ActivityRole,
        TitleRole,
        HostRole,
        WhenRole,
        SummaryRole,
        SearchRole,
        IsGroupRole,
        IsListRole ///< a run over many endpoints
    };

    explicit SessionModel(QObject *parent = nullptr);
    ~SessionModel() override;

    /// What the folder holds. Running sessions keep their state.
    void setSaved(const QList<session::SessionInfo> &sessions);
    /// A session of this window: added, or changed in place.
    void put(const SessionEntry &entry);
    void remove(const QString &path);

    [[nodiscard]] QModelIndex indexOf(const QString &path) const;
    [[nodiscard]] const SessionEntry *entry(const QModelIndex &index) const;
    [[nodiscard]] qsizetype sessionCount() const { return m_entries.size(); }
    /// Newest first.
    [[nodiscard]] const QList<SessionEntry> &entries() const { return m_entries; }

    [[nodiscard]] QModelIndex index(int row, int column, const QModelIndex &parent = {}) const override;
    [[nodiscard]] QModelIndex parent(const QModelIndex &index) const override;
    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex &index) const override;

    /// Which group a session belongs to on that day.
    [[nodiscard]] static Group groupOf(const session::SessionInfo &info, QDate today);

private:
    struct Section
    {
        Group group = Group::Today;
        QList<qsizetype> entries; ///< indexes into m_entries
    };
    void arrange();
    [[nodiscard]] QVariant groupData(const Section &section, int role) const;

    QList<SessionEntry> m_entries;
    QList<Section> m_sections;
};

/// Sessions that a SessionQuery finds.
class SessionFilter : public QSortFilterProxyModel
{
    Q_OBJECT
public:
    explicit SessionFilter(QObject *parent = nullptr);
    void setWords(const QString &words);

protected:
    [[nodiscard]] bool filterAcceptsRow(int row, const QModelIndex &parent) const override;

private:
    session::SessionQuery m_query;
};

/// First line of a session in lists: its name, or the path of its address.
[[nodiscard]] QString sessionTitle(const session::SessionInfo &info);
/// Host and port of its address.
[[nodiscard]] QString sessionHost(const session::SessionInfo &info);
/// "09:14" today, "Wed" in the last week, else the date.
[[nodiscard]] QString sessionTime(const session::SessionInfo &info, QDate today);
/// "fails", "works", … for screen readers.
[[nodiscard]] QString verdictWord(diagnosis::Verdict verdict);

} // namespace wirewise::gui
