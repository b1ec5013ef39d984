#pragma once

#include "observation/message.h"
#include "wire/packet.h"

#include <QList>
#include <QString>

namespace wirewise::cli {

/// How much of a message is told, and how.
struct MessageLook
{
    bool colour = false;
    bool shortens = false; ///< at a terminal: with how to see all where something is left out
};

/// A message as `connect` prints it: time of day, direction, opcode, size, content, and what its protocol
/// calls it. Nothing the peer put into it can act on a terminal.
[[nodiscard]] QString messageLine(const observation::Message &message, const QList<wire::Packet> &packets,
                                  MessageLook look);
/// All of it in lines of its own: text, or a dump in hexadecimal digits. Up to LargestShown bytes.
[[nodiscard]] QString wholeMessage(const observation::Message &message);
inline constexpr qsizetype LargestShown = 64 * 1024;

} // namespace wirewise::cli
