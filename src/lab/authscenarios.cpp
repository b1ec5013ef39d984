#include "lab/scenariotables.h"
#include "lab/visit.h"

#include <QCoreApplication>

namespace wirewise::lab {

namespace {

/// A readable JSON Web Token (RFC 7519) whose time is over or not yet come; its signature is of no key.
QByteArray tokenWith(const QByteArray &claims)
{
    constexpr auto Form = QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals;
    return QByteArray(R"({"alg":"HS256","typ":"JWT"})").toBase64(Form) + '.' + claims.toBase64(Form) + '.' +
           QByteArray("the practice lab signs with no key").left(32).toBase64(Form);
}

void refuseToken(Visit &visit)
{
    visit.answer({"401 Unauthorized",
                  {{"WWW-Authenticate", "Bearer realm=\"practice lab\", error=\"invalid_token\""},
                   {"Content-Type", "application/json"}},
                  R"({"error":"invalid_token"})"});
}

Drawing refusing(const char *label)
{
    return direct({label, true},
                  {QT_TRANSLATE_NOOP("Lab", "Server"), QT_TRANSLATE_NOOP("Lab", "lab"), false});
}

} // namespace

QList<Scenario> authScenarios()
{
    return {
        {.id = "auth.token-expired",
         .title = QT_TRANSLATE_NOOP("Lab", "The token has expired"),
         .story = QT_TRANSLATE_NOOP(
             "Lab", "The address carries a JSON Web Token whose time ended in September 2020. "
                    "The server refuses it and says only `invalid_token`."),
         .seen = {QT_TRANSLATE_NOOP("Lab", "401 with `error=\"invalid_token\"`."),
                  QT_TRANSLATE_NOOP("Lab",
                                    "The token's `exp` is past; Wirewise reads it without the server.")},
         .confusedWith = {{"upgrade.unauthorized", QT_TRANSLATE_NOOP("Lab", "there no token was sent")},
                          {"auth.token-not-yet-valid",
                           QT_TRANSLATE_NOOP("Lab", "there its time has not begun")}},
         .drawing = refusing(QT_TRANSLATE_NOOP("Lab", "401")),
         .serving = {.behaviour = refuseToken},
         .address = "ws://127.0.0.1:{port}/{id}?token=" +
                    tokenWith(R"({"sub":"practice","iat":1599996400,"exp":1600000000})")},
        {.id = "auth.token-not-yet-valid",
         .title = QT_TRANSLATE_NOOP("Lab", "The token is not valid yet"),
         .story = QT_TRANSLATE_NOOP(
             "Lab", "The address carries a JSON Web Token whose time begins in the year 2096. "
                    "With real tokens it is mostly a clock that runs ahead."),
         .seen = {QT_TRANSLATE_NOOP("Lab", "401 with `error=\"invalid_token\"`."),
                  QT_TRANSLATE_NOOP("Lab", "The token's `nbf` lies ahead.")},
         .confusedWith = {{"auth.token-expired", QT_TRANSLATE_NOOP("Lab", "there its time is over")}},
         .drawing = refusing(QT_TRANSLATE_NOOP("Lab", "401")),
         .serving = {.behaviour = refuseToken},
         .address = "ws://127.0.0.1:{port}/{id}?token=" +
                    tokenWith(R"({"sub":"practice","nbf":4000000000,"exp":4100000000})")},
    };
}

} // namespace wirewise::lab
