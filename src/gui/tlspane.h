#pragma once

#include "observation/observation.h"

#include <QWidget>

#include <memory>

namespace wirewise::gui {

namespace Ui {
class TlsPane;
}

/// Everything that is known of the TLS handshake: what was agreed, the chain with all that is wrong about it,
/// what usual clients say; and the key log for Wireshark, which holds for the whole program.
class TlsPane : public QWidget
{
    Q_OBJECT
public:
    explicit TlsPane(QWidget *parent = nullptr);
    ~TlsPane() override;

    void show(const observation::Observation &observation);
    void clear();
    /// Where the keys go; empty: nowhere.
    void setKeyLog(const QString &file);

Q_SIGNALS:
    /// To begin it, or to end it if it is written.
    void keyLogRequested();

private:
    void copyAll();

    std::unique_ptr<Ui::TlsPane> m_ui;
    QString m_text; ///< all of it, for the clipboard
};

} // namespace wirewise::gui
