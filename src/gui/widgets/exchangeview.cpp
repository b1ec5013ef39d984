#include "gui/widgets/exchangeview.h"

#include "gui/widgets/exchangecontent.h"
#include "gui/widgets/exchangepainter.h"
#include "gui/widgets/theme.h"

#include <QClipboard>
#include <QContextMenuEvent>
#include <QGuiApplication>
#include <QHelpEvent>
#include <QPainter>
#include <QScrollBar>
#include <QToolTip>

#include <algorithm>
#include <limits>

namespace wirewise::gui {

namespace {

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

} // namespace

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

} // namespace wirewise::gui
