#pragma once

#include "observation/message.h"

#include <QWidget>

#include <memory>
#include <optional>

namespace wirewise::gui {

namespace Ui {
class MessageDetail;
}

/// One message as text or hex, and what is known of its frames.
class MessageDetail : public QWidget
{
    Q_OBJECT
public:
    explicit MessageDetail(QWidget *parent = nullptr);
    ~MessageDetail() override;

    void show(const observation::Message &message);
    void clear();
    [[nodiscard]] bool follows() const;
    void setFollows(bool follows);

Q_SIGNALS:
    void followsChanged(bool follows);
    void nextClicked();
    void previousClicked();

private:
    void addFact(int row, const QString &name, const QString &value);

    std::unique_ptr<Ui::MessageDetail> m_ui;
    std::optional<observation::Message> m_message;
};

} // namespace wirewise::gui
