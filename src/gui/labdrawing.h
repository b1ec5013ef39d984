#pragma once

#include "lab/scenario.h"

#include <QWidget>

namespace wirewise::gui {

/// Who does what in a scenario: boxes from left to right, joined by what goes between them.
class LabDrawing : public QWidget
{
    Q_OBJECT
public:
    explicit LabDrawing(QWidget *parent = nullptr);

    void setDrawing(const lab::Drawing &drawing);
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    lab::Drawing m_drawing;
};

} // namespace wirewise::gui
