// Contract of the reader of HAR files: bytes in other portions give the same entries, messages and words;
// what is rebuilt of an entry are heads whose lines come from it alone.

#include "fuzz/fuzzing.h"

#include "import/harexchange.h"
#include "import/harfile.h"

#include <QBuffer>

using namespace wirewise;

namespace {

/// Hands its bytes out in small pieces.
class Dripping : public QIODevice
{
public:
    Dripping(QByteArrayView bytes, qsizetype piece)
        : m_bytes(bytes)
        , m_piece(piece)
    {
        open(QIODevice::ReadOnly | QIODevice::Unbuffered);
    }
    [[nodiscard]] bool isSequential() const override { return true; }

protected:
    qint64 readData(char *data, qint64 most) override
    {
        const qint64 count = std::min({most, qint64(m_piece), qint64(m_bytes.size() - m_at)});
        std::copy_n(m_bytes.data() + m_at, count, data);
        m_at += count;
        return count;
    }
    qint64 writeData(const char *, qint64) override { return -1; }

private:
    QByteArrayView m_bytes;
    qsizetype m_piece;
    qsizetype m_at = 0;
};

QByteArray told(QIODevice *device)
{
    QByteArray text;
    QStringList remarks;
    const QString error = imports::readHar(
        device,
        [&](const imports::HarEntry &entry) {
            const observation::Exchange exchange = imports::exchangeOf(entry, remarks);
            text += exchange.sent + exchange.received + QByteArray::number(entry.messages) + '\n';
            fuzz::require(!imports::endpointOf(entry, {}).parts.isEmpty(), "parts");
            return true;
        },
        [&](qsizetype, const imports::HarMessage &message) {
            text += message.data + '\n';
            return true;
        });
    return text + error.toUtf8() + remarks.join(QLatin1Char('\n')).toUtf8();
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    QByteArrayView bytes = fuzz::view(data, size);
    // The encoding is guessed from the first bytes, which a file hands out together.
    const qsizetype piece = 4 + fuzz::takeChoice(&bytes) % 60;
    QBuffer whole;
    whole.setData(bytes.toByteArray());
    whole.open(QIODevice::ReadOnly);
    Dripping dripping(bytes, piece);
    fuzz::require(told(&whole) == told(&dripping), "the same in pieces");
    return 0;
}
