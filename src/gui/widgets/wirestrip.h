#pragma once

#include "gui/widgets/accessiblerows.h"
#include "gui/widgets/wiregeometry.h"

#include <QTimer>
#include <QWidget>

namespace wirewise::gui {

/// The wire from URL to Session. Nodes can be clicked, or reached with Tab and the arrow keys.
class WireStrip : public QWidget, public AccessibleRows
{
    Q_OBJECT
public:
    explicit WireStrip(QWidget *parent = nullptr);

    void setNodes(const QList<WireNode> &nodes);
    [[nodiscard]] const QList<WireNode> &nodes() const { return m_nodes; }
    /// 58 high; 52 in the compact form.
    void setCompact(bool compact);
    /// A legend is a picture only: no focus, no clicks.
    void setInteractive(bool interactive);
    [[nodiscard]] WireGeometry geometryNow() const;
    /// Whether the dot of a running check moves at this moment.
    [[nodiscard]] bool isBreathing() const { return m_breath.isActive(); }
    [[nodiscard]] int currentNode() const { return m_current; }

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

    [[nodiscard]] int accessibleRowCount() const override;
    [[nodiscard]] QString accessibleCell(int row, int column) const override;
    [[nodiscard]] QRect accessibleCellRect(int row, int column) const override;
    [[nodiscard]] int accessibleCurrentRow() const override { return m_current; }
    void accessibleActivate(int row) override;

Q_SIGNALS:
    void nodeActivated(wirewise::gui::WireNode::Place place);

protected:
    void paintEvent(QPaintEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void leaveEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    void followMotion();
    [[nodiscard]] bool isNarrow() const;
    void paintLabel(QPainter &painter, const WireNode &node, const QRectF &rect) const;
    [[nodiscard]] int nodeAt(const QPointF &point) const;
    void setCurrent(int index);
    void activate(int index);

    QList<WireNode> m_nodes;
    QTimer m_breath;
    int m_current = 0, m_hovered = -1;
    bool m_compact = false, m_interactive = true;
};

} // namespace wirewise::gui
