#include "gui/widgets/exchangeview.h"

#include "gui/widgets/exchangelayout.h"
#include "gui/widgets/exchangepainter.h"
#include "gui/widgets/theme.h"
#include "observation/printable.h"

#include <QBasicTimer>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QGuiApplication>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QRegularExpression>
#include <QScrollBar>
#include <QToolTip>

#include <algorithm>
#include <limits>

namespace wirewise::gui {

namespace {

constexpr int DragScrollMilliseconds = 30;

bool continues(const QList<ByteSection> &before, const QList<ByteSection> &after)
{
    if (before.isEmpty() || before.size() > after.size())
        return false;
    for (qsizetype index = 0; index < before.size(); ++index) {
        const ByteSection &old = before.at(index), &now = after.at(index);
        if (old.direction != now.direction || old.probe != now.probe || old.inSession != now.inSession ||
            !now.bytes.startsWith(old.bytes))
            return false;
    }
    return true;
}

bool isWord(char byte)
{
    return (byte >= '0' && byte <= '9') || (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') ||
           byte == '_' || byte == '-' || (static_cast<unsigned char>(byte) & 0x80U) != 0;
}

} // namespace

struct ExchangeView::Content
{
    ExchangeLayout layout;
    ByteMarks marks;
    qint64 anchor = 0;
    bool dragging = false;
    QBasicTimer dragTimer;
    QPointF dragPoint;

