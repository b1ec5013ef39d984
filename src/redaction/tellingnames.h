#pragma once

#include "redaction/form.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QHash>

#include <optional>

namespace wirewise::redaction {

/// What a name says of the value behind it.
struct Telling
{
    Form form = Form::Token;
    /// false: the name is a secret's or something harmless ("key", "code", "session"), and the value decides.
    bool isCertain = true;
};

/// Whether a header, parameter, member or field of that name holds a secret; nothing if it does not.
/// Remembers what it was asked, because messages repeat their names.
class TellingNames
{
public:
    [[nodiscard]] std::optional<Telling> operator()(QByteArrayView name);

private:
    QHash<QByteArray, std::optional<Telling>> m_known;
};

/// Whether it looks made by a machine: long enough, of letters and digits without order.
[[nodiscard]] bool looksRandom(QByteArrayView value, qsizetype shortest);
/// Whether the value stands for one that is not there: "null", "{{token}}", "<your key>", "***", or a token
/// of an earlier redaction.
[[nodiscard]] bool isPlaceholder(QByteArrayView value);

} // namespace wirewise::redaction
