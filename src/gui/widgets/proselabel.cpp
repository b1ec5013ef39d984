#include "gui/widgets/proselabel.h"

#include "gui/widgets/strokes.h"
#include "gui/widgets/theme.h"

#include <QApplication>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QKeyEvent>
#include <QMenu>
#include <QMouseEvent>
#include <QPainter>

#include <cmath>

namespace wirewise::gui {

namespace {

constexpr qreal Endless = 1e6;

} // namespace

ProseLabel::ProseLabel(QWidget *parent)
    : QWidget(parent)
{
    QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Preferred);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
    setCursor(Qt::IBeamCursor);
    setFocusPolicy(Qt::ClickFocus);
    setMouseTracking(true);
    setContextMenuPolicy(Qt::DefaultContextMenu);
    connect(&Theme::instance(), &Theme::changed, this, [this] { rebuild(); });
}

ProseLabel::ProseLabel(const Prose &prose, QWidget *parent)
    : ProseLabel(parent)
{
    setProse(prose);
}

void ProseLabel::setProse(const Prose &prose)
{
    m_prose = prose;
    m_anchor = m_caret = 0;
    rebuild();
}

void ProseLabel::setSingleLine(bool single)
{
    m_single = single;
    QSizePolicy policy = sizePolicy();
    policy.setHeightForWidth(!single);
    setSizePolicy(policy);
    rebuild();
}

void ProseLabel::setSelectable(bool selectable)
{
    m_selectable = selectable;
    setCursor(selectable ? Qt::IBeamCursor : Qt::ArrowCursor);
    followFocusPolicy();
}

void ProseLabel::setTabStop(bool stop)
{
    m_tabStop = stop;
    rebuild();
}

void ProseLabel::setFocusless(bool focusless)
{
    m_focusless = focusless;
    followFocusPolicy();
}

void ProseLabel::followFocusPolicy()
{
    if (m_focusless)
        setFocusPolicy(Qt::NoFocus);
    else if (m_tabStop || !m_links.isEmpty())
        setFocusPolicy(Qt::StrongFocus);
    else
        setFocusPolicy(m_selectable ? Qt::ClickFocus : Qt::NoFocus);
}

void ProseLabel::setLineHeight(int pixels)
{
    m_lineHeight = pixels;
    rebuild();
}

QString ProseLabel::selectedText() const
{
    const int from = qMin(m_anchor, m_caret), to = qMax(m_anchor, m_caret);
    return m_text.mid(from, to - from).replace(QChar::LineSeparator, u'\n').replace(QChar(0x00A0), u' ');
}

void ProseLabel::rebuild()
{
    m_text = m_prose.plainText();
    m_links.clear();
    m_link = -1;
    qsizetype from = 0;
    for (const Prose::Span &span : m_prose.spans()) {
        if (!span.link.isEmpty())
            m_links.append({from, from + span.text.size(), span.link});
        from += span.text.size();
    }
    setSelectable(m_selectable);
    m_layout.clearLayout();
    m_layout.setText(m_text);
    m_layout.setFormats(m_prose.formats());
    if (!m_prose.isEmpty())
        m_layout.setFont(Theme::instance().font(m_prose.spans().constFirst().style));
    layOut(m_layout, width());
    setAccessibleName(m_text);
    updateGeometry();
    update();
}

qreal ProseLabel::lineHeight() const
{
    const Theme &theme = Theme::instance();
    if (m_lineHeight > 0)
        return theme.scaled(m_lineHeight);
    return theme.lineHeight(m_prose.isEmpty() ? TextStyle::Body : m_prose.spans().constFirst().style);
}

// Returns the height. Lines stand on a fixed pitch, with their baselines where the first span's font has it.
qreal ProseLabel::layOut(QTextLayout &layout, qreal width) const
{
    QTextOption option;
    option.setWrapMode(m_single ? QTextOption::NoWrap : QTextOption::WrapAtWordBoundaryOrAnywhere);
    option.setTextDirection(layoutDirection());
    layout.setTextOption(option);
    const qreal pitch = lineHeight();
    const QFontMetricsF metrics(layout.font());
    const qreal ascent = (pitch - metrics.height()) / 2 + metrics.ascent();
    qreal top = 0;
    layout.beginLayout();
    for (QTextLine line = layout.createLine(); line.isValid(); line = layout.createLine()) {
        line.setLineWidth(m_single ? Endless : qMax(width - 2 * inset(), 1.0));
        line.setPosition(QPointF(inset(), std::round(top + ascent - line.ascent())));
        top += pitch;
    }
    layout.endLayout();
    return qMax(top, pitch);
}

