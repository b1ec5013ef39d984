#pragma once

#include <QToolButton>

namespace wirewise::gui {

/// The button that opens the palette, drawn like a search field. It stands in the corner of the menu bar.
class CommandButton : public QToolButton
{
    Q_OBJECT
public:
    explicit CommandButton(QWidget *parent = nullptr);
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
};

} // namespace wirewise::gui
