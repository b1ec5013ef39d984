#include "lab/certificates.h"
#include "lab/scenariotables.h"
#include "lab/visit.h"

#include <QCoreApplication>

namespace wirewise::lab {

namespace {

void switchRightly(Visit &visit)
{
    if (!answersPlainRequest(visit))
        visit.echo();
}

/// A fatal alert in a record of its own (RFC 8446 sections 5.1 and 6): what a server sends that gives up
/// at the ClientHello.
void giveUp(Visit &visit, char alert)
{
    QByteArray record = QByteArray::fromHex("150303000202");
    record.append(alert);
    visit.send(record);
    visit.finish();
}

void refuseVersion(Visit &visit)
{
    giveUp(visit, 70);
}

void findNoCipher(Visit &visit)
{
    giveUp(visit, 40);
}

void refuseName(Visit &visit)
{
    giveUp(visit, 112);
}

void failToDecode(Visit &visit)
{
    giveUp(visit, 50);
}

void sayNothing(Visit &) {}

void closeOnHello(Visit &visit)
{
    visit.finish();
}

constexpr Serving onBytes(void (*behaviour)(Visit &))
{
    return {.port = Serving::Port::Own, .behaviour = behaviour, .starts = Serving::Starts::WithBytes};
}

Drawing handshake(const char *label)
{
    return direct({label, true}, {QT_TRANSLATE_NOOP("Lab", "Server"), QT_TRANSLATE_NOOP("Lab", "lab"), true});
}

const QByteArray Address = "wss://127.0.0.1:{port}/{id}";

QList<Scenario> kindScenarios()
{
    return {
        {.id = "tls.not-tls",
         .title = QT_TRANSLATE_NOOP("Lab", "wss:// to a port without TLS"),
         .story = QT_TRANSLATE_NOOP(
             "Lab", "A healthy server without TLS. The address says wss, so a ClientHello goes "
                    "out, and the server cannot read it. With ws it works."),
         .seen = {QT_TRANSLATE_NOOP("Lab", "The answer to the ClientHello starts with `HTTP/`."),
                  QT_TRANSLATE_NOOP("Lab", "The same address with ws:// gets 101.")},
         .confusedWith = {{"tls.expected", QT_TRANSLATE_NOOP("Lab", "the other way round")},
                          {"tls.closed", QT_TRANSLATE_NOOP("Lab", "there the port closes and says nothing")}},
         .drawing = handshake(QT_TRANSLATE_NOOP("Lab", "ClientHello")),
         .serving = {.port = Serving::Port::Own, .behaviour = switchRightly},
         .address = Address},
        {.id = "tls.expected",
         .title = QT_TRANSLATE_NOOP("Lab", "ws:// to a port with TLS"),
         .story = QT_TRANSLATE_NOOP(
             "Lab", "A healthy server behind TLS. The address says ws, so a plain GET goes out, "
                    "and the server answers with a TLS alert. With wss it works."),
         .seen = {QT_TRANSLATE_NOOP(
                      "Lab", "The answer to GET is a TLS record: it starts with byte 15, hexadecimal."),
                  QT_TRANSLATE_NOOP("Lab", "A TLS handshake on the same port works.")},
         .confusedWith = {{"tls.not-tls", QT_TRANSLATE_NOOP("Lab", "the other way round")},
                          {"http.not-http", QT_TRANSLATE_NOOP("Lab", "there no TLS is behind the bytes")}},
         .drawing = handshake(QT_TRANSLATE_NOOP("Lab", "plain GET")),
         .serving = {.port = Serving::Port::Tls, .behaviour = switchRightly},
         .address = "ws://127.0.0.1:{port}/{id}",
         .options = {"--cacert", "{ca}"}},
        {.id = "tls.timeout",
         .title = QT_TRANSLATE_NOOP("Lab", "The ClientHello is never answered"),
         .story =
             QT_TRANSLATE_NOOP("Lab", "The server takes the connection and reads the ClientHello, and says "
                                      "nothing, as a TLS proxy does that waits for its own backend."),
         .seen = {QT_TRANSLATE_NOOP("Lab", "TCP opens at once; no byte of TLS comes before the time limit.")},
         .confusedWith = {{"tcp.timeout", QT_TRANSLATE_NOOP("Lab", "there not even TCP opens")},
                          {"http.no-response",
                           QT_TRANSLATE_NOOP("Lab", "there the request is what goes unanswered")}},
         .drawing = handshake(QT_TRANSLATE_NOOP("Lab", "silence")),
         .serving = onBytes(sayNothing),
         .address = Address,
         .options = {"--timeout", "3"}},
        {.id = "tls.closed",
         .title = QT_TRANSLATE_NOOP("Lab", "Closed during the TLS handshake"),
         .story = QT_TRANSLATE_NOOP(
             "Lab", "The server closes the connection at the ClientHello, without an alert, as "
                    "load balancers do that have nobody to pass it to."),
         .seen = {QT_TRANSLATE_NOOP("Lab", "The connection ends without a byte, after the ClientHello.")},
         .confusedWith = {{"tls.handshake-failed", QT_TRANSLATE_NOOP("Lab", "there an alert says why")},
                          {"http.closed-without-response",
                           QT_TRANSLATE_NOOP("Lab", "there TLS was not in play")}},
         .drawing = handshake(QT_TRANSLATE_NOOP("Lab", "closed")),
         .serving = onBytes(closeOnHello),
         .address = Address},
    };
}

QList<Scenario> alertScenarios()
{
    return {
        {.id = "tls.version-unsupported",
         .title = QT_TRANSLATE_NOOP("Lab", "No TLS version in common"),
         .story = QT_TRANSLATE_NOOP("Lab",
                                    "The server refuses every version that the client offers with the alert "
                                    "`protocol_version`, as one does that knows only TLS 1.0."),
         .seen = {QT_TRANSLATE_NOOP("Lab", "Alert 70 in answer to the ClientHello.")},
         .confusedWith = {{"tls.no-shared-cipher", QT_TRANSLATE_NOOP("Lab", "there the alert is 40")}},
         .drawing = handshake(QT_TRANSLATE_NOOP("Lab", "alert 70")),
         .serving = onBytes(refuseVersion),
         .address = Address},
        {.id = "tls.no-shared-cipher",
         .title = QT_TRANSLATE_NOOP("Lab", "No cipher in common"),
         .story = QT_TRANSLATE_NOOP(
             "Lab", "The server finds no cipher among those offered that it may use, and says "
                    "`handshake_failure`."),
         .seen = {QT_TRANSLATE_NOOP("Lab",
                                    "Alert 40 in answer to the ClientHello, with no certificate asked for.")},
         .confusedWith = {{"tls.client-certificate-required",
                           QT_TRANSLATE_NOOP("Lab", "there the server asked for a certificate first")},
                          {"tls.version-unsupported", QT_TRANSLATE_NOOP("Lab", "there the alert is 70")}},
         .drawing = handshake(QT_TRANSLATE_NOOP("Lab", "alert 40")),
         .serving = onBytes(findNoCipher),
         .address = Address},
        {.id = "tls.unrecognized-name",
         .title = QT_TRANSLATE_NOOP("Lab", "The server does not know the name"),
         .story = QT_TRANSLATE_NOOP(
             "Lab", "The server has no site of the name that the ClientHello carries (SNI) and "
                    "refuses it with the alert `unrecognized_name`."),
         .seen = {QT_TRANSLATE_NOOP("Lab", "Alert 112 in answer to the ClientHello.")},
         .confusedWith = {{"tls.hostname-mismatch",
                           QT_TRANSLATE_NOOP("Lab", "there a certificate comes, for another name")}},
         .drawing = handshake(QT_TRANSLATE_NOOP("Lab", "alert 112")),
         .serving = onBytes(refuseName),
         .address = QByteArray("wss://") + LabName + ":{port}/{id}",
         .options = {"--resolve", QByteArray(LabName) + ":{port}:127.0.0.1"}},
        {.id = "tls.handshake-failed",
         .title = QT_TRANSLATE_NOOP("Lab", "Another alert ends the handshake"),
         .story =
             QT_TRANSLATE_NOOP("Lab", "The server says that it cannot read the ClientHello, with the alert "
                                      "`decode_error`, as some old middleboxes do."),
         .seen = {QT_TRANSLATE_NOOP("Lab", "Alert 50 in answer to the ClientHello.")},
         .confusedWith = {{"tls.closed", QT_TRANSLATE_NOOP("Lab", "there no alert comes")},
                          {"tls.unrecognized-name", QT_TRANSLATE_NOOP("Lab", "there the alert is 112")}},
         .drawing = handshake(QT_TRANSLATE_NOOP("Lab", "alert 50")),
         .serving = onBytes(failToDecode),
         .address = Address},
    };
}

} // namespace

QList<Scenario> tlsScenarios()
{
    return kindScenarios() + alertScenarios();
}

} // namespace wirewise::lab
