#pragma once

#include <QDialog>

#include <memory>

namespace wirewise::gui {

namespace Ui {
class SecretDialog;
}

/// Asks for the value of a secret variable and says where it will go.
class SecretDialog : public QDialog
{
    Q_OBJECT
public:
    /// remark: why the keychain cannot be used; then nothing is offered to be kept there.
    SecretDialog(const QString &variable, const QString &environment, const QString &place,
                 const QString &remark, QWidget *parent = nullptr);
    ~SecretDialog() override;

    [[nodiscard]] QByteArray value() const;
    [[nodiscard]] bool isKept() const;

private:
    std::unique_ptr<Ui::SecretDialog> m_ui;
};

} // namespace wirewise::gui
