#pragma once

#include "observation/message.h"
#include "wire/packet.h"

#include <QList>
#include <QString>

namespace wirewise::cli {

/// A message as `connect` prints it: time of day, direction, opcode, size, content, and what its protocol
/// calls it. Nothing the peer put into it can act on a terminal.
[[nodiscard]] QString messageLine(const observation::Message &message, const QList<wire::Packet> &packets,
                                  bool colour);

} // namespace wirewise::cli
