#pragma once

#include "observation/messagefilter.h"
#include "observation/timing.h"

#include <QByteArray>
#include <QList>
#include <QString>

#include <optional>

namespace wirewise::check {

/// One line of a conversation that is run by itself: send this, expect that.
struct ScriptStep
{
    enum class Kind { Set, Send, SendBinary, Ping, Expect, ExpectClose, Keep, Wait, Close };
    Kind kind = Kind::Send;
    int line = 0;    ///< in the file, from 1
    QString written; ///< the line as typed
    QByteArray name; ///< of the value that Set and Keep make
    QByteArray text; ///< what is sent or set, the terms that are expected, the path to keep, the reason;
                     ///< may hold {{placeholders}}
    std::optional<quint16> code;   ///< of Close and ExpectClose
    observation::Duration time{0}; ///< Wait, and the limit of Expect
};

/// A saved conversation:
///
///     # comment
///     set call_id EL_driver123
///     send {"subscribe": "{{call_id}}"}
///     expect within 5s type:subscription_confirmed
///     keep id $.subscription.id
///     expect within 30s type:call_completed -error
///     send-binary 01 02 ff
///     ping
///     wait 500ms
///     close 1000 done
///     expect-close 1000 within 5s
///
/// Terms are those of the filter line. A message over several lines stands between `send <<END` and `END`.
struct Script
{
    QList<ScriptStep> steps;
    QString problem;     ///< "Line 3: …", with what was expected; then steps is empty
    int problemLine = 0; ///< from 1
};

/// Text is UTF-8 from a file of anybody; at most 10,000 steps are read.
[[nodiscard]] Script readScript(const QByteArray &text);

} // namespace wirewise::check
