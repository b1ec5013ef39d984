#include "gui/messagereading.h"

#include "wire/dialects/cbor.h"
#include "wire/dialects/messagepack.h"

#include <QCoreApplication>

#include <algorithm>

namespace wirewise::gui {

namespace {

using wire::DataFormat;
using wire::Dialect;

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(MessageReading)
};

bool canBeTree(DataFormat format)
{
    return format == DataFormat::Json || format == DataFormat::MessagePack || format == DataFormat::Cbor;
}

QByteArray asJson(QByteArrayView data, DataFormat format)
{
    switch (format) {
    case DataFormat::Json:
        return data.toByteArray();
    case DataFormat::MessagePack: {
        const auto value = wire::readMessagePack(data);
        return value && value->used == data.size() ? value->json : QByteArray();
    }
    case DataFormat::Cbor:
        return wire::cborJson(data).value_or(QByteArray());
    case DataFormat::None:
    case DataFormat::Text:
    case DataFormat::Bytes:
        break;
    }
    return {};
}

void decode(const ReadingOrder &order, MessageReading &reading)
{
    reading.dialect = order.dialect;
    if (const wire::Decoder *decoder = wire::decoderOf(order.dialect))
        reading.packets = decoder->decode(order.opcode, order.payload);
    if (!reading.packets.isEmpty())
        return;
    const Dialect guessed = wire::guessDialect(order.opcode, order.payload);
    if (guessed == order.dialect)
        return;
    if (const wire::Decoder *decoder = wire::decoderOf(guessed)) {
        reading.packets = decoder->decode(order.opcode, order.payload);
        reading.dialect = guessed;
    }
}

int chosenPacket(const MessageReading &reading, int wanted)
{
    if (wanted >= 0 && wanted < reading.packets.size())
        return wanted;
    const auto found =
        std::find_if(reading.packets.cbegin(), reading.packets.cend(), [](const wire::Packet &packet) {
            return canBeTree(packet.format) && !packet.data.isEmpty();
        });
    return found == reading.packets.cend() ? -1 : static_cast<int>(found - reading.packets.cbegin());
}

} // namespace

MessageReading readMessage(const ReadingOrder &order)
{
    MessageReading reading;
    if (wire::isControl(order.opcode) || order.payload.isEmpty())
        return reading;
    if (order.payload.size() > ReadingOrder::LargeFrom && !order.large) {
        reading.dialect = order.dialect;
        reading.tooLarge = true;
        return reading;
    }
    decode(order, reading);
    reading.packet = chosenPacket(reading, order.packet);
    if (reading.packet >= 0) {
        const wire::Packet &packet = reading.packets.at(reading.packet);
        const qsizetype start = std::clamp<qsizetype>(packet.data.offset, 0, order.payload.size());
        const qsizetype length = std::clamp<qsizetype>(packet.data.length, 0, order.payload.size() - start);
        reading.json = asJson(QByteArrayView(order.payload).sliced(start, length), packet.format);
    } else if (order.opcode == wire::Opcode::Text && !wire::hasPackets(reading.dialect)) {
        reading.json = order.payload;
    }
    if (!reading.json.isEmpty())
        reading.tree = wire::JsonTree::parse(reading.json);
    return reading;
}

QString faultText(wire::JsonTree::Fault fault)
{
    using Fault = wire::JsonTree::Fault;
    switch (fault) {
    case Fault::None:
        return {};
    case Fault::Empty:
        return Words::tr("a value is expected");
    case Fault::UnexpectedByte:
        return Words::tr("this does not fit here");
    case Fault::BadNumber:
        return Words::tr("this is no number");
    case Fault::BadString:
        return Words::tr("this text has no end, or holds what it must not");
    case Fault::TextAfterValue:
        return Words::tr("nothing more is expected here");
    case Fault::TooDeep:
        return Words::tr("this nests deeper than 512 levels");
    case Fault::TooLarge:
        return Words::tr("there are more than 1,000,000 values");
    }
    return {};
}

std::pair<qsizetype, qsizetype> lineAndColumn(QByteArrayView text, qsizetype offset)
{
    const QByteArrayView before = text.first(std::clamp<qsizetype>(offset, 0, text.size()));
    const qsizetype lineStart = before.lastIndexOf('\n') + 1;
    return {before.count('\n') + 1, QString::fromUtf8(before.sliced(lineStart)).size() + 1};
}

} // namespace wirewise::gui
