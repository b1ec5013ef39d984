#include "wire/anomaly.h"

#include <array>

namespace wirewise::wire {

namespace {

struct BreachRow
{
    Breach breach;
    const char *word;
    const char *section;
    bool fatal;
};

constexpr std::array Rows{
    BreachRow{Breach::BlankLineBeforeStatus, "blank-line-before-status", "RFC 9112 section 2.2", false},
    BreachRow{Breach::StatusLineMalformed, "status-line-malformed", "RFC 9112 section 4", true},
    BreachRow{Breach::StatusLineNoReasonSpace, "status-line-no-reason-space", "RFC 9112 section 4", false},
    BreachRow{Breach::StatusOutOfRange, "status-out-of-range", "RFC 9110 section 15", false},
    BreachRow{Breach::BareLineFeed, "bare-line-feed", "RFC 9112 section 2.2", false},
    BreachRow{Breach::BareCarriageReturn, "bare-carriage-return", "RFC 9112 section 2.2", false},
    BreachRow{Breach::NulByte, "nul-byte", "RFC 9110 section 5.5", true},
    BreachRow{Breach::FieldWithoutColon, "field-without-colon", "RFC 9112 section 5", true},
    BreachRow{Breach::FieldNameEmpty, "field-name-empty", "RFC 9112 section 5", true},
    BreachRow{Breach::FieldNameInvalid, "field-name-invalid", "RFC 9110 section 5.1", true},
    BreachRow{Breach::SpaceBeforeColon, "space-before-colon", "RFC 9112 section 5.1", false},
    BreachRow{Breach::FoldedLine, "folded-line", "RFC 9112 section 5.2", false},
    BreachRow{Breach::ControlInFieldValue, "control-in-field-value", "RFC 9110 section 5.5", false},
    BreachRow{Breach::ContentLengthInvalid, "content-length-invalid", "RFC 9110 section 8.6", true},
    BreachRow{Breach::ContentLengthConflict, "content-length-conflict", "RFC 9110 section 8.6", true},
    BreachRow{Breach::ContentLengthRepeated, "content-length-repeated", "RFC 9110 section 8.6", false},
    BreachRow{Breach::LengthAndChunked, "length-and-chunked", "RFC 9112 section 6.3", false},
    BreachRow{Breach::TransferEncodingUnknown, "transfer-encoding-unknown", "RFC 9112 section 6.1", true},
    BreachRow{Breach::ChunkSizeInvalid, "chunk-size-invalid", "RFC 9112 section 7.1", true},
    BreachRow{Breach::ChunkNotTerminated, "chunk-not-terminated", "RFC 9112 section 7.1", true},
    BreachRow{Breach::BodyTruncated, "body-truncated", "RFC 9112 section 8", true},
    BreachRow{Breach::HeadTruncated, "head-truncated", "RFC 9112 section 8", true},
    BreachRow{Breach::BytesAfterBody, "bytes-after-body", "RFC 9112 section 6.3", false},
    BreachRow{Breach::BodyOnHead, "body-on-head", "RFC 9110 section 9.3.2", false},
    BreachRow{Breach::TransferEncodingInHttp10, "transfer-encoding-in-http10", "RFC 9112 section 6.1", false},
    BreachRow{Breach::HeadTooLarge, "head-too-large", "", true},
};

const BreachRow &rowOf(Breach breach)
{
    for (const BreachRow &row : Rows) {
        if (row.breach == breach)
            return row;
    }
    return Rows.front();
}

} // namespace

void note(QList<Anomaly> &anomalies, Breach breach, ByteRange range)
{
    if (anomalies.size() < MaxAnomalies)
        anomalies.append({breach, range});
}

QByteArray toString(Breach breach)
{
    return rowOf(breach).word;
}

QByteArray sectionOf(Breach breach)
{
    return rowOf(breach).section;
}

bool isFatal(Breach breach)
{
    return rowOf(breach).fatal;
}

} // namespace wirewise::wire
