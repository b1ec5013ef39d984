#pragma once

#include "gui/requestoptions.h"

#include <QAbstractTableModel>

namespace wirewise::gui {

/// Headers of the request, with an empty line at the end for the next one.
class HeaderModel : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Column { NameColumn, ValueColumn, ColumnCount };

    explicit HeaderModel(QObject *parent = nullptr);
    ~HeaderModel() override;

    void setHeaders(const QList<HeaderLine> &headers);
    [[nodiscard]] const QList<HeaderLine> &headers() const { return m_headers; }

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    bool setData(const QModelIndex &index, const QVariant &value, int role) override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex &index) const override;

Q_SIGNALS:
    void changed();

private:
    QList<HeaderLine> m_headers;
};

} // namespace wirewise::gui
