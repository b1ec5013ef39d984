#include "gui/breachwords.h"

#include <QCoreApplication>

namespace wirewise::gui {

namespace {

using wire::FrameBreach;

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(wirewise::gui::FrameBreach)
};

} // namespace

QString ruleWords(FrameBreach breach)
{
    switch (breach) {
    case FrameBreach::ReservedBits:
        return Words::tr("RSV1, RSV2 and RSV3 are 0 unless a negotiated extension gives them a meaning.");
    case FrameBreach::ReservedOpcode:
        return Words::tr("The opcodes 3 to 7 and B to F are reserved.");
    case FrameBreach::MaskedByServer:
        return Words::tr("A server masks no frame.");
    case FrameBreach::UnmaskedByClient:
        return Words::tr("A client masks every frame.");
    case FrameBreach::LengthNotMinimal:
        return Words::tr("A length is written in as few bytes as it needs.");
    case FrameBreach::LengthTooLarge:
        return Words::tr("The highest bit of a length in 64 bits is 0.");
    case FrameBreach::ControlFragmented:
        return Words::tr("A control frame is never a fragment: its FIN is 1.");
    case FrameBreach::ControlTooLong:
        return Words::tr("A control frame carries at most 125 bytes.");
    case FrameBreach::ContinuationUnexpected:
        return Words::tr("A continuation belongs to a message that was begun and not ended.");
    case FrameBreach::ContinuationExpected:
        return Words::tr("Inside a fragmented message only continuations and control frames may come.");
    case FrameBreach::InvalidUtf8:
        return Words::tr("A text message is UTF-8.");
    case FrameBreach::CloseLengthOne:
        return Words::tr("A Close is empty, or begins with two bytes of code.");
    case FrameBreach::CloseCodeInvalid:
        return Words::tr("This code never stands in a Close frame.");
    case FrameBreach::CloseReasonInvalid:
        return Words::tr("The reason of a Close is UTF-8.");
    case FrameBreach::DataAfterClose:
        return Words::tr("Nothing is sent behind a Close.");
    case FrameBreach::CompressedBitMisplaced:
        return Words::tr("RSV1 stands on the first frame of a message only, and on no control frame.");
    case FrameBreach::DeflateInvalid:
        return Words::tr("RSV1 says that it is compressed, and these bytes do not inflate.");
    case FrameBreach::DeflateUnfinished:
        return Words::tr("RSV1 says that it is compressed, and the message ends inside a block.");
    case FrameBreach::MessageTooBig:
        return Words::tr("A message of more than 64 MiB may be refused.");
    }
    return {};
}

QString sectionWords(FrameBreach breach)
{
    // RFC 6455 section 10.4 lets every end have a limit of its own.
    return breach == FrameBreach::MessageTooBig ? QStringLiteral("RFC 6455 section 10.4")
                                                : QString::fromLatin1(wire::sectionOf(breach));
}

QString answerWords(FrameBreach breach)
{
    if (breach == FrameBreach::DataAfterClose)
        return Words::tr("A correct server ignores it.");
    if (breach == FrameBreach::MessageTooBig)
        return Words::tr("A server with a smaller limit closes with 1009.");
    return Words::tr("A correct server closes with %1.").arg(wire::closeCodeFor(breach));
}

} // namespace wirewise::gui
