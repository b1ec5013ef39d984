#pragma once

#include "observation/message.h"
#include "wire/deflatenegotiation.h"

#include <QDateTime>
#include <QList>
#include <QString>

#include <optional>

namespace wirewise::gui {

/// One line about a message: "Opcode", "text (0x1)".
struct FrameFact
{
    QString name, value;

    friend bool operator==(const FrameFact &, const FrameFact &) = default;
};

/// Everything that is known of the frames of a message, for people. sinceLast is the time since the message
/// before it; openedAt may be invalid; deflate is what was agreed on for the connection.
[[nodiscard]] QList<FrameFact> frameFacts(const observation::Message &message,
                                          std::optional<observation::Duration> sinceLast,
                                          const QDateTime &openedAt,
                                          const std::optional<wire::DeflateAgreement> &deflate = {});
/// The same in one line: "FIN, text, compressed 389 to 231 bytes".
[[nodiscard]] QString frameLine(const observation::Message &message);
/// "09:31:07.482013", or the time since the 101 where that moment is not known.
[[nodiscard]] QString microsecondTime(const observation::Message &message, const QDateTime &openedAt);

} // namespace wirewise::gui
