#include "cli/conformancescene.h"

#include <QtEndian>

#include <array>

#include <zlib.h>

namespace wirewise::tests {

QByteArray frame(int opcode, const QByteArray &payload, Fin fin, int reserved)
{
    QByteArray bytes(1, static_cast<char>((fin == Fin::Last ? 0x80 : 0) | reserved << 4 | opcode));
    if (payload.size() < 126) {
        bytes.append(static_cast<char>(payload.size()));
    } else if (payload.size() < 65536) {
        bytes.append(char(126)).append(2, '\0');
        qToBigEndian(static_cast<quint16>(payload.size()), bytes.data() + 2);
    } else {
        bytes.append(char(127)).append(8, '\0');
        qToBigEndian(static_cast<quint64>(payload.size()), bytes.data() + 2);
    }
    return bytes + payload;
}

QByteArray inFrames(int opcode, const QByteArray &payload, qsizetype size)
{
    QByteArray bytes;
    for (qsizetype at = 0; at < payload.size(); at += size)
        bytes += frame(at == 0 ? opcode : Continuation, payload.mid(at, size),
                       at + size >= payload.size() ? Fin::Last : Fin::More);
    return bytes;
}

QByteArray closeBody(int code, const QByteArray &reason)
{
    QByteArray body(2, '\0');
    qToBigEndian(static_cast<quint16>(code), body.data());
    return body + reason;
}

// ---- Deflate

QByteArray DeflateTerms::header() const
{
    if (!agreed)
        return {};
    QByteArray text = "permessage-deflate";
    if (serverForgets)
        text += "; server_no_context_takeover";
    if (clientForgets)
        text += "; client_no_context_takeover";
    if (serverBits > 0)
        text += "; server_max_window_bits=" + QByteArray::number(serverBits);
    if (clientBits > 0)
        text += "; client_max_window_bits=" + QByteArray::number(clientBits);
    return text;
}

RawDeflate::RawDeflate(const DeflateTerms &terms)
    : m_terms(terms)
    , m_out(std::make_unique<z_stream>())
    , m_in(std::make_unique<z_stream>())
{
    const int serverBits = terms.serverBits > 0 ? qMax(9, terms.serverBits) : 15;
    const int clientBits = terms.clientBits > 0 ? terms.clientBits : 15;
    if (deflateInit2(m_out.get(), 6, Z_DEFLATED, -serverBits, 8, Z_DEFAULT_STRATEGY) != Z_OK ||
        inflateInit2(m_in.get(), -clientBits) != Z_OK)
        qFatal("zlib");
}

RawDeflate::~RawDeflate()
{
    deflateEnd(m_out.get());
    inflateEnd(m_in.get());
}

QByteArray RawDeflate::compress(const QByteArray &message)
{
    if (m_terms.serverForgets)
        deflateReset(m_out.get());
    if (message.isEmpty())
        return QByteArray(1, '\0');
    QByteArray bytes(
        static_cast<qsizetype>(deflateBound(m_out.get(), static_cast<uLong>(message.size()))) + 64, '\0');
    m_out->next_in = reinterpret_cast<Bytef *>(const_cast<char *>(message.constData()));
    m_out->avail_in = static_cast<uInt>(message.size());
    m_out->next_out = reinterpret_cast<Bytef *>(bytes.data());
    m_out->avail_out = static_cast<uInt>(bytes.size());
    deflate(m_out.get(), Z_SYNC_FLUSH);
    bytes.chop(static_cast<qsizetype>(m_out->avail_out));
    Q_ASSERT(bytes.endsWith(QByteArray("\0\0\xff\xff", 4)));
    bytes.chop(4);
    return bytes;
}

QByteArray RawDeflate::inflate(QByteArray bytes, bool *ok)
{
    if (m_terms.clientForgets)
        inflateReset(m_in.get());
    bytes += QByteArray("\0\0\xff\xff", 4);
    QByteArray message;
    // In small steps zlib cannot reach further back than the window and one step.
    std::array<char, 32> step;
    m_in->next_in = reinterpret_cast<Bytef *>(bytes.data());
    m_in->avail_in = static_cast<uInt>(bytes.size());
    int told = Z_OK;
    do {
        m_in->next_out = reinterpret_cast<Bytef *>(step.data());
        m_in->avail_out = step.size();
        told = ::inflate(m_in.get(), Z_SYNC_FLUSH);
        message.append(step.data(), static_cast<qsizetype>(step.size() - m_in->avail_out));
    } while (told == Z_OK && m_in->avail_out == 0);
    *ok = told == Z_OK || told == Z_BUF_ERROR;
    return message;
}

// ---- Scene

Scene &Scene::send(const QByteArray &bytes)
{
    steps.append({bytes, m_gate});
    return *this;
}

Scene &Scene::chopped(const QByteArray &bytes, qsizetype size)
{
    for (qsizetype at = 0; at < bytes.size(); at += size)
        send(bytes.mid(at, size));
    return *this;
}

Scene &Scene::expect(int opcode, const QByteArray &payload)
{
    expected.append({opcode, payload, false});
    return *this;
}

Scene &Scene::echoed(int opcode, const QByteArray &payload)
{
    return send(frame(opcode, payload)).expect(opcode, payload);
}

Scene &Scene::pinged(const QByteArray &payload)
{
    return send(frame(Ping, payload)).expect(Pong, payload);
}

Scene &Scene::pause()
{
    m_gate = expected.size();
    return *this;
}

void Scene::ends()
{
    pause().send(frame(Close, closeBody(1000))).expect(Close, closeBody(1000));
}

void Scene::fails(int code)
{
    expected.append({Close, closeBody(code), true});
    status = 1;
}

void Scene::refused()
{
    opens = false;
    tcpEnd = TcpEnd::Client;
    status = 1;
}

} // namespace wirewise::tests
