#pragma once

#include "gui/widgets/evidencelist.h"

#include <QWidget>

namespace wirewise::gui {

class ProseLabel;

/// One claim of an EvidenceList.
class EvidenceRow : public QWidget
{
    Q_OBJECT
public:
    EvidenceRow(const EvidenceItem &item, int number, QWidget *parent);
    void setCurrent(bool current);

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;
    [[nodiscard]] bool hasHeightForWidth() const override { return true; }
    [[nodiscard]] int heightForWidth(int width) const override;

Q_SIGNALS:
    void activated();

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;

private:
    EvidenceItem m_item;
    int m_number;
    ProseLabel *m_text;
    bool m_current = false;
};

} // namespace wirewise::gui
