// Contract of the reader of k6's summaries: any bytes are taken without a crash; the result is a test with
// counts and times within their bounds, or a complaint; and the report of it can be written.

#include "fuzz/fuzzing.h"

#include "import/k6summary.h"
#include "report/load.h"

#include <QBuffer>

using namespace wirewise;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    QByteArray bytes = fuzz::view(data, size).toByteArray();
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::ReadOnly);
    static_cast<void>(imports::looksLikeK6Summary(&buffer));
    fuzz::require(buffer.pos() == 0, "the device is at its start again");
    const imports::K6Summary read = imports::readK6Summary(&buffer);
    if (!read.error.isEmpty())
        return 0;
    const observation::LoadTest &test = read.test;
    fuzz::require(test.opened >= 0 && test.failed >= 0 && test.dropped >= 0, "counts");
    for (const auto &time : {test.handshake.p95, test.handshake.worst, test.answer.median})
        fuzz::require(!time || *time >= observation::Duration(0), "times");
    fuzz::require(!report::toText(test, {}).isEmpty() && !report::jsonDocument(test).isEmpty(), "a report");
    return 0;
}
