#pragma once

#include "wire/byterange.h"

#include <QByteArray>
#include <QList>

namespace wirewise::wire {

/// A rule of RFC 9110/9112 that the bytes of a response break. The parser notes it and goes on.
enum class Breach {
    BlankLineBeforeStatus,    ///< RFC 9112 section 2.2: line ends ahead of the status line
    StatusLineMalformed,      ///< RFC 9112 section 4: not HTTP-version SP 3DIGIT SP reason
    StatusLineNoReasonSpace,  ///< RFC 9112 section 4: the space after the code is required
    StatusOutOfRange,         ///< RFC 9110 section 15: outside 100 to 599
    BareLineFeed,             ///< RFC 9112 section 2.2: LF without CR
    BareCarriageReturn,       ///< RFC 9112 section 2.2: CR without LF inside a line
    NulByte,                  ///< RFC 9110 section 5.5
    FieldWithoutColon,        ///< RFC 9112 section 5
    FieldNameEmpty,           ///< RFC 9112 section 5
    FieldNameInvalid,         ///< RFC 9110 section 5.1: not a token
    SpaceBeforeColon,         ///< RFC 9112 section 5.1
    FoldedLine,               ///< RFC 9112 section 5.2 (obs-fold)
    ControlInFieldValue,      ///< RFC 9110 section 5.5
    ContentLengthInvalid,     ///< RFC 9110 section 8.6
    ContentLengthConflict,    ///< RFC 9110 section 8.6: several that differ
    ContentLengthRepeated,    ///< RFC 9110 section 8.6: several that agree
    LengthAndChunked,         ///< RFC 9112 section 6.3: Content-Length beside Transfer-Encoding
    TransferEncodingUnknown,  ///< RFC 9112 section 6.1: chunked is not last, or an unknown coding
    ChunkSizeInvalid,         ///< RFC 9112 section 7.1
    ChunkNotTerminated,       ///< RFC 9112 section 7.1: no CRLF after the data
    BodyTruncated,            ///< RFC 9112 section 8: ended before its declared length
    HeadTruncated,            ///< RFC 9112 section 8: ended inside the head
    BytesAfterBody,           ///< bytes after the end of a response that nobody asked for
    BodyOnHead,               ///< RFC 9110 section 9.3.2: content in an answer to HEAD
    TransferEncodingInHttp10, ///< RFC 9112 section 6.1
    HeadTooLarge,             ///< our own limit
};

/// One breach, at the bytes that show it. Offsets count from the first byte received.
struct Anomaly
{
    Breach breach = Breach::StatusLineMalformed;
    ByteRange range;

    friend bool operator==(const Anomaly &, const Anomaly &) = default;
};

/// Stable word for JSON and files, for example "field-without-colon".
QByteArray toString(Breach breach);
/// The section that is broken, for example "RFC 9112 section 5"; empty for a limit of our own.
QByteArray sectionOf(Breach breach);
/// How many anomalies one response keeps; the first ones.
inline constexpr qsizetype MaxAnomalies = 256;
/// Appends unless the list is full.
void note(QList<Anomaly> &anomalies, Breach breach, ByteRange range);

/// True where a strict client must give up; false where only form suffers (obs-fold, bare LF, …).
bool isFatal(Breach breach);

} // namespace wirewise::wire
