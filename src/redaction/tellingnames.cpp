#include "redaction/tellingnames.h"

#include "observation/redaction.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace wirewise::redaction {

namespace {

constexpr qsizetype MostKnown = 4096;

/// Small letters and digits only: "X-Api-Key" and "xApiKey" are one name.
QByteArray plainName(QByteArrayView name)
{
    QByteArray plain;
    for (const char c : name) {
        if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'))
            plain += c;
        else if (c >= 'A' && c <= 'Z')
            plain += static_cast<char>(c | 0x20);
    }
    return plain;
}

bool endsWithOneOf(const QByteArray &name, std::initializer_list<const char *> ends)
{
    return std::any_of(ends.begin(), ends.end(), [&](const char *end) { return name.endsWith(end); });
}

bool holdsOneOf(const QByteArray &name, std::initializer_list<const char *> parts)
{
    return std::any_of(parts.begin(), parts.end(), [&](const char *part) { return name.contains(part); });
}

bool isOneOf(const QByteArray &name, std::initializer_list<const char *> words)
{
    return std::any_of(words.begin(), words.end(), [&](const char *word) { return name == word; });
}

/// They say something about a secret without being one: token_type, password_required, token_endpoint.
bool isAboutSecrets(const QByteArray &name)
{
    return endsWithOneOf(name,
                         {"type",      "count",     "limit",   "length",  "size",      "expires",  "expiry",
                          "expiresin", "expiresat", "ttl",     "url",     "uri",       "endpoint", "policy",
                          "required",  "algorithm", "methods", "method",  "supported", "status",   "error",
                          "message",   "prefix",    "name",    "enabled", "version",   "expired",  "valid",
                          "field",     "param",     "header",  "format",  "hint",      "reset",    "label"});
}

bool isTraceName(const QByteArray &name)
{
    return isOneOf(name, {"traceparent",
                          "tracestate",
                          "traceid",
                          "xtraceid",
                          "spanid",
                          "requestid",
                          "xrequestid",
                          "reqid",
                          "xreqid",
                          "correlationid",
                          "xcorrelationid",
                          "xamzntraceid",
                          "xamzcfid",
                          "xamznrequestid",
                          "xamzrequestid",
                          "xamzid2",
                          "xamzapigwid",
                          "xb3traceid",
                          "xb3spanid",
                          "xb3parentspanid",
                          "b3",
                          "cfray",
                          "rayid",
                          "xcloudtracecontext",
                          "xvercelid",
                          "flyrequestid",
                          "xmsrequestid",
                          "xmsclientrequestid",
                          "xmscorrelationrequestid",
                          "xrailwayrequestid",
                          "rndrid",
                          "xdatadogtraceid",
                          "xdatadogparentid",
                          "sentrytrace",
                          "sentryid",
                          "ubertraceid",
                          "xazureref",
                          "xgithubrequestid",
                          "xnfrequestid",
                          "xinstanceid",
                          "activityid",
                          "xfastlyrequestid",
                          "cdnrequestid",
                          "xtransactionid",
                          "transactionid",
                          "operationid",
                          "xoperationid",
                          "errorid",
                          "eventid",
                          "baggage"});
}

/// 2025-11-21T…, https://…: of letters and digits, and known to everybody.
bool isDateOrAddress(QByteArrayView value)
{
    const auto isDigit = [](char c) { return c >= '0' && c <= '9'; };
    const bool isDate = value.size() >= 10 && value.at(4) == '-' && value.at(7) == '-' &&
                        std::all_of(value.begin(), value.begin() + 4, isDigit);
    return isDate || value.contains(QByteArrayView("://"));
}

/// Names of secrets and of harmless things alike.
std::optional<Telling> readUncertainName(const QByteArray &plain)
{
    if (isOneOf(plain,
                {"code", "session",  "bearer",      "state",  "ticket",  "hmac",      "hash",   "salt",
                 "seed", "mnemonic", "credentials", "grant",  "invite",  "pw",        "tok",    "jwt",
                 "ak",   "sk",       "st",          "signed", "license", "assertion", "resume", "digest"}) ||
        endsWithOneOf(plain, {"key", "code", "auth", "principal", "signature", "sig", "nonce"}))
        return Telling{plain.endsWith("key") ? Form::ApiKey : Form::Token, false};
    return std::nullopt;
}

std::optional<Telling> readName(QByteArrayView name)
{
    const QByteArray plain = plainName(name);
    if (plain.size() < 2 || plain.startsWith("secwebsocket"))
        return std::nullopt;
    if (isTraceName(plain))
        return Telling{Form::TraceId,
                       plain.startsWith('x') || plain.endsWith("ray") || plain == "traceparent"};
    if (isAboutSecrets(plain))
        return std::nullopt;
    if (holdsOneOf(plain, {"password", "passwd", "passcode", "passphrase", "passwort", "userpass"}) ||
        isOneOf(plain, {"pwd", "pass", "pin", "otp", "totp", "dbpass", "smtppass", "mfacode", "pgpassword"}))
        return Telling{Form::Password, plain != "pass" && plain != "pin"};
    if (holdsOneOf(plain, {"apikey", "accesskey", "accountkey", "authkey", "subscriptionkey", "functionskey",
                           "masterkey", "sharedkey", "signingkey", "encryptionkey", "licensekey", "deploykey",
                           "appkey", "secretkey", "keyid"}) &&
        !endsWithOneOf(plain, {"publickey"}))
        return Telling{Form::ApiKey, !endsWithOneOf(plain, {"keyid", "appkey"})};
    if (holdsOneOf(plain, {"privatekey"}))
        return Telling{Form::PrivateKey, true};
    if (isOneOf(plain, {"cookie", "setcookie"}))
        return Telling{Form::Cookie, true};
    if (holdsOneOf(plain, {"authorization", "authentication"}) && !plain.endsWith("code"))
        return Telling{Form::Credentials, true};
    if (holdsOneOf(plain, {"sessionid", "sessid", "sessionkey", "jsessionid", "phpsessid", "connectsid"}) ||
        isOneOf(plain, {"sid", "sess"}))
        return Telling{Form::SessionId, true};
    // A plain word decides before what isSecretName() finds in longer ones.
    if (isOneOf(plain, {"key", "code", "session", "auth", "sig", "bearer", "xkey", "xauth", "credentials"}))
        return readUncertainName(plain);
    if (observation::isSecretName(name) || holdsOneOf(plain, {"csrf", "xsrf", "samlresponse"}))
        return Telling{Form::Token, true};
    return readUncertainName(plain);
}

} // namespace

