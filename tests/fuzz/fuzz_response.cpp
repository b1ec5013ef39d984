// Contract of ResponseParser: it never crashes; head, body and rest never pass their limits; the same bytes
// in other portions tell the same events; every range lies within what was fed; the bytes before the end and
// the rest together are all that came, unless a limit cut them.

#include "fuzz/fuzzing.h"
#include "support/wiretelling.h"

using namespace wirewise;

namespace {

constexpr wire::ResponseParser::Limits Small{512, 1024};

void checkRanges(const wire::Response &response, qint64 fed)
{
    const auto inside = [fed](wire::ByteRange range) {
        return range.offset >= 0 && range.length >= 0 && range.end() <= fed;
    };
    fuzz::require(inside(response.statusLine) && inside(response.head) && inside(response.bodyRange),
                  "part outside");
    for (const wire::HeaderList *headers : {&response.headers, &response.trailers}) {
        for (const wire::Header &header : *headers)
            fuzz::require(inside(header.range) && inside(header.valueRange), "header outside");
    }
    for (const wire::Anomaly &anomaly : response.anomalies)
        fuzz::require(inside(anomaly.range), "anomaly outside: " + toString(anomaly.breach));
    fuzz::require(response.anomalies.size() <= wire::MaxAnomalies, "too many anomalies");
    fuzz::require(response.head.length <= Small.head, "head over its limit");
    fuzz::require(response.body.size() <= Small.body, "body over its limit");
}

void checkLimits(const QByteArray &method, QByteArrayView bytes)
{
    wire::ResponseParser parser(method, Small);
    parser.feed(bytes);
    parser.feedEnd();
    bool notHttp = false;
    qint64 interim = 0;
    while (const auto event = parser.next()) {
        checkRanges(event->response, bytes.size());
        notHttp = notHttp || event->kind == wire::ResponseEvent::Kind::NotHttp;
        if (event->kind == wire::ResponseEvent::Kind::Interim)
            interim += event->response.head.length;
    }
    fuzz::require(interim <= Small.head, "interim answers over their limit");
    const QByteArray rest = parser.takeRest();
    const wire::Response *response = parser.current();
    if (notHttp) {
        fuzz::require(rest == bytes.first(qMin<qsizetype>(bytes.size(), rest.size())),
                      "rest is not the stream");
        fuzz::require(rest.size() == qMin<qint64>(bytes.size(), qMax<qint64>(Small.body, 16)) ||
                          bytes.size() > Small.body,
                      "bytes lost");
    }
    if (!response)
        return;
    checkRanges(*response, bytes.size());
    if (response->end == wire::ResponseEnd::Complete) {
        const qint64 end = qMax(response->head.end(), response->bodyRange.end());
        const QByteArrayView after = bytes.sliced(end);
        fuzz::require(after.startsWith(rest), "rest is not what follows the answer");
        fuzz::require(rest.size() == after.size() || rest.size() >= Small.body, "rest lost");
    } else {
        fuzz::require(rest.isEmpty(), "rest without an end");
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    QByteArrayView bytes = fuzz::view(data, size);
    const quint8 choice = fuzz::takeChoice(&bytes);
    const QByteArray method = (choice & 3) == 0 ? "HEAD" : (choice & 3) == 1 ? "CONNECT" : "GET";
    const bool end = (choice & 4) != 0;
    const auto run = [&method](const QList<QByteArrayView> &pieces, bool streamEnds) {
        return test::runResponse(method, Small, pieces, streamEnds);
    };
    fuzz::requireSameHoweverFed(bytes, 2 + (choice >> 3), end, run);
    checkLimits(method, bytes);
    return 0;
}
