#include "cli/framecommand.h"

#include "observation/hextext.h"
#include "wire/typedframes.h"

#include <QCoreApplication>
#include <QRandomGenerator>

#include <array>
#include <bit>
#include <optional>

namespace wirewise::cli {

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(wirewise::cli::FrameCommand)
};

/// What the words say so far.
struct Description
{
    wire::TypedFrame typed;
    std::optional<quint64> stated;
    bool isHex = false;
};

std::optional<quint64> numberOf(QByteArrayView digits)
{
    bool isNumber = false;
    const QByteArray text = digits.toByteArray();
    const bool isHex = text.startsWith("0x");
    const quint64 number = isHex ? text.sliced(2).toULongLong(&isNumber, 16) : text.toULongLong(&isNumber);
    return isNumber ? std::optional(number) : std::nullopt;
}

bool setOpcode(Description &frame, QByteArrayView value)
{
    struct Name
    {
        const char *word;
        wire::Opcode opcode;
    };
    constexpr Name names[] = {
        {"continuation", wire::Opcode::Continuation},
        {"text", wire::Opcode::Text},
        {"binary", wire::Opcode::Binary},
        {"close", wire::Opcode::Close},
        {"ping", wire::Opcode::Ping},
        {"pong", wire::Opcode::Pong},
    };
    for (const Name &name : names) {
        if (value == QByteArrayView(name.word)) {
            frame.typed.frame.opcode = name.opcode;
            return true;
        }
    }
    const std::optional<quint64> number = numberOf(value);
    if (!number || *number > 15)
        return false;
    frame.typed.frame.opcode = static_cast<wire::Opcode>(*number);
    return true;
}

bool setMask(Description &frame, QByteArrayView value)
{
    const std::optional<QByteArray> bytes = observation::bytesFromHex(value);
    if (!bytes || bytes->size() != 4)
        return false;
    std::array<quint8, 4> mask{};
    std::copy(bytes->cbegin(), bytes->cend(), mask.begin());
    frame.typed.frame.mask = mask;
    return true;
}

bool setLength(Description &frame, QByteArrayView value)
{
    frame.stated = numberOf(value);
    return frame.stated.has_value();
}

bool setWidth(Description &frame, QByteArrayView value)
{
    const std::optional<quint64> bits = numberOf(value);
    if (bits != 7 && bits != 16 && bits != 64)
        return false;
    frame.typed.lengthBits = static_cast<int>(*bits);
    return true;
}

bool setFlag(bool *flag, bool to)
{
    *flag = to;
    return true;
}

struct Word
{
    const char *name; ///< with "=" where a value follows
    const char *meaning;
    bool (*set)(Description &frame, QByteArrayView value);
};

constexpr Word words[] = {
    {"nofin", QT_TRANSLATE_NOOP("FrameWords", "the message goes on in another frame (section 5.4)"),
     [](Description &f, QByteArrayView) { return setFlag(&f.typed.frame.fin, false); }},
    {"rsv1", QT_TRANSLATE_NOOP("FrameWords", "set the bit of compression (RFC 7692), against the rules here"),
     [](Description &f, QByteArrayView) { return setFlag(&f.typed.frame.rsv1, true); }},
    {"rsv2", QT_TRANSLATE_NOOP("FrameWords", "set a bit that no extension gave a meaning (section 5.2)"),
     [](Description &f, QByteArrayView) { return setFlag(&f.typed.frame.rsv2, true); }},
    {"rsv3", QT_TRANSLATE_NOOP("FrameWords", "the same with the third bit"),
     [](Description &f, QByteArrayView) { return setFlag(&f.typed.frame.rsv3, true); }},
    {"opcode=",
     QT_TRANSLATE_NOOP("FrameWords", "0 to 15, or continuation, text, binary, close, ping, pong; 3 to 7 and "
                                     "11 to 15 are reserved (section 5.2)"),
     setOpcode},
    {"unmasked", QT_TRANSLATE_NOOP("FrameWords", "no mask, which a client must have (section 5.1)"),
     [](Description &f, QByteArrayView) {
         f.typed.frame.mask.reset();
         return true;
     }},
    {"mask=", QT_TRANSLATE_NOOP("FrameWords", "this mask, eight hexadecimal digits; else a random one"),
     setMask},
    {"length=", QT_TRANSLATE_NOOP("FrameWords", "state this length, true or not"), setLength},
    {"bits=",
     QT_TRANSLATE_NOOP("FrameWords",
                       "write the length in 7, 16 or 64 bits; the fewest are due (section 5.2)"),
     setWidth},
    {"hex", QT_TRANSLATE_NOOP("FrameWords", "what follows is the payload in hexadecimal digits"),
     [](Description &f, QByteArrayView) { return setFlag(&f.isHex, true); }},
};

