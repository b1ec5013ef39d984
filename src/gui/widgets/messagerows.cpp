#include "gui/widgets/messagerows.h"

#include "gui/widgets/icons.h"
#include "gui/widgets/strokes.h"
#include "gui/widgets/textrows.h"
#include "gui/widgets/theme.h"
#include "observation/printable.h"
#include "wire/closecode.h"
#include "wire/framejudge.h"

#include <QCoreApplication>
#include <QLocale>
#include <QPainter>
#include <algorithm>
#include <chrono>
#include <cmath>

namespace wirewise::gui {

namespace {

using observation::Message;
using wire::Opcode;

constexpr qsizetype LongestContent = 400; // bytes looked at for one row
constexpr std::chrono::microseconds LongPause = std::chrono::seconds(1);

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(wirewise::gui::MessageView)
};

QString typeText(Opcode opcode)
{
    switch (opcode) {
    case Opcode::Text:
    case Opcode::Continuation:
        return Words::tr("Text");
    case Opcode::Binary:
        return Words::tr("Binary");
    case Opcode::Close:
        return Words::tr("Close");
    case Opcode::Ping:
        return Words::tr("Ping");
    case Opcode::Pong:
        return Words::tr("Pong");
    }
    return Words::tr("0x%1").arg(static_cast<int>(opcode), 0, 16);
}

QString timeText(const Message &message, const QDateTime &openedAt)
{
    const auto milliseconds = std::chrono::duration_cast<std::chrono::milliseconds>(message.at).count();
    if (openedAt.isValid())
        return openedAt.toLocalTime().addMSecs(milliseconds).time().toString(QStringLiteral("HH:mm:ss.zzz"));
    return QStringLiteral("%1:%2.%3")
        .arg(milliseconds / 60000)
        .arg(milliseconds / 1000 % 60, 2, 10, QLatin1Char('0'))
        .arg(milliseconds % 1000, 3, 10, QLatin1Char('0'));
}

QString sinceText(observation::Duration since)
{
    const QLocale locale;
    const double milliseconds = static_cast<double>(since.count()) / 1000.0;
    if (milliseconds < 1)
        return Words::tr("+%1 ms").arg(locale.toString(milliseconds, 'f', 1));
    if (milliseconds < 999.5)
        return Words::tr("+%1 ms").arg(locale.toString(milliseconds, 'f', 0));
    if (milliseconds < 60000)
        return Words::tr("+%1 s").arg(locale.toString(milliseconds / 1000.0, 'f', 1));
    const auto seconds = static_cast<qint64>(milliseconds / 1000.0);
    return Words::tr("+%1 min %2 s").arg(seconds / 60).arg(seconds % 60, 2, 10, QLatin1Char('0'));
}

QString hexText(const QByteArray &payload, bool withText)
{
    constexpr qsizetype Most = 24;
    const QByteArray part = payload.left(Most);
    QString text = QString::fromLatin1(part.toHex(' '));
    if (payload.size() > Most)
        text += u'…';
    if (!withText)
        return text;
    text += u"  ";
    for (const char byte : part)
        text += byte >= 0x20 && byte < 0x7F ? QLatin1Char(byte) : QLatin1Char('.');
    return text;
}

QString closeText(const QByteArray &payload)
{
    const wire::CloseBody close = wire::readCloseBody(payload);
    if (!close.code)
        return Words::tr("no code");
    QString text = QString::number(*close.code);
    const QByteArray name = wire::closeCodeName(*close.code);
    if (!name.isEmpty())
        text += u' ' % QString::fromLatin1(name);
    if (!close.reason.isEmpty())
        text += u" “" % observation::printable(close.reason, 123) % u'”';
    return text;
}

QString contentText(const Message &message)
{
    switch (message.opcode) {
    case Opcode::Text:
    case Opcode::Continuation: {
        QString text =
            visibleLine(QByteArrayView(message.payload).first(qMin(LongestContent, message.payload.size())));
        if (message.payload.size() > LongestContent)
            text += u'…';
        return text;
    }
    case Opcode::Close:
        return closeText(message.payload);
    case Opcode::Ping:
    case Opcode::Pong:
        return hexText(message.payload, false);
    case Opcode::Binary:
        break;
    }
    return hexText(message.payload, true);
}

} // namespace

