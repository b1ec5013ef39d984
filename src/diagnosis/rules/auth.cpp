#include "diagnosis/evidence.h"
#include "diagnosis/facts.h"
#include "diagnosis/rules/tables.h"

#include <QLocale>

namespace wirewise::diagnosis::rules {

namespace {

using observation::SessionFacts;

/// A refusal that a token may be the reason of, at the upgrade or right after it.
bool refusedPerhapsByToken(const Facts &facts)
{
    if (facts.refused)
        return facts.status == 401 || facts.status == 403 || facts.status == 400;
    if (!facts.works || !facts.seen.session || facts.seen.session->closeBy != SessionFacts::CloseBy::Peer)
        return false;
    const std::optional<quint16> code = facts.seen.session->closeCode;
    return code && (*code == 1008 || (*code >= 3000 && *code <= 4999));
}

/// Something else was shown to be the reason: changing it made the upgrade work.
bool otherwiseExplained(const Facts &facts)
{
    return facts.firstHelping({"without-origin", "own-origin", "valid-key", "valid-version", "own-host",
                               "with-slash", "without-slash", "without-subprotocol"}) ||
           facts.helpingOf("host-") || facts.helpingOf("subprotocol-");
}

QString span(qint64 secondsApart)
{
    const qint64 seconds = std::abs(secondsApart);
    const auto named = [](qint64 count, const QString &one, const QString &many) {
        return count == 1 ? one : many.arg(count);
    };
    if (seconds >= 2 * 86400)
        return named(seconds / 86400, Text::tr("1 day"), Text::tr("%1 days"));
    if (seconds >= 3600)
        return named(seconds / 3600, Text::tr("1 hour"), Text::tr("%1 hours"));
    return named(std::max<qint64>(seconds / 60, 1), Text::tr("1 minute"), Text::tr("%1 minutes"));
}

Judgement judged(const Facts &facts, const SentToken &token, qint64 at, const QString &claim,
                 const QString &title)
{
    QList<Evidence> evidence{token.evidence};
    evidence.first().says = Text::tr("The token stands in %1.").arg(token.place);
    const QString when =
        QLocale(QLocale::English)
            .toString(QDateTime::fromSecsSinceEpoch(at, Qt::UTC), QStringLiteral("d MMMM yyyy, hh:mm"));
    evidence.append(fact(QStringLiteral("%1 = %2").arg(claim).arg(at),
                         Text::tr("Read from the token: %1 UTC.").arg(when)));
    evidence.append(statusLine(*facts.upgrade, facts.works
                                                   ? Text::tr("The upgrade is accepted, and then closed.")
                                                   : Text::tr("The answer to the upgrade.")));
    const bool asked =
        facts.status == 401 || (facts.refused && says(*facts.upgrade, Saying::AsksForCredentials));
    return {.confidence = asked ? 0.95 : 0.88,
            .title = title,
            .where = Text::tr("The fix belongs in the client: a fresh token."),
            .evidence = evidence};
}

// auth.token-expired

constexpr CauseEntry expiredCauses[] = {
    {Likelihood::Likely, QT_TRANSLATE_NOOP("Diagnosis", "The client keeps an old token when it reconnects."),
     QT_TRANSLATE_NOOP("Diagnosis", "Log in again, and try with the new token.")},
    {Likelihood::Possible,
     QT_TRANSLATE_NOOP("Diagnosis", "The clock of the issuer or of this computer is wrong."),
     QT_TRANSLATE_NOOP("Diagnosis", "`date -u` on both.")}};
constexpr FixEntry expiredFixes[] = {
    {QT_TRANSLATE_NOOP("Diagnosis", "Fetch a fresh token before every connect, also when reconnecting."),
     "- const socket = new WebSocket(url + '?token=' + token)\n+ const socket = new WebSocket(url + "
     "'?token=' + await freshToken())",
     true}};

std::optional<Judgement> expired(const Facts &facts)
{
    if (!refusedPerhapsByToken(facts) || otherwiseExplained(facts))
        return {};
    for (const SentToken &token : facts.tokens)
        if (token.expired)
            return judged(
                facts, token, *token.token.expires, QStringLiteral("exp"),
                Text::tr("The token in %1 ended %2 ago.")
                    .arg(token.place, span(facts.seen.startedAt.toSecsSinceEpoch() - *token.token.expires)));
    return {};
}

// auth.token-not-yet-valid

constexpr CauseEntry notYetCauses[] = {
    {Likelihood::Likely,
     QT_TRANSLATE_NOOP("Diagnosis", "The clock of the issuer is ahead, or that of the server behind."),
     QT_TRANSLATE_NOOP("Diagnosis", "`date -u` on both.")},
    {Likelihood::Possible, QT_TRANSLATE_NOOP("Diagnosis", "The issuer sets nbf to a later time."), nullptr}};
constexpr FixEntry notYetFixes[] = {
    {QT_TRANSLATE_NOOP("Diagnosis", "Use a token that is valid already, and let issuer and server keep the "
                                    "same time; a leeway of a minute helps."),
     "jwt.decode(token, key, algorithms=[\"HS256\"], leeway=60)", true}};

std::optional<Judgement> notYetValid(const Facts &facts)
{
    if (!refusedPerhapsByToken(facts) || otherwiseExplained(facts))
        return {};
    for (const SentToken &token : facts.tokens)
        if (token.notYetValid && !token.expired)
            return judged(facts, token, *token.token.notBefore, QStringLiteral("nbf"),
                          Text::tr("The token in %1 is not valid for another %2.")
                              .arg(token.place,
                                   span(*token.token.notBefore - facts.seen.startedAt.toSecsSinceEpoch())));
    return {};
}

constexpr const char *expiredReferences[] = {"RFC 7519 section 4.1.4"};
constexpr const char *notYetReferences[] = {"RFC 7519 section 4.1.5"};
constexpr const char *refines[] = {"upgrade.unauthorized", "upgrade.forbidden", "upgrade.bad-request",
                                   "upgrade.unexpected-status"};
constexpr const char *outranks[] = {"upgrade.route-missing", "session.policy-violation",
                                    "session.application-close"};

constexpr FailureClass table[] = {
    {.id = "auth.token-expired",
     .title = QT_TRANSLATE_NOOP("Diagnosis", "The token has expired"),
     .meaning =
         QT_TRANSLATE_NOOP("Diagnosis", "A JWT that was sent is past its exp, and the server refuses. The "
                                        "token is read on this computer only; its signature is not checked."),
     .tellApart = QT_TRANSLATE_NOOP(
         "Diagnosis", "upgrade.unauthorized: refused, and the token is within its time or there is none."),
     .causes = expiredCauses,
     .fixes = expiredFixes,
     .references = expiredReferences,
     .refines = refines,
     .outranks = outranks,
     .judge = expired},
    {.id = "auth.token-not-yet-valid",
     .title = QT_TRANSLATE_NOOP("Diagnosis", "The token is not valid yet"),
     .meaning = QT_TRANSLATE_NOOP("Diagnosis",
                                  "A JWT that was sent has an nbf in the future, and the server refuses."),
     .tellApart = QT_TRANSLATE_NOOP("Diagnosis", "auth.token-expired is the other end of its time."),
     .causes = notYetCauses,
     .fixes = notYetFixes,
     .references = notYetReferences,
     .refines = refines,
     .outranks = outranks,
     .judge = notYetValid},
};

} // namespace

std::span<const FailureClass> auth()
{
    return table;
}

} // namespace wirewise::diagnosis::rules
