#include "gui/widgets/evidencelist.h"

#include "gui/widgets/evidencerow.h"

#include <QCoreApplication>
#include <QKeyEvent>
#include <QLocale>
#include <QVBoxLayout>

namespace wirewise::gui {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(wirewise::gui::EvidenceItem)
};

} // namespace

QString probeTitle(const QByteArray &probe)
{
    if (probe == "head")
        return QStringLiteral("HEAD");
    if (probe == "get")
        return QStringLiteral("GET");
    if (probe == "upgrade")
        return Words::tr("Upgrade");
    return QString::fromUtf8(probe);
}

QString placeText(const diagnosis::Evidence &evidence)
{
    if (evidence.probe.isEmpty() || evidence.range.isEmpty())
        return {};
    const QLocale locale;
    const QString bytes =
        evidence.range.length == 1
            ? Words::tr("byte %1").arg(locale.toString(evidence.range.offset))
            : Words::tr("bytes %1 to %2")
                  .arg(locale.toString(evidence.range.offset), locale.toString(evidence.range.end() - 1));
    QStringList parts{probeTitle(evidence.probe)};
    if (evidence.inSession)
        parts.append(Words::tr("after the upgrade"));
    else if (evidence.direction == wire::Direction::Sent)
        parts.append(Words::tr("sent"));
    parts.append(bytes);
    return parts.join(u", ");
}

QList<EvidenceItem> evidenceItems(const diagnosis::Finding &finding)
{
    QList<EvidenceItem> items;
    for (const diagnosis::Evidence &evidence : finding.evidence)
        items.append({evidence.says, placeText(evidence), EvidenceItem::Mark::Number});
    return items;
}

EvidenceList::EvidenceList(QWidget *parent)
    : QWidget(parent)
{
    setObjectName(QStringLiteral("evidenceList"));
    setAccessibleName(tr("Evidence"));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
}

void EvidenceList::setItems(const QList<EvidenceItem> &items)
{
    qDeleteAll(m_rows);
    m_rows.clear();
    m_current = -1;
    for (int index = 0; index < items.size(); ++index) {
        auto *row = new EvidenceRow(items.at(index), index + 1, this);
        layout()->addWidget(row);
        connect(row, &EvidenceRow::activated, this, [this, index] {
            setCurrent(index);
            Q_EMIT activated(index);
        });
        m_rows.append(row);
    }
    updateGeometry();
}

void EvidenceList::setCurrent(int index)
{
    m_current = index;
    for (int row = 0; row < m_rows.size(); ++row)
        m_rows.at(row)->setCurrent(row == index);
}

// Rows hand on what they do not use themselves.
void EvidenceList::keyPressEvent(QKeyEvent *event)
{
    const int step = event->key() == Qt::Key_Down ? 1 : event->key() == Qt::Key_Up ? -1 : 0;
    for (int row = 0; step != 0 && row < m_rows.size(); ++row) {
        const int target = row + step;
        if (m_rows.at(row)->hasFocus() && target >= 0 && target < m_rows.size()) {
            m_rows.at(target)->setFocus(Qt::TabFocusReason);
            return;
        }
    }
    event->ignore();
}

} // namespace wirewise::gui
