#include "gui/framefacts.h"

#include "gui/breachwords.h"
#include "gui/compressionwords.h"
#include "gui/widgets/bannercontent.h"
#include "gui/widgets/bytesection.h"
#include "gui/widgets/messagepages.h"
#include "gui/widgets/typedframetext.h"

#include <QCoreApplication>
#include <QLocale>

#include <chrono>

namespace wirewise::gui {

namespace {

using observation::Message;
using wire::Opcode;

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(FrameFacts)
};

QString opcodeText(Opcode opcode)
{
    return QString::fromLatin1(wire::toString(opcode));
}

/// RFC 6455 section 5.2, of the first frame: "0xc1: FIN, RSV1, opcode 1".
QString firstByteText(const Message &message)
{
    QStringList bits;
    int byte = static_cast<int>(message.opcode);
    if (message.frames == 1) {
        byte |= 0x80;
        bits.append(QStringLiteral("FIN"));
    }
    // RFC 7692 section 6: the first frame alone says that its message is compressed.
    if (message.compressed) {
        byte |= 0x40;
        bits.append(QStringLiteral("RSV1"));
    }
    bits.append(Words::tr("opcode %1").arg(static_cast<int>(message.opcode), 0, 16));
    return QStringLiteral("0x%1: %2").arg(byte, 2, 16, QLatin1Char('0')).arg(bits.join(QStringLiteral(", ")));
}

/// How the length is written: the shortest form, as RFC 6455 section 5.2 wants it.
QString lengthText(const Message &message)
{
    constexpr qint64 shortHead = 2, mask = 4, longestShort = 125, longestMiddle = 65535;
    const qint64 behind =
        message.wireSize - shortHead - (message.direction == wire::Direction::Sent ? mask : 0);
    if (behind <= longestShort)
        return Words::tr("in 7 bits of the second byte");
    return behind - 2 <= longestMiddle ? Words::tr("in 16 bits behind 126")
                                       : Words::tr("in 64 bits behind 127");
}

QString wireText(const Message &message)
{
    const QString onWire = byteCount(message.wireSize);
    if (!message.compressed)
        return Words::tr("%1 with frame headers").arg(onWire);
    if (message.payload.isEmpty())
        return Words::tr("%1 with frame headers, compressed").arg(onWire);
    const double share =
        100.0 * static_cast<double>(message.wireSize) / static_cast<double>(message.payload.size());
    return Words::tr("%1 with frame headers, compressed to %2 %").arg(onWire).arg(share, 0, 'f', 1);
}

/// What the sender of a compressed message may refer back to (RFC 7692 section 7.1).
QString windowText(wire::Direction direction, const wire::DeflateAgreement &deflate)
{
    return direction == wire::Direction::Sent
               ? windowWords(deflate.clientWindowBits, deflate.clientTakesOver)
               : windowWords(deflate.serverWindowBits, deflate.serverTakesOver);
}

QString momentText(observation::Duration at, const QDateTime &openedAt)
{
    const qint64 micros = at.count();
    if (!openedAt.isValid())
        return Words::tr("%1 s after the 101").arg(static_cast<double>(micros) / 1e6, 0, 'f', 6);
    const QDateTime moment = openedAt.toLocalTime().addMSecs(micros / 1000);
    return moment.time().toString(QStringLiteral("HH:mm:ss.zzz")) %
           QStringLiteral("%1").arg(micros % 1000, 3, 10, QLatin1Char('0'));
}

/// Each frame of a message that came or went in several.
QList<FrameFact> fragmentFacts(const Message &message, const QDateTime &openedAt)
{
    constexpr qsizetype Shown = 100;
    QList<FrameFact> facts;
    const QLocale english(QLocale::English);
    for (qsizetype index = 0; index < qMin(Shown, message.fragments.size()); ++index) {
        const observation::Fragment &fragment = message.fragments.at(index);
        QStringList words{index == 0 ? opcodeText(message.opcode) : opcodeText(Opcode::Continuation)};
        // RFC 7692 section 6: the first frame alone says that its message is compressed.
        if (index == 0 && message.compressed)
            words.append(QStringLiteral("RSV1"));
        if (index == message.frames - 1)
            words.append(Words::tr("final"));
        if (message.direction == wire::Direction::Sent)
            words.append(Words::tr("masked"));
        if (fragment.size)
            words.append(byteCount(*fragment.size));
        words.append(Words::tr("%1 on the wire").arg(english.toString(fragment.wireSize)));
        words.append(momentText(fragment.at, openedAt));
        facts.append({Words::tr("Frame %1").arg(index + 1), words.join(QStringLiteral(", "))});
    }
    if (!facts.isEmpty() && facts.size() < message.frames)
        facts.append({QString(), Words::tr("and %1 more").arg(message.frames - facts.size())});
    return facts;
}

/// Bytes that went out as they were typed, frame by frame, and what is wrong with them.
QList<FrameFact> typedFacts(const Message &message, const QDateTime &openedAt)
{
    QList<FrameFact> facts{
        {Words::tr("Sent"), Words::tr("as typed, %1").arg(byteCount(message.payload.size()))}};
    const wire::TypedFrames typed = wire::readTypedFrames(message.payload);
    if (typed.breach) {
        facts.append({sectionWords(*typed.breach), ruleWords(*typed.breach)});
        facts.append({QString(), answerWords(*typed.breach)});
    }
    for (qsizetype index = 0; index < typed.frames.size(); ++index)
        facts.append({Words::tr("Frame %1").arg(index + 1), frameWords(typed.frames.at(index))});
    if (typed.rest > 0)
        facts.append({QString(), Words::tr("and %1 that are no whole head").arg(byteCount(typed.rest))});
    facts.append({Words::tr("Time"), momentText(message.at, openedAt)});
    return facts;
}

} // namespace

