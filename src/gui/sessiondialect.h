#pragma once

#include "gui/widgets/messagepages.h"
#include "observation/observation.h"
#include "wire/dialect.h"

#include <QObject>
#include <QPointer>

namespace wirewise::gui {

/// Which protocol runs inside a session: what the handshake says, else what its first messages look like.
class SessionDialect : public QObject
{
    Q_OBJECT
public:
    static constexpr qint64 LookedAt = 12; ///< first messages

    using QObject::QObject;

    /// Begins anew. Does not take the pages over; null for no session.
    void follow(MessagePages *pages);
    /// May come late: the answer of a running check.
    void setSigns(const wire::DialectSigns &signs);
    [[nodiscard]] wire::Dialect dialect() const { return m_dialect; }

Q_SIGNALS:
    void changed(wirewise::wire::Dialect dialect);

private:
    void look();
    void settle(wire::Dialect dialect);

    QPointer<MessagePages> m_pages;
    wire::DialectSigns m_signs;
    wire::Dialect m_dialect = wire::Dialect::Unknown;
    qint64 m_looked = 0;
    bool m_announced = false;
};

/// What the handshake of its upgrade says; empty as long as there is none.
[[nodiscard]] wire::DialectSigns signsOf(const observation::Observation &observation);

} // namespace wirewise::gui
