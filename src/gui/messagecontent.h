#pragma once

#include "gui/widgets/messagecells.h"
#include "wire/dialect.h"
#include "wire/jsonpath.h"

#include <QCache>
#include <QList>
#include <QString>

namespace wirewise::gui {

struct MessageReading;

/// What the content column says of each message: the values of chosen JSON keys, else the packet of the
/// protocol inside, else the message as it came. Reads a message when its row is painted and keeps what it
/// read of a bounded number of them. GUI thread.
class MessageContent
{
public:
    /// Longer messages are shown as they came: reading many of them for each picture takes too long.
    static constexpr qsizetype LargestRead = 8 * 1024;
    static constexpr qsizetype MostKeys = 8;
    static constexpr int Kept = 1024; ///< messages

    /// The first MostKeys of them. None: the whole message.
    void setKeys(const QList<wire::JsonPath> &keys);
    [[nodiscard]] const QList<wire::JsonPath> &keys() const { return m_keys; }
    /// "type, role, text"; empty for the whole message.
    [[nodiscard]] QString title() const;
    void setDialect(wire::Dialect dialect);
    /// Another session: the same numbers mean other messages.
    void forget();

    /// Empty for a message that is shown as it came.
    [[nodiscard]] QList<ContentPart> partsOf(const observation::Message &message) const;
    /// A term of the filter line that finds messages like this one; empty if there is none.
    [[nodiscard]] QString termOf(const observation::Message &message) const;
    /// The keys of single values in these messages, the most frequent first.
    [[nodiscard]] QList<wire::JsonPath> keysIn(const QList<observation::Message> &messages,
                                               qsizetype most) const;

private:
    [[nodiscard]] MessageReading read(const observation::Message &message) const;
    [[nodiscard]] QList<ContentPart> readParts(const observation::Message &message) const;
    [[nodiscard]] QList<ContentPart> valuesIn(const MessageReading &reading) const;

    QList<wire::JsonPath> m_keys;
    wire::Dialect m_dialect = wire::Dialect::Unknown;
    mutable QCache<qint64, QList<ContentPart>> m_read{Kept};
};

} // namespace wirewise::gui
