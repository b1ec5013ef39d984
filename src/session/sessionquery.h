#pragma once

#include "session/sessionfile.h"

#include <QList>
#include <QString>

namespace wirewise::session {

/// What somebody typed to find sessions again: words, and terms such as verdict:fails, date:2026-11,
/// finding:upgrade, host:, path:, name:, note:. A minus in front leaves out what matches; a phrase stands in
/// quotes. A term that is none of these is a word like others.
class SessionQuery
{
public:
    SessionQuery() = default;
    /// today decides what date:today and date:yesterday mean.
    SessionQuery(const QString &typed, QDate today);

    [[nodiscard]] bool isEmpty() const { return m_terms.isEmpty(); }
    /// Whether every term does. Words are looked for in address, name, verdict, sentence, finding and its
    /// title, notes and date.
    [[nodiscard]] bool matches(const SessionInfo &info) const;

private:
    enum class Field { Anything, Verdict, Date, Finding, Host, Path, Name, Note };
    struct Term
    {
        Field field = Field::Anything;
        QString text;
        bool isExcluded = false;
    };
    [[nodiscard]] static Term termOf(QString word, QDate today);
    [[nodiscard]] static bool holds(const Term &term, const SessionInfo &info);

    QList<Term> m_terms;
};

} // namespace wirewise::session
