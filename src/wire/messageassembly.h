#pragma once

#include "wire/conversation.h"
#include "wire/deflate.h"
#include "wire/utf8.h"

namespace wirewise::wire {

/// The data message whose frames are coming: inflates and judges their bytes as they come, and joins them.
/// Memory: the message, bounded by the limit.
class MessageAssembly
{
public:
    /// limit: bytes of a message, inflated.
    explicit MessageAssembly(qint64 limit)
        : m_limit(limit)
    {
    }
    void setInflater(Inflater inflater) { m_inflater = std::move(inflater); }
    [[nodiscard]] qint64 limit() const { return m_limit; }
    [[nodiscard]] bool inflates() const { return m_inflater.has_value(); }

    /// Between the first frame of a message and its end.
    [[nodiscard]] bool isOpen() const { return m_isOpen; }
    /// How long the payload of this data frame may be.
    [[nodiscard]] qint64 roomFor(const Frame &frame) const;

    /// The whole payload of a compressed message that is one frame, where no other message is open; appends
    /// what it inflates to. False, and nothing appended, if it is wrong: then it has to be taken as any
    /// other, beginFrame() next, which judges it.
    [[nodiscard]] bool inflateInPlace(Opcode opcode, QByteArrayView payload, QByteArray *out);

    /// At the head of every data frame.
    void beginFrame(const Frame &frame);

    /// What is wrong with the bytes of a payload.
    struct Fault
    {
        FrameBreach breach = FrameBreach::InvalidUtf8;
        std::optional<qsizetype> at; ///< of the offending byte, where it is one of those just taken
    };
    /// The next bytes of the frame's payload, unmasked.
    [[nodiscard]] std::optional<Fault> take(QByteArrayView piece);
    /// At the end of every data frame, which now has its payload and range. Gives what it inflated to, if it
    /// was compressed.
    std::optional<qint64> endFrame(const Frame &frame);
    /// After the last frame; what is wrong with the message as a whole.
    [[nodiscard]] std::optional<FrameBreach> finish();
    [[nodiscard]] MessageReceived takeMessage();
    /// The message's last inflated bytes and their place, after a fault in what was inflated.
    [[nodiscard]] std::optional<InflatedPlace> placeInflated() const;
    /// Gives its memory back.
    void drop();

private:
    /// What a message inflated to that proved wrong in place: an inflater cannot go back.
    struct Tried
    {
        QByteArray bytes;
        qsizetype fed = 0; ///< of them: before the message's end was told
        Inflater::Result feed, finish;
    };

    [[nodiscard]] std::optional<Fault> inflate(QByteArrayView piece);
    [[nodiscard]] std::optional<FrameBreach> judgeInflated(qsizetype before, Inflater::Outcome outcome);
    [[nodiscard]] bool isText() const { return m_message.opcode == Opcode::Text; }
    [[nodiscard]] qint64 room() const { return m_limit - m_message.payload.size(); }

    qint64 m_limit;
    std::optional<Inflater> m_inflater;
    std::optional<Tried> m_tried; ///< the message that begins next, or the one that is open
    bool m_isOpen = false;
    MessageReceived m_message;
    Utf8Validator m_utf8;
    qsizetype m_frameStart = 0; ///< in the payload
    bool m_badUtf8 = false;
};

} // namespace wirewise::wire
