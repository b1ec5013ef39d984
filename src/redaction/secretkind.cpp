#include "redaction/secretkind.h"

#include "observation/words.h"

namespace wirewise::redaction {

namespace {

constexpr observation::Word<SecretKind> KindWords[] = {
    {SecretKind::Authorization, "authorization"},
    {SecretKind::Token, "token"},
    {SecretKind::Cookie, "cookie"},
    {SecretKind::TraceId, "trace-id"},
    {SecretKind::Password, "password"},
    {SecretKind::LocalAddress, "local-address"},
    {SecretKind::HostName, "host-name"},
    {SecretKind::Added, "added"},
};

} // namespace

QByteArray toString(SecretKind kind)
{
    return observation::wordOf(KindWords, kind);
}

std::optional<SecretKind> secretKindFromString(const QByteArray &text)
{
    return observation::valueOf(KindWords, text);
}

QList<SecretKind> secretKinds()
{
    QList<SecretKind> kinds;
    for (const auto &row : KindWords)
        kinds.append(row.value);
    return kinds;
}

} // namespace wirewise::redaction
