#include "cli/conformancescene.h"

namespace wirewise::tests {

namespace {

using Cases = QList<ConformanceCase>;

QByteArray bits(int reserved)
{
    return "RSV " + QByteArray::number(reserved, 2).rightJustified(3, '0');
}

/// RFC 6455 section 5.2: lengths at the borders of their three forms, and the bytes in several portions.
void addLengths(Cases &cases)
{
    for (const int opcode : {Text, Binary}) {
        for (const int size : {0, 1, 125, 126, 127, 128, 255, 256, 1000, 32767, 65535, 65536, 65537})
            cases.append(
                {(opcode == Text ? "text " : "binary ") + QByteArray::number(size), [=](Scene &scene) {
                     const QByteArray payload(size, opcode == Text ? '*' : '\xfe');
                     scene.echoed(opcode, payload).ends();
                 }});
        for (const int chop : {1, 3, 997}) {
            cases.append(
                {(opcode == Text ? "text in writes of " : "binary in writes of ") + QByteArray::number(chop),
                 [=](Scene &scene) {
                     const QByteArray payload(chop == 1 ? 2000 : 65536, '*');
                     scene.chopped(frame(opcode, payload), chop).expect(opcode, payload).ends();
                 }});
        }
    }
    cases.append({"many in one write", [](Scene &scene) {
                      QByteArray all;
                      for (int i = 0; i < 500; ++i) {
                          const QByteArray payload = QByteArray::number(i);
                          all += frame(i % 2 == 0 ? Text : Binary, payload);
                          scene.expect(i % 2 == 0 ? Text : Binary, payload);
                      }
                      scene.send(all).ends();
                  }});
    cases.append({"length 125 in two bytes more", [](Scene &scene) {
                      scene.echoed(Text, "first");
                      scene.send(QByteArray("\x81\x7e\x00\x7d", 4) + QByteArray(125, '*')).fails(1002);
                  }});
    cases.append({"length 65535 in eight bytes", [](Scene &scene) {
                      scene.send(QByteArray("\x82\x7f\x00\x00\x00\x00\x00\x00\xff\xff", 10)).fails(1002);
                  }});
    cases.append({"length with its highest bit", [](Scene &scene) {
                      scene.send(QByteArray("\x82\x7f\x80\x00\x00\x00\x00\x00\x00\x01", 10)).fails(1002);
                  }});
    cases.append({"length beyond all limits", [](Scene &scene) {
                      scene.send(QByteArray("\x82\x7f\x7f\xff\xff\xff\xff\xff\xff\xff", 10)).fails(1009);
                  }});
    cases.append({"masked by the server", [](Scene &scene) {
                      scene.echoed(Text, "first").send("\x81\x82\x01\x02\x03\x04hi").fails(1002);
                  }});
}

void addPings(Cases &cases)
{
    const QByteArray bytes("\x00\xff\xfe\xfd\xfc\xfb\x00\xff", 8);
    for (const QByteArray &payload :
         {QByteArray(), QByteArray("Hello, world!"), bytes, QByteArray(125, '\xfe')}) {
        const QByteArray size = QByteArray::number(payload.size());
        cases.append({"ping of " + size, [=](Scene &scene) { scene.pinged(payload).ends(); }});
        cases.append({"ping byte by byte, " + size, [=](Scene &scene) {
                          scene.chopped(frame(Ping, payload), 1).expect(Pong, payload).ends();
                      }});
        cases.append({"unsolicited pong of " + size,
                      [=](Scene &scene) { scene.send(frame(Pong, payload)).pinged("after").ends(); }});
        cases.append({"ping of " + size + " before a text", [=](Scene &scene) {
                          scene.send(frame(Ping, payload) + frame(Text, "next"));
                          scene.expect(Pong, payload).expect(Text, "next").ends();
                      }});
        cases.append({"ping of " + size + " between texts", [=](Scene &scene) {
                          scene.echoed(Text, "one").pinged(payload).echoed(Text, "two").ends();
                      }});
    }
    for (const int size : {126, 127, 65536})
        cases.append({"ping of " + QByteArray::number(size),
                      [=](Scene &scene) { scene.send(frame(Ping, QByteArray(size, '\xfe'))).fails(1002); }});
    for (const int chop : {0, 1})
        cases.append({"ten pings, chop " + QByteArray::number(chop), [=](Scene &scene) {
                          QByteArray all;
                          for (int i = 0; i < 10; ++i) {
                              all += frame(Ping, "payload-" + QByteArray::number(i));
                              scene.expect(Pong, "payload-" + QByteArray::number(i));
                          }
                          scene.chopped(all, chop == 0 ? all.size() : chop).ends();
                      }});
    cases.append({"ping cut in pieces", [](Scene &scene) {
                      scene.send(frame(Ping, "a", Fin::More)).send(frame(Continuation, "b")).fails(1002);
                  }});
    cases.append(
        {"pong cut in pieces", [](Scene &scene) { scene.send(frame(Pong, "a", Fin::More)).fails(1002); }});
}

/// RFC 6455 section 5.2: MUST be 0 unless an extension is negotiated that defines them.
void addReservedBits(Cases &cases, bool deflates)
{
    for (int reserved = 1; reserved < 8; ++reserved) {
        const QByteArray name = bits(reserved) + (deflates ? " with compression, " : ", ");
        for (const int opcode : {Text, Binary, Ping, Pong, Close}) {
            if (deflates && reserved == Rsv1 && (opcode == Text || opcode == Binary))
                continue; // then it has a meaning
            cases.append({name + "opcode " + QByteArray::number(opcode), [=](Scene &scene) {
                              scene.terms.agreed = deflates;
                              const QByteArray body = opcode == Close ? closeBody(1000) : QByteArray("Hello");
                              scene.send(frame(opcode, body, Fin::Last, reserved)).fails(1002);
                          }});
        }
        cases.append({name + "after an echo", [=](Scene &scene) {
                          scene.terms.agreed = deflates;
                          scene.send(frame(Text, "one") + frame(Ping, "x", Fin::Last, reserved) +
                                     frame(Text, "no"));
                          scene.expect(Text, "one").fails(1002);
                      }});
        cases.append({name + "told by the first byte of a text byte by byte", [=](Scene &scene) {
                          scene.terms.agreed = deflates;
                          scene.echoed(Text, "one");
                          scene.chopped(frame(Ping, "zwei", Fin::Last, reserved).first(3), 1).fails(1002);
                      }});
        cases.append({name + "continuation", [=](Scene &scene) {
                          scene.terms.agreed = deflates;
                          scene.send(frame(Text, "one", Fin::More));
                          scene.send(frame(Continuation, "two", Fin::Last, reserved)).fails(1002);
                      }});
    }
}

void addReservedOpcodes(Cases &cases)
{
    for (const int opcode : {3, 4, 5, 6, 7, 11, 12, 13, 14, 15}) {
        const QByteArray name = "opcode " + QByteArray::number(opcode);
        cases.append({name + " empty", [=](Scene &scene) { scene.send(frame(opcode, {})).fails(1002); }});
        cases.append({name + " with payload",
                      [=](Scene &scene) { scene.send(frame(opcode, "payload")).fails(1002); }});
        cases.append({name + " after a text", [=](Scene &scene) {
                          scene.send(frame(Text, "first") + frame(opcode, {}) + frame(Ping, {}));
                          scene.expect(Text, "first").fails(1002);
                      }});
        cases.append(
            {name + " byte by byte", [=](Scene &scene) {
                 scene.echoed(Text, "first").chopped(frame(opcode, "payload").first(3), 1).fails(1002);
             }});
        cases.append({name + " inside a message", [=](Scene &scene) {
                          scene.send(frame(Text, "one", Fin::More)).send(frame(opcode, "x")).fails(1002);
                      }});
        cases.append({name + " with compression", [=](Scene &scene) {
                          scene.terms.agreed = true;
                          scene.send(frame(opcode, "payload", Fin::Last, Rsv1)).fails(1002);
                      }});
    }
}

} // namespace

QList<ConformanceCase> framingCases()
{
    Cases cases;
    addLengths(cases);
    addPings(cases);
    addReservedBits(cases, false);
    addReservedBits(cases, true);
    addReservedOpcodes(cases);
    return cases;
}

QList<ConformanceCase> fragmentCases()
{
    Cases cases;
    for (const int opcode : {Text, Binary}) {
        const QByteArray kind = opcode == Text ? "text" : "binary";
        for (const int pieces : {1, 2, 3, 5, 100})
            for (const int chop : {0, 1, 7})
                cases.append(
                    {kind + " in frames of " + QByteArray::number(pieces) + ", chop " +
                         QByteArray::number(chop),
                     [=](Scene &scene) {
                         const QByteArray payload = QByteArray("fragments are put together ").repeated(9);
                         const QByteArray all = inFrames(opcode, payload, pieces);
                         scene.chopped(all, chop == 0 ? all.size() : chop).expect(opcode, payload).ends();
                     }});
        cases.append({kind + " with empty frames", [=](Scene &scene) {
                          scene.send(frame(opcode, {}, Fin::More)).send(frame(Continuation, {}, Fin::More));
                          scene.send(frame(Continuation, "middle", Fin::More)).send(frame(Continuation, {}));
                          scene.expect(opcode, "middle").ends();
                      }});
        cases.append({kind + " of empty frames only", [=](Scene &scene) {
                          scene.send(frame(opcode, {}, Fin::More)).send(frame(Continuation, {}, Fin::More));
                          scene.send(frame(Continuation, {})).expect(opcode, {}).ends();
                      }});
        cases.append({kind + " with a ping answered at once", [=](Scene &scene) {
                          scene.send(frame(opcode, "one", Fin::More)).pinged("now").pause();
                          scene.send(frame(Continuation, "two", Fin::More)).pinged("again").pause();
                          scene.send(frame(Continuation, "three")).expect(opcode, "onetwothree").ends();
                      }});
        cases.append({kind + " with a pong between", [=](Scene &scene) {
                          scene.send(frame(opcode, "one", Fin::More) + frame(Pong, "p"));
                          scene.send(frame(Continuation, "two")).expect(opcode, "onetwo").ends();
                      }});
        cases.append({kind + " with ten pings between, byte by byte", [=](Scene &scene) {
                          QByteArray all = frame(opcode, "start", Fin::More);
                          for (int i = 0; i < 10; ++i) {
                              all += frame(Ping, QByteArray::number(i)) + frame(Continuation, "-", Fin::More);
                              scene.expect(Pong, QByteArray::number(i));
                          }
                          scene.chopped(all + frame(Continuation, "end"), 1);
                          scene.expect(opcode, "start----------end").ends();
                      }});
        cases.append({kind + " twice", [=](Scene &scene) {
                          scene.send(inFrames(opcode, "first message", 4) +
                                     inFrames(opcode, "second one", 3));
                          scene.expect(opcode, "first message").expect(opcode, "second one").ends();
                      }});
        cases.append({kind + " begun inside another", [=](Scene &scene) {
                          scene.send(frame(opcode, "one", Fin::More)).send(frame(opcode, "two")).fails(1002);
                      }});
        cases.append(
            {kind + " begun inside another, in one write", [=](Scene &scene) {
                 scene.send(frame(opcode, "one", Fin::More) + frame(Text, "two", Fin::More)).fails(1002);
             }});
        cases.append({kind + " then close inside it",
                      [=](Scene &scene) { scene.send(frame(opcode, "one", Fin::More)).ends(); }});
    }
    for (const Fin fin : {Fin::Last, Fin::More})
        for (const bool first : {true, false})
            for (const int chop : {0, 1})
                cases.append({QByteArray("continuation of nothing, ") + (fin == Fin::Last ? "FIN" : "more") +
                                  (first ? ", first" : ", after a message") +
                                  (chop == 0 ? "" : ", byte by byte"),
                              [=](Scene &scene) {
                                  if (!first)
                                      scene.send(inFrames(Text, "whole", 2)).expect(Text, "whole");
                                  const QByteArray bytes = frame(Continuation, "non-continuation", fin);
                                  scene.chopped(chop == 0 ? bytes + frame(Text, "no") : bytes.first(2),
                                                chop == 0 ? 1000 : 1);
                                  scene.fails(1002);
                              }});
    return cases;
}

} // namespace wirewise::tests
