#pragma once

#include "wire/typedframes.h"

#include <QWidget>

#include <memory>
#include <optional>

namespace wirewise::gui {

namespace Ui {
class FrameEditor;
}

/// One frame part by part, with the rules or against them, and the bytes that follow from it. The bytes may
/// be typed as well; then they go out as they stand, frames or not.
class FrameEditor : public QWidget
{
    Q_OBJECT
public:
    explicit FrameEditor(QWidget *parent = nullptr);
    ~FrameEditor() override;

    /// What goes out; nothing if what was typed is no hex.
    [[nodiscard]] std::optional<QByteArray> bytes() const;
    void setBytes(const QByteArray &bytes);
    /// Which rule they break, in a sentence.
    void showRule(const QString &sentence, bool isBroken);
    void focusPayload();

Q_SIGNALS:
    void changed();

private:
    void fillChoices();
    void connectParts();
    [[nodiscard]] std::optional<wire::TypedFrame> frame() const;
    /// The parts say what the bytes are.
    void write();
    /// The bytes say what the parts are, where they are one frame.
    void read();
    void showParts(const wire::TypedFrame &typed);

    std::unique_ptr<Ui::FrameEditor> m_ui;
    std::array<quint8, 4> m_mask{};
    bool m_following = false;
};

} // namespace wirewise::gui
