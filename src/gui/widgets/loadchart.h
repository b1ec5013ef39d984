#pragma once

#include "gui/widgets/loadchartgeometry.h"

#include <QWidget>

namespace wirewise::gui {

/// The course of a load test: connections opened, failed and dropped in each second, how many were open, and
/// what 95 % of the latencies did not exceed.
class LoadChart : public QWidget
{
    Q_OBJECT
public:
    explicit LoadChart(QWidget *parent = nullptr);

    void show(const LoadChartContent &content);
    using QWidget::show;
    [[nodiscard]] const LoadChartContent &content() const { return m_content; }
    [[nodiscard]] LoadChartGeometry geometryNow() const;

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void paintCounts(QPainter &painter, const LoadChartGeometry &geometry) const;
    void paintTimes(QPainter &painter, const LoadChartGeometry &geometry) const;

    LoadChartContent m_content;
};

} // namespace wirewise::gui
