#include "wire/deflatenegotiation.h"

#include <array>

namespace wirewise::wire {

namespace {

constexpr QByteArrayView ExtensionName = "permessage-deflate";
constexpr int MinWindowBits = 8, MaxWindowBits = 15;

enum class Side { Offer, Answer };

/// The parameters of one element and what is wrong with them by themselves.
struct Reading
{
    DeflateParameters parameters;
    QList<DeflateRemark> remarks;
    ByteRange serverWindow, clientWindow; ///< where they stand, if they do
    ByteRange whole;
};

/// RFC 7692 section 7.1.2: 8 to 15, without leading zeroes
std::optional<int> windowBits(const std::optional<QByteArray> &value)
{
    static constexpr std::array<const char *, 8> Words{"8", "9", "10", "11", "12", "13", "14", "15"};
    for (std::size_t i = 0; value && i < Words.size(); ++i) {
        if (*value == Words[i])
            return MinWindowBits + static_cast<int>(i);
    }
    return {};
}

class ParameterReader
{
public:
    ParameterReader(const Extension &extension, Side side)
        : m_extension(extension)
        , m_side(side)
    {
    }

    Reading read()
    {
        m_reading.whole = m_extension.range;
        QList<QByteArray> seen;
        for (const ExtensionParameter &parameter : m_extension.parameters) {
            const QByteArray name = parameter.name.toLower();
            // RFC 7692 section 7.1: several of one name
            if (seen.contains(name))
                remark(DeflateRefusal::ParameterRepeated, parameter);
            else
                take(name, parameter);
            seen.append(name);
        }
        if (m_extension.malformed)
            m_reading.remarks.append({DeflateRefusal::Malformed, *m_extension.malformed});
        return m_reading;
    }

private:
    void take(const QByteArray &name, const ExtensionParameter &parameter)
    {
        DeflateParameters &parameters = m_reading.parameters;
        if (name == "server_no_context_takeover") {
            takeFlag(parameter, &parameters.serverNoContextTakeover);
        } else if (name == "client_no_context_takeover") {
            takeFlag(parameter, &parameters.clientNoContextTakeover);
        } else if (name == "server_max_window_bits") {
            m_reading.serverWindow = parameter.range;
            takeBits(parameter, &parameters.serverMaxWindowBits);
        } else if (name == "client_max_window_bits") {
            m_reading.clientWindow = parameter.range;
            parameters.limitsClientWindow = true;
            // RFC 7692 section 7.1.2.2: an offer may leave the value out
            if (parameter.value || m_side == Side::Answer)
                takeBits(parameter, &parameters.clientMaxWindowBits);
        } else {
            remark(DeflateRefusal::ParameterUnknown, parameter);
        }
    }

    // RFC 7692 section 7.1.1.1 and 7.1.1.2: no value
    void takeFlag(const ExtensionParameter &parameter, bool *flag)
    {
        *flag = true;
        if (parameter.value)
            remark(DeflateRefusal::ValueUnexpected, parameter);
    }

    void takeBits(const ExtensionParameter &parameter, std::optional<int> *bits)
    {
        *bits = windowBits(parameter.value);
        if (!*bits)
            remark(DeflateRefusal::ValueInvalid, parameter);
    }

    void remark(DeflateRefusal refusal, const ExtensionParameter &parameter)
    {
        m_reading.remarks.append({refusal, parameter.range});
    }

