#pragma once

#include "report/exportcase.h"

class QIODevice;

namespace wirewise::report {

/// Every exchange and every frame as packets that Wireshark dissects. Recorded are bytes and times; Ethernet,
/// IP and TCP around them are made anew, and the file says so. TLS is left out: what went over it stands in
/// the clear, on port 80. Messages are written as they were meant: one that came compressed is inflated and
/// has RSV1 0, which permessage-deflate allows for every message (RFC 7692 section 6); those sent are masked
/// with a key of their number, for the real one is not kept.
[[nodiscard]] bool writePcapng(const Case &exported, const MessagePages &pages, const ExportChoice &choice,
                               QIODevice &out);

} // namespace wirewise::report