QSize ProseLabel::sizeHint() const
{
    QTextLayout layout(m_text, m_layout.font());
    layout.setFormats(m_layout.formats());
    const qreal height = layOut(layout, Endless);
    qreal widest = 0;
    for (int index = 0; index < layout.lineCount(); ++index)
        widest = qMax(widest, layout.lineAt(index).naturalTextWidth());
    return {static_cast<int>(std::ceil(widest)) + 1 + 2 * inset(), static_cast<int>(std::ceil(height))};
}

QSize ProseLabel::minimumSizeHint() const
{
    return {40, static_cast<int>(std::ceil(lineHeight()))};
}

int ProseLabel::heightForWidth(int width) const
{
    QTextLayout layout(m_text, m_layout.font());
    layout.setFormats(m_layout.formats());
    return static_cast<int>(std::ceil(layOut(layout, width)));
}

void ProseLabel::resizeEvent(QResizeEvent *)
{
    layOut(m_layout, width());
}

void ProseLabel::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    QList<QTextLayout::FormatRange> selections;
    if (m_anchor != m_caret) {
        QTextLayout::FormatRange range;
        range.start = qMin(m_anchor, m_caret);
        range.length = qAbs(m_caret - m_anchor);
        range.format.setBackground(colour(Token::AccentText));
        range.format.setForeground(colour(Token::Surface));
        selections.append(range);
    }
    paintKeys(painter);
    if (m_single && m_layout.lineCount() > 0 &&
        m_layout.lineAt(0).naturalTextWidth() > width() - 2 * inset()) {
        // Elided text is for the eye only: the accessible name and the clipboard have all of it.
        painter.setFont(m_layout.font());
        painter.setPen(m_prose.isEmpty() ? colour(Token::Text1) : colour(m_prose.spans().constFirst().token));
        const QString shown =
            QFontMetricsF(m_layout.font()).elidedText(m_text, Qt::ElideRight, width() - 2 * inset());
        painter.drawText(QRectF(rect()).adjusted(inset(), 0, -inset(), 0),
                         Qt::AlignLeading | Qt::AlignVCenter | Qt::TextSingleLine, shown);
        return;
    }
    m_layout.draw(&painter, QPointF(0, 0), selections, QRectF(rect()));
    paintLinkFocus(painter);
}

void ProseLabel::paintKeys(QPainter &painter) const
{
    int from = 0;
    for (const Prose::Span &span : m_prose.spans()) {
        const int length = static_cast<int>(span.text.size());
        if (span.key) {
            const QTextLine line = m_layout.lineForTextPosition(from + 1);
            const qreal left = line.cursorToX(from), right = line.cursorToX(from + length);
            const qreal middle = line.y() + line.height() / 2;
            const qreal height = Theme::instance().scaled(16);
            paintBox(&painter,
                     QRectF(qMin(left, right) + 1, std::round(middle - height / 2), qAbs(right - left) - 2,
                            height),
                     Qt::transparent, colour(Token::Border2), 3);
        }
        from += length;
    }
}

void ProseLabel::paintLinkFocus(QPainter &painter) const
{
    if (!hasFocus())
        return;
    if (m_link < 0) {
        if (m_tabStop && m_anchor == m_caret)
            paintFocusRing(&painter, ringRect(), 4);
        return;
    }
    const Link &link = m_links.at(m_link);
    const QTextLine line = m_layout.lineForTextPosition(static_cast<int>(link.from));
    const qreal left = line.cursorToX(static_cast<int>(link.from));
    const qreal right =
        line.cursorToX(static_cast<int>(qMin<qsizetype>(link.to, line.textStart() + line.textLength())));
    paintFocusRing(&painter, QRectF(left - 2, line.y(), right - left + 4, line.height()), 3);
}

// Around the text, not around the room that it has.
QRectF ProseLabel::ringRect() const
{
    qreal widest = 0;
    for (int index = 0; index < m_layout.lineCount(); ++index)
        widest = qMax(widest, m_layout.lineAt(index).naturalTextWidth());
    const qreal ring = qMin<qreal>(width(), widest + 2 * inset());
    return {isRightToLeft() ? width() - ring : 0, 0, ring, static_cast<qreal>(height())};
}

