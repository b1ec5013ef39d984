#pragma once

#include "gui/formlook.h"

#include <memory>
#include <optional>

namespace wirewise::gui {

namespace Ui {
class Composer;
}

/// Writes messages: text, binary as hex, ping, close with a code and a reason.
class Composer : public Band
{
    Q_OBJECT
public:
    enum class Kind { Text, Binary, Ping, Close };

    explicit Composer(QWidget *parent = nullptr);
    ~Composer() override;

    void setKind(Kind kind);
    [[nodiscard]] Kind kind() const;
    /// Without a connection nothing can be sent; why is said.
    void setOpen(bool open);
    void focusEdit();

Q_SIGNALS:
    void textReady(const QByteArray &utf8);
    void binaryReady(const QByteArray &data);
    void pingReady(const QByteArray &payload);
    void closeReady(quint16 code, const QByteArray &reason);

public Q_SLOTS:
    void send();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void judge();
    [[nodiscard]] std::optional<quint16> closeCode() const;

    std::unique_ptr<Ui::Composer> m_ui;
    bool m_open = false;
};

/// Bytes from hex digits with or without spaces, commas, 0x and line breaks; nothing if it is no hex.
[[nodiscard]] std::optional<QByteArray> bytesFromHex(const QString &typed);

} // namespace wirewise::gui
