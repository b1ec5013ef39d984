#pragma once

#include "gui/listrow.h"

#include <QAbstractItemModel>
#include <QHash>

namespace wirewise::gui {

/// The endpoints of a list in groups. Within a group they stand as the list has them, so that a row stays
/// where it is until its group changes. Groups come and go with their rows; the groups of verdicts have an
/// order of their own, others that of their titles.
class EndpointTableModel : public QAbstractItemModel
{
    Q_OBJECT
public:
    enum Column {
        AddressColumn,
        HeadColumn,
        GetColumn,
        UpgradeColumn,
        FindingColumn,
        TimeColumn,
        SinceColumn,
        ColumnCount
    };
    enum class Grouping { Verdict, Host, Finding, None };
    enum class Shown { All, Failing, Changed };
    enum Role {
        IsGroupRole = Qt::UserRole,
        NumberRole, ///< the row's index in the list
        CountRole,  ///< of a group: how many rows
        GroupRole   ///< of a group: by what it is known again
    };

    explicit EndpointTableModel(QObject *parent = nullptr);
    ~EndpointTableModel() override;

    void setRows(const QList<ListRow> &rows);
    /// Row number such, as it is now.
    void change(qsizetype number, const ListRow &row);
    void setGrouping(Grouping grouping);
    void setShown(Shown shown);
    /// Every word must be in the address, the title, the finding or the sentence.
    void setWords(const QString &words);
    /// What "yesterday" and a running time are seen from.
    void setNow(const QDateTime &now);
    /// The running times moved on.
    void tick(const QDateTime &now);

    [[nodiscard]] Grouping grouping() const { return m_grouping; }
    [[nodiscard]] const QList<ListRow> &rows() const { return m_rows; }
    [[nodiscard]] qsizetype shownCount() const;
    /// Null for a group.
    [[nodiscard]] const ListRow *row(const QModelIndex &index) const;
    /// Number in the list; -1 for a group.
    [[nodiscard]] qsizetype number(const QModelIndex &index) const;
    /// Invalid while the filter hides it.
    [[nodiscard]] QModelIndex indexOf(qsizetype number) const;
    /// Of a group of verdicts; invalid if there is none such.
    [[nodiscard]] QModelIndex groupIndex(VerdictGroup group) const;

    [[nodiscard]] QModelIndex index(int row, int column, const QModelIndex &parent = {}) const override;
    [[nodiscard]] QModelIndex parent(const QModelIndex &index) const override;
    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex &index) const override;

private:
    /// By what a group is known, and where it stands among the others.
    struct GroupName
    {
        int rank = 0;
        QString title;
        friend bool operator==(const GroupName &, const GroupName &) = default;
        friend bool operator<(const GroupName &a, const GroupName &b)
        {
            return a.rank != b.rank ? a.rank < b.rank : a.title < b.title;
        }
    };
    struct Section
    {
        quintptr key = 0; ///< never reused, so that indexes outlive groups that come and go
        GroupName name;
        QList<qsizetype> rows; ///< rising
    };

    void arrange();
    void relocate(qsizetype number, bool wasShown);
    [[nodiscard]] int makeSection(const GroupName &name);
    void dropIfEmpty(quintptr key);
    void tellGroup(quintptr key);
    void countSections();
    [[nodiscard]] bool isShown(const ListRow &row) const;
    [[nodiscard]] GroupName groupOf(const ListRow &row) const;
    [[nodiscard]] const Section *sectionOf(quintptr key) const;
    [[nodiscard]] QVariant groupData(const Section &section, int column, int role) const;
    [[nodiscard]] QString text(const ListRow &row, int column) const;
    [[nodiscard]] QString spoken(const ListRow &row, int column) const;

    QList<ListRow> m_rows;
    QList<quintptr> m_keyOf; ///< the section of each row; 0 while it is hidden
    QList<Section> m_sections;
    QHash<quintptr, int> m_placeOf; ///< of a section by its key
    quintptr m_nextKey = 1;
    Grouping m_grouping = Grouping::Verdict;
    Shown m_shown = Shown::All;
    QStringList m_words;
    QDateTime m_now;
};

/// "404", "closed", "waiting" for a probe of a row; empty where it was not asked for.
[[nodiscard]] QString answerWords(const ListRow &row, observation::ProbeKind probe);
/// In which colour it is written.
[[nodiscard]] Token answerToken(const ListRow &row, observation::ProbeKind probe);

} // namespace wirewise::gui
