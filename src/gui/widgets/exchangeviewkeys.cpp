#include "gui/widgets/exchangecontent.h"

#include <QKeyEvent>

#include <algorithm>

// Keys, caret and search of ExchangeView.
namespace wirewise::gui {

bool ExchangeView::find(const QByteArray &needle, bool backwards)
{
    m_content->marks.needle = needle.toLower();
    viewport()->update();
    return findNext(backwards);
}

bool ExchangeView::findNext(bool backwards)
{
    const QByteArray &needle = m_content->marks.needle;
    const auto count = static_cast<int>(sections().size());
    if (needle.isEmpty() || count == 0)
        return false;
    const Place from = m_content->marks.selection;
    const int start = m_content->has(from.section) ? from.section : backwards ? count - 1 : 0;
    // Once around: the last turn looks at the first section again, from its other end.
    for (int turn = 0; turn <= count; ++turn) {
        const int section = ((start + (backwards ? -turn : turn)) % count + count) % count;
        const QByteArray bytes = m_content->bytes(section).toLower();
        const bool resumes = turn == 0 && m_content->has(from.section);
        qsizetype at = -1;
        if (backwards)
            at = resumes ? (from.range.offset > 0 ? bytes.lastIndexOf(needle, from.range.offset - 1) : -1)
                         : bytes.lastIndexOf(needle);
        else
            at = bytes.indexOf(needle, resumes ? from.range.offset + (from.range.isEmpty() ? 0 : 1) : 0);
        if (at >= 0) {
            const Place place{section, {at, needle.size()}};
            setSelection(place);
            scrollTo(place);
            return true;
        }
    }
    return false;
}

QByteArray ExchangeView::needle() const
{
    return m_content->marks.needle;
}

qint64 ExchangeView::steppedCaret(int key, qint64 caret) const
{
    const ExchangeLayout &layout = m_content->layout;
    const int section = m_content->marks.selection.section;
    const QByteArray &bytes = m_content->bytes(section);
    const int page = qMax(1, viewport()->height() / layout.metrics().rowHeight - 2);
    const qint64 rows = key == Qt::Key_Up         ? -1
                        : key == Qt::Key_Down     ? 1
                        : key == Qt::Key_PageUp   ? -page
                        : key == Qt::Key_PageDown ? page
                                                  : 0;
    if (!layout.hasText()) {
        if (key == Qt::Key_Left || key == Qt::Key_Right)
            return caret + (key == Qt::Key_Left ? -1 : 1);
        const qint64 row = caret - caret % layout.hexPerRow();
        if (rows == 0)
            return key == Qt::Key_Home ? row : row + layout.hexPerRow() - 1;
        return caret + rows * layout.hexPerRow();
    }
    const TextRows &text = layout.text(section);
    const qint64 index = text.rowOf(caret);
    const TextRows::Row row = text.row(index);
    switch (key) {
    case Qt::Key_Right:
        return caret < bytes.size() ? caret + clusterAt(bytes, caret, true).bytes : caret;
    case Qt::Key_Left: {
        qint64 before = caret - 1;
        // Back over the bytes that continue a character, and over the CR of a line end.
        while (before > 0 && caret - before < 4 &&
               (static_cast<unsigned char>(bytes.at(before)) & 0xC0U) == 0x80U)
            --before;
        if (before > 0 && bytes.at(before) == '\n' && bytes.at(before - 1) == '\r')
            --before;
        return before;
    }
    case Qt::Key_Home:
        return row.offset;
    case Qt::Key_End:
        return layout.offsetAt(section, row, text.columns());
    default:
        break;
    }
    const qint64 target = qBound<qint64>(0, index + rows, qMax<qint64>(0, text.count() - 1));
    return layout.offsetAt(section, text.row(target), layout.columnOf(section, row, caret));
}

void ExchangeView::moveCaret(int section, qint64 caret, bool extend)
{
    caret = qBound<qint64>(0, caret, m_content->bytes(section).size());
    select(section, extend ? m_content->anchor : caret, caret);
    scrollTo({section, {caret, 1}});
}

bool ExchangeView::moveByKey(QKeyEvent *event)
{
    static constexpr int Moves[] = {Qt::Key_Left,   Qt::Key_Right,    Qt::Key_Up,   Qt::Key_Down,
                                    Qt::Key_PageUp, Qt::Key_PageDown, Qt::Key_Home, Qt::Key_End};
    if (std::find(std::begin(Moves), std::end(Moves), event->key()) == std::end(Moves) ||
        event->modifiers().testFlag(Qt::AltModifier))
        return false;
    if (sections().isEmpty())
        return true;
    const bool extend = event->modifiers().testFlag(Qt::ShiftModifier);
    if (!m_content->has(m_content->marks.selection.section)) {
        // The first key only shows where the caret is.
        const ExchangeLayout::Hit hit = m_content->layout.hit(
            QPointF(m_content->layout.textLeft(), m_content->layout.metrics().headingHeight + 1), scroll());
        select(hit.section, hit.offset, hit.offset);
        return true;
    }
    const int section = m_content->marks.selection.section;
    const qint64 caret = m_content->marks.caret;
    if (event->modifiers().testFlag(Qt::ControlModifier) &&
        (event->key() == Qt::Key_Home || event->key() == Qt::Key_End)) {
        moveCaret(section, event->key() == Qt::Key_Home ? 0 : m_content->bytes(section).size(), extend);
        return true;
    }
    const qint64 target = steppedCaret(event->key(), caret);
    const bool leaves =
        !extend && target == caret && (event->key() == Qt::Key_Down || event->key() == Qt::Key_Up);
    const int other = section + (event->key() == Qt::Key_Down ? 1 : -1);
    if (leaves && m_content->has(other))
        moveCaret(other, event->key() == Qt::Key_Down ? 0 : m_content->bytes(other).size(), false);
    else
        moveCaret(section, target, extend);
    return true;
}

void ExchangeView::keyPressEvent(QKeyEvent *event)
{
    if (event->matches(QKeySequence::Copy))
        return copy();
    if (event->matches(QKeySequence::SelectAll) && !sections().isEmpty()) {
        const int section = qMax(0, m_content->marks.selection.section);
        return select(section, 0, m_content->bytes(section).size());
    }
    if (moveByKey(event))
        return;
    if (event->modifiers() != Qt::NoModifier)
        return event->ignore();
    switch (event->key()) {
    case Qt::Key_N:
        return stepEvidence(1);
    case Qt::Key_P:
        return stepEvidence(-1);
    case Qt::Key_T:
        return setMode(Mode::Text);
    case Qt::Key_H:
        return setMode(Mode::Hex);
    case Qt::Key_B:
        return setMode(Mode::Both);
    default:
        event->ignore();
    }
}

void ExchangeView::stepEvidence(int step)
{
    const QList<int> numbers = evidenceNumbers();
    if (numbers.isEmpty())
        return;
    const auto count = static_cast<int>(numbers.size());
    const auto at = static_cast<int>(numbers.indexOf(currentEvidence()));
    const int next = at < 0 ? (step > 0 ? 0 : count - 1) : (at + step + count) % count;
    showEvidence(numbers.at(next));
    Q_EMIT evidenceActivated(numbers.at(next));
}

} // namespace wirewise::gui
