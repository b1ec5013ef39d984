#include "gui/compressionwords.h"

#include <QCoreApplication>

namespace wirewise::gui {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(wirewise::gui::Compression)
};

const observation::Exchange *answeredUpgrade(const observation::Observation &observation)
{
    const observation::Exchange *upgrade = observation.exchange(observation::ProbeKind::Upgrade);
    return upgrade && !upgrade->sent.isEmpty() && upgrade->status() == 101 ? upgrade : nullptr;
}

} // namespace

QString windowWords(int bits, bool takesOver)
{
    const qint64 bytes = qint64(1) << bits;
    const QString size =
        bytes < 1024 ? Words::tr("%1 bytes").arg(bytes) : Words::tr("%1 KiB").arg(bytes / 1024);
    return takesOver ? Words::tr("%1 kept from message to message").arg(size)
                     : Words::tr("%1 new for each message").arg(size);
}

std::optional<wire::DeflateAgreement> agreedDeflate(const observation::Observation &observation)
{
    const observation::Exchange *upgrade = answeredUpgrade(observation);
    if (!upgrade)
        return {};
    const wire::DeflateNegotiation negotiation =
        wire::negotiateDeflate(upgrade->request().headers, upgrade->response->headers);
    return negotiation.outcome == wire::DeflateNegotiation::Outcome::Agreed
               ? std::optional(negotiation.agreement)
               : std::nullopt;
}

QString compressionWords(const observation::Observation &observation)
{
    const observation::Exchange *upgrade = answeredUpgrade(observation);
    if (!upgrade)
        return {};
    if (const auto agreed = agreedDeflate(observation))
        return Words::tr("permessage-deflate: window of the server %1, of Wirewise %2")
            .arg(windowWords(agreed->serverWindowBits, agreed->serverTakesOver),
                 windowWords(agreed->clientWindowBits, agreed->clientTakesOver));
    return upgrade->request().headers.contains("Sec-WebSocket-Extensions")
               ? Words::tr("no compression: the server did not take the offer")
               : Words::tr("no compression was offered");
}

} // namespace wirewise::gui
