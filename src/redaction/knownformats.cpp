#include "redaction/knownformats.h"

#include "observation/secretpatterns.h"
#include "redaction/needles.h"
#include "redaction/tellingnames.h"
#include "wire/headerlist.h"

#include <iterator>

namespace wirewise::redaction {

namespace {

/// A provider's keys, as its documentation tells how they begin.
struct Prefix
{
    const char *start;
    qsizetype rest;         ///< characters behind it, at least
    const char *signs = ""; ///< beside letters, digits, '_' and '-'
    Form form = Form::Token;
};

constexpr Prefix Prefixes[] = {
    {"ghp_", 20},
    {"gho_", 20},
    {"ghu_", 20},
    {"ghs_", 20},
    {"ghr_", 20},
    {"github_pat_", 20},
    {"glpat-", 16},
    {"glptt-", 16},
    {"gldt-", 16},
    {"glrt-", 16},
    {"AKIA", 16, "", Form::ApiKey},
    {"ASIA", 16, "", Form::ApiKey},
    {"AIza", 30, "", Form::ApiKey},
    {"ya29.", 16, "."},
    {"1//0", 20},
    {"GOCSPX-", 16},
    {"xoxb-", 16},
    {"xoxp-", 16},
    {"xoxa-", 16},
    {"xoxr-", 16},
    {"xoxs-", 16},
    {"xoxe.", 16, "."},
    {"xapp-", 16},
    {"sk_live_", 10, "", Form::ApiKey},
    {"sk_test_", 10, "", Form::ApiKey},
    {"rk_live_", 10, "", Form::ApiKey},
    {"rk_test_", 10, "", Form::ApiKey},
    {"whsec_", 16, "+/="},
    {"sk-", 20, "", Form::ApiKey},
    {"gsk_", 20, "", Form::ApiKey},
    {"hf_", 20},
    {"r8_", 20},
    {"npm_", 20},
    {"pypi-", 20},
    {"dckr_pat_", 16},
    {"hvs.", 16, "."},
    {"hvb.", 16, "."},
    {"SG.", 30, ".", Form::ApiKey},
    {"xkeysib-", 30, "", Form::ApiKey},
    {"key-", 32, "", Form::ApiKey},
    {"shpat_", 20},
    {"shpss_", 20},
    {"shpca_", 20},
    {"dop_v1_", 20},
    {"doo_v1_", 20},
    {"lin_api_", 20, "", Form::ApiKey},
    {"NRAK-", 16, "", Form::ApiKey},
    {"sq0atp-", 16},
    {"sq0csp-", 16},
    {"EAAA", 50},
    {"figd_", 20},
    {"ATATT3", 20, "="},
    {"sbp_", 30},
    {"sb_secret_", 16},
    {"tskey-", 16},
    {"rnd_", 20},
    {"PMAK-", 20, "", Form::ApiKey},
    {"AGE-SECRET-KEY-1", 30, "", Form::PrivateKey},
    {"T3BlbkFJ", 16, "", Form::ApiKey},
    {"oauth:", 20},
    {"/api/webhooks/", 40, "/"},
    {"hooks.slack.com/services/", 20, "/"},
    {"api.telegram.org/bot", 30, ":"},
    {":AA", 30},
};

bool isWordCharacter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

const Needles &prefixNeedles()
{
    static const Needles needles = [] {
        Needles all;
        for (std::size_t i = 0; i < std::size(Prefixes); ++i)
            all.add(Prefixes[i].start, int(i));
        return all;
    }();
    return needles;
}

/// A bot's key of Telegram is its number, a colon, and "AA…".
qsizetype startOfBotKey(QByteArrayView text, qsizetype colon)
{
    qsizetype start = colon;
    while (start > 0 && colon - start < 12 && text.at(start - 1) >= '0' && text.at(start - 1) <= '9')
        --start;
    return colon - start >= 8 ? start : -1;
}

void findPrefixes(QByteArrayView text, Sightings &found)
{
    qsizetype told = 0; // what is inside a key is none
    prefixNeedles().find(text, [&](qsizetype at, qsizetype length, int id) {
        if (at < told)
            return false;
        const Prefix &prefix = Prefixes[std::size_t(id)];
        const QByteArrayView signs(prefix.start);
        qsizetype start = at;
        if (signs.startsWith(':'))
            start = startOfBotKey(text, at);
        else if (isWordCharacter(signs.front()) && at > 0 && isWordCharacter(text.at(at - 1)))
            start = -1;
        if (start < 0)
            return false;
        qsizetype end = at + length;
        const QByteArrayView more(prefix.signs);
        while (end < text.size() &&
               (isWordCharacter(text.at(end)) || text.at(end) == '-' || more.contains(text.at(end))))
            ++end;
        if (end - at - length < prefix.rest)
            return false;
        // What is public in an address of a webhook stays, the rest is the secret.
        if (signs.contains('/') && !signs.startsWith("1/"))
            start = at + length;
        told = end;
        if (!isToken(text.sliced(start, end - start)))
            found.append({{start, end - start}, prefix.form, {}});
        return false;
    });
}

/// RFC 7468: everything between the two lines of a key, these included.
void findPrivateKeys(QByteArrayView text, Sightings &found)
{
    const QByteArrayView begin("-----BEGIN ");
    for (qsizetype at = text.indexOf(begin); at >= 0;) {
        constexpr qsizetype longestLabel = 64;
        const QByteArrayView label = text.sliced(at, qMin(longestLabel, text.size() - at));
        qsizetype end = at + begin.size();
        if (label.contains(QByteArrayView("PRIVATE KEY-----"))) {
            const QByteArrayView mark("-----END ");
            const qsizetype last = text.indexOf(mark, at);
            const qsizetype dashes =
                last < 0 ? -1 : text.indexOf(QByteArrayView("-----"), last + mark.size());
            end = dashes < 0 ? text.size() : dashes + 5;
            found.append({{at, end - at}, Form::PrivateKey, {}});
        }
        at = end < text.size() ? text.indexOf(begin, end) : -1;
    }
}

bool isBase64Url(char c)
{
    return isWordCharacter(c) || c == '-';
}

/// RFC 7519 has three parts, RFC 7516 five where a token is encrypted; the second one of these may be empty.
void findJsonWebTokens(QByteArrayView text, Sightings &found)
{
    constexpr qsizetype shortest = 20;
    constexpr int mostDots = 4;
    const QByteArrayView start("eyJ");
    for (qsizetype at = text.indexOf(start); at >= 0;) {
        qsizetype end = at;
        int dots = 0;
        while (end < text.size() && (isBase64Url(text.at(end)) || (text.at(end) == '.' && dots < mostDots)))
            dots += text.at(end++) == '.' ? 1 : 0;
        while (dots > 2 && text.at(end - 1) == '.') {
            --end; // the end of a sentence
            --dots;
        }
        const QByteArrayView said = text.sliced(at, end - at);
        const QByteArrayView last = said.sliced(said.lastIndexOf('.') + 1);
        if (dots >= 2 && said.size() >= shortest && (last.isEmpty() || !isToken(last)))
            found.append({{at, end - at}, Form::Token, "JWT"});
        end = qMax(end, at + start.size());
        at = end < text.size() ? text.indexOf(start, end) : -1;
    }
}

void findSchemes(QByteArrayView text, Sightings &found)
{
    QList<wire::ByteRange> ranges;
    observation::findSchemeSecrets(text, 0, ranges);
    for (const wire::ByteRange &range : std::as_const(ranges)) {
        const bool isBasic =
            range.offset > 5 && wire::equalsIgnoringCase(text.sliced(range.offset - 6, 5), "basic");
        if (!isPlaceholder(text.sliced(range.offset, range.length)))
            found.append({range, isBasic ? Form::BasicCredentials : Form::BearerToken, {}});
    }
}

void findUserInfo(QByteArrayView text, Sightings &found)
{
    QList<wire::ByteRange> ranges;
    observation::findUserInfo(text, 0, ranges);
    for (const wire::ByteRange &range : std::as_const(ranges)) {
        const QByteArrayView info = text.sliced(range.offset, range.length);
        const qsizetype colon = info.indexOf(':');
        const qsizetype nameLength = colon < 0 ? info.size() : colon;
        // Without a password the name is the secret: a key of a service, as in the addresses of Sentry.
        const Form alone = looksRandom(info, 16) ? Form::Token : Form::UserName;
        if (!isPlaceholder(info.first(nameLength)))
            found.append({{range.offset, nameLength}, colon < 0 ? alone : Form::UserName, "address"});
        if (colon >= 0 && !isPlaceholder(info.sliced(colon + 1)))
            found.append({{range.offset + colon + 1, info.size() - colon - 1}, Form::Password, "address"});
    }
}

} // namespace

void findKnownFormats(QByteArrayView text, Sightings &found)
{
    findJsonWebTokens(text, found);
    findPrefixes(text, found);
    findPrivateKeys(text, found);
    findSchemes(text, found);
    findUserInfo(text, found);
}

} // namespace wirewise::redaction
