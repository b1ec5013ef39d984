#include "gui/widgets/messagepages.h"

#include "gui/widgets/bannercontent.h"
#include "observation/printable.h"
#include "wire/closecode.h"
#include "wire/framejudge.h"

#include <optional>

namespace wirewise::gui {

namespace {

constexpr qsizetype LongestReason = 123; // RFC 6455 section 5.5: what a Close frame can hold beside its code

struct CloseWords
{
    quint16 code;
    const char *meaning;
};

// RFC 6455 section 7.4.1 and the IANA registry.
constexpr CloseWords Meanings[] = {
    {1000, QT_TRANSLATE_NOOP("wirewise::gui::MessagePages", "It is done. Nothing is wrong.")},
    {1001, QT_TRANSLATE_NOOP("wirewise::gui::MessagePages",
                             "It goes away: a server that stops, or a page that is left.")},
    {1002, QT_TRANSLATE_NOOP("wirewise::gui::MessagePages", "It saw frames that break the protocol.")},
    {1003, QT_TRANSLATE_NOOP("wirewise::gui::MessagePages", "It does not take this kind of message.")},
    {1007, QT_TRANSLATE_NOOP("wirewise::gui::MessagePages", "A text message was not valid UTF-8.")},
    {1008, QT_TRANSLATE_NOOP("wirewise::gui::MessagePages",
                             "A rule of the application was broken, often about access.")},
    {1009, QT_TRANSLATE_NOOP("wirewise::gui::MessagePages", "A message was larger than it takes.")},
    {1010, QT_TRANSLATE_NOOP("wirewise::gui::MessagePages", "An extension that it needs was not agreed.")},
    {1011,
     QT_TRANSLATE_NOOP("wirewise::gui::MessagePages", "It met an error of its own. Its log says which.")},
    {1012, QT_TRANSLATE_NOOP("wirewise::gui::MessagePages",
                             "It restarts, as in a deployment. Reconnecting is right.")},
    {1013, QT_TRANSLATE_NOOP("wirewise::gui::MessagePages", "It is overloaded. Reconnect later.")},
    {1014, QT_TRANSLATE_NOOP("wirewise::gui::MessagePages",
                             "A gateway got a wrong answer from the server behind it.")},
};

QString meaningOf(quint16 code)
{
    for (const CloseWords &words : Meanings) {
        if (words.code == code)
            return MessagePages::tr(words.meaning);
    }
    if (code >= 4000 && code <= 4999)
        return MessagePages::tr("The application gives this code its own meaning.");
    if (code >= 3000 && code <= 3999)
        return MessagePages::tr("A library or framework gives this code its meaning.");
    return MessagePages::tr("This code has no agreed meaning.");
}

} // namespace

CloseExplanation explainClose(const observation::Message &close)
{
    const bool byPeer = close.direction == wire::Direction::Received;
    CloseExplanation words;
    // RFC 6455 section 5.5.1: two bytes of code, then the reason; both may be absent.
    const wire::CloseBody body = wire::readCloseBody(close.payload);
    if (!body.code) {
        words.title = byPeer ? MessagePages::tr("Closed by the server without a code.")
                             : MessagePages::tr("Closed by Wirewise without a code.");
        words.meaning = MessagePages::tr("It gives no reason (1005).");
        return words;
    }
    const quint16 code = *body.code;
    const QString name = QString::fromLatin1(wire::closeCodeName(code));
    const QString codeText =
        name.isEmpty() ? QString::number(code) : MessagePages::tr("%1, %2").arg(code).arg(name);
    words.title = byPeer ? MessagePages::tr("Closed by the server with %1.").arg(codeText)
                         : MessagePages::tr("Closed by Wirewise with %1.").arg(codeText);
    words.meaning = meaningOf(code);
    words.detail =
        body.reason.isEmpty()
            ? MessagePages::tr("No reason given.")
            : MessagePages::tr("Reason given: “%1”.").arg(observation::printable(body.reason, LongestReason));
    return words;
}

QString reopeningText(const observation::ConnectionMark &before, const observation::ConnectionMark &next)
{
    const observation::Duration pause = next.openedAt - observation::endOf(before).value_or(next.openedAt);
    const QString later = durationText(std::chrono::duration_cast<std::chrono::milliseconds>(pause));
    return next.tries > 1 ? MessagePages::tr("Connection %1 opened %2 later, with try %3.")
                                .arg(next.number)
                                .arg(later)
                                .arg(next.tries)
                          : MessagePages::tr("Connection %1 opened %2 later.").arg(next.number).arg(later);
}

CloseExplanation explainReopening(const observation::ConnectionMark &before,
                                  const observation::ConnectionMark &next, const observation::Message &last)
{
    CloseExplanation words;
    if (last.opcode == wire::Opcode::Close) {
        words = explainClose(last);
    } else if (before.ended && before.ended->closeBy != observation::SessionFacts::CloseBy::Nobody) {
        words.title = MessagePages::tr("The connection was closed.");
    } else {
        words.title = MessagePages::tr("The connection ended without a Close frame (1006).");
        words.meaning = before.ended && before.ended->end == observation::StreamEnd::ResetByPeer
                            ? MessagePages::tr("TCP was reset: a process that died, or something between.")
                            : MessagePages::tr("TCP ended: a process that stopped, or something between.");
    }
    const QString opened = reopeningText(before, next);
    words.detail = words.detail.isEmpty() ? opened : QString(words.detail % QLatin1Char(' ') % opened);
    return words;
}

CloseExplanation MessagePages::closeExplanation(qint64, const observation::Message &close) const
{
    return explainClose(close);
}

void MessageList::setMessages(const QList<observation::Message> &messages, const QDateTime &openedAt)
{
    m_messages = messages;
    m_openedAt = openedAt;
    m_closes.clear();
    noteCloses(0);
    Q_EMIT reset();
}

void MessageList::append(const QList<observation::Message> &messages)
{
    const qsizetype from = m_messages.size();
    m_messages.append(messages);
    noteCloses(from);
    Q_EMIT grown();
}

// The first Close of a connection decides; the answer to it explains nothing.
void MessageList::noteCloses(qsizetype from)
{
    for (qsizetype index = from; index < m_messages.size(); ++index) {
        if (m_messages.at(index).opcode != wire::Opcode::Close)
            continue;
        const bool answer = index > 0 && m_messages.at(index - 1).opcode == wire::Opcode::Close &&
                            m_messages.at(index - 1).direction != m_messages.at(index).direction;
        if (!answer)
            m_closes.append(index);
    }
}

QList<observation::Message> MessageList::fetch(qint64 first, qint64 count)
{
    return m_messages.mid(first, count);
}

} // namespace wirewise::gui
