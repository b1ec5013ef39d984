#include "wire/deflate.h"

#include <zlib.h>

#include <array>
#include <limits>

namespace wirewise::wire {

namespace {

/// RFC 7692 section 7.2.1: what a flush ends with, and what is not sent
constexpr std::array<char, 4> Tail{'\x00', '\x00', '\xFF', '\xFF'};
constexpr qsizetype OutputStep = 16 * 1024;
/// zlib counts input in unsigned int.
constexpr qsizetype LargestInput = std::numeric_limits<int>::max();

void setInput(z_stream *stream, QByteArrayView bytes)
{
    // zlib only reads through next_in.
    stream->next_in = reinterpret_cast<Bytef *>(const_cast<char *>(bytes.data()));
    stream->avail_in = static_cast<uInt>(bytes.size());
}

void demand(int zlibResult)
{
    if (zlibResult != Z_OK)
        qBadAlloc(); // with sound arguments only memory can be missing
}

/// How zlib tells where inflating stands: bits left of the last byte, 128 between two blocks.
bool isBetweenBlocks(const z_stream &stream)
{
    return (stream.data_type & ~64) == 128;
}

} // namespace

// ---- Deflater

void Deflater::End::operator()(z_stream_s *stream) const
{
    deflateEnd(stream);
    delete stream;
}

Deflater::Deflater(int windowBits, ContextTakeover takeover, int level)
    // zlib knows no raw window of 2^8. With 2^9 it reaches back at most 512 - 262 = 250 bytes, which fits.
    : m_windowBits(qBound(9, windowBits, 15))
    , m_level(qBound(-1, level, 9))
    , m_takeover(takeover)
{
}

QByteArray Deflater::compress(QByteArrayView message)
{
    // RFC 7692 section 7.2.3.6: the head of an empty block; zlib would not flush twice at one place
    if (message.isEmpty())
        return QByteArray(1, '\0');
    if (!m_stream) {
        auto fresh = std::make_unique<z_stream>();
        demand(deflateInit2(fresh.get(), m_level, Z_DEFLATED, -m_windowBits, 8, Z_DEFAULT_STRATEGY));
        m_stream.reset(fresh.release());
    } else if (m_takeover == ContextTakeover::Off) {
        deflateReset(m_stream.get());
    }
    QByteArray out;
    std::array<char, OutputStep> step;
    while (!message.isEmpty()) {
        const QByteArrayView part = message.first(qMin(message.size(), LargestInput));
        message = message.sliced(part.size());
        setInput(m_stream.get(), part);
        do {
            m_stream->next_out = reinterpret_cast<Bytef *>(step.data());
            m_stream->avail_out = OutputStep;
            deflate(m_stream.get(), message.isEmpty() ? Z_SYNC_FLUSH : Z_NO_FLUSH);
            out.append(step.data(), OutputStep - static_cast<qsizetype>(m_stream->avail_out));
        } while (m_stream->avail_out == 0);
    }
    out.chop(static_cast<qsizetype>(Tail.size()));
    return out;
}

// ---- Inflater

struct Inflater::Stream
{
    Stream()
    {
        // The full window whatever was agreed: a peer that reaches too far back is still read, and what is
        // read does not depend on the portions in which it comes.
        demand(inflateInit2(&z, -MAX_WBITS));
    }
    ~Stream() { inflateEnd(&z); }
    Q_DISABLE_COPY_MOVE(Stream)

    z_stream z{};
    std::array<char, OutputStep> step;
};

Inflater::Inflater(ContextTakeover takeover)
    : m_takeover(takeover)
{
}
Inflater::~Inflater() = default;
Inflater::Inflater(Inflater &&) noexcept = default;
Inflater &Inflater::operator=(Inflater &&) noexcept = default;

void Inflater::begin()
{
    if (!m_stream)
        m_stream = std::make_unique<Stream>();
    else if (m_takeover == ContextTakeover::Off)
        inflateReset(&m_stream->z);
    m_atBlockStart = true;
}

Inflater::Result Inflater::feed(QByteArrayView bytes, QByteArray *out, qint64 room)
{
    Result whole;
    while (!bytes.isEmpty() && whole.outcome == Outcome::Fine) {
        const QByteArrayView part = bytes.first(qMin(bytes.size(), LargestInput));
        const qsizetype before = out->size();
        const Result result = inflateAll(part, out, room);
        room -= out->size() - before;
        whole = {result.outcome, whole.taken + result.taken};
        bytes = bytes.sliced(part.size());
    }
    return whole;
}

Inflater::Result Inflater::finish(QByteArray *out, qint64 room)
{
    // A message of no bytes, or one that ends with a block marked as the last, needs no tail.
    if (m_atBlockStart)
        return {};
    // RFC 7692 section 7.2.2: the tail is put back
    Result result = inflateAll(Tail, out, room);
    const bool isWhole = m_atBlockStart || isBetweenBlocks(m_stream->z);
    if (result.outcome == Outcome::Invalid || (result.outcome == Outcome::Fine && !isWhole))
        result.outcome = Outcome::Unfinished;
    return result;
}

Inflater::Result Inflater::inflateAll(QByteArrayView bytes, QByteArray *out, qint64 room)
{
    z_stream &z = m_stream->z;
    setInput(&z, bytes);
    const auto taken = [&] { return bytes.size() - static_cast<qsizetype>(z.avail_in); };
    for (;;) {
        // Where out has the memory already nothing is copied; else it shall not take more than it needs.
        const qsizetype before = out->size();
        const qsizetype spare = out->capacity() - before;
        const bool isDirect = spare >= OutputStep;
        // One byte more than there is room for shows that there is more.
        const auto space =
            static_cast<uInt>(qMin<qint64>(isDirect ? qMin(spare, LargestInput) : OutputStep, room + 1));
        if (isDirect)
            out->resize(before + space);
        z.next_out = reinterpret_cast<Bytef *>(isDirect ? out->data() + before : m_stream->step.data());
        z.avail_out = space;
        const uInt had = z.avail_in;
        const int told = inflate(&z, Z_SYNC_FLUSH);
        const qint64 made = space - z.avail_out;
        if (isDirect)
            out->resize(before + qMin(made, room));
        else
            out->append(m_stream->step.data(), qMin(made, room));
        if (made > room)
            return {Outcome::TooLarge, taken()};
        room -= made;
        if (z.avail_in != had)
            m_atBlockStart = false;
        if (told == Z_MEM_ERROR)
            qBadAlloc();
        if (told == Z_STREAM_END) {
            // RFC 7692 section 7.2.3.4: after a block marked as the last another may follow, at the next
            // whole byte, and reach back into what came before
            inflateResetKeep(&z);
            m_atBlockStart = true;
            if (z.avail_in == 0)
                return {Outcome::Fine, taken()};
        } else if (told != Z_OK && told != Z_BUF_ERROR) {
            return {Outcome::Invalid, taken()};
        } else if (z.avail_out != 0) {
            return {Outcome::Fine, taken()}; // there was space left: all input is used up
        }
    }
}

} // namespace wirewise::wire
