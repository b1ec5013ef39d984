#include "gui/handshakenotes.h"

#include "observation/printable.h"
#include "wire/handshake.h"

#include <QCoreApplication>
#include <QCryptographicHash>

#include <algorithm>

namespace wirewise::gui {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(wirewise::gui::HandshakeNotes)
};

using wire::HandshakeBreach;
constexpr qsizetype LineLength = 80;

QString lineAt(const QByteArray &bytes, wire::ByteRange range)
{
    return observation::printable(
        QByteArrayView(bytes).sliced(
            std::clamp<qsizetype>(range.offset, 0, bytes.size()),
            std::clamp<qsizetype>(range.length, 0,
                                  bytes.size() - std::clamp<qsizetype>(range.offset, 0, bytes.size()))),
        LineLength);
}

QString handshakeText(HandshakeBreach breach)
{
    switch (breach) {
    case HandshakeBreach::NotSwitching:
        return Words::tr("Only 101 opens a WebSocket.");
    case HandshakeBreach::Http10:
        return Words::tr("HTTP/1.0 has no upgrade; clients refuse this 101.");
    case HandshakeBreach::UpgradeMissing:
        return Words::tr("The required header Upgrade: websocket is missing.");
    case HandshakeBreach::UpgradeWrong:
        return Words::tr("It must say websocket.");
    case HandshakeBreach::ConnectionMissing:
        return Words::tr("The required header Connection: Upgrade is missing.");
    case HandshakeBreach::ConnectionWrong:
        return Words::tr("It must hold the word Upgrade.");
    case HandshakeBreach::AcceptMissing:
        return Words::tr("The required header Sec-WebSocket-Accept is missing.");
    case HandshakeBreach::AcceptInvalid:
        return Words::tr("It is not the answer to the key that was sent.");
    case HandshakeBreach::ExtensionUnrequested:
        return Words::tr("An extension that was not offered; clients refuse it.");
    case HandshakeBreach::ExtensionParameters:
        return Words::tr("Parameters of permessage-deflate that do not fit the offer; clients refuse it.");
    case HandshakeBreach::SubprotocolUnrequested:
        return Words::tr("A subprotocol that was not offered; clients refuse it.");
    case HandshakeBreach::SubprotocolSeveral:
        return Words::tr("More than one subprotocol; exactly one may be chosen.");
    case HandshakeBreach::ContentDeclared:
        return Words::tr("A 101 has no body; some intermediaries stumble over this header.");
    }
    return {};
}

void addHandshake(const observation::Exchange &exchange, QList<HandshakeNote> &notes)
{
    const wire::Response &response = *exchange.response;
    const QList<wire::HandshakeRemark> remarks = wire::judgeHandshake(exchange.request(), response);
    const auto hasRemarkAt = [&remarks](wire::ByteRange range) {
        return std::any_of(remarks.cbegin(), remarks.cend(),
                           [range](const wire::HandshakeRemark &remark) { return remark.range == range; });
    };
    for (const wire::HandshakeRemark &remark : remarks) {
        const bool isRemark = remark.breach == HandshakeBreach::ContentDeclared;
        notes.append({isRemark ? HandshakeNote::Mark::Info : HandshakeNote::Mark::Wrong,
                      lineAt(exchange.received, remark.range), handshakeText(remark.breach),
                      QStringLiteral("RFC 6455 section 4.1"), wire::Direction::Received, remark.range});
    }
    if (response.status != 101)
        return;
    if (!hasRemarkAt(response.statusLine))
        notes.append({HandshakeNote::Mark::Right,
                      lineAt(exchange.received, response.statusLine),
                      Words::tr("Required. The only status that opens a WebSocket."),
                      {},
                      wire::Direction::Received,
                      response.statusLine});
    const std::pair<const char *, QString> required[] = {
        {"Upgrade", Words::tr("Required. Case does not matter.")},
        {"Connection", Words::tr("Required. May hold other words too.")},
        {"Sec-WebSocket-Accept", Words::tr("Required. It is the right answer to this key.")},
    };
    for (const auto &[name, text] : required) {
        const wire::Header *header = response.headers.find(name);
        if (header && !hasRemarkAt(header->range))
            notes.append({HandshakeNote::Mark::Right,
                          lineAt(exchange.received, header->range),
                          text,
                          {},
                          wire::Direction::Received,
                          header->range});
    }
}

} // namespace

