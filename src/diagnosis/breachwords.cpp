#include "diagnosis/breachwords.h"

#include <QCoreApplication>

namespace wirewise::diagnosis {

namespace {

using wire::FrameBreach;

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(wirewise::diagnosis::FrameBreach)
};

} // namespace

QString breachWords(FrameBreach breach)
{
    switch (breach) {
    case FrameBreach::ReservedBits:
        return Words::tr("a reserved bit is set");
    case FrameBreach::ReservedOpcode:
        return Words::tr("an opcode that does not exist");
    case FrameBreach::MaskedByServer:
        return Words::tr("a server's frame must not be masked");
    case FrameBreach::UnmaskedByClient:
        return Words::tr("a client's frame must be masked");
    case FrameBreach::LengthNotMinimal:
        return Words::tr("a length in more bytes than it needs");
    case FrameBreach::LengthTooLarge:
        return Words::tr("an impossible length");
    case FrameBreach::ControlFragmented:
        return Words::tr("a control frame in fragments");
    case FrameBreach::ControlTooLong:
        return Words::tr("a control frame of more than 125 bytes");
    case FrameBreach::ContinuationUnexpected:
        return Words::tr("a continuation with nothing to continue");
    case FrameBreach::ContinuationExpected:
        return Words::tr("a new message inside another");
    case FrameBreach::InvalidUtf8:
        return Words::tr("a text message that is not UTF-8");
    case FrameBreach::CloseLengthOne:
        return Words::tr("a Close frame with one byte");
    case FrameBreach::CloseCodeInvalid:
        return Words::tr("a close code that must not be sent");
    case FrameBreach::CloseReasonInvalid:
        return Words::tr("a close reason that is not UTF-8");
    case FrameBreach::DataAfterClose:
        return Words::tr("bytes behind a Close frame");
    case FrameBreach::CompressedBitMisplaced:
        return Words::tr("a control frame or a continuation that is marked as compressed");
    case FrameBreach::DeflateInvalid:
        return Words::tr("a message that is marked as compressed and does not inflate");
    case FrameBreach::DeflateUnfinished:
        return Words::tr("a compressed message that ends inside a block");
    case FrameBreach::MessageTooBig:
        return Words::tr("a message larger than the limit");
    }
    return {};
}

} // namespace wirewise::diagnosis
