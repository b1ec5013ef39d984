#pragma once

#include <QFrame>

class QSpinBox;

namespace wirewise::gui {

/// How often a message is sent again: every so many milliseconds, so many times. Floats above the composer.
class RepeatPanel : public QFrame
{
    Q_OBJECT
public:
    explicit RepeatPanel(QWidget *parent = nullptr);

    [[nodiscard]] int every() const; ///< milliseconds
    [[nodiscard]] int times() const; ///< 0: until it is stopped
    void popUp(QWidget *above);

Q_SIGNALS:
    void startRequested();

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QSpinBox *m_every;
    QSpinBox *m_times;
};

} // namespace wirewise::gui
