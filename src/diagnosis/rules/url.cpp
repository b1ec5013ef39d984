#include "diagnosis/evidence.h"
#include "diagnosis/facts.h"
#include "diagnosis/rules/tables.h"

namespace wirewise::diagnosis::rules {

namespace {

using observation::EndpointError;

QString sentenceFor(EndpointError error)
{
    switch (error) {
    case EndpointError::None:
        break;
    case EndpointError::Empty:
        return Text::tr("The address is empty.");
    case EndpointError::TooLong:
        return Text::tr("The address is longer than %1 characters.").arg(observation::MaximumAddressLength);
    case EndpointError::ControlCharacter:
        return Text::tr("The address contains a control character.");
    case EndpointError::Space:
        return Text::tr("The address contains a space.");
    case EndpointError::UnknownScheme:
        return Text::tr("The address begins with a scheme other than ws, wss, http or https.");
    case EndpointError::NoHost:
        return Text::tr("The address names no host.");
    case EndpointError::BadHost:
        return Text::tr("The host in the address is not a valid name.");
    case EndpointError::BadPort:
        return Text::tr("The port in the address is not a number from 1 to 65535.");
    case EndpointError::BadPercent:
        return Text::tr("The address contains a % that is not followed by two hexadecimal digits.");
    case EndpointError::UserInfoInvalid:
        return Text::tr("The user name or password in the address cannot be read.");
    }
    return Text::tr("The address cannot be used.");
}

constexpr CauseEntry invalidCauses[] = {
    {Likelihood::Likely,
     QT_TRANSLATE_NOOP("Diagnosis",
                       "The address was copied with something around it, or a part of it is missing."),
     nullptr},
    {Likelihood::Possible,
     QT_TRANSLATE_NOOP("Diagnosis", "A variable in the address was not filled in, for example the port."),
     nullptr}};

constexpr FixEntry invalidFixes[] = {
    {QT_TRANSLATE_NOOP("Diagnosis",
                       "Write the address as scheme, host, port and path. Spaces and other special "
                       "characters are percent-encoded: a space is %20."),
     "wss://chat.example.com/ws\nws://localhost:8000/ws"}};

constexpr const char *invalidReferences[] = {"RFC 6455 section 3", "RFC 3986 section 3"};

std::optional<Judgement> invalid(const Facts &facts)
{
    const observation::EndpointResult &result = facts.seen.endpoint;
    if (result.endpoint || result.error == EndpointError::None)
        return {};
    const QString typed = shown(facts.seen.typed.left(200).toUtf8(), 120);
    return Judgement{
        .confidence = 1.0,
        .title = sentenceFor(result.error),
        .where = Text::tr("The fix belongs in the address."),
        .evidence = {fact(typed, Text::tr("It goes wrong at character %1.").arg(result.position + 1))}};
}

constexpr FailureClass table[] = {
    {.id = "url.invalid",
     .title = QT_TRANSLATE_NOOP("Diagnosis", "The address is not a WebSocket address"),
     .meaning = QT_TRANSLATE_NOOP(
         "Diagnosis", "What was typed cannot be read as an address, so nothing was sent. Wirewise takes ws, "
                      "wss, http and https; without a scheme it takes wss, and ws for this computer."),
     .tellApart = QT_TRANSLATE_NOOP("Diagnosis", "A well-formed address with a name that does not exist is "
                                                 "dns.not-found."),
     .causes = invalidCauses,
     .fixes = invalidFixes,
     .references = invalidReferences,
     .judge = invalid},
};

} // namespace

std::span<const FailureClass> url()
{
    return table;
}

} // namespace wirewise::diagnosis::rules
