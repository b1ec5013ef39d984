#pragma once

#include "gui/widgets/token.h"

#include <QElapsedTimer>
#include <QTimer>
#include <QWidget>

class QPainter;

namespace wirewise::gui {

/// Position of every turning ring at this moment in degrees: one turn per 1.2 s; 0 with reduced motion.
[[nodiscard]] int ringAngle();
/// An open ring.
void paintRing(QPainter *painter, const QRectF &rect, const QColor &colour, int angle, qreal stroke = 2);

/// The sign of something that runs: an open ring that turns while it is visible, and stands still with
/// reduced motion.
class ProgressRing : public QWidget
{
    Q_OBJECT
public:
    explicit ProgressRing(int size = 16, QWidget *parent = nullptr);
    void setToken(Token token);
    [[nodiscard]] bool isTurning() const { return m_timer.isActive(); }
    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    void follow();

    QTimer m_timer;
    int m_size;
    Token m_token = Token::AccentText;
};

} // namespace wirewise::gui