int ProseLabel::positionAt(const QPointF &point) const
{
    for (int index = 0; index < m_layout.lineCount(); ++index) {
        const QTextLine line = m_layout.lineAt(index);
        if (point.y() < (index + 1) * lineHeight() || index + 1 == m_layout.lineCount())
            return line.xToCursor(point.x());
    }
    return 0;
}

int ProseLabel::linkAt(const QPointF &point) const
{
    const int position = positionAt(point);
    for (int index = 0; index < m_links.size(); ++index) {
        const Link &link = m_links.at(index);
        if (position >= link.from && position < link.to)
            return index;
    }
    return -1;
}

void ProseLabel::mousePressEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton || (!m_selectable && m_links.isEmpty())) {
        event->ignore();
        return;
    }
    if (m_selectable && linkAt(event->position()) < 0) {
        m_dragging = true;
        m_caret = positionAt(event->position());
        if (!event->modifiers().testFlag(Qt::ShiftModifier))
            m_anchor = m_caret;
        update();
    }
}

void ProseLabel::mouseMoveEvent(QMouseEvent *event)
{
    if (m_dragging) {
        m_caret = positionAt(event->position());
        update();
        return;
    }
    const bool link = linkAt(event->position()) >= 0;
    setCursor(link ? Qt::PointingHandCursor : m_selectable ? Qt::IBeamCursor : Qt::ArrowCursor);
    event->ignore();
}

void ProseLabel::mouseReleaseEvent(QMouseEvent *event)
{
    const int link = linkAt(event->position());
    if (!m_dragging && link >= 0 && event->button() == Qt::LeftButton)
        Q_EMIT linkActivated(m_links.at(link).target);
    else if (!m_dragging)
        event->ignore();
    m_dragging = false;
    QClipboard *clipboard = QGuiApplication::clipboard();
    if (m_anchor != m_caret && clipboard->supportsSelection())
        clipboard->setText(selectedText(), QClipboard::Selection);
}

void ProseLabel::mouseDoubleClickEvent(QMouseEvent *event)
{
    if (!m_selectable || event->button() != Qt::LeftButton) {
        event->ignore();
        return;
    }
    const int position = positionAt(event->position());
    m_anchor = m_layout.isValidCursorPosition(position)
                   ? m_layout.previousCursorPosition(position, QTextLayout::SkipWords)
                   : position;
    m_caret = m_layout.nextCursorPosition(m_anchor, QTextLayout::SkipWords);
    while (m_caret > m_anchor && m_text.at(m_caret - 1).isSpace())
        --m_caret;
    update();
}

void ProseLabel::keyPressEvent(QKeyEvent *event)
{
    if (event->matches(QKeySequence::Copy)) {
        copy();
    } else if (event->matches(QKeySequence::SelectAll) && m_selectable) {
        m_anchor = 0;
        m_caret = static_cast<int>(m_text.size());
        update();
    } else if (m_link >= 0 && (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)) {
        Q_EMIT linkActivated(m_links.at(m_link).target);
    } else {
        event->ignore();
    }
}

void ProseLabel::contextMenuEvent(QContextMenuEvent *event)
{
    if (!m_selectable)
        return event->ignore();
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addAction(tr("Copy"), this, &ProseLabel::copy);
    menu->popup(event->globalPos());
}

void ProseLabel::focusOutEvent(QFocusEvent *event)
{
    m_link = -1;
    if (event->reason() != Qt::PopupFocusReason && event->reason() != Qt::ActiveWindowFocusReason)
        m_anchor = m_caret;
    update();
}

// Tab goes from link to link inside, then on.
bool ProseLabel::focusNextPrevChild(bool next)
{
    if (hasFocus() && !m_links.isEmpty()) {
        const int target = next ? m_link + 1 : m_link - 1;
        if (target >= 0 && target < m_links.size()) {
            m_link = target;
            update();
            return true;
        }
    }
    return QWidget::focusNextPrevChild(next);
}

void ProseLabel::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LayoutDirectionChange)
        rebuild();
    QWidget::changeEvent(event);
}

void ProseLabel::copy() const
{
    QString text = selectedText();
    if (text.isEmpty())
        text = QString(m_text).replace(QChar::LineSeparator, u'\n').replace(QChar(0x00A0), u' ');
    QGuiApplication::clipboard()->setText(text);
}

} // namespace wirewise::gui