    [[nodiscard]] const QByteArray &bytes(int section) const { return layout.sections().at(section).bytes; }
    [[nodiscard]] bool has(int section) const { return section >= 0 && section < layout.sections().size(); }
};

ExchangeView::ExchangeView(QWidget *parent)
    : QAbstractScrollArea(parent)
    , m_content(std::make_unique<Content>())
{
    registerAccessibleRows();
    setObjectName(QStringLiteral("exchangeView"));
    setAccessibleName(tr("Bytes sent and received"));
    setFrameStyle(QFrame::NoFrame);
    setFocusPolicy(Qt::StrongFocus);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    viewport()->setCursor(Qt::IBeamCursor);
    viewport()->setMouseTracking(true);
    viewport()->setAttribute(Qt::WA_OpaquePaintEvent);
    setLayoutDirection(Qt::LeftToRight); // bytes read from the left everywhere
    m_content->layout.setMetrics(ByteMetrics::ofTheme());
    connect(&Theme::instance(), &Theme::changed, this, [this] {
        m_content->layout.setMetrics(ByteMetrics::ofTheme());
        refresh();
    });
}

ExchangeView::~ExchangeView() = default;

void ExchangeView::setSections(const QList<ByteSection> &sections)
{
    const bool same = continues(m_content->layout.sections(), sections);
    m_content->layout.setSections(sections);
    if (!same) {
        m_content->marks.selection = {};
        m_content->marks.caret = -1;
        m_content->marks.currentEvidence = 0;
        m_content->anchor = 0;
        verticalScrollBar()->setValue(0);
        Q_EMIT selectionChanged();
    }
    refresh();
}

const QList<ByteSection> &ExchangeView::sections() const
{
    return m_content->layout.sections();
}

void ExchangeView::clear()
{
    setSections({});
}

void ExchangeView::refresh()
{
    ExchangeLayout &layout = m_content->layout;
    layout.setWidth(viewport()->width());
    layout.update();
    const int visible = viewport()->height();
    const qint64 beyond = qMax<qint64>(0, layout.height() - visible);
    QScrollBar *bar = verticalScrollBar();
    bar->setSingleStep(layout.metrics().rowHeight);
    bar->setPageStep(qMax(1, visible - layout.metrics().headingHeight));
    bar->setRange(0, static_cast<int>(qMin<qint64>(beyond, std::numeric_limits<int>::max())));
    viewport()->update();
}

qint64 ExchangeView::scroll() const
{
    return verticalScrollBar()->value();
}

int ExchangeView::contentHeight() const
{
    return static_cast<int>(qMin<qint64>(m_content->layout.height(), std::numeric_limits<int>::max()));
}

QSize ExchangeView::sizeHint() const
{
    return {560, 360};
}

ExchangeView::Mode ExchangeView::mode() const
{
    return m_content->layout.mode();
}

void ExchangeView::setMode(Mode mode)
{
    if (mode == this->mode())
        return;
    m_content->layout.setMode(mode);
    refresh();
    if (m_content->has(m_content->marks.selection.section))
        scrollTo(m_content->marks.selection);
    else if (m_content->marks.currentEvidence > 0)
        showEvidence(m_content->marks.currentEvidence);
    Q_EMIT modeChanged(mode);
}

void ExchangeView::setLineEndsShown(bool shown)
{
    m_content->layout.setLineEnds(shown);
    refresh();
}

bool ExchangeView::lineEndsShown() const
{
    return m_content->layout.lineEnds();
}

void ExchangeView::setNotesShown(bool shown)
{
    m_content->marks.notes = shown;
    viewport()->update();
}

bool ExchangeView::notesShown() const
{
    return m_content->marks.notes;
}

ExchangeView::Place ExchangeView::selection() const
{
    return m_content->marks.selection;
}

void ExchangeView::setSelection(const Place &place)
{
    if (!m_content->has(place.section)) {
        m_content->marks.selection = {};
        m_content->marks.caret = -1;
        viewport()->update();
        Q_EMIT selectionChanged();
        return;
    }
    select(place.section, place.range.offset, place.range.end());
}

void ExchangeView::select(int section, qint64 anchor, qint64 caret)
{
    const qint64 size = m_content->bytes(section).size();
    anchor = qBound<qint64>(0, anchor, size);
    caret = qBound<qint64>(0, caret, size);
    m_content->anchor = anchor;
    m_content->marks.caret = caret;
    m_content->marks.selection = {section, {qMin(anchor, caret), qAbs(caret - anchor)}};
    viewport()->update();
    Q_EMIT selectionChanged();
}

QByteArray ExchangeView::selectedBytes() const
{
    const Place &place = m_content->marks.selection;
    if (!m_content->has(place.section))
        return {};
    return m_content->bytes(place.section).mid(place.range.offset, place.range.length);
}

QString ExchangeView::selectionAs(CopyFormat format) const
{
    return copyText(selectedBytes(), format);
}

void ExchangeView::copy() const
{
    if (m_content->marks.selection.range.isEmpty())
        return;
    QGuiApplication::clipboard()->setText(
        selectionAs(mode() == Mode::Hex ? CopyFormat::Hex : CopyFormat::Text));
}

void ExchangeView::scrollTo(const Place &place)
{
    const ExchangeLayout &layout = m_content->layout;
    if (!m_content->has(place.section))
        return;
    const int height = layout.metrics().rowHeight;
    const qint64 last = qMax(place.range.offset, place.range.end() - 1);
    const qint64 top = layout.rowTop(place.section, layout.rowOf(place.section, place.range.offset));
    const qint64 bottom = layout.rowTop(place.section, layout.rowOf(place.section, last)) + height;
    const int covered = layout.covered(place.section);
    qint64 value = scroll();
    // The end first, then the beginning, which counts more.
    if (bottom - value > viewport()->height())
        value = bottom - viewport()->height() + height / 2;
    if (top - value < covered)
        value = top - covered - (place.range.offset > 0 ? height : 0);
    verticalScrollBar()->setValue(
        static_cast<int>(qBound(qint64(0), value, qint64(verticalScrollBar()->maximum()))));
    viewport()->update();
}

bool ExchangeView::showEvidence(int number)
{
    for (int section = 0; section < sections().size(); ++section) {
        for (const ByteMark &mark : sections().at(section).evidence) {
            if (mark.number != number)
                continue;
            m_content->marks.currentEvidence = number;
            scrollTo({section, mark.range});
            return true;
        }
    }
    m_content->marks.currentEvidence = 0;
    viewport()->update();
    return false;
}

int ExchangeView::currentEvidence() const
{
    return m_content->marks.currentEvidence;
}

QList<int> ExchangeView::evidenceNumbers() const
{
    QList<int> numbers;
    for (const ByteSection &section : sections()) {
        for (const ByteMark &mark : section.evidence) {
            if (!numbers.contains(mark.number))
                numbers.append(mark.number);
        }
    }
    std::sort(numbers.begin(), numbers.end());
    return numbers;
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

void ExchangeView::paintEvent(QPaintEvent *)
{
    QPainter painter(viewport());
    ByteMarks marks = m_content->marks;
    if (!hasFocus() || !marks.selection.range.isEmpty())
        marks.caret = -1;
    ExchangePainter(&painter, m_content->layout, marks, viewport()->size(), scroll()).paint();
}

void ExchangeView::resizeEvent(QResizeEvent *)
{
    refresh();
}

void ExchangeView::scrollContentsBy(int, int)
{
    viewport()->update();
}

int ExchangeView::evidenceAt(const QPointF &point) const
{
    const ExchangeLayout::Hit hit = m_content->layout.hit(point, scroll());
    if (hit.section < 0 || !hit.gutter)
        return 0;
    const qint64 row = m_content->layout.rowOf(hit.section, hit.offset);
    for (const ByteMark &mark : sections().at(hit.section).evidence) {
        if (m_content->layout.rowOf(hit.section, mark.range.offset) == row)
            return mark.number;
    }
    return 0;
}

void ExchangeView::mousePressEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton)
        return;
    if (const int number = evidenceAt(event->position())) {
        m_content->marks.currentEvidence = number;
        viewport()->update();
        Q_EMIT evidenceActivated(number);
        return;
    }
    const ExchangeLayout::Hit hit = m_content->layout.hit(event->position(), scroll());
    if (hit.section < 0)
        return;
    m_content->dragging = true;
    m_content->dragPoint = event->position();
    const bool extend =
        event->modifiers().testFlag(Qt::ShiftModifier) && m_content->marks.selection.section == hit.section;
    select(hit.section, extend ? m_content->anchor : hit.offset, hit.offset);
}

void ExchangeView::mouseMoveEvent(QMouseEvent *event)
{
    if (!m_content->dragging) {
        viewport()->setCursor(evidenceAt(event->position()) > 0 ? Qt::PointingHandCursor : Qt::IBeamCursor);
        return;
    }
    m_content->dragPoint = event->position();
    const bool outside = event->position().y() < 0 || event->position().y() > viewport()->height();
    if (outside && !m_content->dragTimer.isActive())
        m_content->dragTimer.start(DragScrollMilliseconds, this);
    else if (!outside)
        m_content->dragTimer.stop();
    const ExchangeLayout::Hit hit = m_content->layout.hit(event->position(), scroll());
    const int section = m_content->marks.selection.section;
    // A selection stays in the section where it began.
    const qint64 caret = hit.section == section  ? hit.offset
                         : hit.section < section ? 0
                                                 : m_content->bytes(section).size();
    select(section, m_content->anchor, caret);
}

void ExchangeView::mouseReleaseEvent(QMouseEvent *)
{
    m_content->dragging = false;
    m_content->dragTimer.stop();
    QClipboard *clipboard = QGuiApplication::clipboard();
    if (clipboard->supportsSelection() && !m_content->marks.selection.range.isEmpty())
        clipboard->setText(selectionAs(CopyFormat::Text), QClipboard::Selection);
}

void ExchangeView::mouseDoubleClickEvent(QMouseEvent *event)
{
    const ExchangeLayout::Hit hit = m_content->layout.hit(event->position(), scroll());
    if (event->button() != Qt::LeftButton || hit.section < 0 || hit.gutter)
        return;
    const QByteArray &bytes = m_content->bytes(hit.section);
    qint64 from = qMin<qint64>(hit.offset, bytes.size()), to = from;
    while (from > 0 && isWord(bytes.at(from - 1)))
        --from;
    while (to < bytes.size() && isWord(bytes.at(to)))
        ++to;
    if (from == to && to < bytes.size())
        ++to;
    select(hit.section, from, to);
}

void ExchangeView::timerEvent(QTimerEvent *event)
{
    if (event->timerId() != m_content->dragTimer.timerId())
        return QAbstractScrollArea::timerEvent(event);
    const int step = m_content->layout.metrics().rowHeight * (m_content->dragPoint.y() < 0 ? -1 : 1);
    verticalScrollBar()->setValue(verticalScrollBar()->value() + step);
    const QPointF inside(m_content->dragPoint.x(),
                         qBound(0.0, m_content->dragPoint.y(), viewport()->height() - 1.0));
    const ExchangeLayout::Hit hit = m_content->layout.hit(inside, scroll());
    if (hit.section == m_content->marks.selection.section)
        select(hit.section, m_content->anchor, hit.offset);
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

void ExchangeView::contextMenuEvent(QContextMenuEvent *event)
{
    Q_EMIT menuRequested(event->globalPos());
}

void ExchangeView::changeEvent(QEvent *event)
{
    QAbstractScrollArea::changeEvent(event);
    if (event->type() == QEvent::EnabledChange || event->type() == QEvent::PaletteChange)
        viewport()->update();
}

bool ExchangeView::viewportEvent(QEvent *event)
{
    if (event->type() != QEvent::ToolTip || !notesShown())
        return QAbstractScrollArea::viewportEvent(event);
    const auto *help = static_cast<QHelpEvent *>(event);
    const ExchangeLayout::Hit hit = m_content->layout.hit(help->pos(), scroll());
    if (hit.section >= 0 && hit.gutter) {
        for (const LineMark &mark : sections().at(hit.section).lines) {
            if (m_content->layout.rowOf(hit.section, mark.offset) ==
                m_content->layout.rowOf(hit.section, hit.offset)) {
                QToolTip::showText(help->globalPos(), mark.note.toHtmlEscaped(), this);
                return true;
            }
        }
    }
    QToolTip::hideText();
    return true;
}

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
    if (index < 0)
        return QStringList{content.title, content.counts, content.facts}
            .filter(QRegularExpression(QStringLiteral(".")))
            .join(u", ");
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
