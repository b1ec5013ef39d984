#pragma once

#include "wire/jsonpath.h"

#include <QAbstractItemModel>
#include <QByteArray>
#include <QHash>
#include <QString>

namespace wirewise::gui {

/// A JSON text as a tree, in the order it came. Rows are made as they are opened, a slice at a time, so that
/// a hundred thousand elements cost nothing until somebody looks. What a peer wrote is made printable.
class JsonTreeModel : public QAbstractItemModel
{
    Q_OBJECT
public:
    enum Role {
        KeyRole = Qt::UserRole, ///< "duration_s", "0"; of the root "{}" or "[]"
        ValueRole,              ///< "184", "\"text\"", "3 keys"
        KindRole,               ///< a wire::JsonKind
    };
    static constexpr int Slice = 400;

    using QAbstractItemModel::QAbstractItemModel;

    /// The tree must be valid and of that text.
    void show(const QByteArray &text, const wire::JsonTree &tree);
    void clear();
    [[nodiscard]] bool isEmpty() const { return m_tree.size() == 0; }
    [[nodiscard]] qint32 count() const { return static_cast<qint32>(m_tree.size()); }

    [[nodiscard]] QByteArray pathOf(const QModelIndex &index) const;
    /// A string without its quotes, anything else as written.
    [[nodiscard]] QByteArray valueOf(const QModelIndex &index) const;
    /// The name of the member, empty for an element or the root.
    [[nodiscard]] QByteArray keyOf(const QModelIndex &index) const;
    [[nodiscard]] bool isContainer(const QModelIndex &index) const;

    [[nodiscard]] static qint32 nodeOf(const QModelIndex &index);
    /// The value at the end of a path, -1 if there is none.
    [[nodiscard]] qint32 find(const wire::JsonPath &path) const
    {
        return static_cast<qint32>(path.find(m_tree, m_text));
    }
    /// Makes the rows up to that value.
    [[nodiscard]] QModelIndex indexOf(qint32 node);
    /// Whether its key, or its value if it is none of several, holds the needle (in lower case: any case).
    [[nodiscard]] bool matches(qint32 node, QByteArrayView needle, bool anyCase) const;

    [[nodiscard]] QModelIndex index(int row, int column, const QModelIndex &parent = {}) const override;
    [[nodiscard]] QModelIndex parent(const QModelIndex &index) const override;
    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] bool hasChildren(const QModelIndex &parent = {}) const override;
    [[nodiscard]] bool canFetchMore(const QModelIndex &parent) const override;
    void fetchMore(const QModelIndex &parent) override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;

private:
    [[nodiscard]] QModelIndex indexOfKnown(qint32 node) const;
    [[nodiscard]] qint32 rowInParent(qint32 node) const;
    [[nodiscard]] QString keyText(qint32 node) const;
    [[nodiscard]] QString valueText(qint32 node) const;

    QByteArray m_text;
    wire::JsonTree m_tree;
    QHash<qint32, QList<qint32>> m_children; ///< rows made so far; ascending
};

} // namespace wirewise::gui
