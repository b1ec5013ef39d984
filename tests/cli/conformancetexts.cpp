#include "cli/conformancescene.h"

namespace wirewise::tests {

namespace {

using Cases = QList<ConformanceCase>;

/// RFC 3629 section 3, by hand; also for what must not be written so.
QByteArray encoded(quint32 point, int bytes)
{
    if (bytes == 1)
        return QByteArray(1, static_cast<char>(point));
    QByteArray text;
    for (int i = 1; i < bytes; ++i, point >>= 6)
        text.prepend(static_cast<char>(0x80 | (point & 0x3F)));
    const quint32 mark = 0xFFU << (8 - bytes);
    return text.prepend(static_cast<char>((mark & 0xFF) | point));
}

QList<QByteArray> validTexts()
{
    QList<QByteArray> texts{
        "Hello-\xc2\xb5@\xc3\x9f\xc3\xb6\xc3\xa4\xc3\xbc\xc3\xa0\xc3\xa1-UTF-8!!",
        "\xce\xba\xe1\xbd\xb9\xcf\x83\xce\xbc\xce\xb5",
        "\xe2\x80\x8b\xef\xbb\xbf",
    };
    for (const quint32 point : {0x0U, 0x7FU})
        texts.append(encoded(point, 1));
    for (const quint32 point : {0x80U, 0x7FFU})
        texts.append(encoded(point, 2));
    for (const quint32 point : {0x800U, 0xD7FFU, 0xE000U, 0xFFFDU, 0xFFFEU, 0xFFFFU, 0xFDD0U})
        texts.append(encoded(point, 3));
    for (quint32 plane = 1; plane <= 16; ++plane) {
        texts.append(encoded(plane << 16, 4));
        texts.append(encoded(plane << 16 | 0xFFFE, 4));
        texts.append(encoded(plane << 16 | 0xFFFF, 4));
    }
    return texts;
}

/// The byte that shows it is the last one given.
QList<QByteArray> invalidTexts()
{
    QList<QByteArray> texts;
    for (const int byte : {0x80, 0xBF, 0xC0, 0xC1, 0xF5, 0xF6, 0xF7, 0xF8, 0xFB, 0xFC, 0xFD, 0xFE, 0xFF})
        texts.append(QByteArray(1, static_cast<char>(byte)));
    for (const char *text :
         {"\xC2\x20", "\xC2\xC2", "\xDF\x7F", "\xDF\xC0", "\xE0\x80", "\xE0\x9F", "\xE1\x20", "\xE1\x80\x20",
          "\xED\xA0", "\xED\xBF", "\xEF\xBF\x20", "\xF0\x80", "\xF0\x8F", "\xF0\x90\x20", "\xF0\x90\x80\x20",
          "\xF4\x90", "\xF4\xBF", "\xF1\x80\x80\xC0", "\xce\xba\xe1\xbd\xb9\xcf\x83\xce\xbc\xce\xb5\xed\xa0"})
        texts.append(text);
    return texts;
}

/// Begun, and right so far: it may not be failed before its end.
QList<QByteArray> unfinishedTexts()
{
    return {"\xC2", "\xDF",     "\xE0\xA0",     "\xE1", "\xE1\x80",     "\xED\x9F",        "\xEF\xBF",
            "\xF0", "\xF0\x90", "\xF0\x90\x80", "\xF4", "\xF4\x8F\xBF", "\xCE\xBA\xE1\xBD"};
}

} // namespace

QList<ConformanceCase> utf8Cases()
{
    Cases cases;
    for (const QByteArray &text : validTexts()) {
        cases.append(
            {"valid " + text.toHex(' '), [=](Scene &scene) {
                 scene.echoed(Text, text);
                 scene.send(inFrames(Text, text, 1)).expect(Text, text);
                 scene.chopped(frame(Text, "a" + text + "z"), 1).expect(Text, "a" + text + "z").ends();
             }});
    }
    for (const QByteArray &text : invalidTexts()) {
        const QByteArray name = "invalid " + text.toHex(' ');
        cases.append({name + " in one frame", [=](Scene &scene) {
                          scene.echoed(Text, "before").send(frame(Text, "ok " + text + " ok")).fails(1007);
                      }});
        cases.append({name + " told within the frame", [=](Scene &scene) {
                          const QByteArray whole = frame(Text, "ok " + text + QByteArray(50, '.'));
                          scene.chopped(whole.first(2 + 3 + text.size()), 1).fails(1007);
                      }});
        cases.append({name + " told before the message ends", [=](Scene &scene) {
                          scene.send(frame(Text, "ok", Fin::More));
                          scene.send(frame(Continuation, text, Fin::More)).fails(1007);
                      }});
        cases.append({name + " told in frames of one byte", [=](Scene &scene) {
                          scene.send(frame(Text, {}, Fin::More));
                          for (const char byte : text)
                              scene.send(frame(Continuation, QByteArray(1, byte), Fin::More));
                          scene.fails(1007);
                      }});
        cases.append({name + " is fine as binary", [=](Scene &scene) {
                          scene.echoed(Binary, text).send(inFrames(Binary, text + text, 1));
                          scene.expect(Binary, text + text).ends();
                      }});
    }
    for (const QByteArray &text : unfinishedTexts()) {
        const QByteArray name = "unfinished " + text.toHex(' ');
        cases.append({name, [=](Scene &scene) { scene.send(frame(Text, text)).fails(1007); }});
        cases.append({name + " at the end of a frame only", [=](Scene &scene) {
                          scene.send(frame(Text, text, Fin::More)).pinged("alive").pause();
                          scene.send(frame(Continuation, {})).fails(1007);
                      }});
    }
    cases.append({"a character over two frames", [](Scene &scene) {
                      scene.send(frame(Text, "\xF0\x90", Fin::More)).pinged("alive").pause();
                      scene.send(frame(Continuation, "\x80\x80")).expect(Text, "\xF0\x90\x80\x80").ends();
                  }});
    cases.append({"invalid with compression", [](Scene &scene) {
                      scene.terms.agreed = true;
                      RawDeflate deflate(scene.terms);
                      scene.send(frame(Text, deflate.compress("ok \xff"), Fin::More, Rsv1)).fails(1007);
                  }});
    return cases;
}

QList<ConformanceCase> closeCases()
{
    Cases cases;
    const auto answered = [&](const QByteArray &name, const QByteArray &body) {
        cases.append({name, [=](Scene &scene) {
                          scene.echoed(Text, "before").send(frame(Close, body));
                          scene.expected.append({Close, body.left(2), true});
                      }});
    };
    const auto refused = [&](const QByteArray &name, const QByteArray &body, int code) {
        cases.append(
            {name, [=](Scene &scene) { scene.echoed(Text, "before").send(frame(Close, body)).fails(code); }});
    };
    answered("without a code", {});
    for (const int code : {1000, 1001, 1002, 1003, 1007, 1008, 1009, 1010, 1011, 1012, 1013, 1014, 3000, 3001,
                           3999, 4000, 4001, 4999}) {
        answered(QByteArray::number(code), closeBody(code));
        answered(QByteArray::number(code) + " with a reason", closeBody(code, "why n\xc3\xb6t"));
    }
    for (const int code :
         {0, 1, 999, 1004, 1005, 1006, 1015, 1016, 1017, 1100, 1999, 2000, 2999, 5000, 5001, 32768, 65535}) {
        refused(QByteArray::number(code) + " is none", closeBody(code), 1002);
        refused(QByteArray::number(code) + " is none, with a reason", closeBody(code, "reason"), 1002);
    }
    answered("reason of 123 bytes", closeBody(1000, QByteArray(123, 'x')));
    refused("reason of 124 bytes", closeBody(1000, QByteArray(124, 'x')), 1002);
    refused("one byte", "\x03", 1002);
    refused("reason that is not UTF-8", closeBody(1000, "\xff"), 1007);
    refused("reason with a surrogate", closeBody(1000, "\xce\xba\xed\xa0\x80 edited"), 1007);
    refused("reason that ends inside a character", closeBody(1000, "\xe2\x82"), 1007);
    refused("invalid code before an invalid reason", closeBody(999, "\xff"), 1002);

    const auto ignored = [&](const QByteArray &name, const QByteArray &after) {
        cases.append({name + " after the Close", [=](Scene &scene) {
                          scene.send(frame(Close, closeBody(1000, "bye")) + after);
                          scene.expected.append({Close, closeBody(1000), true});
                      }});
        cases.append({name + " in a later write after the Close", [=](Scene &scene) {
                          scene.tcpEnd = Scene::TcpEnd::Patient;
                          scene.send(frame(Close, closeBody(1000))).expect(Close, closeBody(1000));
                          scene.send(after);
                      }});
    };
    ignored("text", frame(Text, "late"));
    ignored("ping", frame(Ping, "late"));
    ignored("another Close", frame(Close, closeBody(1001)));
    ignored("what is no frame", QByteArray(100, '\xff'));
    ignored("a whole 256 KiB", frame(Binary, QByteArray(256 * 1024, 'x')));
    cases.append({"Close byte by byte", [](Scene &scene) {
                      scene.chopped(frame(Close, closeBody(1001, "going")), 1);
                      scene.expected.append({Close, closeBody(1001), true});
                  }});
    cases.append({"Close cut in pieces",
                  [](Scene &scene) { scene.send(frame(Close, closeBody(1000), Fin::More)).fails(1002); }});
    cases.append({"TCP is left to the server", [](Scene &scene) {
                      scene.tcpEnd = Scene::TcpEnd::Patient;
                      scene.echoed(Text, "x").ends();
                  }});
    cases.append({"large text just before the Close", [](Scene &scene) {
                      const QByteArray text(256 * 1024, 'x');
                      scene.send(frame(Text, text) + frame(Close, closeBody(1000)));
                      scene.expect(Text, text).expect(Close, closeBody(1000));
                  }});
    cases.append({"the server ends its direction at once", [](Scene &scene) {
                      scene.tcpEnd = Scene::TcpEnd::Half;
                      scene.echoed(Text, "x").ends();
                  }});
    cases.append({"the server ends its direction behind a large text", [](Scene &scene) {
                      scene.tcpEnd = Scene::TcpEnd::Half;
                      const QByteArray text(8 * 1024 * 1024, 'x');
                      scene.send(frame(Text, text) + frame(Close, closeBody(1000)));
                      scene.expect(Text, text).expect(Close, closeBody(1000));
                  }});
    cases.append({"a breach before 16 MiB more", [](Scene &scene) {
                      scene.chopped(frame(3, "x") + frame(Binary, QByteArray(16 * 1024 * 1024, 'x')), 65536);
                      scene.fails(1002);
                  }});
    cases.append({"the client leaves after a breach", [](Scene &scene) {
                      scene.tcpEnd = Scene::TcpEnd::Client;
                      scene.send(frame(3, "x")).fails(1002);
                  }});
    cases.append({"TCP ends without a Close", [](Scene &scene) {
                      scene.tcpEnd = Scene::TcpEnd::Unlooked;
                      scene.status = 1;
                      scene.echoed(Text, "x");
                  }});
    cases.append({"TCP ends inside a frame", [](Scene &scene) {
                      scene.tcpEnd = Scene::TcpEnd::Unlooked;
                      scene.status = 1;
                      scene.echoed(Text, "x").pause().send(frame(Text, "half").first(4));
                  }});
    return cases;
}

} // namespace wirewise::tests