const Word *findWord(QByteArrayView word)
{
    for (const Word &row : words) {
        const QByteArrayView name(row.name);
        if (name.endsWith('=') ? word.startsWith(name) : word == name)
            return &row;
    }
    return nullptr;
}

} // namespace

FrameCommand readFrameCommand(const QByteArray &rest)
{
    Description frame;
    // Unpredictable, as section 5.3 wants it.
    frame.typed.frame.mask = std::bit_cast<std::array<quint8, 4>>(QRandomGenerator::system()->generate());
    QByteArrayView left = QByteArrayView(rest).trimmed();
    while (!left.isEmpty() && !frame.isHex) {
        const qsizetype end = left.indexOf(' ') < 0 ? left.size() : left.indexOf(' ');
        const QByteArrayView word = left.first(end);
        const Word *row = findWord(word);
        if (!row)
            break;
        const QByteArrayView value = word.sliced(qMin(word.size(), QByteArrayView(row->name).size()));
        if (!row->set(frame, value))
            return {.bytes = {},
                    .note = {},
                    .problem = Texts::tr("/frame %1: %2.")
                                   .arg(QString::fromUtf8(word),
                                        QCoreApplication::translate("FrameWords", row->meaning))};
        left = left.sliced(qMin(left.size(), end + 1));
    }
    const std::optional<QByteArray> hex = frame.isHex ? observation::bytesFromHex(left) : std::nullopt;
    if (frame.isHex && !hex)
        return {.bytes = {},
                .note = {},
                .problem = Texts::tr("/frame hex: pairs of hexadecimal digits were expected behind it.")};
    frame.typed.frame.payload = frame.isHex ? *hex : left.toByteArray();
    frame.typed.stated = frame.stated.value_or(static_cast<quint64>(frame.typed.frame.payload.size()));
    const QByteArray bytes = wire::toBytes(frame.typed);
    return {.bytes = bytes, .note = noteOnFrames(bytes), .problem = {}};
}

QString noteOnFrames(const QByteArray &bytes)
{
    const wire::TypedFrames typed = wire::readTypedFrames(bytes);
    if (typed.breach)
        return Texts::tr("On its own this breaks %1: %2.")
            .arg(QString::fromLatin1(wire::sectionOf(*typed.breach)),
                 QString::fromLatin1(wire::toString(*typed.breach)));
    if (typed.frames.isEmpty() || typed.rest > 0)
        return Texts::tr("This is no whole frame; the server waits for the rest of its head.");
    if (!typed.frames.constLast().isWhole())
        return Texts::tr("The frame says that it has %1 bytes; the server waits for the rest, and takes what "
                         "is sent next for it.")
            .arg(typed.frames.constLast().stated);
    if (typed.leavesMessageOpen)
        return Texts::tr("The message goes on: a continuation frame has to follow.");
    return Texts::tr("On its own this breaks no rule.");
}

QString frameHelp()
{
    QString text = Texts::tr("/frame WORDS PAYLOAD sends one frame as described, and says which rule it "
                             "breaks. Words, any of them:") +
                   QLatin1Char('\n');
    for (const Word &row : words)
        text += QStringLiteral("  ") + QString::fromLatin1(row.name).leftJustified(10) +
                QCoreApplication::translate("FrameWords", row.meaning) + QLatin1Char('\n');
    text += Texts::tr("For example: /frame nofin hello, then /frame opcode=continuation world") +
            QLatin1Char('\n');
    return text;
}

} // namespace wirewise::cli
