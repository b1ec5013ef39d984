#include "gui/widgets/exchangecontent.h"

#include "observation/printable.h"

// What ExchangeView tells assistive technology.
namespace wirewise::gui {

// Headings are row -1 of their section.
QList<std::pair<int, qint64>> ExchangeView::visibleRows() const
{
    QList<std::pair<int, qint64>> rows;
    const ExchangeLayout &layout = m_content->layout;
    const int height = layout.metrics().rowHeight;
    for (int section = 0; section < sections().size(); ++section) {
        const qint64 heading = layout.headingTop(section, scroll());
        if (heading >= viewport()->height() || heading + layout.metrics().headingHeight <= 0)
            continue;
        rows.append({section, -1});
        const qint64 start = layout.rowTop(section, 0) - scroll();
        const qint64 from = qMax<qint64>(start, heading + layout.metrics().headingHeight);
        for (qint64 row = qMax<qint64>(0, (from - start + height - 1) / height);
             row < layout.box(section).rows; ++row) {
            if (start + row * height >= viewport()->height())
                break;
            rows.append({section, row});
        }
    }
    return rows;
}

int ExchangeView::accessibleRowCount() const
{
    return static_cast<int>(visibleRows().size());
}

QString ExchangeView::accessibleCell(int row, int) const
{
    const QList<std::pair<int, qint64>> rows = visibleRows();
    if (row < 0 || row >= rows.size())
        return {};
    const auto [section, index] = rows.at(row);
    const ByteSection &content = sections().at(section);
    if (index < 0) {
        QStringList words{content.title, content.counts, content.facts};
        words.removeAll(QString());
        return words.join(u", ");
    }
    const ExchangeLayout &layout = m_content->layout;
    wire::ByteRange range{index * layout.hexPerRow(), layout.hexPerRow()};
    if (layout.hasText() && index < layout.text(section).count()) {
        const TextRows::Row found = layout.text(section).row(index);
        range = {found.offset, found.length};
    }
    const QByteArrayView bytes =
        QByteArrayView(content.bytes)
            .sliced(range.offset, qMin(range.length, content.bytes.size() - range.offset));
    QString text = tr("%1: %2").arg(QString::number(range.offset), observation::printable(bytes.trimmed()));
    for (const ByteMark &mark : content.evidence) {
        if (range.contains(mark.range.offset))
            text += tr(", evidence %1").arg(mark.number);
    }
    for (const LineMark &mark : content.lines) {
        if (notesShown() && range.contains(mark.offset))
            text += u", " % mark.note;
    }
    return text;
}

QRect ExchangeView::accessibleCellRect(int row, int) const
{
    const QList<std::pair<int, qint64>> rows = visibleRows();
    if (row < 0 || row >= rows.size())
        return {};
    const auto [section, index] = rows.at(row);
    const ExchangeLayout &layout = m_content->layout;
    const bool heading = index < 0;
    const qint64 top =
        heading ? layout.headingTop(section, scroll()) : layout.rowTop(section, index) - scroll();
    return {0, static_cast<int>(top), viewport()->width(),
            heading ? layout.metrics().headingHeight : layout.metrics().rowHeight};
}

void ExchangeView::accessibleActivate(int row)
{
    const QList<std::pair<int, qint64>> rows = visibleRows();
    if (row < 0 || row >= rows.size() || rows.at(row).second < 0)
        return;
    const auto [section, index] = rows.at(row);
    for (const ByteMark &mark : sections().at(section).evidence) {
        if (m_content->layout.rowOf(section, mark.range.offset) == index) {
            showEvidence(mark.number);
            Q_EMIT evidenceActivated(mark.number);
            return;
        }
    }
}

} // namespace wirewise::gui
