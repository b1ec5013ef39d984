#include "session/sessionquery.h"

#include "diagnosis/catalogue.h"

#include <QHash>

#include <algorithm>

namespace wirewise::session {

namespace {

/// Words of a line; quotes hold together what has spaces in it, also behind a colon.
QStringList wordsOf(const QString &typed)
{
    QStringList words;
    QString word;
    bool isQuoted = false;
    for (const QChar c : typed) {
        if (c == QLatin1Char('"')) {
            isQuoted = !isQuoted;
        } else if (c.isSpace() && !isQuoted) {
            words.append(word);
            word.clear();
        } else {
            word += c;
        }
    }
    words.append(word);
    words.removeAll(QString());
    return words;
}

/// Titles of the catalogue: the same finding has other words in its sentence each time.
QString titleOf(const QByteArray &id)
{
    static const QHash<QByteArray, QString> titles = [] {
        QHash<QByteArray, QString> all;
        for (const QByteArray &known : diagnosis::findingIds()) {
            if (const auto explanation = diagnosis::explain(known))
                all.insert(known, explanation->title);
        }
        return all;
    }();
    return titles.value(id);
}

QStringView hostOf(const QString &url)
{
    const qsizetype scheme = url.indexOf(QLatin1String("://"));
    const qsizetype from = scheme < 0 ? 0 : scheme + 3;
    qsizetype end = from;
    while (end < url.size() && !QStringView(u"/?#").contains(url.at(end)))
        ++end;
    return QStringView(url).sliced(from, end - from);
}

QString dateOf(const SessionInfo &info)
{
    return info.startedAt.toLocalTime().date().toString(Qt::ISODate);
}

bool contains(QStringView text, const QString &word)
{
    return text.contains(word, Qt::CaseInsensitive);
}

} // namespace

SessionQuery::SessionQuery(const QString &typed, QDate today)
{
    const QStringList words = wordsOf(typed);
    for (const QString &word : words) {
        const Term term = termOf(word, today);
        if (!term.text.isEmpty())
            m_terms.append(term);
    }
}

SessionQuery::Term SessionQuery::termOf(QString word, QDate today)
{
    constexpr std::pair<const char *, Field> fields[] = {{"verdict:", Field::Verdict}, {"date:", Field::Date},
                                                         {"finding:", Field::Finding}, {"host:", Field::Host},
                                                         {"path:", Field::Path},       {"name:", Field::Name},
                                                         {"note:", Field::Note}};
    Term term;
    if (word.size() > 1 && word.startsWith(QLatin1Char('-'))) {
        term.isExcluded = true;
        word.remove(0, 1);
    }
    for (const auto &[name, field] : fields) {
        if (word.startsWith(QLatin1String(name), Qt::CaseInsensitive)) {
            term.field = field;
            word.remove(0, static_cast<qsizetype>(qstrlen(name)));
            break;
        }
    }
    if (term.field == Field::Date && word == QLatin1String("today"))
        word = today.toString(Qt::ISODate);
    else if (term.field == Field::Date && word == QLatin1String("yesterday"))
        word = today.addDays(-1).toString(Qt::ISODate);
    term.text = word;
    return term;
}

bool SessionQuery::holds(const Term &term, const SessionInfo &info)
{
    const QString &text = term.text;
    const QString verdict = QString::fromLatin1(toString(info.verdict));
    switch (term.field) {
    case Field::Verdict:
        return verdict.startsWith(text, Qt::CaseInsensitive);
    case Field::Date:
        return dateOf(info).startsWith(text);
    case Field::Finding:
        return contains(QString::fromUtf8(info.findingId), text) || contains(titleOf(info.findingId), text);
    case Field::Host:
        return contains(hostOf(info.url), text);
    case Field::Path: {
        const QStringView host = hostOf(info.url);
        return contains(QStringView(info.url).sliced(host.end() - info.url.constBegin()), text);
    }
    case Field::Name:
        return contains(info.name, text);
    case Field::Note:
        return contains(info.notes, text);
    case Field::Anything:
        break;
    }
    return contains(info.url, text) || contains(info.name, text) || contains(info.summary, text) ||
           contains(QString::fromUtf8(info.findingId), text) || contains(titleOf(info.findingId), text) ||
           contains(info.notes, text) || contains(verdict, text) || contains(dateOf(info), text);
}

bool SessionQuery::matches(const SessionInfo &info) const
{
    return std::all_of(m_terms.begin(), m_terms.end(),
                       [&info](const Term &term) { return holds(term, info) != term.isExcluded; });
}

} // namespace wirewise::session
