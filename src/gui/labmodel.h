#pragma once

#include "lab/scenario.h"

#include <QAbstractItemModel>
#include <QSet>
#include <QSortFilterProxyModel>

namespace wirewise::gui {

/// Scenarios of the practice lab under their layers.
class LabModel : public QAbstractItemModel
{
    Q_OBJECT
public:
    enum Column { TitleColumn, IdColumn, SeenColumn, ColumnCount };
    enum Role { IdRole = Qt::UserRole, IsGroupRole, SearchRole };

    explicit LabModel(QObject *parent = nullptr);
    ~LabModel() override;

    /// Finding ids that a session of the user already shows.
    void setSeen(const QSet<QByteArray> &ids);
    [[nodiscard]] QModelIndex indexOf(const QByteArray &id) const;

    [[nodiscard]] QModelIndex index(int row, int column, const QModelIndex &parent = {}) const override;
    [[nodiscard]] QModelIndex parent(const QModelIndex &index) const override;
    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex &index) const override;

private:
    struct Section
    {
        lab::Layer layer = lab::Layer::Upgrade;
        QList<const lab::Scenario *> scenarios;
    };
    QList<Section> m_sections;
    QSet<QByteArray> m_seen;
};

/// "Name lookup", "TLS", … as a heading.
[[nodiscard]] QString layerName(lab::Layer layer);

} // namespace wirewise::gui
