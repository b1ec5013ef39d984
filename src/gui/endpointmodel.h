#pragma once

#include "diagnosis/finding.h"
#include "endpoints/savedendpoint.h"

#include <QAbstractListModel>
#include <QHash>

namespace wirewise::gui {

/// Saved endpoints under their folders, for the sidebar; answers the roles of SessionModel, so that both look
/// alike there.
class EndpointModel : public QAbstractListModel
{
    Q_OBJECT
public:
    using QAbstractListModel::QAbstractListModel;

    void setEndpoints(const QList<endpoints::SavedEndpoint> &endpoints);
    /// What each gave last; one that is not there was not checked.
    void setVerdicts(const QHash<QString, diagnosis::Verdict> &verdicts);
    /// Invalid if there is none of that name.
    [[nodiscard]] QModelIndex indexOf(const QString &name) const;

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex &index) const override;

private:
    struct Row
    {
        QString folder;  ///< a heading; empty for an endpoint
        QString name;    ///< "orders/prices"
        QString address; ///< with its {{variables}}
    };
    QList<Row> m_rows;
    QHash<QString, diagnosis::Verdict> m_verdicts;
};

} // namespace wirewise::gui
