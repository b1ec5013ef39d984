#pragma once

#include <QByteArray>
#include <QList>

namespace wirewise::test {

/// One answer and what the parser must make of it at the end of the stream.
struct ResponseCase
{
    const char *name;
    QByteArray method;
    QByteArray bytes;
    int status;
    QByteArray summary;   ///< reason|headers|framing|body|end
    QByteArray anomalies; ///< breach@offset+length
    bool trailingIsKept;  ///< bytes behind it come back as rest
};

inline QList<ResponseCase> responseCases()
{
    const QByteArray ok = "HTTP/1.1 200 OK\r\n";
    // clang-format off
    return {
        // How a body ends
        {"content-length", "GET", ok + "Content-Length: 2\r\n\r\nhi", 200, "OK|Content-Length=2;|content-length|hi|complete", "", true},
        {"content-length 0", "GET", ok + "content-length: 0\r\n\r\n", 200, "OK|content-length=0;|content-length||complete", "", true},
        {"until close", "GET", ok + "\r\nall of it", 200, "OK||until-close|all of it|complete", "", false},
        {"until close, empty", "GET", ok + "\r\n", 200, "OK||until-close||complete", "", false},
        {"HTTP/1.0", "GET", "HTTP/1.0 404 Not Found\r\nA: b\r\n\r\nx", 404, "Not Found|A=b;|until-close|x|complete", "", false},
        {"HEAD", "HEAD", ok + "Content-Length: 99\r\n\r\n", 200, "OK|Content-Length=99;|none||complete", "", true},
        {"204", "GET", "HTTP/1.1 204 No Content\r\n\r\n", 204, "No Content||none||complete", "", true},
        {"304", "GET", "HTTP/1.1 304 Not Modified\r\nContent-Length: 5\r\n\r\n", 304, "Not Modified|Content-Length=5;|none||complete", "", true},
        {"101", "GET", "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n\r\n", 101, "Switching Protocols|Upgrade=websocket;|upgraded||complete", "", true},
        {"CONNECT 200", "CONNECT", ok + "Content-Length: 5\r\n\r\n", 200, "OK|Content-Length=5;|upgraded||complete", "", true},
        {"CONNECT 407", "CONNECT", "HTTP/1.1 407 No\r\nContent-Length: 1\r\n\r\nx", 407, "No|Content-Length=1;|content-length|x|complete", "", true},
        {"chunked", "GET", ok + "Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\nb\r\n, wide worl\r\n1\r\nd\r\n0\r\n\r\n", 200, "OK|Transfer-Encoding=chunked;|chunked|hello, wide world|complete", "", true},
        {"chunk extensions and trailers", "GET", ok + "Transfer-Encoding: Chunked\r\n\r\n2;a=\"b\" ; c\r\nhi\r\n0;z\r\nT: 1\r\nU: 2\r\n\r\n", 200, "OK|Transfer-Encoding=Chunked;|chunked|hi|complete", "", true},
        {"gzip, chunked", "GET", ok + "Transfer-Encoding: gzip, chunked\r\n\r\n1\r\nz\r\n0\r\n\r\n", 200, "OK|Transfer-Encoding=gzip, chunked;|chunked|z|complete", "", true},
        {"gzip without chunked", "GET", ok + "Transfer-Encoding: gzip\r\n\r\nz", 200, "OK|Transfer-Encoding=gzip;|until-close|z|complete", "", false},

        // Status lines
        {"empty reason", "GET", "HTTP/1.1 403 \r\nContent-Length: 0\r\n\r\n", 403, "|Content-Length=0;|content-length||complete", "", true},
        {"no space after the code", "GET", "HTTP/1.1 403\r\nContent-Length: 0\r\n\r\n", 403, "|Content-Length=0;|content-length||complete", "status-line-no-reason-space@9+3", true},
        {"reason with bytes above ASCII", "GET", "HTTP/1.1 200 g\xFCt\r\nContent-Length: 0\r\n\r\n", 200, "g\xFCt|Content-Length=0;|content-length||complete", "", true},
        {"letter in the code", "GET", "HTTP/1.1 1O1 Switching\r\nContent-Length: 0\r\n\r\n", 0, "1O1 Switching|Content-Length=0;|content-length||complete", "status-line-malformed@9+3", true},
        {"words for the code", "GET", "HTTP/1.1 Not Found\r\nContent-Length: 0\r\n\r\n", 0, "Not Found|Content-Length=0;|content-length||complete", "status-line-malformed@9+3", true},
        {"code at the end", "GET", "HTTP/1.1 Switching Protocols 101\r\nA: b\r\n\r\n", 0, "Switching Protocols 101|A=b;|until-close||complete", "status-line-malformed@9+9", false},
        {"no version", "GET", "HTTP 200 OK\r\nContent-Length: 0\r\n\r\n", 200, "OK|Content-Length=0;|content-length||complete", "status-line-malformed@4+1", true},
        {"version of one number", "GET", "HTTP/2 200\r\nContent-Length: 0\r\n\r\n", 200, "|Content-Length=0;|content-length||complete", "status-line-malformed@6+1", true},
        {"two spaces", "GET", "HTTP/1.1  200 OK\r\nContent-Length: 0\r\n\r\n", 200, "OK|Content-Length=0;|content-length||complete", "status-line-malformed@9+1", true},
        {"four digits", "GET", "HTTP/1.1 2000 OK\r\nContent-Length: 0\r\n\r\n", 0, "2000 OK|Content-Length=0;|content-length||complete", "status-line-malformed@9+4", true},
        {"two digits", "GET", "HTTP/1.1 20\r\nContent-Length: 0\r\n\r\n", 0, "20|Content-Length=0;|content-length||complete", "status-line-malformed@9+2", true},
        {"version only", "GET", "HTTP/1.1\r\nContent-Length: 0\r\n\r\n", 0, "|Content-Length=0;|content-length||complete", "status-line-malformed@8+0", true},
        {"999", "GET", "HTTP/1.1 999 Denied\r\nContent-Length: 0\r\n\r\n", 999, "Denied|Content-Length=0;|content-length||complete", "status-out-of-range@9+3", true},
        {"blank lines first", "GET", "\r\n\n" + ok + "Content-Length: 0\r\n\r\n", 200, "OK|Content-Length=0;|content-length||complete", "blank-line-before-status@0+3", true},

        // Field lines
        {"order, case and duplicates", "GET", ok + "b: 1\r\nA: 2\r\nB: 3\r\nContent-Length:0\r\n\r\n", 200, "OK|b=1;A=2;B=3;Content-Length=0;|content-length||complete", "", true},
        {"white space around a value", "GET", ok + "A: \t b c \t\r\nContent-Length: 0\r\n\r\n", 200, "OK|A=b c;Content-Length=0;|content-length||complete", "", true},
        {"no colon", "GET", ok + "X-Backend app\r\nContent-Length: 0\r\n\r\n", 200, "OK|Content-Length=0;|content-length||complete", "field-without-colon@17+13", true},
        {"empty name", "GET", ok + ": x\r\nContent-Length: 0\r\n\r\n", 200, "OK|Content-Length=0;|content-length||complete", "field-name-empty@17+1", true},
        {"name that is no token", "GET", ok + "a b: x\r\nContent-Length: 0\r\n\r\n", 200, "OK|a b=x;Content-Length=0;|content-length||complete", "field-name-invalid@17+3", true},
        {"space before colon", "GET", ok + "Content-Length : 2\r\n\r\nhi", 200, "OK|Content-Length=2;|content-length|hi|complete", "space-before-colon@31+1", true},
        {"folded line", "GET", ok + "A: b\r\n\t c\r\nContent-Length: 0\r\n\r\n", 200, "OK|A=b c;Content-Length=0;|content-length||complete", "folded-line@23+3", true},
        {"folded before any field", "GET", ok + " A: b\r\nContent-Length: 0\r\n\r\n", 200, "OK| A=b;Content-Length=0;|content-length||complete", "field-name-invalid@17+2", true},
        {"control in a value", "GET", ok + "A: b\x01" "c\r\nContent-Length: 0\r\n\r\n", 200, QByteArray("OK|A=b\x01" "c;Content-Length=0;|content-length||complete"), "control-in-field-value@21+1", true},
        {"NUL in a value", "GET", ok + QByteArray("A: b\0c\r\nContent-Length: 0\r\n\r\n", 29), 200, QByteArray("OK|A=b\0c;Content-Length=0;|content-length||complete", 51), "nul-byte@21+1", true},
        {"CR inside a line", "GET", ok + "A: b\rc\r\nContent-Length: 0\r\n\r\n", 200, "OK|A=b\rc;Content-Length=0;|content-length||complete", "bare-carriage-return@21+1", true},
        {"bare LF", "GET", "HTTP/1.1 200 OK\nContent-Length: 0\n\n", 200, "OK|Content-Length=0;|content-length||complete", "bare-line-feed@15+1 bare-line-feed@33+1 bare-line-feed@34+1", true},
        {"CR CR LF", "GET", "HTTP/1.1 200 OK\r\r\nContent-Length: 0\r\r\n\r\r\n", 200, "OK|Content-Length=0;|content-length||complete", "bare-carriage-return@15+1 bare-carriage-return@35+1 bare-carriage-return@38+1", true},

        // Lengths that do not agree
        {"length repeated", "GET", ok + "Content-Length: 2\r\nContent-Length: 2\r\n\r\nhi", 200, "OK|Content-Length=2;Content-Length=2;|content-length|hi|complete", "content-length-repeated@52+1", true},
        {"length repeated in a list", "GET", ok + "Content-Length: 2, 2\r\n\r\nhi", 200, "OK|Content-Length=2, 2;|content-length|hi|complete", "content-length-repeated@33+4", true},
        {"lengths conflict", "GET", ok + "Content-Length: 2\r\nContent-Length: 3\r\n\r\nhi", 200, "OK|Content-Length=2;Content-Length=3;|until-close|hi|complete", "content-length-conflict@52+1", false},
        {"length is no number", "GET", ok + "Content-Length: +2\r\n\r\nhi", 200, "OK|Content-Length=+2;|until-close|hi|complete", "content-length-invalid@33+2", false},
        {"length beyond counting", "GET", ok + "Content-Length: 99999999999999999999\r\n\r\nhi", 200, "OK|Content-Length=99999999999999999999;|until-close|hi|complete", "content-length-invalid@33+20", false},
        {"length and chunked", "GET", ok + "Content-Length: 9\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nx\r\n0\r\n\r\n", 200, "OK|Content-Length=9;Transfer-Encoding=chunked;|chunked|x|complete", "length-and-chunked@17+17", true},
        {"chunked in HTTP/1.0", "GET", "HTTP/1.0 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 200, "OK|Transfer-Encoding=chunked;|chunked||complete", "transfer-encoding-in-http10@17+26", true},
        {"unknown coding", "GET", ok + "Transfer-Encoding: zip\r\n\r\nz", 200, "OK|Transfer-Encoding=zip;|until-close|z|complete", "transfer-encoding-unknown@36+3", false},
        {"chunked is not last", "GET", ok + "Transfer-Encoding: chunked, gzip\r\n\r\nz", 200, "OK|Transfer-Encoding=chunked, gzip;|until-close|z|complete", "transfer-encoding-unknown@36+13", false},
        {"identity", "GET", ok + "Transfer-Encoding: identity\r\nContent-Length: 1\r\n\r\nz", 200, "OK|Transfer-Encoding=identity;Content-Length=1;|content-length|z|complete", "transfer-encoding-unknown@36+8", true},

        // Broken chunks: the rest is shown as it comes
        {"chunk size is no number", "GET", ok + "Transfer-Encoding: chunked\r\n\r\nhello\r\n", 200, "OK|Transfer-Encoding=chunked;|chunked|hello\r\n|truncated", "chunk-size-invalid@47+5", false},
        {"chunk size beyond counting", "GET", ok + "Transfer-Encoding: chunked\r\n\r\nFFFFFFFFFFFFFFFFF\r\nx", 200, "OK|Transfer-Encoding=chunked;|chunked|FFFFFFFFFFFFFFFFF\r\nx|truncated", "chunk-size-invalid@47+17", false},
        {"chunk longer than said", "GET", ok + "Transfer-Encoding: chunked\r\n\r\n2\r\nhello\r\n", 200, "OK|Transfer-Encoding=chunked;|chunked|hello\r\n|truncated", "chunk-not-terminated@52+1", false},
        {"chunk lines end in LF", "GET", ok + "Transfer-Encoding: chunked\r\n\r\n1\nx\n0\n\n", 200, "OK|Transfer-Encoding=chunked;|chunked|x|complete", "bare-line-feed@48+1 bare-line-feed@50+1 bare-line-feed@52+1 bare-line-feed@53+1", true},

        // Cut short
        {"body cut short", "GET", ok + "Content-Length: 5\r\n\r\nhi", 200, "OK|Content-Length=5;|content-length|hi|truncated", "body-truncated@17+17", false},
        {"chunk cut short", "GET", ok + "Transfer-Encoding: chunked\r\n\r\n5\r\nhi", 200, "OK|Transfer-Encoding=chunked;|chunked|hi|truncated", "body-truncated@47+1", false},
        {"last chunk missing", "GET", ok + "Transfer-Encoding: chunked\r\n\r\n2\r\nhi\r\n", 200, "OK|Transfer-Encoding=chunked;|chunked|hi|truncated", "body-truncated@54+0", false},
        {"trailers cut short", "GET", ok + "Transfer-Encoding: chunked\r\n\r\n0\r\nT: x\r\n", 200, "OK|Transfer-Encoding=chunked;|chunked||truncated", "body-truncated@56+0", false},
        {"head cut short", "GET", ok + "A: b\r\nC: d", 200, "OK|A=b;|none||truncated", "head-truncated@23+4", false},
        {"head ends after a line", "GET", ok + "A: b\r\n", 200, "OK|A=b;|none||truncated", "head-truncated@23+0", false},
        {"status line cut short", "GET", "HTTP/1.1 10", 0, "||none||truncated", "head-truncated@0+11", false},
        {"three letters", "GET", "HTT", 0, "||none||truncated", "head-truncated@0+3", false},
        {"broken status line cut short", "GET", "HTTP/1.1 Not Fo", 0, "Not Fo||none||truncated", "status-line-malformed@9+3 head-truncated@0+15", false},
    };
    // clang-format on
}

} // namespace wirewise::test
