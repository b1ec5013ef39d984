#pragma once

#include "report/instant.h"
#include "report/output.h"
#include "wire/byterange.h"

#include <QByteArray>

namespace wirewise::report {

/// Writes a pcapng file (draft-ietf-opsawg-pcapng): one section, one Ethernet, packets with their direction.
class CaptureFile
{
public:
    explicit CaptureFile(Output &out)
        : m_out(out)
    {
    }

    /// Before the first packet; the comment is for whoever opens the file.
    void writeHead(const QByteArray &comment);
    void writePacket(Instant at, wire::Direction direction, const QByteArray &packet,
                     const QByteArray &comment = {});
    [[nodiscard]] bool ok() const { return m_out.ok(); }

private:
    void writeBlock(quint32 type, const QByteArray &body);

    Output &m_out;
};

} // namespace wirewise::report
