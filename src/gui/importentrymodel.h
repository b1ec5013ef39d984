#pragma once

#include "import/harsession.h"
#include "import/pasted.h"

#include <QAbstractTableModel>

namespace wirewise::gui {

/// One line of the import dialog.
struct ImportEntry
{
    imports::PastedEndpoint endpoint;
    QString told;            ///< "101, 7 messages"
    imports::HarGroup group; ///< what of a HAR makes its session; empty: it can only be checked
    bool isChosen = true;
};

/// What a text or a recording holds, each with a check box.
class ImportEntryModel : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Column { AddressColumn, ToldColumn, ColumnCount };

    explicit ImportEntryModel(QObject *parent = nullptr);

    void setEntries(const QList<ImportEntry> &entries);
    [[nodiscard]] const QList<ImportEntry> &entries() const { return m_entries; }
    [[nodiscard]] QList<ImportEntry> chosen() const;
    void chooseAll(bool on);

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    bool setData(const QModelIndex &index, const QVariant &value, int role) override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex &index) const override;

Q_SIGNALS:
    void chosenChanged();

private:
    QList<ImportEntry> m_entries;
};

} // namespace wirewise::gui
