#pragma once

#include "wire/extension.h"

namespace wirewise::wire {

/// The parameters of permessage-deflate in an offer or in an answer (RFC 7692 section 7.1).
struct DeflateParameters
{
    bool serverNoContextTakeover = false;
    bool clientNoContextTakeover = false;
    std::optional<int> serverMaxWindowBits; ///< 8 to 15
    std::optional<int> clientMaxWindowBits; ///< 8 to 15
    /// client_max_window_bits stands there, with or without a value: the server may limit our window.
    bool limitsClientWindow = false;

    friend bool operator==(const DeflateParameters &, const DeflateParameters &) = default;
};
/// For example "permessage-deflate; client_max_window_bits". Several offers are joined by ", ".
[[nodiscard]] QByteArray toHeaderValue(const DeflateParameters &parameters);

/// What both ends keep to once it is negotiated.
struct DeflateAgreement
{
    int serverWindowBits = 15; ///< 8 to 15: the largest window of what the server compresses
    int clientWindowBits = 15;
    bool serverTakesOver = true; ///< the server's window lives on from one message to the next
    bool clientTakesOver = true;

    friend bool operator==(const DeflateAgreement &, const DeflateAgreement &) = default;
};

/// What is wrong with an answer. The client must fail the connection (RFC 7692 section 7.1).
enum class DeflateRefusal {
    HeaderRepeated,     ///< RFC 6455 section 11.3.2: more than one header in an answer
    Malformed,          ///< RFC 6455 section 9.1
    NotOffered,         ///< RFC 6455 section 4.1
    AcceptedTwice,      ///< RFC 7692 section 5
    ParameterUnknown,   ///< section 7.1
    ParameterRepeated,  ///< section 7.1
    ValueUnexpected,    ///< section 7.1.1: a no_context_takeover parameter has none
    ValueInvalid,       ///< section 7.1.2: not a number from 8 to 15 without leading zero
    TakeoverNotGivenUp, ///< section 7.1.1.1: offered, and not in the answer
    ServerWindow,       ///< section 7.1.2.1: offered, and larger or missing in the answer
    ClientWindow,       ///< section 7.1.2.2: not offered, or larger than offered
};
QByteArray toString(DeflateRefusal refusal);
/// For example "RFC 7692 section 7.1.2".
QByteArray sectionOf(DeflateRefusal refusal);

struct DeflateRemark
{
    DeflateRefusal refusal = DeflateRefusal::Malformed;
    ByteRange range; ///< in the received bytes

    friend bool operator==(const DeflateRemark &, const DeflateRemark &) = default;
};

/// What became of permessage-deflate in one opening handshake.
struct DeflateNegotiation
{
    enum class Outcome {
        NotUsed, ///< the answer does not choose it
        Agreed,
        Failed ///< the client must fail the connection (close code 1010 tells a server why)
    };
    Outcome outcome = Outcome::NotUsed;
    DeflateAgreement agreement;   ///< only with Agreed
    QList<DeflateRemark> remarks; ///< only with Failed; of the offer that the answer comes nearest to
};

/// The client's judgement of an answer to its offers, whoever wrote them. Other extensions are left to
/// judgeHandshake().
[[nodiscard]] DeflateNegotiation negotiateDeflate(const HeaderList &request, const HeaderList &response);

/// What a server sends for the first offer that it can take, and what follows from it.
struct DeflateAnswer
{
    QByteArray headerValue;
    DeflateAgreement agreement;
};
/// The server's part (section 5): offers with anything wrong are declined, the first other one is taken.
/// wanted: what the server asks for beyond the offer, as far as the offer allows it.
[[nodiscard]] std::optional<DeflateAnswer> answerDeflate(const HeaderList &request,
                                                         const DeflateParameters &wanted = {});

} // namespace wirewise::wire
