#include "gui/widgets/messagerows.h"

#include "gui/widgets/icons.h"
#include "gui/widgets/strokes.h"
#include "gui/widgets/theme.h"

#include <QLocale>
#include <QPainter>

#include <algorithm>
#include <chrono>
#include <cmath>

namespace wirewise::gui {

namespace {

using observation::Message;
using wire::Opcode;

constexpr std::chrono::microseconds LongPause = std::chrono::seconds(1);
constexpr qreal HeadIcon = 14, HeadGap = 4;

/// A head that can be clicked, and what it shows that by.
const char *headIcon(MessageColumn column, const MessageColumns &columns)
{
    if (column == MessageColumn::Time && columns.zero)
        return "x";
    return column == MessageColumn::Content && columns.content ? "chevron-down" : "";
}

} // namespace

MessageRowMap::MessageRowMap(qint64 count, QList<qint64> closes)
    : m_count(count)
    , m_closes(std::move(closes))
{
    m_closes.erase(std::lower_bound(m_closes.begin(), m_closes.end(), count), m_closes.end());
}

qint64 MessageRowMap::rows() const
{
    return m_count + ExplanationRows * m_closes.size();
}

qint64 MessageRowMap::closesBefore(qint64 index) const
{
    return std::distance(m_closes.cbegin(), std::lower_bound(m_closes.cbegin(), m_closes.cend(), index));
}

qint64 MessageRowMap::rowOf(qint64 index) const
{
    return index + ExplanationRows * closesBefore(index);
}

bool MessageRowMap::isExplained(qint64 index) const
{
    return std::binary_search(m_closes.cbegin(), m_closes.cend(), index);
}

MessageRowMap::Place MessageRowMap::at(qint64 row) const
{
    if (row < 0 || row >= rows())
        return {};
    // The last close whose own row lies at or above this row.
    qsizetype low = 0, high = m_closes.size();
    while (low < high) {
        const qsizetype middle = (low + high) / 2;
        if (m_closes.at(middle) + ExplanationRows * middle <= row)
            low = middle + 1;
        else
            high = middle;
    }
    if (low > 0) {
        const qint64 close = m_closes.at(low - 1);
        const qint64 part = row - (close + ExplanationRows * (low - 1));
        if (part <= ExplanationRows)
            return {close, static_cast<int>(part)};
    }
    return {row - ExplanationRows * low, 0};
}

MessageRowPainter::MessageRowPainter(QPainter *painter, qreal width, qint64 largestNumber, bool rightToLeft,
                                     const MessageColumns &columns)
    : m_painter(painter)
    , m_columns(columns)
    , m_width(width)
    , m_reversed(rightToLeft)
{
    placeColumns(largestNumber);
}

void MessageRowPainter::placeColumns(qint64 largestNumber)
{
    const Theme &theme = Theme::instance();
    const qreal digit = QFontMetricsF(theme.font(TextStyle::Bytes)).horizontalAdvance(u'0');
    const auto digits = static_cast<qreal>(QLocale().toString(qMax<qint64>(largestNumber, 99999)).size());
    qreal time = 12 * digit + 8;
    if (m_columns.zero)
        time = qMax(13 * digit + 8,
                    QFontMetricsF(theme.font(TextStyle::Secondary))
                            .horizontalAdvance(messageColumnHead(MessageColumn::Time, m_columns)) +
                        theme.scaled(qRound(HeadIcon)) + 2 * HeadGap + 8);
    const qreal widths[MessageColumnCount] = {digits * digit + 24,
                                              theme.scaled(36) * 1.0,
                                              time,
                                              qMax(11 * digit, 72.0) + 8,
                                              theme.scaled(62) * 1.0,
                                              8 * digit,
                                              0};
    for (int column = 0; column < MessageColumnCount - 1; ++column)
        m_edges[column + 1] = m_edges[column] + std::ceil(widths[column]);
    m_edges[MessageColumnCount] = qMax(m_edges[MessageColumnCount - 1], m_width);
}

QRectF MessageRowPainter::cell(const QRectF &row, MessageColumn column) const
{
    const int index = static_cast<int>(column);
    const qreal left = m_edges[index], right = m_edges[index + 1];
    const qreal indent = column == MessageColumn::Type || column == MessageColumn::Content ? 16 : 0;
    const QRectF box(left + indent, row.top(), qMax(0.0, right - left - indent), row.height());
    if (m_reversed)
        return {row.width() - box.right(), box.top(), box.width(), box.height()};
    return box;
}

void MessageRowPainter::write(const QRectF &cell, const QString &text, const QFont &font, const QColor &ink,
                              bool trailing)
{
    m_painter->setFont(font);
    m_painter->setPen(ink);
    const bool right = trailing != m_reversed;
    const QFontMetricsF metrics(font);
    // What lies far beyond the end of the cell need not be shaped to be left out.
    const auto most = static_cast<qsizetype>(2 * cell.width() / qMax(1.0, metrics.horizontalAdvance(u'l')));
    m_painter->drawText(cell,
                        Qt::AlignVCenter | (right ? Qt::AlignRight : Qt::AlignLeft) | Qt::TextSingleLine,
                        metrics.elidedText(text.left(most), Qt::ElideRight, cell.width()));
}

void MessageRowPainter::paintHeader(const QRectF &rect, std::optional<MessageColumn> hovered)
{
    m_painter->fillRect(rect, colour(Token::Sunken));
    for (int index = 0; index < MessageColumnCount; ++index) {
        const auto column = static_cast<MessageColumn>(index);
        if (column != MessageColumn::Direction) // an arrow needs no words above it
            paintHead(rect, column, hovered == column);
    }
    paintEdge(m_painter, rect, Qt::BottomEdge, colour(Token::Border));
}

void MessageRowPainter::paintHead(const QRectF &rect, MessageColumn column, bool hovered)
{
    const Theme &theme = Theme::instance();
    const QFont font = theme.font(TextStyle::Secondary);
    const char *icon = headIcon(column, m_columns);
    QRectF box = column == MessageColumn::Content ? contentCell(rect) : cell(rect, column);
    const bool trailing = column == MessageColumn::Number || column == MessageColumn::SinceLast ||
                          column == MessageColumn::Bytes;
    if (*icon == 0)
        return write(box, messageColumnName(column), font, colour(Token::Text2), trailing);
    if (hovered)
        m_painter->fillRect(box.adjusted(-6, 0, 0, 0), colour(Token::Hover));
    const QFontMetricsF metrics(font);
    const qreal side = theme.scaled(qRound(HeadIcon));
    const bool isZero = column == MessageColumn::Time;
    const QString name = isZero ? messageColumnHead(column, m_columns) : messageColumnName(column);
    const qreal nameWidth = metrics.horizontalAdvance(name) + HeadGap;
    const auto take = [&](qreal width) {
        const qreal taken = qBound(0.0, width, box.width());
        const QRectF part(m_reversed ? box.right() - taken : box.left(), box.top(), taken, box.height());
        box.adjust(m_reversed ? 0 : taken, 0, m_reversed ? -taken : 0, 0);
        return part;
    };
    write(take(nameWidth), name, font, colour(isZero ? Token::AccentText : Token::Text1), false);
    if (!isZero && !m_columns.contentTitle.isEmpty()) {
        const qreal room = qMax(0.0, box.width() - side - HeadGap);
        write(take(qMin(room, metrics.horizontalAdvance(m_columns.contentTitle) + HeadGap)),
              m_columns.contentTitle, font, colour(Token::Text2), false);
    }
    Icons::paint(m_painter, icon, take(side).adjusted(0, 0.5, 0, 0.5),
                 colour(isZero ? Token::AccentText : Token::Text2));
}

void MessageRowPainter::paintDirection(const QRectF &cell, wire::Direction direction)
{
    const bool sent = direction == wire::Direction::Sent;
    const qreal side = Theme::instance().scaled(18);
    const QRectF box(std::floor(cell.center().x() - side / 2), std::floor(cell.center().y() - side / 2), side,
                     side);
    paintBox(m_painter, box, colour(sent ? Token::SentSoft : Token::ReceivedSoft), Qt::transparent, 3);
    const qreal inset = side * 0.11;
    Icons::paint(m_painter, sent ? "arrow-up" : "arrow-down", box.adjusted(inset, inset, -inset, -inset),
                 colour(sent ? Token::Sent : Token::Received));
}

void MessageRowPainter::paintRow(const QRectF &rect, const Message &message, const Message *before,
                                 bool selected, bool focused)
{
    const Theme &theme = Theme::instance();
    if (selected)
        m_painter->fillRect(rect, colour(Token::Sel));
    paintEdge(m_painter, rect, Qt::BottomEdge, colour(Token::Border));
    if (m_columns.zero && m_columns.zero->number == message.number)
        m_painter->fillRect(QRectF(m_reversed ? rect.right() - 3 : rect.left(), rect.top(), 3, rect.height()),
                            colour(Token::AccentText));
    const QFont bytes = theme.font(TextStyle::Bytes);
    const auto text = [&](MessageColumn column) { return messageCell(message, before, column, m_columns); };
    const Opcode opcode = message.opcode;
    const bool control = opcode == Opcode::Ping || opcode == Opcode::Pong;
    write(cell(rect, MessageColumn::Number), text(MessageColumn::Number), bytes, colour(Token::Text2), true);
    paintDirection(cell(rect, MessageColumn::Direction), message.direction);
    write(cell(rect, MessageColumn::Time), text(MessageColumn::Time), bytes, colour(Token::Text2), false);
    const bool paused = before != nullptr && message.at - before->at >= LongPause;
    write(cell(rect, MessageColumn::SinceLast), text(MessageColumn::SinceLast),
          theme.font(paused ? TextStyle::BytesStrong : TextStyle::Bytes),
          colour(paused ? Token::Text1 : Token::Text2), true);
    const bool close = opcode == Opcode::Close;
    write(cell(rect, MessageColumn::Type), text(MessageColumn::Type),
          theme.font(close ? TextStyle::BodyStrong : TextStyle::Body),
          colour(close     ? Token::Warn
                 : control ? Token::Text2
                           : Token::Text1),
          false);
    write(cell(rect, MessageColumn::Bytes), text(MessageColumn::Bytes), bytes, colour(Token::Text1), true);
    paintContent(contentCell(rect), message);
    if (focused)
        paintFocusRing(m_painter, rect, 2);
}

QRectF MessageRowPainter::contentCell(const QRectF &row) const
{
    return cell(row, MessageColumn::Content).adjusted(m_reversed ? 8 : 0, 0, m_reversed ? 0 : -8, 0);
}

void MessageRowPainter::paintContent(const QRectF &cell, const Message &message)
{
    const QFont font = Theme::instance().font(TextStyle::Bytes);
    const QList<ContentPart> parts = m_columns.content ? m_columns.content(message) : QList<ContentPart>();
    if (parts.isEmpty()) {
        write(cell, messageCell(message, nullptr, MessageColumn::Content, m_columns), font,
              colour(message.opcode == Opcode::Text ? Token::Text1 : Token::Text2), false);
        return;
    }
    const QFontMetricsF metrics(font);
    const qreal space = metrics.horizontalAdvance(u' ');
    QRectF rest = cell;
    for (const ContentPart &part : parts) {
        if (rest.width() < 2 * space)
            return;
        write(rest, part.text, font, colour(part.token), false);
        const qreal width = metrics.horizontalAdvance(part.text) + space;
        rest.adjust(m_reversed ? 0 : width, 0, m_reversed ? -width : 0, 0);
    }
}

std::optional<ContentPart> MessageRowPainter::partAt(const QRectF &row, const Message &message, qreal x) const
{
    const QRectF cell = contentCell(row);
    if (!m_columns.content || x < cell.left() || x > cell.right())
        return {};
    const QFontMetricsF metrics(Theme::instance().font(TextStyle::Bytes));
    const qreal space = metrics.horizontalAdvance(u' ');
    qreal left = m_reversed ? cell.right() - x : x - cell.left();
    for (const ContentPart &part : m_columns.content(message)) {
        left -= metrics.horizontalAdvance(part.text) + space;
        if (left < 0)
            return part;
    }
    return {};
}

void MessageRowPainter::paintUnread(const QRectF &rect, qint64 number)
{
    paintEdge(m_painter, rect, Qt::BottomEdge, colour(Token::Border));
    write(cell(rect, MessageColumn::Number), QLocale().toString(number),
          Theme::instance().font(TextStyle::Bytes), colour(Token::Text3), true);
    write(cell(rect, MessageColumn::Content), QStringLiteral("…"), Theme::instance().font(TextStyle::Bytes),
          colour(Token::Text3), false);
}

void MessageRowPainter::paintExplanation(const QRectF &rect, const CloseExplanation &words)
{
    const Theme &theme = Theme::instance();
    m_painter->fillRect(rect, colour(Token::WarnSoft));
    paintEdge(m_painter, rect, Qt::BottomEdge, colour(Token::Border));
    m_painter->fillRect(QRectF(m_reversed ? rect.right() - 3 : rect.left(), rect.top(), 3, rect.height()),
                        colour(Token::Warn));
    const qreal side = theme.scaled(16);
    const qreal iconLeft = m_reversed ? rect.right() - 12 - side : rect.left() + 12;
    Icons::paint(m_painter, "unplug", QRectF(iconLeft, rect.center().y() - side / 2, side, side),
                 colour(Token::Warn));
    const qreal left = 12 + side + 8;
    const QRectF inner = m_reversed ? rect.adjusted(10, 0, -left, 0) : rect.adjusted(left, 0, -10, 0);
    const QRectF first(inner.left(), rect.top() + rect.height() * 0.14, inner.width(), rect.height() * 0.36);
    const QRectF second(inner.left(), rect.top() + rect.height() * 0.5, inner.width(), rect.height() * 0.36);
    const QFont strong = theme.font(TextStyle::SecondaryStrong), plain = theme.font(TextStyle::Secondary);
    const qreal titleWidth = qMin(inner.width(), QFontMetricsF(strong).horizontalAdvance(words.title) + 6);
    write(m_reversed ? QRectF(first.right() - titleWidth, first.top(), titleWidth, first.height())
                     : QRectF(first.left(), first.top(), titleWidth, first.height()),
          words.title, strong, colour(Token::Text1), false);
    write(m_reversed ? first.adjusted(0, 0, -titleWidth, 0) : first.adjusted(titleWidth, 0, 0, 0),
          words.meaning, plain, colour(Token::Text2), false);
    write(second, words.detail, plain, colour(Token::Text2), false);
}

} // namespace wirewise::gui
