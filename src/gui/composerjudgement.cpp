#include "gui/composerjudgement.h"

#include "gui/breachwords.h"
#include "gui/messagereading.h"
#include "gui/widgets/bytesection.h"
#include "gui/widgets/typedframetext.h"
#include "observation/hextext.h"
#include "observation/placeholders.h"
#include "wire/closecode.h"
#include "wire/framejudge.h"

#include <QCoreApplication>

namespace wirewise::gui {

namespace {

constexpr qsizetype LongestReason = wire::MaxControlPayload - 2; // two bytes are the close code
constexpr qsizetype LongestJudged = 4 * 1024 * 1024;             // bytes of JSON looked at as it is typed

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(wirewise::gui::Composer)
};

bool looksLikeJson(const QByteArray &text)
{
    const QByteArray trimmed = text.left(200).trimmed();
    return trimmed.startsWith('{') || trimmed.startsWith('[');
}

QByteArray withoutEndMark(QByteArray text)
{
    while (text.endsWith('\x1e')) // what SignalR ends its messages with
        text.chop(1);
    return text;
}

/// Every name replaced by digits of the same length, which fit inside a text and as a value: offsets stay.
QByteArray shadowOf(const QByteArray &typed)
{
    return observation::fillPlaceholders(
               typed, [](QByteArrayView name) { return std::optional(QByteArray(name.size() + 4, '1')); })
        .text;
}

ComposerVerdict refusal(const QString &sentence)
{
    ComposerVerdict verdict;
    verdict.remark = sentence;
    verdict.token = Token::Fail;
    verdict.icon = "circle-alert";
    verdict.canSend = false;
    return verdict;
}

void judgeJson(ComposerVerdict &verdict, const QByteArray &utf8, const QByteArray &filled)
{
    const QByteArray shadow = withoutEndMark(shadowOf(utf8));
    const wire::JsonTree tree = wire::JsonTree::parse(shadow);
    verdict.token = Token::Warn;
    verdict.icon = "triangle-alert";
    if (!tree.isValid()) {
        const auto [line, column] = lineAndColumn(shadow, tree.faultAt());
        verdict.remark = Words::tr("Invalid JSON, line %1, column %2: %3. %4")
                             .arg(line)
                             .arg(column)
                             .arg(faultText(tree.fault()), verdict.remark);
        verdict.faultAt = QString::fromUtf8(shadow.left(tree.faultAt())).size();
    } else if (wire::JsonTree::parse(withoutEndMark(shadowOf(filled))).isValid()) {
        verdict.remark = Words::tr("Valid JSON, %1").arg(verdict.remark);
        verdict.token = Token::Ok;
        verdict.icon = "check";
    } else {
        verdict.remark = Words::tr("Invalid JSON with these values, %1").arg(verdict.remark);
    }
}

/// What a server does with bytes that break no rule.
QString meaningOf(const wire::TypedFrames &typed)
{
    if (typed.frames.isEmpty())
        return Words::tr("This is not a whole head of a frame: the server waits for the rest.");
    const wire::TypedFrame &last = typed.frames.constLast();
    if (!last.isWhole())
        return Words::tr("The head says %1, the payload has %2: the server waits for the rest.")
            .arg(statedBytes(last.stated), byteCount(last.frame.payload.size()));
    if (typed.rest > 0)
        return Words::tr("What follows the frame, %1, is no whole head: the server waits for the rest.")
            .arg(byteCount(typed.rest));
    if (typed.leavesMessageOpen)
        return Words::tr("Keeps to RFC 6455. The message goes on until a frame with FIN.");
    return Words::tr("Keeps to RFC 6455.");
}

} // namespace

ComposerVerdict judgeText(const QString &typed, const QByteArray &filled)
{
    ComposerVerdict verdict;
    verdict.remark = byteCount(filled.size());
    const QByteArray utf8 = typed.toUtf8();
    if (looksLikeJson(utf8) && utf8.size() <= LongestJudged)
        judgeJson(verdict, utf8, filled);
    return verdict;
}

ComposerVerdict judgeHex(const QByteArray &filled)
{
    const auto bytes = observation::bytesFromHex(filled);
    if (!bytes)
        return refusal(Words::tr("This is not hex: two digits a byte."));
    ComposerVerdict verdict;
    verdict.remark = byteCount(bytes->size());
    return verdict;
}

ComposerVerdict judgePing(qsizetype size)
{
    // RFC 6455 section 5.5
    if (size > wire::MaxControlPayload)
        return refusal(Words::tr("A ping carries at most %1 bytes; these are %2.")
                           .arg(wire::MaxControlPayload)
                           .arg(size));
    ComposerVerdict verdict;
    verdict.remark = byteCount(size);
    return verdict;
}

ComposerVerdict judgeClose(const QString &code, const QString &reason)
{
    const qsizetype size = reason.toUtf8().size();
    if (!closeCodeOf(code))
        return refusal(Words::tr("A Close carries 1000 to 1003, 1007 to 1014, or 3000 to 4999."));
    if (size > LongestReason)
        return refusal(Words::tr("A reason has at most %1 bytes; this has %2.").arg(LongestReason).arg(size));
    return {};
}

std::optional<quint16> closeCodeOf(const QString &typed)
{
    bool isNumber = false;
    const ushort code = typed.trimmed().section(QLatin1Char(' '), 0, 0).toUShort(&isNumber);
    // RFC 6455 section 7.4.1: 1005, 1006 and 1015 never stand in a frame.
    if (!isNumber || !wire::mayBeSent(code))
        return std::nullopt;
    return code;
}

ComposerVerdict judgeFrame(const std::optional<QByteArray> &bytes, const wire::TypedContext &context)
{
    if (!bytes)
        return refusal(Words::tr("This is not hex: two digits a byte."));
    if (bytes->isEmpty())
        return refusal(Words::tr("There is nothing to send."));
    const wire::TypedFrames typed = wire::readTypedFrames(*bytes, context);
    ComposerVerdict verdict;
    verdict.remark = byteCount(bytes->size());
    verdict.rule = meaningOf(typed);
    if (typed.breach) {
        verdict.token = Token::Warn;
        verdict.icon = "triangle-alert";
        verdict.remark = Words::tr("%1, against %2").arg(verdict.remark, sectionWords(*typed.breach));
        verdict.rule = QString(ruleWords(*typed.breach) % QLatin1Char(' ') % answerWords(*typed.breach));
    }
    return verdict;
}

} // namespace wirewise::gui
