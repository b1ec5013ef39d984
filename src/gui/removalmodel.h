#pragma once

#include "redaction/redactor.h"

#include <QAbstractItemModel>

namespace wirewise::gui {

/// What an export may remove: a row for each kind of secret, below it each value, and whether it goes.
/// Values are shown by their first characters alone.
class RemovalModel : public QAbstractItemModel
{
    Q_OBJECT
public:
    enum Role {
        PlacesRole = Qt::UserRole, ///< qint64
        ExampleRole,               ///< second line; empty for none
        IsKindRole,                ///< bool
    };
    /// More values of a kind are not listed one by one.
    static constexpr qsizetype MostValues = 1000;

    explicit RemovalModel(QObject *parent = nullptr);

    /// The kinds that go; a value that was kept one by one stays kept.
    void setRemoved(const QSet<redaction::SecretKind> &kinds);
    /// All that could be removed. Choices are kept.
    void setRemovals(const QList<redaction::Removal> &removals);
    /// Without the texts that were added.
    [[nodiscard]] redaction::Choice choice() const;
    /// Values that stay readable although they are secrets: of kinds that hold any, host names excepted.
    [[nodiscard]] qsizetype keptSecrets() const;
    /// The row of a kind; invalid if it has none.
    [[nodiscard]] QModelIndex indexOf(redaction::SecretKind kind) const;

    [[nodiscard]] QModelIndex index(int row, int column, const QModelIndex &parent = {}) const override;
    [[nodiscard]] QModelIndex parent(const QModelIndex &child) const override;
    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] bool setData(const QModelIndex &index, const QVariant &value, int role) override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex &index) const override;

Q_SIGNALS:
    /// The user ticked or cleared something.
    void choiceChanged();

private:
    struct Kind
    {
        redaction::SecretKind kind = redaction::SecretKind::Token;
        bool removed = true;
        qint64 places = 0;
        QList<redaction::Removal> values;
    };
    [[nodiscard]] bool isKept(const redaction::Removal &value) const { return m_kept.contains(value.value); }
    [[nodiscard]] Qt::CheckState stateOf(const Kind &kind) const;
    [[nodiscard]] QVariant kindData(const Kind &kind, int role) const;
    [[nodiscard]] QVariant valueData(const Kind &kind, const redaction::Removal &value, int role) const;
    void tell(int row);

    QList<Kind> m_kinds;
    QSet<QByteArray> m_kept;
};

} // namespace wirewise::gui
