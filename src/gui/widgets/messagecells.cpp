#include "gui/widgets/messagecells.h"

#include "gui/widgets/textrows.h"
#include "gui/widgets/typedframetext.h"
#include "observation/printable.h"
#include "wire/closecode.h"
#include "wire/framejudge.h"

#include <QCoreApplication>
#include <QLocale>

#include <chrono>

namespace wirewise::gui {

namespace {

using observation::Message;
using wire::Opcode;

constexpr qsizetype LongestContent = 400; // bytes looked at for one row

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

/// "+0:01.250", "−2:41:07.482".
QString timeFromZero(observation::Duration since)
{
    const qint64 milliseconds = std::chrono::duration_cast<std::chrono::milliseconds>(since).count();
    const qint64 length = qAbs(milliseconds);
    const auto two = [](qint64 value) { return QStringLiteral("%1").arg(value, 2, 10, QLatin1Char('0')); };
    const qint64 hours = length / 3'600'000, minutes = length / 60'000 % 60;
    QString sign;
    if (since.count() != 0)
        sign = since.count() < 0 ? QStringLiteral("−") : QStringLiteral("+");
    const QString clock =
        hours > 0 ? QString(QString::number(hours) % u':' % two(minutes)) : QString::number(minutes);
    return sign % clock % u':' % two(length / 1000 % 60) %
           QStringLiteral(".%1").arg(length % 1000, 3, 10, QLatin1Char('0'));
}

QString timeText(const Message &message, const MessageColumns &columns)
{
    if (columns.zero)
        return timeFromZero(message.at - columns.zero->at);
    const QDateTime &openedAt = columns.openedAt;
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

QString wholeText(const Message &message)
{
    if (message.frames == 0)
        return typedLine(QByteArrayView(message.payload).first(qMin(LongestContent, message.payload.size())));
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

QList<ContentPart> partsOf(const Message &message, const MessageColumns &columns)
{
    return columns.content ? columns.content(message) : QList<ContentPart>();
}

QString contentText(const Message &message, const MessageColumns &columns)
{
    QStringList texts;
    for (const ContentPart &part : partsOf(message, columns))
        texts.append(part.text);
    return texts.isEmpty() ? wholeText(message) : texts.join(u' ');
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

QString messageColumnHead(MessageColumn column, const MessageColumns &columns)
{
    if (column == MessageColumn::Time && columns.zero)
        return Words::tr("Since #%1").arg(QLocale().toString(columns.zero->number));
    if (column == MessageColumn::Content && !columns.contentTitle.isEmpty())
        return messageColumnName(column) % u' ' % columns.contentTitle;
    return messageColumnName(column);
}

QString messageCell(const Message &message, const Message *before, MessageColumn column,
                    const MessageColumns &columns)
{
    switch (column) {
    case MessageColumn::Number:
        return QLocale().toString(message.number);
    case MessageColumn::Direction:
        return message.direction == wire::Direction::Sent ? Words::tr("sent") : Words::tr("received");
    case MessageColumn::Time:
        return timeText(message, columns);
    case MessageColumn::SinceLast:
        return before != nullptr ? sinceText(message.at - before->at) : QString();
    case MessageColumn::Type:
        return message.frames == 0 ? Words::tr("As typed") : typeText(message.opcode);
    case MessageColumn::Bytes:
        return QLocale().toString(message.payload.size());
    case MessageColumn::Content:
        return contentText(message, columns);
    }
    return {};
}

} // namespace wirewise::gui
