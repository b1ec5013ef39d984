#pragma once

#include "gui/compareside.h"

#include <QToolButton>

namespace wirewise::gui {

/// Head of one side of a comparison: its verdict, name, address and time. A click opens the menu of other
/// sessions.
class CompareHead : public QToolButton
{
    Q_OBJECT
public:
    explicit CompareHead(QWidget *parent = nullptr);

    void show(const CompareSide &side, const QString &name);

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void paintFirstLine(QPainter *painter, QRect rect) const;
    void paintSecondLine(QPainter *painter, QRect rect) const;

    diagnosis::Verdict m_verdict = diagnosis::Verdict::NotChecked;
    QString m_word, m_name, m_address, m_when;
};

} // namespace wirewise::gui
