#pragma once

#include "observation/message.h"

#include <QByteArray>
#include <QList>

namespace wirewise::check {

/// The members that tell one message from another in most protocols.
[[nodiscard]] QList<QByteArray> usualScriptKeys();

/// A script that repeats a session: what was sent is sent, and of what came the first of each kind is
/// expected, told by those JSON members that it has, else by how it begins. Pings are left out. What cannot
/// be written as a step stands there as a comment.
[[nodiscard]] QByteArray writeScript(const QList<observation::Message> &messages,
                                     const QList<QByteArray> &keys);

} // namespace wirewise::check
