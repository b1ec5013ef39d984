#pragma once

#include "gui/endpointdesk.h"

#include <QDialog>

#include <memory>

namespace wirewise::gui {

namespace Ui {
class EnvironmentsDialog;
}

/// The environments of a folder of endpoints: their names, and their variables as they stand in the files.
class EnvironmentsDialog : public QDialog
{
    Q_OBJECT
public:
    explicit EnvironmentsDialog(EndpointDesk *desk, QWidget *parent = nullptr);
    ~EnvironmentsDialog() override;

    void select(const QString &name);

private:
    void list();
    void show(const QString &name);
    void save();
    void remove();
    void setProblem(const QString &sentence);

    std::unique_ptr<Ui::EnvironmentsDialog> m_ui;
    EndpointDesk *m_desk;
    QString m_shown; ///< name of the one that is edited; empty for a new one
};

} // namespace wirewise::gui
