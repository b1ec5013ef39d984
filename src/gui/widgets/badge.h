#pragma once

#include <QWidget>

namespace wirewise::gui {

/// An evidence number as a widget: a yellow circle of 18 pixels.
class Badge : public QWidget
{
    Q_OBJECT
public:
    explicit Badge(int number, QWidget *parent = nullptr);
    void setNumber(int number);
    [[nodiscard]] int number() const { return m_number; }
    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    int m_number;
};

} // namespace wirewise::gui
