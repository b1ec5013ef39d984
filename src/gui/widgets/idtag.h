#pragma once

#include <QWidget>

namespace wirewise::gui {

/// A finding id in a small frame. A click on the id explains it; the button beside it copies it.
class IdTag : public QWidget
{
    Q_OBJECT
public:
    explicit IdTag(QWidget *parent = nullptr);
    void setFindingId(const QByteArray &id);
    void setCopyable(bool copyable); ///< on at first
    [[nodiscard]] QSize sizeHint() const override;

public Q_SLOTS:
    void copy() const;

Q_SIGNALS:
    void activated();

protected:
    void paintEvent(QPaintEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void leaveEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;

private:
    [[nodiscard]] QRect copyRect() const;

    QString m_id;
    bool m_copyable = true;
    bool m_overCopy = false;
};

} // namespace wirewise::gui
