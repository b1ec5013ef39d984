#pragma once

#include "diagnosis/finding.h"
#include "observation/exchange.h"
#include "observation/sessionfacts.h"
#include "wire/byterange.h"

#include <QByteArray>
#include <QList>
#include <QString>

namespace wirewise::gui {

/// Evidence in a section: its number and where it stands.
struct ByteMark
{
    int number = 1;
    wire::ByteRange range;

    friend bool operator==(const ByteMark &, const ByteMark &) = default;
};

/// A line that the handshake requires, right or wrong.
struct LineMark
{
    enum class Kind { Tick, Cross };
    qint64 offset = 0; ///< of the line's first byte
    Kind kind = Kind::Tick;
    QString note; ///< tool tip

    friend bool operator==(const LineMark &, const LineMark &) = default;
};

/// A stretch of bytes under one heading: what was sent, what was received, a frame.
struct ByteSection
{
    wire::Direction direction = wire::Direction::Sent;
    QString title;  ///< "Sent", "Received"
    QString counts; ///< "334 bytes"; "nothing yet"
    QString facts;  ///< at the right: "TLS 1.3 to 203.0.113.24:443"
    QByteArray bytes;
    qint64 head = 0;   ///< so many first bytes are an HTTP head: start line strong, header names coloured
    QString emptyText; ///< shown instead of bytes
    QList<ByteMark> evidence;
    QList<LineMark> lines;
    QByteArray probe;       ///< the exchange it belongs to
    bool inSession = false; ///< SessionFacts::stream, not the exchange

    friend bool operator==(const ByteSection &, const ByteSection &) = default;
};

/// Sent and Received of an exchange, with the evidence of the finding that lies in it (numbered as in the
/// finding, from 1) and ticks or crosses for an upgrade. finding may be null.
[[nodiscard]] QList<ByteSection> sectionsOf(const observation::Exchange &exchange,
                                            const diagnosis::Finding *finding);
/// The stream after the upgrade as a third section.
[[nodiscard]] ByteSection sessionSection(const QByteArray &probe, const observation::SessionFacts &session,
                                         const diagnosis::Finding *finding);
/// "1 byte", "1,021 bytes"
[[nodiscard]] QString byteCount(qint64 bytes);

} // namespace wirewise::gui
