#pragma once

#include "gui/widgets/prose.h"

#include <QTextLayout>
#include <QWidget>

namespace wirewise::gui {

/// A wrapping paragraph of Prose. Its text can be selected with the mouse and copied; links can be reached
/// with Tab and activated with Enter. Grows in height as it gets narrower.
class ProseLabel : public QWidget
{
    Q_OBJECT
public:
    explicit ProseLabel(QWidget *parent = nullptr);
    explicit ProseLabel(const Prose &prose, QWidget *parent = nullptr);

    void setProse(const Prose &prose);
    [[nodiscard]] const Prose &prose() const { return m_prose; }
    [[nodiscard]] QString text() const { return m_text; }
    /// One line, elided at its end, instead of wrapping. Off at first.
    void setSingleLine(bool single);
    /// On at first.
    void setSelectable(bool selectable);
    [[nodiscard]] QString selectedText() const;
    /// A Tab stop of its own, for a text that matters by itself. Off at first; links are Tab stops anyway.
    /// Then room for the focus ring is kept at both sides of the text: RingInset.
    void setTabStop(bool stop);
    static constexpr int RingInset = 5;
    /// Leaves the focus to the widget around it: neither click nor Tab take it. Off at first.
    void setFocusless(bool focusless);
    /// Line height in logical pixels at 100 %; 0 takes that of the first span's style.
    void setLineHeight(int pixels);

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;
    [[nodiscard]] bool hasHeightForWidth() const override { return !m_single; }
    [[nodiscard]] int heightForWidth(int width) const override;

Q_SIGNALS:
    void linkActivated(const QString &link);

public Q_SLOTS:
    void copy() const;

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
    bool focusNextPrevChild(bool next) override;
    void changeEvent(QEvent *event) override;

private:
    struct Link
    {
        qsizetype from = 0, to = 0;
        QString target;
    };

    void rebuild();
    void followFocusPolicy();
    [[nodiscard]] int inset() const { return m_tabStop ? RingInset : 0; }
    qreal layOut(QTextLayout &layout, qreal width) const;
    [[nodiscard]] qreal lineHeight() const;
    [[nodiscard]] int positionAt(const QPointF &point) const;
    [[nodiscard]] int linkAt(const QPointF &point) const;
    void paintKeys(QPainter &painter) const;
    [[nodiscard]] QRectF ringRect() const;
    void paintLinkFocus(QPainter &painter) const;

    Prose m_prose;
    QString m_text;
    QTextLayout m_layout;
    QList<Link> m_links;
    int m_lineHeight = 0;
    int m_anchor = 0, m_caret = 0;
    int m_link = -1;
    bool m_single = false, m_selectable = true, m_dragging = false;
    bool m_tabStop = false, m_focusless = false;
};

} // namespace wirewise::gui
