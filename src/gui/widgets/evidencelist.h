#pragma once

#include "diagnosis/finding.h"
#include "gui/widgets/prose.h"

#include <QList>
#include <QWidget>

namespace wirewise::gui {

class EvidenceRow;

/// One claim.
struct EvidenceItem
{
    enum class Mark { Number, Tick, Note };
    QString says;  ///< may hold `code` and **strong**
    QString place; ///< "Upgrade, bytes 0 to 21"; empty if it has no bytes
    Mark mark = Mark::Number;

    friend bool operator==(const EvidenceItem &, const EvidenceItem &) = default;
};

/// The numbered claims of a finding, in the order of their numbers.
[[nodiscard]] QList<EvidenceItem> evidenceItems(const diagnosis::Finding &finding);
/// "Upgrade, bytes 0 to 21"; "Upgrade, sent, bytes 4 to 9"; empty without bytes.
[[nodiscard]] QString placeText(const diagnosis::Evidence &evidence);
/// "HEAD", "GET", "Upgrade", or the id of an experiment.
[[nodiscard]] QString probeTitle(const QByteArray &probe);

/// Claims with their yellow numbers. Rows are focusable; the arrow keys move, Enter and a click show the
/// bytes.
class EvidenceList : public QWidget
{
    Q_OBJECT
public:
    explicit EvidenceList(QWidget *parent = nullptr);

    void setItems(const QList<EvidenceItem> &items);
    [[nodiscard]] qsizetype count() const { return m_rows.size(); }
    /// Marks the row whose bytes are shown; -1 none.
    void setCurrent(int index);
    [[nodiscard]] int current() const { return m_current; }

Q_SIGNALS:
    void activated(int index);

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    QList<EvidenceRow *> m_rows;
    int m_current = -1;
};

} // namespace wirewise::gui
