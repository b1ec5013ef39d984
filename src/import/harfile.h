#pragma once

#include "import/pasted.h"
#include "observation/exchange.h"

#include <QByteArray>
#include <QDateTime>
#include <QIODevice>
#include <QList>
#include <QString>

#include <functional>
#include <optional>

namespace wirewise::imports {

/// Largest HAR that is read, in bytes.
inline constexpr qint64 MaximumHarSize = qint64(2) * 1024 * 1024 * 1024;
/// More requests than these are named, not read.
inline constexpr qsizetype MaximumHarEntries = 100'000;

/// Of an experiment that Wirewise wrote into a HAR: what was changed, and whether it helped.
struct HarExperiment
{
    QString change, tellsApart;
    bool isControl = false, helps = false;
};

/// One request of a HAR 1.2 log (http://www.softwareishard.com/blog/har-12-spec/) with what Chrome, Firefox
/// and Wirewise add to it.
struct HarEntry
{
    qsizetype index = 0; ///< in the log, from 0
    QDateTime startedAt; ///< invalid where it is missing
    QByteArray method, url, httpVersion;
    QList<observation::HeaderPair> requestHeaders, responseHeaders;
    bool hasRequestBody = false;
    int status = 0; ///< 0: no answer
    QByteArray statusText;
    QByteArray networkError;  ///< "net::ERR_CONNECTION_REFUSED"
    QByteArray resourceType;  ///< "websocket", "xhr"
    QByteArray serverAddress; ///< without brackets
    observation::Timing timing;
    qint64 messages = 0; ///< in _webSocketMessages
    QByteArray body;     ///< of the answer, as far as it was asked for
    qint64 bodySize = 0; ///< in the HAR
    bool isBodyCut = false;

    /// What Wirewise wrote beside it: the exchange byte for byte.
    QByteArray probeName;
    std::optional<QByteArray> sent, received;
    std::optional<observation::Outcome> outcome;
    QString detail;
    std::optional<HarExperiment> experiment;

    [[nodiscard]] bool isWebSocket() const;
};

/// One element of _webSocketMessages.
struct HarMessage
{
    bool sent = false;
    double time = 0;     ///< seconds since 1970
    int opcode = 1;      ///< RFC 6455 section 5.2; -1 where Chrome notes an error
    QByteArray data;     ///< what was meant: base64 undone for all but texts
    bool isWhole = true; ///< false: longer than is kept, or not base64
    std::optional<qint64> wireSize;
    std::optional<int> frames;
    bool compressed = false;
};

/// What a HAR holds, without bodies and messages.
struct HarListing
{
    QString creator; ///< "WebInspector 537.36"
    QList<HarEntry> entries;
    QList<Part> left;    ///< what was not read, and why
    QString error;       ///< where the text stopped making sense; entries before that are kept
    bool isOurs = false; ///< written by Wirewise: the entries are the exchanges of one case
};

/// Reads what is in it, in memory that does not grow with bodies and messages. The device is at its start.
[[nodiscard]] HarListing listHar(QIODevice *device);

/// Gets an entry with its body; false ends the reading.
using HarEntrySink = std::function<bool(const HarEntry &entry)>;
/// Gets the messages of an entry, before the entry itself; false ends the reading.
using HarMessageSink = std::function<bool(qsizetype entry, const HarMessage &message)>;
/// Reads it all. What could not be read is the result; empty if all was.
[[nodiscard]] QString readHar(QIODevice *device, const HarEntrySink &onEntry,
                              const HarMessageSink &onMessage);

/// The request of an entry as an endpoint to check.
[[nodiscard]] PastedEndpoint endpointOf(const HarEntry &entry, const observation::Settings &base);

} // namespace wirewise::imports
