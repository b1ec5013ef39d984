#include "import/harfile.h"

#include "import/endpointbuilder.h"
#include "import/harreader.h"
#include "wire/headerlist.h"

#include <QCoreApplication>

#include <algorithm>

namespace wirewise::imports {

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(wirewise::imports::Har)
};

/// Of the body of one answer, and of the data of one message as it stands in the HAR: what a session keeps.
constexpr qsizetype LargestBody = 16 * 1024 * 1024;
constexpr qsizetype LargestMessage = 96 * 1024 * 1024;
/// Of all entries together, in a listing.
constexpr qint64 LargestListing = 256 * 1024 * 1024;

/// What is seen before the first byte is read as JSON.
QString reasonToRefuse(QIODevice *device)
{
    if (!device->isSequential() && device->size() > MaximumHarSize)
        return Texts::tr(
            "The HAR has more than 2 GiB. Record again with the Network panel's filter on WS, or "
            "without the answers' contents.");
    const QByteArray start = device->peek(4);
    if (start.startsWith("\x1F\x8B"))
        return Texts::tr("The file is compressed with gzip. Unpack it first: gunzip FILE.");
    if (start.startsWith("PK\x03\x04"))
        return Texts::tr("The file is a ZIP archive. Unpack it first, and choose the .har inside.");
    return {};
}

qint64 sizeOf(const HarEntry &entry)
{
    qint64 size = entry.url.size() + qint64(sizeof(HarEntry));
    for (const auto *headers : {&entry.requestHeaders, &entry.responseHeaders}) {
        for (const observation::HeaderPair &header : *headers)
            size += header.first.size() + header.second.size() + qint64(sizeof(observation::HeaderPair));
    }
    return size;
}

} // namespace

bool HarEntry::isWebSocket() const
{
    const bool byScheme = url.startsWith("ws://") || url.startsWith("wss://") || resourceType == "websocket";
    return byScheme || messages > 0 ||
           std::any_of(requestHeaders.begin(), requestHeaders.end(),
                       [](const observation::HeaderPair &header) {
                           return wire::equalsIgnoringCase(header.first, "Upgrade") &&
                                  wire::equalsIgnoringCase(header.second, "websocket");
                       });
}

HarListing listHar(QIODevice *device)
{
    HarListing listing;
    listing.error = reasonToRefuse(device);
    if (!listing.error.isEmpty())
        return listing;
    qint64 size = 0;
    qint64 tooMany = 0;
    const HarEntrySink keep = [&](const HarEntry &entry) {
        size += sizeOf(entry);
        if (size > LargestListing)
            ++tooMany;
        else
            listing.entries.append(entry);
        return true;
    };
    HarReader reader(device, {0, 512}, keep, nullptr);
    listing.error = reader.read();
    listing.creator = reader.creator();
    listing.isOurs = reader.isOurs();
    if (const qint64 left = reader.leftEntries() + tooMany; left > 0)
        listing.left.append(
            {Part::Fate::Left,
             Texts::tr("%L1 requests").arg(left),
             {},
             Texts::tr("more than are read at once; record fewer, or filter them in the browser")});
    return listing;
}

QString readHar(QIODevice *device, const HarEntrySink &onEntry, const HarMessageSink &onMessage)
{
    if (const QString reason = reasonToRefuse(device); !reason.isEmpty())
        return reason;
    return HarReader(device, {LargestBody, LargestMessage}, onEntry, onMessage).read();
}

PastedEndpoint endpointOf(const HarEntry &entry, const observation::Settings &base)
{
    EndpointBuilder builder(base);
    builder.setAddress(Texts::tr("url"), entry.url);
    if (!entry.method.isEmpty())
        builder.method(Texts::tr("method"), entry.method.toUpper());
    // Whatever the browser offered goes on top of nothing.
    for (const observation::HeaderPair &header : entry.requestHeaders)
        builder.header(QString::fromUtf8(header.first), header.first, header.second);
    if (entry.hasRequestBody)
        builder.body(Texts::tr("postData"), {});
    if (entry.messages > 0)
        builder.implied(
            Texts::tr("messages"), QByteArray::number(entry.messages),
            Texts::tr("they come with the session that can be made of this request; a check sends "
                      "none of them"));
    return std::move(builder).build();
}

} // namespace wirewise::imports