QString microsecondTime(const Message &message, const QDateTime &openedAt)
{
    return momentText(message.at, openedAt);
}

QString frameLine(const Message &message)
{
    const QString size = byteCount(message.payload.size());
    if (message.frames == 0)
        return Words::tr("as typed, %1").arg(size);
    const QString frames =
        message.frames == 1 ? QStringLiteral("FIN") : Words::tr("%1 fragments").arg(message.frames);
    const QString what = QString(frames % QStringLiteral(", ") % opcodeText(message.opcode));
    if (!message.compressed)
        return Words::tr("%1, %2").arg(what, size);
    return Words::tr("%1, compressed %2 to %3")
        .arg(what, QLocale(QLocale::English).toString(message.payload.size()), byteCount(message.wireSize));
}

QList<FrameFact> frameFacts(const Message &message, std::optional<observation::Duration> sinceLast,
                            const QDateTime &openedAt, const std::optional<wire::DeflateAgreement> &deflate)
{
    if (message.frames == 0)
        return typedFacts(message, openedAt);
    QList<FrameFact> facts;
    const auto add = [&facts](const QString &name, const QString &value) { facts.append({name, value}); };
    if (message.opcode == Opcode::Close) {
        const CloseExplanation close = explainClose(message);
        add(Words::tr("Means"), QString(close.title % QLatin1Char(' ') % close.meaning));
        if (!close.detail.isEmpty())
            add(Words::tr("Detail"), close.detail);
    }
    add(Words::tr("Direction"),
        message.direction == wire::Direction::Sent ? Words::tr("sent") : Words::tr("received"));
    add(Words::tr("Opcode"), QStringLiteral("%1 (0x%2)")
                                 .arg(opcodeText(message.opcode))
                                 .arg(static_cast<int>(message.opcode), 0, 16));
    add(Words::tr("First byte"), firstByteText(message));
    if (message.frames == 1)
        add(Words::tr("Length"), lengthText(message));
    add(Words::tr("Fragments"), message.frames == 1 ? Words::tr("none, one final frame")
                                                    : Words::tr("%1 frames").arg(message.frames));
    add(Words::tr("Content"), byteCount(message.payload.size()));
    add(Words::tr("On the wire"), wireText(message));
    add(Words::tr("Compressed"), message.compressed ? Words::tr("yes, permessage-deflate") : Words::tr("no"));
    if (message.compressed && deflate)
        add(Words::tr("Window"), windowText(message.direction, *deflate));
    // RFC 6455 section 5.1: the client masks every frame, the server none.
    add(Words::tr("Masked"), message.direction == wire::Direction::Sent
                                 ? Words::tr("yes, as every frame of a client")
                                 : Words::tr("no, as every frame of a server"));
    add(Words::tr("Time"), microsecondTime(message, openedAt));
    if (openedAt.isValid())
        add(Words::tr("Since the 101"), durationText(message.at));
    add(Words::tr("Since the last"),
        sinceLast ? QStringLiteral("%1 (%2 µs)").arg(durationText(*sinceLast)).arg(sinceLast->count())
                  : Words::tr("this is the first"));
    return facts + fragmentFacts(message, openedAt);
}

} // namespace wirewise::gui
