#pragma once

#include <QByteArray>
#include <QByteArrayView>

#include <memory>

struct z_stream_s;

namespace wirewise::wire {

/// The window of one direction of permessage-deflate (RFC 7692 section 7.2).
enum class ContextTakeover {
    Off, ///< every message starts with an empty window (section 7.1.1)
    On
};

/// Compresses the messages of one direction (RFC 7692 section 7.2.1). Takes about 256 KiB with the first one.
class Deflater
{
public:
    /// windowBits: 8 to 15. level: zlib's, 0 to 9, or -1 for its default.
    explicit Deflater(int windowBits = 15, ContextTakeover takeover = ContextTakeover::On, int level = -1);

    /// The payload for one whole message, without the last 00 00 FF FF; one byte for an empty message.
    [[nodiscard]] QByteArray compress(QByteArrayView message);

private:
    struct End
    {
        void operator()(z_stream_s *stream) const;
    };
    std::unique_ptr<z_stream_s, End> m_stream;
    int m_windowBits;
    int m_level;
    ContextTakeover m_takeover;
};

/// Inflates the messages of one direction as their bytes come (RFC 7692 section 7.2.2), never further than it
/// is allowed to. Takes about 70 KiB with the first message.
class Inflater
{
public:
    enum class Outcome {
        Fine,
        Invalid,   ///< these bytes are not DEFLATE, or reach back before the window
        TooLarge,  ///< there is more than there is room for; as much as fits was appended
        Unfinished ///< the message ends inside a block: a flush is missing, or 00 00 FF FF was not removed
    };
    struct Result
    {
        Outcome outcome = Outcome::Fine;
        qsizetype taken = 0; ///< bytes read; with Invalid the last of them is the offending one
    };

    explicit Inflater(ContextTakeover takeover = ContextTakeover::On);
    ~Inflater();
    Inflater(Inflater &&) noexcept;
    Inflater &operator=(Inflater &&) noexcept;

    /// Before the first bytes of every message.
    void begin();
    /// Appends to out what the bytes give, at most room bytes.
    [[nodiscard]] Result feed(QByteArrayView bytes, QByteArray *out, qint64 room);
    /// After the last bytes of the message.
    [[nodiscard]] Result finish(QByteArray *out, qint64 room);

private:
    struct Stream;
    [[nodiscard]] Result inflateAll(QByteArrayView bytes, QByteArray *out, qint64 room);
    std::unique_ptr<Stream> m_stream;
    ContextTakeover m_takeover;
    bool m_atBlockStart =
        true; ///< nothing was fed since the message began, or its last block was marked last
};

} // namespace wirewise::wire
