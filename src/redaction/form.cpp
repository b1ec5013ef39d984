#include "redaction/form.h"

#include <QCoreApplication>

#include <algorithm>

namespace wirewise::redaction {

namespace {

struct Row
{
    Form form;
    SecretKind kind;
    const char *word;  ///< in a token
    const char *brief; ///< in a token where the word does not fit
    const char *label; ///< for people
};

constexpr Row Rows[] = {
    {Form::BearerToken, SecretKind::Authorization, "Bearer-token", "BT",
     QT_TRANSLATE_NOOP("Redaction", "Bearer token %1")},
    {Form::BasicCredentials, SecretKind::Authorization, "Basic-credentials", "BC",
     QT_TRANSLATE_NOOP("Redaction", "Basic credentials %1")},
    {Form::Credentials, SecretKind::Authorization, "Credentials", "CR",
     QT_TRANSLATE_NOOP("Redaction", "Credentials %1")},
    {Form::Token, SecretKind::Token, "Token", "T", QT_TRANSLATE_NOOP("Redaction", "Token %1")},
    {Form::ApiKey, SecretKind::Token, "API-key", "AK", QT_TRANSLATE_NOOP("Redaction", "API key %1")},
    {Form::SessionId, SecretKind::Token, "Session-id", "SI", QT_TRANSLATE_NOOP("Redaction", "Session id %1")},
    {Form::PrivateKey, SecretKind::Token, "Private-key", "PK",
     QT_TRANSLATE_NOOP("Redaction", "Private key %1")},
    {Form::Cookie, SecretKind::Cookie, "Cookie", "C", QT_TRANSLATE_NOOP("Redaction", "Cookie %1")},
    {Form::TraceId, SecretKind::TraceId, "Trace-id", "TI", QT_TRANSLATE_NOOP("Redaction", "Trace id %1")},
    {Form::Password, SecretKind::Password, "Password", "PW", QT_TRANSLATE_NOOP("Redaction", "Password %1")},
    {Form::UserName, SecretKind::Password, "User-name", "UN", QT_TRANSLATE_NOOP("Redaction", "User name %1")},
    {Form::Address, SecretKind::LocalAddress, "Address", "A", QT_TRANSLATE_NOOP("Redaction", "Address %1")},
    {Form::Folder, SecretKind::LocalAddress, "Folder", "F", QT_TRANSLATE_NOOP("Redaction", "Folder %1")},
    {Form::HostName, SecretKind::HostName, "host", "h", QT_TRANSLATE_NOOP("Redaction", "Host name %1")},
    {Form::Variable, SecretKind::Token, "Variable", "V",
     QT_TRANSLATE_NOOP("Redaction", "Secret variable %1")},
    {Form::Added, SecretKind::Added, "Removed", "R", QT_TRANSLATE_NOOP("Redaction", "Removed text %1")},
};

const Row &rowOf(Form form)
{
    return *std::find_if(std::begin(Rows), std::end(Rows),
                         [form](const Row &row) { return row.form == form; });
}

/// Names of hosts stay names of hosts (RFC 1123 section 2.1): no asterisk.
char paddingOf(Form form)
{
    return form == Form::HostName ? 'x' : '*';
}

qsizetype startLength(QByteArrayView bytes, const QByteArray &start, char padding)
{
    if (!bytes.startsWith(start))
        return 0;
    qsizetype end = start.size();
    while (end < bytes.size() && bytes.at(end) == padding)
        ++end;
    const auto isDigit = [](char c) { return c >= '0' && c <= '9'; };
    return end == start.size() && end < bytes.size() && isDigit(bytes.at(end)) ? 0 : end;
}

} // namespace

SecretKind kindOf(Form form)
{
    return rowOf(form).kind;
}

QString labelOf(Form form, int number)
{
    return QCoreApplication::translate("Redaction", rowOf(form).label).arg(number);
}

QByteArray tokenFor(Form form, int number, qsizetype length)
{
    const Row &row = rowOf(form);
    const QByteArray count = QByteArray::number(number);
    QByteArray token = row.word + QByteArray("-") + count;
    if (token.size() > length)
        token = row.brief + count;
    if (token.size() > length)
        token.clear();
    return token.leftJustified(length, paddingOf(form));
}

qsizetype tokenLength(QByteArrayView bytes, Form form, int number)
{
    const Row &row = rowOf(form);
    const QByteArray count = QByteArray::number(number);
    const qsizetype whole = startLength(bytes, row.word + QByteArray("-") + count, paddingOf(form));
    return whole > 0 ? whole : startLength(bytes, row.brief + count, paddingOf(form));
}

bool isToken(QByteArrayView bytes)
{
    const auto onlyPadding = [](QByteArrayView part) {
        return std::all_of(part.begin(), part.end(), [](char c) { return c == '*' || c == '_'; });
    };
    if (onlyPadding(bytes))
        return true;
    for (const Row &row : Rows) {
        for (const QByteArray &start : {QByteArray(row.word).append('-'), QByteArray(row.brief)}) {
            if (!bytes.startsWith(start))
                continue;
            qsizetype at = start.size();
            while (at < bytes.size() && bytes.at(at) >= '0' && bytes.at(at) <= '9')
                ++at;
            const QByteArrayView rest = bytes.sliced(at);
            if (at > start.size() &&
                (onlyPadding(rest) || (row.form == Form::HostName && rest.startsWith('x'))))
                return true;
        }
    }
    return false;
}

} // namespace wirewise::redaction
