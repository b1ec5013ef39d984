#include "diagnosis/evidence.h"
#include "diagnosis/facts.h"
#include "diagnosis/rules/closing.h"
#include "diagnosis/rules/tables.h"

namespace wirewise::diagnosis::rules {

namespace {

using observation::SessionFacts;

/// Both texts are marked for translation, and looked up where they are needed.
std::optional<Judgement> byCode(const Facts &facts, std::initializer_list<quint16> codes, const char *title,
                                const char *where)
{
    const SessionFacts *session = closedByPeer(facts);
    if (!session || !hasCode(*session, codes))
        return {};
    return Judgement{.confidence = 0.97,
                     .title = Text::tr(title).arg(*session->closeCode).arg(reasonOf(*session)),
                     .where = Text::tr(where),
                     .evidence = closeFrame(facts, *session)};
}

// classes by code

constexpr CauseEntry policyCauses[] = {
    {Likelihood::Likely,
     QT_TRANSLATE_NOOP("Diagnosis", "The credential is checked after the upgrade, and is missing or wrong."),
     QT_TRANSLATE_NOOP("Diagnosis", "The reason in the Close frame.")},
    {Likelihood::Possible, QT_TRANSLATE_NOOP("Diagnosis", "A limit on messages or connections was passed."),
     nullptr}};
constexpr FixEntry policyFixes[] = {
    {QT_TRANSLATE_NOOP(
         "Diagnosis",
         "Send what the reason asks for, for example a token in the address or in the first message."),
     "wirewise-cli check 'wss://HOST/PATH?token=TOKEN'", true}};

std::optional<Judgement> policy(const Facts &facts)
{
    return byCode(
        facts, {1008},
        QT_TRANSLATE_NOOP("Diagnosis",
                          "The upgrade works, then the server closes with %1, policy violation%2"),
        QT_TRANSLATE_NOOP("Diagnosis",
                          "The fix belongs in what the client sends, or in the rule that it breaks."));
}

constexpr CauseEntry bigCauses[] = {
    {Likelihood::Likely, QT_TRANSLATE_NOOP("Diagnosis", "A message is larger than the limit of the server."),
     QT_TRANSLATE_NOOP("Diagnosis",
                       "The size of the last message sent, and the limit in the server's settings.")}};
constexpr FixEntry bigFixes[] = {
    {QT_TRANSLATE_NOOP("Diagnosis", "Raise the server's limit for one message, or send smaller ones."),
     nullptr, true}};

/// A limit of our own is no fault of the server: where we close with 1009 the endpoint works.
std::optional<Judgement> tooBig(const Facts &facts)
{
    return byCode(
        facts, {1009},
        QT_TRANSLATE_NOOP("Diagnosis", "A message is too big for the server: it closes with %1%2"),
        QT_TRANSLATE_NOOP("Diagnosis", "The fix belongs in the size of messages, or in the server's limit."));
}

constexpr CauseEntry internalCauses[] = {
    {Likelihood::Likely,
     QT_TRANSLATE_NOOP("Diagnosis",
                       "The handler raised after it had accepted, or what it connects to is down."),
     QT_TRANSLATE_NOOP("Diagnosis", "The traceback in the server's log; the reason in the Close frame.")}};
constexpr FixEntry internalFixes[] = {
    {QT_TRANSLATE_NOOP("Diagnosis", "Repair what the server's log names, or start what lies behind it."),
     nullptr}};

std::optional<Judgement> internalError(const Facts &facts)
{
    return byCode(
        facts, {1011, 1014},
        QT_TRANSLATE_NOOP("Diagnosis", "The upgrade works, then the server fails and closes with %1%2"),
        QT_TRANSLATE_NOOP("Diagnosis", "The fix belongs in the server, or in what lies behind it."));
}

constexpr CauseEntry awayCauses[] = {
    {Likelihood::Likely,
     QT_TRANSLATE_NOOP("Diagnosis", "The server shuts down or restarts, for example for a new version."),
     QT_TRANSLATE_NOOP("Diagnosis", "Its start time; the deployment's log.")}};
constexpr FixEntry awayFixes[] = {
    {QT_TRANSLATE_NOOP("Diagnosis", "Let clients reconnect, with pauses that grow and differ."),
     "setTimeout(connect, Math.min(30000, 1000 * 2 ** tries) * (0.5 + Math.random()))", true}};

std::optional<Judgement> goingAway(const Facts &facts)
{
    return byCode(facts, {1001, 1012},
                  QT_TRANSLATE_NOOP("Diagnosis", "The server goes away: it closes with %1%2"),
                  QT_TRANSLATE_NOOP("Diagnosis",
                                    "The fix belongs in the server's restarts; clients should reconnect."));
}

constexpr CauseEntry laterCauses[] = {
    {Likelihood::Likely,
     QT_TRANSLATE_NOOP("Diagnosis", "Maintenance or overload: the server asks to come back later."),
     QT_TRANSLATE_NOOP("Diagnosis", "The reason in the Close frame.")}};

std::optional<Judgement> tryLater(const Facts &facts)
{
    return byCode(facts, {1013},
                  QT_TRANSLATE_NOOP("Diagnosis", "The server asks to try again later: it closes with %1%2"),
                  QT_TRANSLATE_NOOP("Diagnosis", "The fix belongs in the server: maintenance or overload."));
}

constexpr CauseEntry dataCauses[] = {
    {Likelihood::Likely,
     QT_TRANSLATE_NOOP("Diagnosis", "The server takes only text, or only binary messages."),
     QT_TRANSLATE_NOOP("Diagnosis", "Send the other kind.")}};
constexpr FixEntry dataFixes[] = {
    {QT_TRANSLATE_NOOP("Diagnosis", "Send the kind of message that the server takes."), nullptr}};

std::optional<Judgement> unsupportedData(const Facts &facts)
{
    return byCode(
        facts, {1003},
        QT_TRANSLATE_NOOP("Diagnosis", "The server does not take this kind of message: it closes with %1%2"),
        QT_TRANSLATE_NOOP("Diagnosis", "The fix belongs in what the client sends."));
}

// session.application-close

constexpr CauseEntry applicationCauses[] = {
    {Likelihood::Likely,
     QT_TRANSLATE_NOOP(
         "Diagnosis",
         "The application refuses with a code of its own; often 44xx follows the HTTP status 4xx."),
     QT_TRANSLATE_NOOP("Diagnosis", "Search the server's code for the number.")}};
constexpr FixEntry applicationFixes[] = {
    {QT_TRANSLATE_NOOP(
         "Diagnosis",
         "Send what the application asks for; its code or its documentation says what the number means."),
     nullptr, true}};

std::optional<Judgement> applicationClose(const Facts &facts)
{
    const SessionFacts *session = closedByPeer(facts);
    if (!session || !session->closeCode || *session->closeCode < 3000 || *session->closeCode > 4999)
        return {};
    return Judgement{.confidence = 0.97,
                     .title =
                         Text::tr("The upgrade works, then the application closes with %1%2")
                             .arg(*session->closeCode)
                             .arg(session->closeReason.isEmpty() ? QStringLiteral(".") : reasonOf(*session)),
                     .where = Text::tr("The fix belongs in the application's own rules: the code is its."),
                     .evidence = closeFrame(facts, *session)};
}

constexpr const char *references[] = {"RFC 6455 section 7.4.1"};
constexpr const char *applicationReferences[] = {"RFC 6455 section 7.4.2"};
constexpr const char *refines[] = {"upgrade.ok"};

constexpr FailureClass table[] = {
    {.id = "session.policy-violation",
     .title = QT_TRANSLATE_NOOP("Diagnosis", "Close 1008, policy violation"),
     .meaning =
         QT_TRANSLATE_NOOP("Diagnosis", "The server ends the session because a rule of its own is broken; "
                                        "most often the credential is checked after the upgrade."),
     .tellApart = QT_TRANSLATE_NOOP("Diagnosis", "upgrade.unauthorized refuses before the 101. "
                                                 "session.application-close has a code from 3000 to 4999."),
     .causes = policyCauses,
     .fixes = policyFixes,
     .references = references,
     .refines = refines,
     .judge = policy},
    {.id = "session.message-too-big",
     .title = QT_TRANSLATE_NOOP("Diagnosis", "Close 1009, message too big"),
     .meaning = QT_TRANSLATE_NOOP(
         "Diagnosis",
         "A message is larger than the server takes. A message larger than the limit set here is not held "
         "against the server."),
     .tellApart =
         QT_TRANSLATE_NOOP("Diagnosis", "upgrade.request-too-large is about the request of the upgrade."),
     .causes = bigCauses,
     .fixes = bigFixes,
     .references = references,
     .refines = refines,
     .judge = tooBig},
    {.id = "session.internal-error",
     .title = QT_TRANSLATE_NOOP("Diagnosis", "Close 1011, internal error"),
     .meaning = QT_TRANSLATE_NOOP(
         "Diagnosis",
         "The server failed after it had accepted: its handler raised, or what lies behind it is down."),
     .tellApart = QT_TRANSLATE_NOOP("Diagnosis", "upgrade.server-error fails before the 101."),
     .causes = internalCauses,
     .fixes = internalFixes,
     .references = references,
     .refines = refines,
     .judge = internalError},
    {.id = "session.going-away",
     .title = QT_TRANSLATE_NOOP("Diagnosis", "Close 1001 or 1012, the server goes away"),
     .meaning =
         QT_TRANSLATE_NOOP("Diagnosis", "The server ends the session because it shuts down or restarts."),
     .tellApart = QT_TRANSLATE_NOOP(
         "Diagnosis", "After a quiet spell, and where pings prevent it, 1001 is session.idle-timeout."),
     .causes = awayCauses,
     .fixes = awayFixes,
     .references = references,
     .refines = refines,
     .judge = goingAway},
    {.id = "session.try-again-later",
     .title = QT_TRANSLATE_NOOP("Diagnosis", "Close 1013, try again later"),
     .meaning = QT_TRANSLATE_NOOP(
         "Diagnosis", "The server accepts, and asks to come back later: maintenance or overload."),
     .tellApart = QT_TRANSLATE_NOOP(
         "Diagnosis", "upgrade.service-unavailable and health.not-ready say so before the 101."),
     .causes = laterCauses,
     .fixes = awayFixes,
     .references = references,
     .refines = refines,
     .judge = tryLater},
    {.id = "session.unsupported-data",
     .title = QT_TRANSLATE_NOOP("Diagnosis", "Close 1003, unsupported data"),
     .meaning =
         QT_TRANSLATE_NOOP("Diagnosis", "The server takes another kind of message than the one it got."),
     .tellApart = QT_TRANSLATE_NOOP("Diagnosis", "session.invalid-utf8: text that is not UTF-8."),
     .causes = dataCauses,
     .fixes = dataFixes,
     .references = references,
     .refines = refines,
     .judge = unsupportedData},
    {.id = "session.application-close",
     .title = QT_TRANSLATE_NOOP("Diagnosis", "Close with a code of the application"),
     .meaning = QT_TRANSLATE_NOOP("Diagnosis", "Codes from 3000 to 4999 belong to libraries and "
                                               "applications. The reason, if one is given, is quoted."),
     .tellApart = QT_TRANSLATE_NOOP("Diagnosis",
                                    "Before accept such a code never reaches the client: it becomes 403."),
     .causes = applicationCauses,
     .fixes = applicationFixes,
     .references = applicationReferences,
     .refines = refines,
     .judge = applicationClose},
};

} // namespace

std::span<const FailureClass> sessionCodes()
{
    return table;
}

} // namespace wirewise::diagnosis::rules
