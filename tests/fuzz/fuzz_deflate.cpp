// Contract of permessage-deflate: whatever stands in the headers, ranges lie inside them, what is agreed is
// possible, and an answer of ours is accepted by the client that made the offer. Whatever is inflated, it
// never passes its room, the same bytes in other portions give the same bytes and the same verdict, and what
// came out, compressed and inflated again, is itself.

#include "fuzz/fuzzing.h"

#include "wire/deflate.h"
#include "wire/deflatenegotiation.h"

using namespace wirewise;

namespace {

constexpr qint64 Room = 20'000;

wire::HeaderList headerOf(QByteArrayView value)
{
    return {{"Sec-WebSocket-Extensions", value.toByteArray(), {0, value.size()}, {0, value.size()}}};
}

void checkAgreement(const wire::DeflateAgreement &agreement)
{
    for (const int bits : {agreement.serverWindowBits, agreement.clientWindowBits})
        fuzz::require(bits >= 8 && bits <= 15, "an impossible window");
}

void checkHeaders(QByteArrayView bytes)
{
    const qsizetype cut = qMax<qsizetype>(0, bytes.indexOf('\n'));
    const wire::HeaderList offer = headerOf(bytes.first(cut));
    const QByteArrayView answer = bytes.sliced(cut);
    const wire::DeflateNegotiation found = wire::negotiateDeflate(offer, headerOf(answer));
    for (const wire::DeflateRemark &remark : found.remarks)
        fuzz::require(!remark.range.isEmpty() && remark.range.offset >= 0 &&
                          remark.range.end() <= answer.size(),
                      "a remark outside");
    fuzz::require(found.remarks.isEmpty() == (found.outcome != wire::DeflateNegotiation::Outcome::Failed),
                  "failed without a reason");
    checkAgreement(found.agreement);
    if (const auto own = wire::answerDeflate(offer, {false, true, 9, 10, true})) {
        const wire::DeflateNegotiation heard = wire::negotiateDeflate(offer, headerOf(own->headerValue));
        fuzz::require(heard.outcome == wire::DeflateNegotiation::Outcome::Agreed &&
                          heard.agreement == own->agreement,
                      "our own answer is refused");
        checkAgreement(own->agreement);
    }
}

/// Messages inflated one after the other; the verdicts, with the place where it tells one.
test::Told inflateAll(const QList<QByteArrayView> &messages, qsizetype portion,
                      wire::ContextTakeover takeover)
{
    wire::Inflater inflater(takeover);
    test::Told told;
    for (const QByteArrayView message : messages) {
        inflater.begin();
        QByteArray out;
        wire::Inflater::Result result;
        qsizetype taken = 0;
        for (const QByteArrayView piece : test::inPieces(message, portion)) {
            result = inflater.feed(piece, &out, Room - out.size());
            taken += result.taken;
            if (result.outcome != wire::Inflater::Outcome::Fine)
                break;
        }
        if (result.outcome == wire::Inflater::Outcome::Fine)
            result = inflater.finish(&out, Room - out.size());
        fuzz::require(out.size() <= Room, "inflated over its room");
        const bool isExact = result.outcome == wire::Inflater::Outcome::Invalid;
        told.events.append(QByteArray::number(static_cast<int>(result.outcome)) +
                           (isExact ? QByteArray::number(taken) : QByteArray()));
        told.rest += out;
        if (result.outcome != wire::Inflater::Outcome::Fine)
            break;
    }
    return told;
}

void checkInflating(QByteArrayView bytes, quint8 choice)
{
    const auto takeover = (choice & 2) != 0 ? wire::ContextTakeover::On : wire::ContextTakeover::Off;
    const qsizetype cut = bytes.size() * (choice >> 4) / 16;
    const QList<QByteArrayView> messages{bytes.first(cut), bytes.sliced(cut)};
    const test::Told whole = inflateAll(messages, qMax<qsizetype>(1, bytes.size()), takeover);
    for (const qsizetype portion : {1, 2 + (choice >> 2)}) {
        const QByteArray found =
            test::feeding::difference(whole, inflateAll(messages, portion, takeover), "in portions");
        fuzz::require(found.isEmpty(), found);
    }
}

void checkBackAgain(QByteArrayView bytes, quint8 choice)
{
    const auto takeover = (choice & 2) != 0 ? wire::ContextTakeover::On : wire::ContextTakeover::Off;
    wire::Deflater deflater(8 + (choice >> 5), takeover, (choice >> 2) % 10);
    const QByteArray first = deflater.compress(bytes);
    const QByteArray second = deflater.compress(bytes);
    const test::Told told = inflateAll({first, second}, 1 + (choice >> 4), takeover);
    fuzz::require(told.rest == bytes.toByteArray() + bytes || bytes.size() > Room, "not itself again");
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    QByteArrayView bytes = fuzz::view(data, size);
    const quint8 choice = fuzz::takeChoice(&bytes);
    if ((choice & 1) != 0) {
        checkHeaders(bytes);
        return 0;
    }
    checkInflating(bytes, choice);
    checkBackAgain(bytes, choice);
    return 0;
}