QString messageColumnName(MessageColumn column)
{
    switch (column) {
    case MessageColumn::Number:
        return Words::tr("No.");
    case MessageColumn::Direction:
        return Words::tr("Direction");
    case MessageColumn::Time:
        return Words::tr("Time");
    case MessageColumn::SinceLast:
        return Words::tr("Since last");
    case MessageColumn::Type:
        return Words::tr("Type");
    case MessageColumn::Bytes:
        return Words::tr("Bytes");
    case MessageColumn::Content:
        return Words::tr("Content");
    }
    return {};
}

QString messageCell(const Message &message, const Message *before, MessageColumn column,
                    const QDateTime &openedAt)
{
    switch (column) {
    case MessageColumn::Number:
        return QLocale().toString(message.number);
    case MessageColumn::Direction:
        return message.direction == wire::Direction::Sent ? Words::tr("sent") : Words::tr("received");
    case MessageColumn::Time:
        return timeText(message, openedAt);
    case MessageColumn::SinceLast:
        return before != nullptr ? sinceText(message.at - before->at) : QString();
    case MessageColumn::Type:
        return typeText(message.opcode);
    case MessageColumn::Bytes:
        return QLocale().toString(message.payload.size());
    case MessageColumn::Content:
        return contentText(message);
    }
    return {};
}

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

MessageRowPainter::MessageRowPainter(QPainter *painter, qreal width, qint64 largestNumber, bool rightToLeft)
    : m_painter(painter)
    , m_width(width)
    , m_reversed(rightToLeft)
{
    const Theme &theme = Theme::instance();
    const qreal digit = QFontMetricsF(theme.font(TextStyle::Bytes)).horizontalAdvance(u'0');
    const auto digits = static_cast<qreal>(QLocale().toString(qMax<qint64>(largestNumber, 99999)).size());
    const qreal widths[MessageColumnCount] = {digits * digit + 24,
                                              theme.scaled(36) * 1.0,
                                              12 * digit + 8,
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
    m_painter->drawText(cell,
                        Qt::AlignVCenter | (right ? Qt::AlignRight : Qt::AlignLeft) | Qt::TextSingleLine,
                        QFontMetricsF(font).elidedText(text, Qt::ElideRight, cell.width()));
}

void MessageRowPainter::paintHeader(const QRectF &rect)
{
    m_painter->fillRect(rect, colour(Token::Sunken));
    paintEdge(m_painter, rect, Qt::BottomEdge, colour(Token::Border));
    const QFont font = Theme::instance().font(TextStyle::Secondary);
    for (int index = 0; index < MessageColumnCount; ++index) {
        const auto column = static_cast<MessageColumn>(index);
        if (column == MessageColumn::Direction)
            continue; // an arrow needs no words above it
        const bool trailing = column == MessageColumn::Number || column == MessageColumn::SinceLast ||
                              column == MessageColumn::Bytes;
        write(cell(rect, column), messageColumnName(column), font, colour(Token::Text2), trailing);
    }
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
                                 const QDateTime &openedAt, bool selected, bool focused)
{
    const Theme &theme = Theme::instance();
    if (selected)
        m_painter->fillRect(rect, colour(Token::Sel));
    paintEdge(m_painter, rect, Qt::BottomEdge, colour(Token::Border));
    const QFont bytes = theme.font(TextStyle::Bytes);
    const auto text = [&](MessageColumn column) { return messageCell(message, before, column, openedAt); };
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
    const QRectF content =
        cell(rect, MessageColumn::Content).adjusted(m_reversed ? 8 : 0, 0, m_reversed ? 0 : -8, 0);
    write(content, text(MessageColumn::Content), bytes,
          colour(opcode == Opcode::Text ? Token::Text1 : Token::Text2), false);
    if (focused)
        paintFocusRing(m_painter, rect, 2);
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
