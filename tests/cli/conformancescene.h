#pragma once

#include <QByteArray>
#include <QList>

#include <functional>
#include <memory>

struct z_stream_s;

namespace wirewise::tests {

/// RFC 6455 section 5.2. Written anew for the tests, so that no mistake is made twice alike.
enum Op : quint8 { Continuation = 0, Text = 1, Binary = 2, Close = 8, Ping = 9, Pong = 10 };
constexpr quint8 Rsv1 = 4, Rsv2 = 2, Rsv3 = 1;
enum class Fin { Last, More };

[[nodiscard]] QByteArray frame(int opcode, const QByteArray &payload, Fin fin = Fin::Last, int reserved = 0);
/// The message cut into frames of so many payload bytes.
[[nodiscard]] QByteArray inFrames(int opcode, const QByteArray &payload, qsizetype size);
[[nodiscard]] QByteArray closeBody(int code, const QByteArray &reason = {});

/// What a server agreed to (RFC 7692 section 7.1).
struct DeflateTerms
{
    bool agreed = false;
    bool serverForgets = false, clientForgets = false;
    int serverBits = 0, clientBits = 0; ///< 0: not said

    [[nodiscard]] QByteArray header() const;
};

/// The server's end of permessage-deflate, on zlib itself.
class RawDeflate
{
public:
    explicit RawDeflate(const DeflateTerms &terms);
    ~RawDeflate();
    RawDeflate(const RawDeflate &) = delete;
    RawDeflate &operator=(const RawDeflate &) = delete;

    [[nodiscard]] QByteArray compress(const QByteArray &message);
    /// Strict about the client's window; ok is false if the bytes do not fit it or are no deflate.
    [[nodiscard]] QByteArray inflate(QByteArray bytes, bool *ok);

private:
    DeflateTerms m_terms;
    std::unique_ptr<z_stream_s> m_out, m_in;
};

/// What a server sends and what must come back for it, in this order and nothing else.
struct Scene
{
    struct Step
    {
        QByteArray bytes;
        qsizetype after = 0; ///< sent once so many of the expected items have come
    };
    struct Item
    {
        int opcode = 0;
        QByteArray payload;
        bool codeOnly = false; ///< of a Close: the reason is not compared
    };
    enum class TcpEnd {
        Server,   ///< the server ends TCP as soon as it has the client's Close
        Patient,  ///< the server waits a little first: the client must leave that to it
        Client,   ///< the server does nothing: the client must leave on its own
        Half,     ///< the server ends its direction behind its last byte, and reads on
        Unlooked, ///< the server ends TCP without any Close
    };

    /// The answer to the handshake, where it is not the usual one; "%ACCEPT%" stands for the digest.
    QByteArray head;
    qsizetype headChop = 0; ///< bytes of each write of the head; 0: all in one, with the first step behind it
    bool opens = true;      ///< whether a client takes this answer
    DeflateTerms terms;
    QList<Step> steps;
    QList<Item> expected;
    TcpEnd tcpEnd = TcpEnd::Server;
    int status = 0; ///< of the program

    /// Each call is a write of its own.
    Scene &send(const QByteArray &bytes);
    Scene &chopped(const QByteArray &bytes, qsizetype size);
    Scene &expect(int opcode, const QByteArray &payload);
    Scene &echoed(int opcode, const QByteArray &payload);
    Scene &pinged(const QByteArray &payload);
    /// What follows is sent once all that is expected so far has come.
    Scene &pause();
    /// The server closes with 1000 and must get that back.
    void ends();
    /// The client must fail the connection with this code.
    void fails(int code);
    /// The client must not take the answer to the handshake: it ends TCP and sends no byte.
    void refused();

private:
    qsizetype m_gate = 0;
};

struct ConformanceCase
{
    QByteArray name;
    std::function<void(Scene &)> play;
};

/// Named after what they are about: "framing", "ping", … each with its number.
[[nodiscard]] QList<ConformanceCase> handshakeCases();
[[nodiscard]] QList<ConformanceCase> framingCases();
[[nodiscard]] QList<ConformanceCase> fragmentCases();
[[nodiscard]] QList<ConformanceCase> utf8Cases();
[[nodiscard]] QList<ConformanceCase> closeCases();
[[nodiscard]] QList<ConformanceCase> limitCases();
[[nodiscard]] QList<ConformanceCase> deflateCases();

} // namespace wirewise::tests
