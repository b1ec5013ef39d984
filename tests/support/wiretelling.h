#pragma once

#include "support/feeding.h"

#include "wire/conversation.h"
#include "wire/response.h"

#include <QByteArray>

namespace wirewise::test {

inline QByteArray tell(wire::ByteRange range)
{
    return '@' + QByteArray::number(range.offset) + '+' + QByteArray::number(range.length);
}

inline QByteArray tell(const wire::HeaderList &headers)
{
    QByteArray text;
    for (const wire::Header &header : headers)
        text += " [" + header.name + '=' + header.value + tell(header.range) + tell(header.valueRange) + ']';
    return text;
}

inline QByteArray tell(const QList<wire::Anomaly> &anomalies)
{
    QByteArray text;
    for (const wire::Anomaly &anomaly : anomalies)
        text += ' ' + toString(anomaly.breach) + tell(anomaly.range);
    return text.trimmed();
}

/// All that a response says, so that two of them are equal exactly if their texts are.
inline QByteArray tell(const wire::Response &response)
{
    return response.version + '|' + QByteArray::number(response.status) + '|' + response.reason + "|line" +
           tell(response.statusLine) + "|head" + tell(response.head) + '|' + tell(response.headers) + '|' +
           toString(response.framing) + "|body" + tell(response.bodyRange) + '=' + response.body + '|' +
           tell(response.trailers) + "|end" + QByteArray::number(static_cast<int>(response.end)) + '|' +
           tell(response.anomalies);
}

inline QByteArray tell(const wire::ResponseEvent &event)
{
    return "kind" + QByteArray::number(static_cast<int>(event.kind)) + ' ' + tell(event.response);
}

inline QByteArray tell(const wire::Frame &frame)
{
    return QByteArray(frame.fin ? "F" : "-") + (frame.rsv1 ? "1" : "") + (frame.rsv2 ? "2" : "") +
           (frame.rsv3 ? "3" : "") + (frame.mask ? "m" : "") + ' ' + toString(frame.opcode) +
           tell(frame.range) + '/' + QByteArray::number(frame.headerLength) + '=' + frame.payload;
}

inline QByteArray tell(const wire::ConversationEvent &event)
{
    struct Teller
    {
        QByteArray operator()(const wire::FrameReceived &e) const
        {
            return "frame " + tell(e.frame) +
                   (e.inflatedSize ? " inflates to " + QByteArray::number(*e.inflatedSize) : QByteArray());
        }
        QByteArray operator()(const wire::MessageReceived &e) const
        {
            const QByteArray size = e.compressed ? " deflated " + QByteArray::number(e.wirePayload) + ' ' +
                                                       QByteArray::number(e.wireSize)
                                                 : QByteArray();
            return "message " + toString(e.opcode) + tell(e.range) + '/' + QByteArray::number(e.frames) +
                   size + '=' + e.payload;
        }
        QByteArray operator()(const wire::PingReceived &e) const { return "ping " + e.payload; }
        QByteArray operator()(const wire::PongReceived &e) const { return "pong " + e.payload; }
        QByteArray operator()(const wire::CloseReceived &e) const
        {
            return "close " + (e.code ? QByteArray::number(*e.code) : QByteArray("none")) + ' ' + e.reason;
        }
        QByteArray operator()(const wire::ProtocolBreach &e) const
        {
            return "breach " + toString(e.breach) + tell(e.range) +
                   (e.inflated
                        ? " inflated " + QByteArray::number(e.inflated->offset) + '=' + e.inflated->bytes
                        : QByteArray());
        }
        QByteArray operator()(const wire::StreamEnded &e) const
        {
            return QByteArray("ended") + (e.afterClose ? " after close" : "") +
                   (e.insideFrame ? " inside frame" : "");
        }
    };
    return std::visit(Teller(), event);
}

/// What a listener makes of it: messages, those in place without a copy if wanted, what else comes between
/// them, and of the frames only the one that broke a rule.
inline QByteArrayList heard(wire::Conversation &conversation, bool inPlace)
{
    QByteArrayList told;
    const auto add = [&told](wire::Opcode opcode, bool compressed, qint64 wireSize, QByteArrayView payload) {
        told.append(toString(opcode) + (compressed ? " deflated " : " ") + QByteArray::number(wireSize) +
                    '=' + payload.toByteArray());
    };
    QByteArray frame;
    for (bool goesOn = true; goesOn;) {
        for (bool found = inPlace; found;) {
            const auto run = conversation.nextInPlace();
            for (const wire::MessageInPlace &message : run)
                add(message.opcode, message.compressed, message.wireSize, message.payload);
            found = !run.empty();
        }
        const auto event = conversation.next();
        goesOn = event.has_value();
        if (!event)
            continue;
        if (const auto *message = std::get_if<wire::MessageReceived>(&*event)) {
            add(message->opcode, message->compressed, message->wireSize, message->payload);
        } else if (std::holds_alternative<wire::FrameReceived>(*event)) {
            frame = tell(*event);
        } else {
            told.append(std::holds_alternative<wire::ProtocolBreach>(*event) ? frame + ' ' + tell(*event)
                                                                             : tell(*event));
        }
    }
    return told;
}

/// Runs a response parser over the pieces; at the end of the stream the final state is told as well.
inline Told runResponse(const QByteArray &method, wire::ResponseParser::Limits limits,
                        const QList<QByteArrayView> &pieces, bool end)
{
    wire::ResponseParser parser(method, limits);
    Told told;
    const auto drain = [&] {
        while (const auto event = parser.next())
            told.events.append(tell(*event));
    };
    for (const QByteArrayView piece : pieces) {
        parser.feed(piece);
        drain();
    }
    if (end) {
        parser.feedEnd();
        drain();
        if (const wire::Response *response = parser.current())
            told.events.append("finally " + tell(*response));
    }
    told.rest = parser.takeRest();
    return told;
}

/// Runs one end of a WebSocket over the pieces; what it wrote by itself is the rest.
inline Told runConversation(wire::Conversation::Role role, wire::Conversation::Limits limits,
                            const QList<QByteArrayView> &pieces, bool end,
                            const std::optional<wire::DeflateAgreement> &deflate = {})
{
    wire::Conversation conversation(role, limits);
    if (deflate)
        conversation.setDeflate(*deflate);
    conversation.setMaskSource([] { return std::array<quint8, 4>{1, 2, 3, 4}; });
    Told told;
    const auto drain = [&] {
        while (const auto event = conversation.next())
            told.events.append(tell(*event));
        told.rest += conversation.takeOutgoing();
    };
    for (const QByteArrayView piece : pieces) {
        conversation.receive(piece);
        drain();
    }
    if (end) {
        conversation.receiveEnd();
        drain();
    }
    return told;
}

} // namespace wirewise::test
