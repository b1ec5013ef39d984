#include "diagnosis/rules/closing.h"

#include "diagnosis/evidence.h"
#include "wire/closecode.h"

#include <algorithm>

namespace wirewise::diagnosis::rules {

using observation::SessionFacts;

bool endedForOurSilence(const Facts &facts)
{
    if (!facts.works || !facts.seen.session)
        return false;
    const SessionFacts &session = *facts.seen.session;
    const auto isData = [](const observation::Message &message) {
        return message.opcode == wire::Opcode::Text || message.opcode == wire::Opcode::Binary;
    };
    const auto first = std::find_if(session.messages.cbegin(), session.messages.cend(), isData);
    const auto last = std::find_if(session.messages.crbegin(), session.messages.crend(), isData);
    if (first == session.messages.cend() || last->direction != wire::Direction::Received ||
        last->payload != "2")
        return false;
    const auto open = wire::readEngineIoOpen(first->payload);
    const observation::Duration end = session.closedAt.value_or(session.endedAt.value_or(session.watched));
    return open && open->pingTimeout > 0 &&
           end - last->at >= std::chrono::milliseconds(open->pingTimeout) * 9 / 10;
}

const SessionFacts *closedByPeer(const Facts &facts)
{
    if (!facts.works || !facts.seen.session || facts.seen.session->closeBy != SessionFacts::CloseBy::Peer ||
        endedForOurSilence(facts))
        return nullptr;
    return &*facts.seen.session;
}

bool hasCode(const SessionFacts &session, std::initializer_list<quint16> codes)
{
    return session.closeCode && std::find(codes.begin(), codes.end(), *session.closeCode) != codes.end();
}

QString seconds(observation::Duration duration)
{
    const double value = static_cast<double>(duration.count()) / 1e6;
    return Text::tr("%1 s").arg(value, 0, 'f', value < 10 ? 1 : 0);
}

Evidence breachEvidence(const Facts &facts, const SessionFacts &session, const QString &says)
{
    const wire::ByteRange range = session.breachRange;
    const bool isKept = range.end() <= session.stream.size();
    if (session.breachBytes.isEmpty() ||
        (isKept && session.stream.mid(range.offset, range.length) == session.breachBytes))
        return inSession(facts.seen, range, says);
    return fact(QString::fromLatin1(session.breachBytes.toHex(' ')), says);
}

/// The Close frame in the stream: its first byte is 0x88, and its body is the code and the reason.
QList<Evidence> closeFrame(const Facts &facts, const SessionFacts &session)
{
    QByteArray content;
    if (session.closeCode && *session.closeCode != wire::closecode::NoStatus) {
        content.append(static_cast<char>(*session.closeCode >> 8));
        content.append(static_cast<char>(*session.closeCode & 0xFF));
        content.append(session.closeReason);
    }
    QByteArray frame;
    frame.append(static_cast<char>(0x88));
    frame.append(static_cast<char>(content.size()));
    frame.append(content);
    const qsizetype at = session.stream.lastIndexOf(frame);
    const QString says =
        session.closedAt
            ? Text::tr("The server's Close frame, %1 after the 101.").arg(seconds(*session.closedAt))
            : Text::tr("The server's Close frame.");
    if (at < 0)
        return {fact(session.closeCode ? QString::number(*session.closeCode) : Text::tr("no code"), says)};
    return {inSession(facts.seen, {at, frame.size()}, says)};
}

QString reasonOf(const SessionFacts &session)
{
    return session.closeReason.isEmpty() ? QString() : QStringLiteral(": ") + shown(session.closeReason, 40);
}

QString codeOf(const SessionFacts &session)
{
    if (!session.closeCode || *session.closeCode == wire::closecode::NoStatus)
        return Text::tr("no code");
    const QString name = QString::fromUtf8(wire::closeCodeName(*session.closeCode)).toLower();
    return name.isEmpty() ? QString::number(*session.closeCode)
                          : QStringLiteral("%1, %2").arg(*session.closeCode).arg(name);
}

} // namespace wirewise::diagnosis::rules
