#include "diagnosis/evidence.h"
#include "diagnosis/facts.h"
#include "diagnosis/rules/tables.h"
#include "wire/handshake.h"

#include <algorithm>

namespace wirewise::diagnosis::rules {

namespace {

using wire::HandshakeBreach;
using wire::HandshakeRemark;

/// The remarks on a 101, of the kinds asked for.
QList<HandshakeRemark> remarks(const Facts &facts, std::initializer_list<HandshakeBreach> breaches)
{
    QList<HandshakeRemark> found;
    for (const HandshakeRemark &remark : facts.remarks)
        if (std::find(breaches.begin(), breaches.end(), remark.breach) != breaches.end())
            found.append(remark);
    return found;
}

Judgement judged(const Facts &facts, const QList<HandshakeRemark> &found, const QString &title,
                 const QString &says)
{
    QList<Evidence> evidence;
    for (const HandshakeRemark &remark : found)
        evidence.append(received(*facts.upgrade, remark.range, says));
    return {.confidence = 0.97,
            .title = title,
            .where = Text::tr("The fix belongs in the code that answers the handshake."),
            .evidence = evidence};
}

QString headerOf(HandshakeBreach breach)
{
    switch (breach) {
    case HandshakeBreach::UpgradeMissing:
    case HandshakeBreach::UpgradeWrong:
        return QStringLiteral("Upgrade");
    case HandshakeBreach::ConnectionMissing:
    case HandshakeBreach::ConnectionWrong:
        return QStringLiteral("Connection");
    default:
        return QStringLiteral("Sec-WebSocket-Accept");
    }
}

// upgrade.invalid-accept

constexpr CauseEntry acceptCauses[] = {
    {Likelihood::Likely,
     QT_TRANSLATE_NOOP(
         "Diagnosis",
         "The handshake is written by hand: the digest is in hex, or the fixed GUID is missing or misspelt."),
     QT_TRANSLATE_NOOP(
         "Diagnosis",
         "`printf %s KEY258EAFA5-E914-47DA-95CA-C5AB0DC85B11 | openssl sha1 -binary | base64`.")},
    {Likelihood::Possible,
     QT_TRANSLATE_NOOP("Diagnosis", "A cache in between answers with the 101 of another client."),
     QT_TRANSLATE_NOOP("Diagnosis", "The same value comes for every key.")}};
constexpr FixEntry acceptFixes[] = {
    {QT_TRANSLATE_NOOP("Diagnosis", "Send the base64 of the SHA-1 of key and GUID."),
     "crypto.createHash('sha1')\n      .update(key + '258EAFA5-E914-47DA-95CA-C5AB0DC85B11')\n-     "
     ".digest('hex')\n+     .digest('base64')",
     true}};

std::optional<Judgement> invalidAccept(const Facts &facts)
{
    const auto found = remarks(facts, {HandshakeBreach::AcceptInvalid});
    if (found.isEmpty())
        return {};
    Judgement judgement =
        judged(facts, found, Text::tr("101 with a wrong Sec-WebSocket-Accept: every client must refuse it."),
               Text::tr("Not the digest of the key that was sent."));
    judgement.evidence += sentHeader(
        *facts.upgrade, "Sec-WebSocket-Key",
        Text::tr("The key that was sent; the answer should be %1.")
            .arg(QString::fromLatin1(wire::acceptFor(facts.request.headers.value("Sec-WebSocket-Key")))));
    return judgement;
}

// upgrade.missing-header

constexpr CauseEntry missingCauses[] = {
    {Likelihood::Likely,
     QT_TRANSLATE_NOOP("Diagnosis", "The handshake is written by hand and leaves a header out."), nullptr},
    {Likelihood::Possible,
     QT_TRANSLATE_NOOP("Diagnosis", "A proxy removes Connection or Upgrade from the 101 on its way back."),
     QT_TRANSLATE_NOOP("Diagnosis", "Asked directly, the server sends it.")}};
constexpr FixEntry missingFixes[] = {{QT_TRANSLATE_NOOP("Diagnosis", "Send all three."),
                                      "  HTTP/1.1 101 Switching Protocols\n+ Upgrade: websocket\n+ "
                                      "Connection: Upgrade\n+ Sec-WebSocket-Accept: …",
                                      true}};

std::optional<Judgement> missingHeader(const Facts &facts)
{
    const auto found = remarks(facts, {HandshakeBreach::UpgradeMissing, HandshakeBreach::UpgradeWrong,
                                       HandshakeBreach::ConnectionMissing, HandshakeBreach::ConnectionWrong,
                                       HandshakeBreach::AcceptMissing});
    if (found.isEmpty())
        return {};
    QStringList names;
    bool wrong = false;
    for (const HandshakeRemark &remark : found) {
        names.append(headerOf(remark.breach));
        wrong = wrong || remark.breach == HandshakeBreach::UpgradeWrong ||
                remark.breach == HandshakeBreach::ConnectionWrong;
    }
    return judged(facts, found,
                  (wrong ? Text::tr("101 with a wrong %1: every client must refuse it.")
                         : Text::tr("101 without %1: every client must refuse it."))
                      .arg(names.join(QStringLiteral(", "))),
                  wrong ? Text::tr("The header as it came.")
                        : Text::tr("The answer in which it is missing."));
}

// upgrade.unrequested-extension

constexpr CauseEntry extensionCauses[] = {
    {Likelihood::Likely,
     QT_TRANSLATE_NOOP("Diagnosis",
                       "The server confirms an extension to everybody, without looking at the offer."),
     nullptr}};
constexpr FixEntry extensionFixes[] = {{QT_TRANSLATE_NOOP("Diagnosis", "Confirm only what was offered."),
                                        "- Sec-WebSocket-Extensions: x-webkit-deflate-frame", true}};

std::optional<Judgement> unrequestedExtension(const Facts &facts)
{
    const QByteArray value = facts.upgrade && facts.upgrade->response
                                 ? facts.upgrade->response->headers.value("Sec-WebSocket-Extensions")
                                 : QByteArray();
    const auto found = remarks(facts, {HandshakeBreach::ExtensionUnrequested});
    const auto unfitting = remarks(facts, {HandshakeBreach::ExtensionParameters});
    if (found.isEmpty() && !unfitting.isEmpty())
        return judged(facts, unfitting,
                      Text::tr("The server confirms %1, which does not fit the offer.").arg(shown(value)),
                      Text::tr("Clients must refuse it, by RFC 7692 section 7.1."));
    if (found.isEmpty())
        return {};
    return judged(facts, found,
                  Text::tr("The server confirms the extension %1, which was not offered.").arg(shown(value)),
                  Text::tr("Not among what was offered."));
}

// upgrade.unrequested-subprotocol

constexpr CauseEntry subprotocolCauses[] = {
    {Likelihood::Likely,
     QT_TRANSLATE_NOOP("Diagnosis",
                       "The server names its subprotocol to everybody, without looking at the offer."),
     nullptr}};
constexpr FixEntry subprotocolFixes[] = {
    {QT_TRANSLATE_NOOP("Diagnosis", "Confirm one of those offered, or none; or let the client offer it."),
     "- new WebSocket(url)\n+ new WebSocket(url, 'mqtt')", true}};

std::optional<Judgement> unrequestedSubprotocol(const Facts &facts)
{
    const auto found =
        remarks(facts, {HandshakeBreach::SubprotocolUnrequested, HandshakeBreach::SubprotocolSeveral});
    if (found.isEmpty())
        return {};
    const QByteArray value = facts.upgrade->response->headers.value("Sec-WebSocket-Protocol");
    return judged(
        facts, found,
        value.isEmpty()
            ? Text::tr("The server confirms an empty subprotocol, which was not offered.")
            : Text::tr("The server confirms the subprotocol %1, which was not offered.").arg(shown(value)),
        Text::tr("Not among what was offered."));
}

// upgrade.http10-answer

constexpr CauseEntry http10Causes[] = {
    {Likelihood::Likely,
     QT_TRANSLATE_NOOP(
         "Diagnosis",
         "The server's HTTP library answers in HTTP/1.0, or the status line is written by hand."),
     nullptr}};
constexpr FixEntry http10Fixes[] = {{QT_TRANSLATE_NOOP("Diagnosis", "Answer in HTTP/1.1."),
                                     "- HTTP/1.0 101 Switching Protocols\n+ HTTP/1.1 101 Switching Protocols",
                                     true}};

std::optional<Judgement> http10(const Facts &facts)
{
    const auto found = remarks(facts, {HandshakeBreach::Http10});
    if (found.isEmpty())
        return {};
    return judged(facts, found, Text::tr("101 in HTTP/1.0, which has no upgrade: clients must refuse it."),
                  Text::tr("The version in the status line."));
}

constexpr const char *references[] = {"RFC 6455 section 4.1", "RFC 6455 section 4.2.2"};
constexpr const char *http10References[] = {"RFC 6455 section 4.1", "RFC 9110 section 7.8"};

constexpr FailureClass table[] = {
    {.id = "upgrade.http10-answer",
     .title = QT_TRANSLATE_NOOP("Diagnosis", "101 in HTTP/1.0"),
     .meaning = QT_TRANSLATE_NOOP("Diagnosis",
                                  "HTTP/1.0 has no upgrade, so a client must not take this 101 for one."),
     .tellApart = QT_TRANSLATE_NOOP("Diagnosis", "A refusal in HTTP/1.0 is judged by its status."),
     .causes = http10Causes,
     .fixes = http10Fixes,
     .references = http10References,
     .judge = http10},
    {.id = "upgrade.missing-header",
     .title = QT_TRANSLATE_NOOP("Diagnosis", "101 without a required header"),
     .meaning = QT_TRANSLATE_NOOP(
         "Diagnosis", "A 101 needs Upgrade: websocket, Connection: Upgrade and Sec-WebSocket-Accept. One is "
                      "absent or has another value, so clients must refuse the connection."),
     .tellApart = QT_TRANSLATE_NOOP(
         "Diagnosis", "upgrade.invalid-accept: Sec-WebSocket-Accept is there and does not fit the key."),
     .causes = missingCauses,
     .fixes = missingFixes,
     .references = references,
     .judge = missingHeader},
    {.id = "upgrade.invalid-accept",
     .title = QT_TRANSLATE_NOOP("Diagnosis", "Sec-WebSocket-Accept does not fit the key"),
     .meaning = QT_TRANSLATE_NOOP("Diagnosis",
                                  "The value proves that the server read this very handshake. It is not the "
                                  "digest of the key that was sent, so clients must refuse the connection."),
     .tellApart =
         QT_TRANSLATE_NOOP("Diagnosis", "upgrade.missing-header: it is not there at all. upgrade.bad-key: "
                                        "the client's key was wrong, and the server refused."),
     .causes = acceptCauses,
     .fixes = acceptFixes,
     .references = references,
     .judge = invalidAccept},
    {.id = "upgrade.unrequested-extension",
     .title = QT_TRANSLATE_NOOP("Diagnosis", "An extension that was not offered"),
     .meaning = QT_TRANSLATE_NOOP("Diagnosis", "The 101 confirms an extension that the client did not offer, "
                                               "so clients must refuse the connection."),
     .tellApart =
         QT_TRANSLATE_NOOP("Diagnosis", "upgrade.unrequested-subprotocol is about Sec-WebSocket-Protocol."),
     .causes = extensionCauses,
     .fixes = extensionFixes,
     .references = references,
     .judge = unrequestedExtension},
    {.id = "upgrade.unrequested-subprotocol",
     .title = QT_TRANSLATE_NOOP("Diagnosis", "A subprotocol that was not offered"),
     .meaning =
         QT_TRANSLATE_NOOP("Diagnosis", "The 101 confirms a subprotocol that the client did not offer, or "
                                        "more than one, so clients must refuse the connection."),
     .tellApart =
         QT_TRANSLATE_NOOP("Diagnosis", "upgrade.subprotocol-rejected: none of those offered is confirmed."),
     .causes = subprotocolCauses,
     .fixes = subprotocolFixes,
     .references = references,
     .judge = unrequestedSubprotocol},
};

} // namespace

std::span<const FailureClass> upgradeHandshake()
{
    return table;
}

} // namespace wirewise::diagnosis::rules
