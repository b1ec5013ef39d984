#pragma once

#include "gui/widgets/messagepages.h"
#include "observation/observation.h"
#include "wire/dialectguess.h"

#include <QObject>
#include <QPointer>

namespace wirewise::gui {

/// Which protocol runs inside a session: what the handshake says, else what its first messages look like.
class SessionDialect : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;

    /// Begins anew. Does not take the pages over; null for no session.
    void follow(MessagePages *pages);
    /// May come late: the answer of a running check.
    void setSigns(const wire::DialectSigns &signs);
    [[nodiscard]] wire::Dialect dialect() const { return m_guess.dialect(); }

Q_SIGNALS:
    void changed(wirewise::wire::Dialect dialect);

private:
    void look();
    void restart();
    void tell();

    QPointer<MessagePages> m_pages;
    wire::DialectSigns m_signs;
    wire::DialectGuess m_guess;
    wire::Dialect m_told = wire::Dialect::Unknown;
    qint64 m_heard = 0; ///< messages of m_pages
};

/// What the handshake of its upgrade says; empty as long as there is none.
[[nodiscard]] wire::DialectSigns signsOf(const observation::Observation &observation);

} // namespace wirewise::gui
