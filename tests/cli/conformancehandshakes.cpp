#include "cli/conformancescene.h"

namespace wirewise::tests {

namespace {

using Cases = QList<ConformanceCase>;

/// The usual answer with these lines more.
QByteArray switching(const QByteArray &lines = {})
{
    return "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
           "Sec-WebSocket-Accept: %ACCEPT%\r\n" +
           lines + "\r\n";
}

QByteArray extension(const QByteArray &value)
{
    return switching("Sec-WebSocket-Extensions: " + value + "\r\n");
}

/// Forms that RFC 9112 and RFC 6455 section 4.2.2 allow, and a few that every client forgives.
void addUnusualHeads(Cases &cases)
{
    const auto opens = [&](const QByteArray &name, const QByteArray &head) {
        cases.append({name, [=](Scene &scene) {
                          scene.head = head;
                          scene.echoed(Text, "first").echoed(Binary, "second").ends();
                      }});
        cases.append({name + ", byte by byte", [=](Scene &scene) {
                          scene.head = head;
                          scene.headChop = 1;
                          scene.echoed(Text, "first").ends();
                      }});
    };
    opens("usual", switching());
    opens("names in lower case", "HTTP/1.1 101 switching\r\nupgrade: WebSocket\r\nconnection: upgrade\r\n"
                                 "sec-websocket-accept: %ACCEPT%\r\n\r\n");
    opens(
        "no space behind colons",
        "HTTP/1.1 101 X\r\nUpgrade:websocket\r\nConnection:Upgrade\r\nSec-WebSocket-Accept:%ACCEPT%\r\n\r\n");
    opens("much space around values",
          "HTTP/1.1 101 X\r\nUpgrade: \t websocket \t\r\nConnection:   Upgrade\t\r\n"
          "Sec-WebSocket-Accept:  %ACCEPT%  \r\n\r\n");
    opens("an empty reason phrase",
          "HTTP/1.1 101 \r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: "
          "%ACCEPT%\r\n\r\n");
    opens("a list of connection options",
          "HTTP/1.1 101 X\r\nServer: a/1.0 (b)\r\nUpgrade: WebSocket\r\nConnection: keep-alive, Upgrade\r\n"
          "Sec-WebSocket-Accept: %ACCEPT%\r\n\r\n");
    opens("two Connection headers",
          "HTTP/1.1 101 X\r\nConnection: keep-alive\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
          "Sec-WebSocket-Accept: %ACCEPT%\r\n\r\n");
    opens("a folded line",
          "HTTP/1.1 101 X\r\nServer: a\r\n b\r\nUpgrade: websocket\r\nConnection:\r\n Upgrade\r\n"
          "Sec-WebSocket-Accept: %ACCEPT%\r\n\r\n");
    opens("an interim answer before it", "HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n" + switching());
    opens("Content-Length: 0", switching("Content-Length: 0\r\n"));
    opens("many headers", switching(QByteArray("X-Filler: 0123456789\r\n").repeated(200)));
    opens("a long header", switching("X-Long: " + QByteArray(8000, 'x') + "\r\n"));
    opens("no extension, said with an empty header", switching("Sec-WebSocket-Extensions:\r\n"));
    opens("a cookie that is not ASCII", switching("Set-Cookie: a=\xc3\xa4\xff\r\n"));
}

/// RFC 6455 section 4.1: what a client must not take.
void addRefusedHeads(Cases &cases)
{
    const auto refused = [&](const QByteArray &name, const QByteArray &head) {
        cases.append({name + " is refused", [=](Scene &scene) {
                          scene.head = head;
                          scene.refused();
                      }});
    };
    refused("a wrong digest", switching().replace("%ACCEPT%", "AAAAAAAAAAAAAAAAAAAAAAAAAAA="));
    refused("no digest", switching().replace("Sec-WebSocket-Accept: %ACCEPT%\r\n", ""));
    refused("another protocol", switching().replace("websocket", "h2c"));
    refused("Connection: close", switching().replace("Connection: Upgrade", "Connection: close"));
    refused("a subprotocol that nobody asked for", switching("Sec-WebSocket-Protocol: chat\r\n"));
    refused("an extension that nobody asked for", extension("x-webkit-deflate-frame"));
    refused("permessage-bzip2", extension("permessage-bzip2"));
    for (const char *value :
         {"permessage-deflate; unknown", "permessage-deflate; server_no_context_takeover=1",
          "permessage-deflate; server_no_context_takeover; server_no_context_takeover",
          "permessage-deflate; server_max_window_bits=7", "permessage-deflate; server_max_window_bits=16",
          "permessage-deflate; server_max_window_bits=010", "permessage-deflate; server_max_window_bits",
          "permessage-deflate; server_max_window_bits=10; server_max_window_bits=10",
          "permessage-deflate; client_max_window_bits", "permessage-deflate; client_max_window_bits=",
          "permessage-deflate; client_max_window_bits=16", "permessage-deflate; client_max_window_bits=x",
          "permessage-deflate; client_no_context_takeover=true", "permessage-deflate, permessage-deflate",
          "permessage-deflate;", "permessage-deflate; =1"})
        refused(value, extension(value));
    refused("two headers of extensions",
            switching("Sec-WebSocket-Extensions: permessage-deflate\r\n").chopped(2) +
                "Sec-WebSocket-Extensions: permessage-deflate\r\n\r\n");
}

/// RFC 6455 section 9.1: the same in other letters.
void addSpelledExtensions(Cases &cases)
{
    for (const char *value :
         {"permessage-deflate", "Permessage-Deflate", "permessage-deflate ; server_max_window_bits = 12",
          "permessage-deflate;server_max_window_bits=\"12\";client_no_context_takeover",
          ", permessage-deflate; SERVER_MAX_WINDOW_BITS=12 ,"})
        cases.append(
            {QByteArray("spelled ") + value, [=](Scene &scene) {
                 scene.head = extension(value);
                 scene.terms = {.agreed = true, .serverBits = 12};
                 scene.terms.clientForgets = QByteArray(value).contains("client_no");
                 RawDeflate deflate(scene.terms);
                 const QByteArray text = QByteArray("as it was agreed ").repeated(500);
                 for (int i = 0; i < 3; ++i)
                     scene.send(frame(Text, deflate.compress(text), Fin::Last, Rsv1)).expect(Text, text);
                 scene.ends();
             }});
}

} // namespace

QList<ConformanceCase> handshakeCases()
{
    Cases cases;
    addUnusualHeads(cases);
    addRefusedHeads(cases);
    addSpelledExtensions(cases);
    return cases;
}

} // namespace wirewise::tests
