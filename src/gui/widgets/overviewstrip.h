#pragma once

#include "gui/widgets/overviewgeometry.h"

#include <QWidget>

namespace wirewise::gui {

/// The rate of messages over a whole session, and which part of it the list shows. Drag or the arrow keys
/// move that part; Home and End go to its first and last message.
class OverviewStrip : public QWidget
{
    Q_OBJECT
public:
    explicit OverviewStrip(QWidget *parent = nullptr);

    void show(const OverviewContent &content);
    using QWidget::show;
    [[nodiscard]] const OverviewContent &content() const { return m_content; }
    [[nodiscard]] OverviewGeometry geometryNow() const;
    /// Asks for that time to be shown, as the mouse and the keys do.
    void moveTo(observation::Duration from);

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

Q_SIGNALS:
    /// The list shall begin with the messages of that time.
    void moveRequested(wirewise::observation::Duration from);
    void latestRequested();

protected:
    void paintEvent(QPaintEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    void centreOn(qreal x);

    OverviewContent m_content;
};

} // namespace wirewise::gui