std::optional<Telling> TellingNames::operator()(QByteArrayView name)
{
    const auto known = m_known.constFind(QByteArray::fromRawData(name.data(), name.size()));
    if (known != m_known.constEnd())
        return *known;
    const std::optional<Telling> telling = readName(name);
    if (m_known.size() < MostKnown)
        m_known.insert(name.toByteArray(), telling);
    return telling;
}

bool looksRandom(QByteArrayView value, qsizetype shortest)
{
    if (value.size() < shortest || isDateOrAddress(value.first(qMin<qsizetype>(value.size(), 64))))
        return false;
    // The start of a long one tells as much, and the search stays linear.
    constexpr qsizetype looked = 512;
    value = value.first(qMin(looked, value.size()));
    std::array<int, 256> counts{};
    bool hasDigit = false;
    bool hasLetter = false;
    for (const char c : value) {
        if (static_cast<quint8>(c) <= ' ')
            return false;
        ++counts[static_cast<quint8>(c)];
        hasDigit = hasDigit || (c >= '0' && c <= '9');
        hasLetter = hasLetter || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }
    double entropy = 0;
    const double size = double(value.size());
    for (const int count : counts) {
        if (count > 0)
            entropy -= count / size * std::log2(count / size);
    }
    constexpr double LeastBits = 2.5; // of one character; English words have less where they are short
    return hasDigit && hasLetter && entropy >= LeastBits;
}

bool isPlaceholder(QByteArrayView value)
{
    if (value.isEmpty() || isToken(value))
        return true;
    const QByteArray text = value.toByteArray().trimmed();
    for (const auto &[open, close] : {std::pair("{{", "}}"), std::pair("${", "}"), std::pair("<", ">"),
                                      std::pair("[", "]"), std::pair("%", "%"), std::pair("$(", ")")}) {
        if (text.size() > 2 && text.startsWith(open) && text.endsWith(close))
            return true;
    }
    const char first = text.isEmpty() ? '\0' : text.at(0);
    const bool isDrawn = first == 'x' || first == 'X' || first == '.' || first == '-' || first == '#';
    if (isDrawn && text.count(first) == text.size())
        return true;
    const QByteArray lower = text.toLower();
    if (lower.startsWith("your_") || lower.startsWith("your-") || lower.startsWith("your "))
        return true;
    // Examples in capitals: ws://USER:PASSWORD@host/?token=TOKEN.
    if (text == text.toUpper() && isOneOf(lower, {"token", "password", "user", "username", "secret", "key",
                                                  "pass", "api_key", "apikey", "jwt", "cookie"}))
        return true;
    return isOneOf(lower, {"null", "undefined", "true", "false", "none", "nil", "required", "optional",
                           "missing", "invalid", "redacted", "hidden", "string", "bearer", "basic"});
}

} // namespace wirewise::redaction