QString breachText(wire::Breach breach)
{
    switch (breach) {
    case wire::Breach::StatusLineMalformed:
        return Words::tr("The status line is malformed.");
    case wire::Breach::StatusLineNoReasonSpace:
        return Words::tr("The space behind the status code is missing.");
    case wire::Breach::StatusOutOfRange:
        return Words::tr("The status is outside 100 to 599.");
    case wire::Breach::BareLineFeed:
        return Words::tr("A line ends with LF alone, without CR.");
    case wire::Breach::BareCarriageReturn:
        return Words::tr("A CR stands inside a line.");
    case wire::Breach::NulByte:
        return Words::tr("A NUL byte stands in the head.");
    case wire::Breach::FieldWithoutColon:
        return Words::tr("A header line has no colon.");
    case wire::Breach::FieldNameEmpty:
        return Words::tr("A header has no name.");
    case wire::Breach::FieldNameInvalid:
        return Words::tr("A header name holds characters that are not allowed.");
    case wire::Breach::SpaceBeforeColon:
        return Words::tr("White space stands before the colon.");
    case wire::Breach::FoldedLine:
        return Words::tr("A header is folded over several lines, which is obsolete.");
    case wire::Breach::ControlInFieldValue:
        return Words::tr("A header value holds a control character.");
    case wire::Breach::ContentLengthInvalid:
        return Words::tr("Content-Length is not a number.");
    case wire::Breach::ContentLengthConflict:
        return Words::tr("Several Content-Length headers differ.");
    case wire::Breach::LengthAndChunked:
        return Words::tr("Content-Length stands beside Transfer-Encoding.");
    case wire::Breach::TransferEncodingUnknown:
        return Words::tr("The transfer coding is unknown, or chunked is not the last.");
    case wire::Breach::ChunkSizeInvalid:
        return Words::tr("The size of a chunk is not a number.");
    case wire::Breach::ChunkNotTerminated:
        return Words::tr("A chunk is not followed by a line end.");
    case wire::Breach::BodyTruncated:
        return Words::tr("The body ends before its declared length.");
    case wire::Breach::HeadTruncated:
        return Words::tr("The stream ends inside the head.");
    case wire::Breach::BytesAfterBody:
        return Words::tr("Bytes follow that nobody asked for.");
    case wire::Breach::BodyOnHead:
        return Words::tr("An answer to HEAD has a body.");
    case wire::Breach::TransferEncodingInHttp10:
        return Words::tr("Transfer-Encoding stands in an HTTP/1.0 answer.");
    case wire::Breach::HeadTooLarge:
        return Words::tr("The head is larger than Wirewise keeps.");
    case wire::Breach::BlankLineBeforeStatus:
        return Words::tr("An empty line stands before the status line.");
    case wire::Breach::ContentLengthRepeated:
        return Words::tr("Content-Length stands several times with the same value.");
    }
    return QString::fromUtf8(wire::toString(breach));
}

QList<HandshakeNote> notesOn(const observation::Exchange &exchange, const diagnosis::Finding *finding)
{
    QList<HandshakeNote> notes;
    if (finding) {
        for (const diagnosis::Evidence &evidence : finding->evidence) {
            if (evidence.probe != exchange.name() || evidence.inSession || evidence.range.isEmpty())
                continue;
            notes.append({HandshakeNote::Mark::Info,
                          evidence.text.left(LineLength),
                          evidence.says,
                          {},
                          evidence.direction,
                          evidence.range});
        }
    }
    if (!exchange.response)
        return notes;
    for (const wire::Anomaly &anomaly : exchange.response->anomalies) {
        notes.append({wire::isFatal(anomaly.breach) ? HandshakeNote::Mark::Wrong : HandshakeNote::Mark::Info,
                      lineAt(exchange.received, anomaly.range), breachText(anomaly.breach),
                      QString::fromUtf8(wire::sectionOf(anomaly.breach)), wire::Direction::Received,
                      anomaly.range});
    }
    if (exchange.probe.kind == observation::ProbeKind::Upgrade)
        addHandshake(exchange, notes);
    return notes;
}

std::optional<AcceptProof> acceptProof(const observation::Exchange &exchange)
{
    const wire::Request request = exchange.request();
    const QByteArray key = request.headers.value("Sec-WebSocket-Key");
    if (!exchange.response || exchange.status() != 101 || key.isEmpty())
        return std::nullopt;
    const QByteArray joined = key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
    AcceptProof proof;
    proof.key = observation::printable(key);
    proof.joined = QStringLiteral("258EAFA5-E914-47DA-95CA-C5AB0DC85B11");
    proof.digest = QString::fromLatin1(QCryptographicHash::hash(joined, QCryptographicHash::Sha1).toHex());
    const QByteArray expected = wire::acceptFor(key);
    const QByteArray received = exchange.response->headers.value("Sec-WebSocket-Accept");
    proof.expected = QString::fromLatin1(expected);
    proof.received = observation::printable(received, LineLength);
    proof.isRight = expected == received;
    return proof;
}

} // namespace wirewise::gui
