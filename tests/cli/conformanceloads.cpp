#include "cli/conformancescene.h"

#include <QRandomGenerator>

namespace wirewise::tests {

namespace {

using Cases = QList<ConformanceCase>;
constexpr qsizetype KiB = 1024, MiB = 1024 * 1024;
using Sizes = std::initializer_list<qsizetype>;

/// Compresses in part, as data of people does.
QByteArray wordy(qsizetype size, quint32 seed)
{
    static const char *words[] = {"{\"type\":",  "\"call\",", "\"id\":", "driver",
                                  "2026-01-01T", "\xc3\xa4",  "null,"};
    QRandomGenerator random(seed);
    QByteArray text;
    text.reserve(size + 16);
    while (text.size() < size) {
        text += words[random.bounded(7)];
        text += QByteArray::number(random.bounded(100000));
    }
    text.resize(size);
    if (text.endsWith('\xc3'))
        text.back() = '.'; // no half character at the end
    return text;
}

QByteArray noise(qsizetype size, quint32 seed)
{
    QByteArray bytes((size + 3) / 4 * 4, '\0');
    QRandomGenerator random(seed);
    random.fillRange(reinterpret_cast<quint32 *>(bytes.data()), bytes.size() / 4);
    bytes.resize(size);
    return bytes;
}

QByteArray sizeName(qsizetype size)
{
    return size % MiB == 0   ? QByteArray::number(size / MiB) + " MiB"
           : size % KiB == 0 ? QByteArray::number(size / KiB) + " KiB"
                             : QByteArray::number(size);
}

void addTerms(Cases &cases, const DeflateTerms &terms, const QList<int> &sizes)
{
    for (const int size : sizes) {
        const QByteArray name = terms.header().mid(18) + " of " + QByteArray::number(size);
        cases.append(
            {name, [=](Scene &scene) {
                 scene.terms = terms;
                 RawDeflate deflate(terms);
                 for (quint32 i = 0; i < 12; ++i) {
                     const int opcode = i % 3 == 2 ? Binary : Text;
                     const QByteArray message = i == 5 ? noise(size, i) : wordy(size, i / 2);
                     const int as = i == 5 ? int(Binary) : opcode;
                     scene.send(frame(as, deflate.compress(message), Fin::Last, Rsv1)).expect(as, message);
                     if (i % 4 == 3)
                         scene.pinged("between");
                 }
                 scene.ends();
             }});
    }
}

} // namespace

QList<ConformanceCase> limitCases()
{
    Cases cases;
    for (const int opcode : {Text, Binary}) {
        const QByteArray kind = opcode == Text ? "text " : "binary ";
        const auto message = [=](qsizetype size) { return opcode == Text ? wordy(size, 1) : noise(size, 1); };
        for (const qsizetype size : Sizes{64 * KiB, 256 * KiB, MiB, 4 * MiB, 8 * MiB, 16 * MiB})
            cases.append(
                {kind + sizeName(size), [=](Scene &scene) { scene.echoed(opcode, message(size)).ends(); }});
        for (const qsizetype part : Sizes{64, 256, KiB, 4 * KiB, 16 * KiB, 64 * KiB, 256 * KiB, MiB})
            cases.append({kind + "4 MiB in frames of " + sizeName(part), [=](Scene &scene) {
                              const QByteArray payload = message(part < KiB ? MiB : 4 * MiB);
                              scene.send(inFrames(opcode, payload, part)).expect(opcode, payload).ends();
                          }});
        for (const qsizetype chop : Sizes{64, 128, 256, 512, 1024, 2048})
            cases.append({kind + "in writes of " + sizeName(chop), [=](Scene &scene) {
                              const QByteArray payload = message(chop * 4096);
                              scene.chopped(frame(opcode, payload), chop).expect(opcode, payload).ends();
                          }});
        cases.append({kind + "16 MiB in frames of 64 KiB", [=](Scene &scene) {
                          const QByteArray payload = message(16 * MiB);
                          scene.send(inFrames(opcode, payload, 64 * KiB)).expect(opcode, payload).ends();
                      }});
        for (const qsizetype size : Sizes{0, 16, 64, 256, 1024, 4096, 16384, 65536})
            cases.append({kind + "there and back, of " + sizeName(size), [=](Scene &scene) {
                              const QByteArray payload = message(size);
                              for (int i = 0; i < 200; ++i)
                                  scene.pause().echoed(opcode, payload);
                              scene.ends();
                          }});
        for (const qsizetype part : Sizes{1, 4, 64, 256, 1024, 4096})
            cases.append({kind + "64 KiB in frames and writes of " + sizeName(part), [=](Scene &scene) {
                              const QByteArray payload = message(part == 1 ? 16 * KiB : 64 * KiB);
                              const QByteArray all = inFrames(opcode, payload, part);
                              scene.chopped(all, part + (part < 126 ? 2 : 4)).expect(opcode, payload).ends();
                          }});
    }
    cases.append({"ten thousand small ones", [](Scene &scene) {
                      for (int i = 0; i < 10000; ++i)
                          scene.echoed(i % 2 == 0 ? Text : Binary, QByteArray::number(i));
                      scene.ends();
                  }});
    return cases;
}

QList<ConformanceCase> deflateCases()
{
    Cases cases;
    const QList<int> few{0, 300, 40000};
    addTerms(cases, {.agreed = true},
             {0, 1, 16, 64, 125, 126, 256, 1024, 4096, 8192, 16384, 32768, 65536, 131072});
    addTerms(cases, {.agreed = true, .serverForgets = true}, few);
    addTerms(cases, {.agreed = true, .clientForgets = true}, few);
    addTerms(cases, {.agreed = true, .serverForgets = true, .clientForgets = true}, few);
    for (int bits = 8; bits <= 15; ++bits) {
        addTerms(cases, {.agreed = true, .serverBits = bits}, few);
        addTerms(cases, {.agreed = true, .clientBits = bits}, few);
        addTerms(cases, {.agreed = true, .serverForgets = true, .serverBits = bits}, {40000});
        addTerms(cases, {.agreed = true, .clientForgets = true, .clientBits = bits}, {40000});
        addTerms(cases, {.agreed = true, .serverBits = bits, .clientBits = 23 - bits}, {40000});
        addTerms(cases,
                 {.agreed = true,
                  .serverForgets = true,
                  .clientForgets = true,
                  .serverBits = bits,
                  .clientBits = bits},
                 {40000});
    }
    for (const qsizetype part : Sizes{1, 64, 1024, 65536})
        cases.append({"compressed in frames of " + sizeName(part), [=](Scene &scene) {
                          scene.terms.agreed = true;
                          RawDeflate deflate(scene.terms);
                          const QByteArray text = wordy(part == 1 ? 5000 : 200000, 3);
                          QByteArray all = inFrames(Text, deflate.compress(text), part);
                          all[0] = static_cast<char>(all[0] | Rsv1 << 4);
                          scene.send(all).expect(Text, text).ends();
                      }});
    cases.append({"compressed with a ping between", [](Scene &scene) {
                      scene.terms.agreed = true;
                      RawDeflate deflate(scene.terms);
                      const QByteArray text = wordy(5000, 3), bytes = deflate.compress(text);
                      scene.send(frame(Text, bytes.first(100), Fin::More, Rsv1)).pinged("now").pause();
                      scene.send(frame(Continuation, bytes.sliced(100))).expect(Text, text).ends();
                  }});
    cases.append({"plain and compressed by turns", [](Scene &scene) {
                      scene.terms.agreed = true;
                      RawDeflate deflate(scene.terms);
                      for (quint32 i = 0; i < 20; ++i) {
                          const QByteArray text = wordy(1000, i / 4);
                          scene.echoed(Text, text);
                          scene.send(frame(Text, deflate.compress(text), Fin::Last, Rsv1)).expect(Text, text);
                      }
                      scene.ends();
                  }});
    cases.append({"a block marked as the last", [](Scene &scene) { // RFC 7692 section 7.2.3.4
                      scene.terms.agreed = true;
                      scene.send(
                          frame(Text, QByteArray("\xf3\x48\xcd\xc9\xc9\x07\x00\x00", 8), Fin::Last, Rsv1));
                      scene.expect(Text, "Hello").ends();
                  }});
    cases.append({"a block without compression", [](Scene &scene) { // RFC 7692 section 7.2.3.3
                      scene.terms.agreed = true;
                      scene.send(frame(Text, QByteArray("\x00\x05\x00\xfa\xff\x48\x65\x6c\x6c\x6f\x00", 11),
                                       Fin::Last, Rsv1));
                      scene.expect(Text, "Hello").ends();
                  }});
    cases.append({"two blocks", [](Scene &scene) { // RFC 7692 section 7.2.3.5
                      scene.terms.agreed = true;
                      scene.send(frame(Text,
                                       QByteArray("\xf2\x48\x05\x00\x00\x00\xff\xff\xca\xc9\xc9\x07\x00", 13),
                                       Fin::Last, Rsv1));
                      scene.expect(Text, "Hello").ends();
                  }});
    cases.append({"bytes that are no deflate", [](Scene &scene) {
                      scene.terms.agreed = true;
                      scene.send(frame(Binary, QByteArray("\xff\xff\xff\xff", 4), Fin::Last, Rsv1));
                      scene.fails(1007);
                  }});
    cases.append({"compressed without agreement", [](Scene &scene) {
                      scene.send(frame(Text, QByteArray("\xf2\x48\xcd\xc9\xc9\x07\x00", 7), Fin::Last, Rsv1));
                      scene.fails(1002);
                  }});
    cases.append({"a bomb", [](Scene &scene) {
                      scene.terms.agreed = true;
                      RawDeflate deflate(scene.terms);
                      scene.send(
                          frame(Binary, deflate.compress(QByteArray(80 * MiB, '\0')), Fin::Last, Rsv1));
                      scene.fails(1009);
                  }});
    return cases;
}

} // namespace wirewise::tests
