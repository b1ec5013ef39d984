#pragma once

#include "observation/timing.h"

#include <QList>
#include <QPolygonF>
#include <QWidget>

namespace wirewise::gui {

/// The points of a line through values, the latest at the right; equal values lie in the middle.
[[nodiscard]] QPolygonF sparklinePoints(const QList<observation::Duration> &values, const QRectF &area);

/// A small running picture of times, without axes; words beside it say what it means.
class Sparkline : public QWidget
{
    Q_OBJECT
public:
    explicit Sparkline(QWidget *parent = nullptr);
    void setValues(const QList<observation::Duration> &values);
    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QList<observation::Duration> m_values;
};

} // namespace wirewise::gui
