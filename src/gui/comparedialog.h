#pragma once

#include "gui/sessionmodel.h"

#include <QDialog>

#include <memory>

namespace wirewise::gui {

namespace Ui {
class CompareDialog;
}

/// Chooses what to compare with: a session of the list, or another address, which is checked.
class CompareDialog : public QDialog
{
    Q_OBJECT
public:
    /// exceptFor is the path of the other side.
    CompareDialog(SessionModel *sessions, const QString &exceptFor, QWidget *parent);
    ~CompareDialog() override;

Q_SIGNALS:
    void sessionChosen(const QString &path);
    void addressChosen(const QString &address);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void follow();
    void choose();
    /// The typed text is meant as an address.
    [[nodiscard]] bool isAddress() const;
    [[nodiscard]] QString chosenPath() const;

    std::unique_ptr<Ui::CompareDialog> m_ui;
    SessionFilter m_filter;
    QString m_exceptFor;
};

} // namespace wirewise::gui
