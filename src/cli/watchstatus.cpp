#include "cli/watchstatus.h"

#include <QCoreApplication>

#include <algorithm>

namespace wirewise::cli {

using diagnosis::Verdict;
using std::chrono::milliseconds;

namespace {

/// Gives the sentences below their context of translation.
struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(wirewise::cli::WatchVerb)
};

QChar signOf(const std::optional<Verdict> &verdict)
{
    if (!verdict)
        return u' ';
    switch (*verdict) {
    case Verdict::Works:
        return u'.';
    case Verdict::WorksWithWarnings:
        return u'!';
    case Verdict::Fails:
        return u'x';
    case Verdict::NotChecked:
        break;
    }
    return u'-';
}

/// SGR parameter of ISO 6429 for a sign.
const char *colourOf(QChar sign)
{
    switch (sign.unicode()) {
    case u'.':
        return "32";
    case u'!':
        return "33";
    case u'x':
        return "1;31";
    default:
        return "2";
    }
}

QString coloured(const QString &strip)
{
    QString text;
    QChar before;
    for (const QChar sign : strip) {
        if (sign != before)
            text += QStringLiteral("\u001b[0;%1m").arg(QLatin1String(colourOf(sign)));
        text += sign;
        before = sign;
    }
    return text + QStringLiteral("\u001b[0m");
}

} // namespace

WatchStatus::WatchStatus(const Console &console, qsizetype endpoints)
    : m_console(console)
    , m_latest(endpoints)
{
}

void WatchStatus::addRound(qsizetype endpoint, Verdict verdict)
{
    m_latest[endpoint] = verdict;
    if (m_latest.size() > 1)
        return;
    m_rounds.push_back(verdict);
    if (m_rounds.size() > StripLength)
        m_rounds.pop_front();
}

QString WatchStatus::strip() const
{
    QString text;
    if (m_latest.size() > 1) {
        for (qsizetype i = 0; i < m_latest.size() && text.size() < qsizetype(StripLength); ++i)
            text += signOf(m_latest.at(i));
    } else {
        for (const Verdict verdict : m_rounds)
            text += signOf(verdict);
    }
    return text;
}

QString WatchStatus::counts() const
{
    QStringList parts;
    const auto add = [&](Verdict verdict, const QString &words) {
        if (const auto count = std::count(m_latest.cbegin(), m_latest.cend(), std::optional(verdict)))
            parts.append(words.arg(count));
    };
    add(Verdict::Works, Texts::tr("works: %1"));
    add(Verdict::WorksWithWarnings, Texts::tr("works with warnings: %1"));
    add(Verdict::Fails, Texts::tr("fails: %1"));
    add(Verdict::NotChecked, Texts::tr("not checked: %1"));
    return parts.join(QStringLiteral(", "));
}

QString WatchStatus::text(const diagnosis::Course *course, milliseconds now,
                          std::optional<milliseconds> next) const
{
    if (m_latest.size() > 1 || !course)
        return counts();
    QString words =
        Texts::tr("%1 for %2")
            .arg(diagnosis::stateWords(course->state().verdict), diagnosis::spanWords(now - course->since()));
    if (course->isFlapping())
        words = Texts::tr("flapping; now %1").arg(diagnosis::stateWords(course->state().verdict));
    if (!next)
        return Texts::tr("%1; checking").arg(words);
    const auto seconds = std::chrono::ceil<std::chrono::seconds>(*next);
    return Texts::tr("%1; next check in %2 s").arg(words).arg(std::max<qint64>(0, seconds.count()));
}

void WatchStatus::show(const diagnosis::Course *course, milliseconds now, std::optional<milliseconds> next)
{
    if (!m_console.interactive || m_console.screen < 0)
        return;
    const QString words = text(course, now, next).left(std::max(20, m_console.width - 4));
    const auto room = m_console.width - 4 - static_cast<int>(words.size());
    const QString signs = room > 2 ? strip().right(room) : QString();
    m_console.err->write('\r' + words.toUtf8() + "  " +
                         (m_console.colour ? coloured(signs) : signs).toUtf8() + "\x1b[K");
    m_shown = true;
}

void WatchStatus::clear()
{
    if (m_shown)
        m_console.err->write("\r\x1b[K");
    m_shown = false;
}

} // namespace wirewise::cli
