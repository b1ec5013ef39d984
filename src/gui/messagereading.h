#pragma once

#include "wire/dialectguess.h"
#include "wire/json.h"

#include <QByteArray>
#include <QList>
#include <QString>

namespace wirewise::gui {

/// What shall be read.
struct ReadingOrder
{
    /// A tree of more is made only on request.
    static constexpr qsizetype LargeFrom = 4 * 1024 * 1024;

    wire::Opcode opcode = wire::Opcode::Text;
    QByteArray payload;
    wire::Dialect dialect = wire::Dialect::Unknown; ///< of the session; Unknown: guess
    int packet = -1;                                ///< whose data; -1: the first that carries some
    bool large = false;                             ///< the user asked for it
};

/// A message as the protocol inside the WebSocket means it.
struct MessageReading
{
    wire::Dialect dialect = wire::Dialect::Unknown;
    QList<wire::Packet> packets;
    int packet = -1;       ///< whose data json is; -1: the whole message
    QByteArray json;       ///< the data as JSON text, empty if it is none
    wire::JsonTree tree;   ///< of json
    bool tooLarge = false; ///< left out until the user asks
};
/// Pure; call it from any thread.
[[nodiscard]] MessageReading readMessage(const ReadingOrder &order);

/// "A comma or a closing bracket is expected", for people.
[[nodiscard]] QString faultText(wire::JsonTree::Fault fault);
/// Line and column, both from 1, of a byte; a column counts characters.
[[nodiscard]] std::pair<qsizetype, qsizetype> lineAndColumn(QByteArrayView text, qsizetype offset);

} // namespace wirewise::gui
