// Contract of the frame reader and writer: they never crash; a head that is whole, written again with its
// payload, gives the same bytes where its length is minimal; masking twice is nothing, in any portions; the
// UTF-8 check says the same in any portions and agrees with a plain decoder.

#include "fuzz/fuzzing.h"

#include "wire/framereader.h"
#include "wire/utf8.h"

#include <QStringDecoder>

using namespace wirewise;

namespace {

void checkFrame(QByteArrayView bytes)
{
    const std::optional<wire::FrameHead> head = wire::readFrameHead(bytes, 0);
    fuzz::require(head.has_value() == (bytes.size() >= 2), "a head needs two bytes");
    if (!head || !head->isWhole || head->payloadLength > static_cast<quint64>(bytes.size() - head->size))
        return;
    const auto length = static_cast<qsizetype>(head->payloadLength);
    const bool isMinimal = head->shortLength == 126   ? length >= 126
                           : head->shortLength == 127 ? length > 0xFFFF
                                                      : true;
    wire::Frame frame = head->frame;
    frame.payload = bytes.sliced(head->size, length).toByteArray();
    if (frame.mask)
        wire::applyMask(frame.payload.data(), length, *frame.mask);
    const QByteArray again = wire::toBytes(frame);
    fuzz::require(!isMinimal || again == bytes.first(head->size + length), "written again it differs");
}

void checkMask(QByteArrayView bytes, qsizetype cut)
{
    const std::array<quint8, 4> mask{0x12, 0x00, 0xFF, 0x7A};
    QByteArray whole = bytes.toByteArray();
    wire::applyMask(whole.data(), whole.size(), mask);
    QByteArray pieces = bytes.toByteArray();
    cut = qMin(cut, pieces.size());
    wire::applyMask(pieces.data(), cut, mask);
    wire::applyMask(pieces.data() + cut, pieces.size() - cut, mask, cut);
    fuzz::require(whole == pieces, "masked in pieces it differs");
    for (qsizetype i = 0; i < whole.size(); ++i)
        fuzz::require(static_cast<quint8>(whole[i]) ==
                          (static_cast<quint8>(bytes[i]) ^ mask[static_cast<std::size_t>(i & 3)]),
                      "masked wrong");
}

void checkUtf8(QByteArrayView bytes, qsizetype cut)
{
    wire::Utf8Validator whole;
    whole.feed(bytes);
    wire::Utf8Validator pieces;
    cut = qMin(cut, bytes.size());
    pieces.feed(bytes.first(cut));
    pieces.feed(bytes.sliced(cut));
    fuzz::require(whole.isValid() == pieces.isValid() && whole.mayEnd() == pieces.mayEnd() &&
                      whole.validLength() == pieces.validLength(),
                  "UTF-8 in pieces differs");
    QStringDecoder decoder(QStringDecoder::Utf8,
                           QStringDecoder::Flag::Stateless | QStringDecoder::Flag::ConvertInitialBom);
    const QString text = decoder(bytes);
    fuzz::require(text.isNull() || wire::isValidUtf8(bytes) == !decoder.hasError(), "UTF-8 judged unlike Qt");
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    QByteArrayView bytes = fuzz::view(data, size);
    const quint8 choice = fuzz::takeChoice(&bytes);
    checkFrame(bytes);
    checkMask(bytes, choice);
    checkUtf8(bytes, choice);
    return 0;
}
