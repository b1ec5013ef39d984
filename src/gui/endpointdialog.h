#pragma once

#include "endpoints/savedendpoint.h"

#include <QDialog>

#include <memory>

namespace wirewise::gui {

namespace Ui {
class EndpointDialog;
}

/// Name, address and options of a saved endpoint, as they stand in its file.
class EndpointDialog : public QDialog
{
    Q_OBJECT
public:
    explicit EndpointDialog(QWidget *parent = nullptr);
    ~EndpointDialog() override;

    /// hint: a sentence below the options, for example on secrets that became variables.
    void setEndpoint(const endpoints::SavedEndpoint &endpoint, const QString &hint = {});
    [[nodiscard]] endpoints::Result<endpoints::SavedEndpoint> endpoint() const;
    /// What stands in the way of saving; empty hides it.
    void setProblem(const QString &sentence);

Q_SIGNALS:
    /// Save was pressed and what is there can be read. The dialog stays until done() is called.
    void saveRequested(const wirewise::endpoints::SavedEndpoint &endpoint);

private:
    void save();

    std::unique_ptr<Ui::EndpointDialog> m_ui;
    qsizetype m_addressLine = 0; ///< where it stood in the file
};

} // namespace wirewise::gui
