#pragma once

#include "diagnosis/finding.h"

#include <QList>
#include <QString>
#include <QWidget>

namespace wirewise::gui {

/// One row of the table of causes or of notes.
struct CauseItem
{
    QString label;  ///< "Likely", "Possible", "Note"
    QString text;   ///< may hold `code`
    QString detail; ///< second line; may hold `code`
    bool strong = false;
    QString link; ///< words of a link behind the detail; empty for none

    friend bool operator==(const CauseItem &, const CauseItem &) = default;
};

[[nodiscard]] QList<CauseItem> causeItems(const QList<diagnosis::Cause> &causes);

/// Causes in a framed table, most likely first.
class CauseList : public QWidget
{
    Q_OBJECT
public:
    explicit CauseList(QWidget *parent = nullptr);
    void setItems(const QList<CauseItem> &items);
    [[nodiscard]] qsizetype count() const { return m_items.size(); }

Q_SIGNALS:
    void linkActivated(int index);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QList<CauseItem> m_items;
    QList<QWidget *> m_rows;
};

} // namespace wirewise::gui
