// Contract of requestFromBytes: it never crashes; ranges lie within the bytes; a request whose names are
// tokens, written and read again, is the same.

#include "fuzz/fuzzing.h"

#include "wire/request.h"

using namespace wirewise;

namespace {

wire::Request withoutRanges(wire::Request request)
{
    wire::HeaderList headers;
    for (const wire::Header &header : request.headers)
        headers.append(header.name, header.value);
    request.headers = headers;
    return request;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QByteArray bytes = fuzz::view(data, size).toByteArray();
    const wire::Request request = wire::requestFromBytes(bytes);
    bool isWritable =
        wire::isToken(request.method) && !request.target.isEmpty() && !request.version.isEmpty();
    for (const wire::Header &header : request.headers) {
        fuzz::require(header.range.end() <= bytes.size() && header.valueRange.end() <= bytes.size(),
                      "range outside");
        isWritable = isWritable && wire::isToken(header.name);
    }
    // Other names may start a folded line or end one when they are written.
    if (!isWritable)
        return 0;
    const wire::Request again = wire::requestFromBytes(wire::toBytes(request));
    fuzz::require(withoutRanges(again) == withoutRanges(request), "written and read again it differs");
    return 0;
}
