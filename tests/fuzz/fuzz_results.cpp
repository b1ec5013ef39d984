// Contract of the reader of results: any bytes are taken without a crash; the same bytes in other portions
// give the same results and the same complaint; each result begins and ends as an object and fits its limit.

#include "fuzz/fuzzing.h"

#include "report/resultreader.h"

using namespace wirewise;
using report::ResultReader;

namespace {

struct Read
{
    QList<QByteArray> results;
    QString error;
    friend bool operator==(const Read &, const Read &) = default;
};

Read readIn(QByteArrayView bytes, qsizetype portion)
{
    ResultReader reader;
    Read read;
    for (qsizetype at = 0; at < bytes.size(); at += portion) {
        reader.feed(bytes.sliced(at, qMin(portion, bytes.size() - at)));
        read.results += reader.take();
    }
    reader.feedEnd();
    read.results += reader.take();
    read.error = reader.error();
    return read;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QByteArrayView bytes = fuzz::view(data, size);
    const Read whole = readIn(bytes, qMax<qsizetype>(bytes.size(), 1));
    fuzz::require(readIn(bytes, 1) == whole && readIn(bytes, 7) == whole, "other portions");
    qsizetype total = 0;
    for (const QByteArray &result : whole.results) {
        fuzz::require(result.startsWith('{') && result.endsWith('}'), "an object");
        total += result.size();
    }
    fuzz::require(total <= bytes.size(), "each byte once");
    return 0;
}