    const Extension &m_extension;
    Side m_side;
    Reading m_reading;
};

/// What in the answer does not follow from this offer.
QList<DeflateRemark> compare(const DeflateParameters &offer, const Reading &answer)
{
    QList<DeflateRemark> remarks;
    const DeflateParameters &given = answer.parameters;
    // RFC 7692 section 7.1.1.1: a server accepts it by including it
    if (offer.serverNoContextTakeover && !given.serverNoContextTakeover)
        remarks.append({DeflateRefusal::TakeoverNotGivenUp, answer.whole});
    // RFC 7692 section 7.1.2.1: a server accepts it with the same or a smaller value
    if (offer.serverMaxWindowBits) {
        if (answer.serverWindow.isEmpty())
            remarks.append({DeflateRefusal::ServerWindow, answer.whole});
        else if (given.serverMaxWindowBits.value_or(0) > *offer.serverMaxWindowBits)
            remarks.append({DeflateRefusal::ServerWindow, answer.serverWindow});
    }
    // RFC 7692 section 7.1.2.2: only if offered, and not above a value that was offered
    const bool isLarger = given.clientMaxWindowBits.value_or(0) > offer.clientMaxWindowBits.value_or(15);
    if (given.limitsClientWindow && (!offer.limitsClientWindow || isLarger))
        remarks.append({DeflateRefusal::ClientWindow, answer.clientWindow});
    return remarks;
}

DeflateAgreement agreed(const DeflateParameters &offer, const DeflateParameters &answer)
{
    DeflateAgreement agreement;
    agreement.serverWindowBits = answer.serverMaxWindowBits.value_or(MaxWindowBits);
    // RFC 7692 section 7.1.1.2 and 7.1.2.2: the client keeps to its own hints, whatever the answer says
    agreement.clientWindowBits = qMin(answer.clientMaxWindowBits.value_or(MaxWindowBits),
                                      offer.clientMaxWindowBits.value_or(MaxWindowBits));
    agreement.serverTakesOver = !answer.serverNoContextTakeover;
    agreement.clientTakesOver = !answer.clientNoContextTakeover && !offer.clientNoContextTakeover;
    return agreement;
}

QList<Extension> deflateAmong(const HeaderList &headers)
{
    QList<Extension> found = readExtensions(headers);
    found.removeIf([](const Extension &extension) { return !extension.isNamed(ExtensionName); });
    return found;
}

/// The offers in which nothing is wrong.
QList<DeflateParameters> soundOffers(const HeaderList &request)
{
    QList<DeflateParameters> offers;
    for (const Extension &extension : deflateAmong(request)) {
        const Reading reading = ParameterReader(extension, Side::Offer).read();
        if (reading.remarks.isEmpty())
            offers.append(reading.parameters);
    }
    return offers;
}

} // namespace

QByteArray toHeaderValue(const DeflateParameters &parameters)
{
    QByteArray text = ExtensionName.toByteArray();
    if (parameters.serverNoContextTakeover)
        text += "; server_no_context_takeover";
    if (parameters.clientNoContextTakeover)
        text += "; client_no_context_takeover";
    if (parameters.serverMaxWindowBits)
        text += "; server_max_window_bits=" + QByteArray::number(*parameters.serverMaxWindowBits);
    if (parameters.clientMaxWindowBits)
        text += "; client_max_window_bits=" + QByteArray::number(*parameters.clientMaxWindowBits);
    else if (parameters.limitsClientWindow)
        text += "; client_max_window_bits";
    return text;
}

DeflateNegotiation negotiateDeflate(const HeaderList &request, const HeaderList &response)
{
    const QList<Extension> chosen = deflateAmong(response);
    if (chosen.isEmpty())
        return {};
    const Reading answer = ParameterReader(chosen.constFirst(), Side::Answer).read();
    QList<DeflateRemark> remarks;
    // RFC 6455 section 11.3.2
    const QList<Header> headers = response.all("Sec-WebSocket-Extensions");
    if (headers.size() > 1)
        remarks.append({DeflateRefusal::HeaderRepeated, headers.at(1).range});
    // RFC 7692 section 5: one offer is accepted
    if (chosen.size() > 1)
        remarks.append({DeflateRefusal::AcceptedTwice, chosen.at(1).range});
    remarks += answer.remarks;

    const QList<DeflateParameters> offers = soundOffers(request);
    if (offers.isEmpty())
        remarks.append({DeflateRefusal::NotOffered, answer.whole});
    const DeflateParameters *nearest = nullptr;
    QList<DeflateRemark> differences;
    for (const DeflateParameters &offer : offers) {
        const QList<DeflateRemark> found = compare(offer, answer);
        if (!nearest || found.size() < differences.size()) {
            nearest = &offer;
            differences = found;
        }
    }
    remarks += differences;
    if (!remarks.isEmpty() || !nearest)
        return {DeflateNegotiation::Outcome::Failed, {}, remarks};
    return {DeflateNegotiation::Outcome::Agreed, agreed(*nearest, answer.parameters), {}};
}

std::optional<DeflateAnswer> answerDeflate(const HeaderList &request, const DeflateParameters &wanted)
{
    const QList<DeflateParameters> offers = soundOffers(request);
    if (offers.isEmpty())
        return {};
    const DeflateParameters &offer = offers.constFirst();
    DeflateParameters answer;
    answer.serverNoContextTakeover = offer.serverNoContextTakeover || wanted.serverNoContextTakeover;
    answer.clientNoContextTakeover = offer.clientNoContextTakeover || wanted.clientNoContextTakeover;
    if (offer.serverMaxWindowBits || wanted.serverMaxWindowBits)
        answer.serverMaxWindowBits = qMin(offer.serverMaxWindowBits.value_or(MaxWindowBits),
                                          wanted.serverMaxWindowBits.value_or(MaxWindowBits));
    // RFC 7692 section 7.1.2.2: not without an offer
    if (offer.limitsClientWindow && (offer.clientMaxWindowBits || wanted.clientMaxWindowBits)) {
        answer.limitsClientWindow = true;
        answer.clientMaxWindowBits = qMin(offer.clientMaxWindowBits.value_or(MaxWindowBits),
                                          wanted.clientMaxWindowBits.value_or(MaxWindowBits));
    }
    return DeflateAnswer{toHeaderValue(answer), agreed(offer, answer)};
}

QByteArray toString(DeflateRefusal refusal)
{
    static constexpr std::array Words{"header-repeated",  "malformed",         "not-offered",
                                      "accepted-twice",   "parameter-unknown", "parameter-repeated",
                                      "value-unexpected", "value-invalid",     "takeover-not-given-up",
                                      "server-window",    "client-window"};
    return Words.at(static_cast<std::size_t>(refusal));
}

QByteArray sectionOf(DeflateRefusal refusal)
{
    static constexpr std::array Sections{
        "RFC 6455 section 11.3.2",  "RFC 6455 section 9.1",    "RFC 6455 section 4.1",
        "RFC 7692 section 5",       "RFC 7692 section 7.1",    "RFC 7692 section 7.1",
        "RFC 7692 section 7.1.1",   "RFC 7692 section 7.1.2",  "RFC 7692 section 7.1.1.1",
        "RFC 7692 section 7.1.2.1", "RFC 7692 section 7.1.2.2"};
    return Sections.at(static_cast<std::size_t>(refusal));
}

} // namespace wirewise::wire
