#include "wire/deflatenegotiation.h"

#include <QSet>
#include <QTest>

using namespace wirewise;
using wire::DeflateAgreement;
using wire::DeflateNegotiation;
using wire::DeflateParameters;
using wire::HeaderList;

namespace {

QByteArray tell(wire::ByteRange range)
{
    return '@' + QByteArray::number(range.offset) + '+' + QByteArray::number(range.length);
}

QByteArray tell(const wire::Extension &extension)
{
    QByteArray text = extension.name + tell(extension.range);
    for (const wire::ExtensionParameter &parameter : extension.parameters)
        text += ' ' + parameter.name + (parameter.value ? '=' + *parameter.value : QByteArray()) +
                tell(parameter.range);
    if (extension.malformed)
        text += " malformed" + tell(*extension.malformed);
    return text;
}

QByteArray tell(const DeflateAgreement &agreement)
{
    return "server " + QByteArray::number(agreement.serverWindowBits) +
           (agreement.serverTakesOver ? "" : " afresh") + ", client " +
           QByteArray::number(agreement.clientWindowBits) + (agreement.clientTakesOver ? "" : " afresh");
}

QByteArray tell(const DeflateNegotiation &negotiation)
{
    if (negotiation.outcome == DeflateNegotiation::Outcome::NotUsed)
        return "not used";
    if (negotiation.outcome == DeflateNegotiation::Outcome::Agreed)
        return tell(negotiation.agreement);
    QByteArrayList remarks;
    for (const wire::DeflateRemark &remark : negotiation.remarks)
        remarks.append(toString(remark.refusal) + tell(remark.range));
    return remarks.join(", ");
}

/// A header as it would stand at the beginning of received bytes, so that its value begins at 0.
HeaderList headerOf(const QByteArray &value)
{
    return {{"Sec-WebSocket-Extensions", value, {0, value.size()}, {0, value.size()}}};
}

} // namespace

class TestWireExtensions : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsHeaders_data();
    void readsHeaders();
    void judgesAnswers_data();
    void judgesAnswers();
    void pointsIntoTheBytes();
    void refusesTwoHeaders();
    void answersOffers_data();
    void answersOffers();
    void writesParameters();
    void everyAnswerOfOursIsAccepted();
    void everyRefusalHasItsWord();
};

void TestWireExtensions::readsHeaders_data()
{
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<QByteArray>("told");
    const auto row = [](const char *name, const QByteArray &value, const QByteArray &told) {
        QTest::newRow(name) << value << told;
    };
    row("nothing", "", "");
    row("a name", "foo", "foo@0+3");
    row("parameters", "foo; a; b=1;c=\"2\"", "foo@0+17 a@5+1 b=1@8+3 c=2@12+5");
    row("several", "foo;a , bar", "foo@0+5 a@4+1|bar@8+3");
    row("empty elements", ", foo,, bar ,", "foo@2+3|bar@8+3");
    row("space around", " foo ; a = 1 ", "foo@1+11 a=1@7+5");
    row("an escape in quotes", "foo; a=\"1\\2\"", "foo@0+12 a=12@5+7");
    row("quotes around what is no token", "foo; a=\"1 2\", bar", "foo@0+12 malformed@7+1|bar@14+3");
    row("empty quotes", "foo; a=\"\"", "foo@0+9 malformed@7+1");
    row("quotes that do not end", "foo; a=\"12", "foo@0+10 malformed@7+1");
    row("no value behind the sign", "foo; a=, bar", "foo@0+7 malformed@7+1|bar@9+3");
    row("no name before the sign", "foo; =1", "foo@0+7 malformed@5+1");
    row("nothing behind the semicolon", "foo;", "foo@0+4 malformed@3+1");
    row("two words", "foo bar; a", "foo@0+10 malformed@4+1");
    row("no name", "; a, bar", "@0+3 malformed@0+1|bar@5+3");
    row("bytes that are not ASCII", "f\xC3\xBC", "f@0+3 malformed@1+1");
}

void TestWireExtensions::readsHeaders()
{
    QFETCH(QByteArray, value);
    QByteArrayList told;
    for (const wire::Extension &extension : wire::readExtensions(value))
        told.append(tell(extension));
    QTEST(told.join('|'), "told");
}

void TestWireExtensions::judgesAnswers_data()
{
    QTest::addColumn<QByteArray>("offer");
    QTest::addColumn<QByteArray>("answer");
    QTest::addColumn<QByteArray>("told");
    const auto row = [](const char *name, const QByteArray &offer, const QByteArray &answer,
                        const QByteArray &told) { QTest::newRow(name) << offer << answer << told; };
    const QByteArray plain = "permessage-deflate";
    const QByteArray usual = "permessage-deflate; client_max_window_bits";
    row("not chosen", usual, "", "not used");
    row("another extension", "x-other, " + usual, "x-other; level=2", "not used");
    row("as it is", usual, plain, "server 15, client 15");
    row("in other letters", usual, "PerMessage-Deflate; Server_No_Context_Takeover",
        "server 15 afresh, client 15");
    row("beside another", "x-other, " + usual, "x-other, permessage-deflate", "server 15, client 15");
    row("server without takeover, unasked", usual, plain + "; server_no_context_takeover",
        "server 15 afresh, client 15");
    row("client without takeover, unasked", usual, plain + "; client_no_context_takeover",
        "server 15, client 15 afresh");
    row("client's own hint to start afresh", plain + "; client_no_context_takeover", plain,
        "server 15, client 15 afresh");
    row("server's window, unasked", usual, plain + "; server_max_window_bits=10", "server 10, client 15");
    row("server's window of 8", plain + "; server_max_window_bits=8", plain + "; server_max_window_bits=8",
        "server 8, client 15");
    row("server's window, quoted", usual, plain + "; server_max_window_bits=\"9\"", "server 9, client 15");
    row("server's window, smaller", plain + "; server_max_window_bits=12",
        plain + "; server_max_window_bits=10", "server 10, client 15");
    row("client's window", usual, plain + "; client_max_window_bits=8", "server 15, client 8");
    row("client's window below its hint", plain + "; client_max_window_bits=12",
        plain + "; client_max_window_bits=9", "server 15, client 9");
    row("client's hint, not answered", plain + "; client_max_window_bits=12", plain, "server 15, client 12");
    row("everything", usual,
        plain + ";server_no_context_takeover;client_no_context_takeover;server_max_window_bits=11;"
                "client_max_window_bits=13",
        "server 11 afresh, client 13 afresh");
    row("the second offer", "permessage-deflate; server_max_window_bits=10, permessage-deflate", plain,
        "server 15, client 15");
    row("the second offer, with its hint",
        "permessage-deflate; server_no_context_takeover, permessage-deflate; client_max_window_bits=10",
        plain, "server 15, client 10");
    row("an unsound offer is none", "permessage-deflate; wrong, permessage-deflate", plain,
        "server 15, client 15");

    row("not offered", "", plain, "not-offered@0+18");
    row("only an unsound offer", "permessage-deflate; server_max_window_bits", plain, "not-offered@0+18");
    row("accepted twice", usual, plain + ", " + plain, "accepted-twice@20+18");
    row("unknown parameter", usual, plain + "; level=9", "parameter-unknown@20+7");
    row("doubled parameter", usual, plain + "; server_max_window_bits=9; server_max_window_bits=9",
        "parameter-repeated@46+24");
    row("doubled flag", usual, plain + "; server_no_context_takeover; server_no_context_takeover",
        "parameter-repeated@48+26");
    row("flag with a value", usual, plain + "; server_no_context_takeover=1", "value-unexpected@20+28");
    row("flag with a quoted value", usual, plain + "; client_no_context_takeover=\"true\"",
        "value-unexpected@20+33");
    row("bits below 8", usual, plain + "; server_max_window_bits=7", "value-invalid@20+24");
    row("bits above 15", usual, plain + "; client_max_window_bits=16", "value-invalid@20+25");
    row("bits with a leading zero", usual, plain + "; server_max_window_bits=09", "value-invalid@20+25");
    row("bits with a sign", usual, plain + "; server_max_window_bits=+9", "value-invalid@20+25");
    row("bits in hexadecimal", usual, plain + "; server_max_window_bits=0xA", "value-invalid@20+26");
    row("no number", usual, plain + "; server_max_window_bits=many", "value-invalid@20+27");
    row("server's window without a value", usual, plain + "; server_max_window_bits", "value-invalid@20+22");
    row("client's window without a value", usual, plain + "; client_max_window_bits", "value-invalid@20+22");
    row("empty value", usual, plain + "; server_max_window_bits=", "malformed@42+1");
    row("nothing behind the semicolon", usual, plain + ";", "malformed@18+1");
    row("takeover not given up", plain + "; server_no_context_takeover", plain, "takeover-not-given-up@0+18");
    row("server's window not answered", plain + "; server_max_window_bits=10", plain, "server-window@0+18");
    row("server's window larger", plain + "; server_max_window_bits=10",
        plain + "; server_max_window_bits=11", "server-window@20+25");
    row("client's window not offered", plain, plain + "; client_max_window_bits=10", "client-window@20+25");
    row("client's window above its hint", plain + "; client_max_window_bits=10",
        plain + "; client_max_window_bits=11", "client-window@20+25");
    row("none of two offers",
        "permessage-deflate; server_no_context_takeover, permessage-deflate; server_max_window_bits=9", plain,
        "takeover-not-given-up@0+18");
    row("two things at once", plain, plain + "; level; client_max_window_bits=10",
        "parameter-unknown@20+5, client-window@27+25");
}

void TestWireExtensions::judgesAnswers()
{
    QFETCH(QByteArray, offer);
    QFETCH(QByteArray, answer);
    QTEST(tell(wire::negotiateDeflate(headerOf(offer), answer.isEmpty() ? HeaderList() : headerOf(answer))),
          "told");
}

void TestWireExtensions::pointsIntoTheBytes()
{
    HeaderList response;
    response.append({"Sec-WebSocket-Extensions", "permessage-deflate; x", {100, 47}, {126, 21}});
    const HeaderList request = headerOf("permessage-deflate");
    QCOMPARE(tell(wire::negotiateDeflate(request, response)), "parameter-unknown@146+1");
    // A folded value stands differently in the bytes: then the whole of it is shown.
    response = {};
    response.append({"Sec-WebSocket-Extensions", "permessage-deflate; x", {100, 49}, {126, 23}});
    QCOMPARE(tell(wire::negotiateDeflate(request, response)), "parameter-unknown@126+23");
}

void TestWireExtensions::refusesTwoHeaders()
{
    HeaderList response = headerOf("x-other");
    response.append({"Sec-WebSocket-Extensions", "permessage-deflate", {50, 44}, {76, 18}});
    QCOMPARE(tell(wire::negotiateDeflate(headerOf("permessage-deflate"), response)), "header-repeated@50+44");
    // A client may write its offers into several.
    HeaderList request = headerOf("x-other");
    request.append("sec-websocket-extensions", "permessage-deflate");
    QCOMPARE(tell(wire::negotiateDeflate(request, headerOf("permessage-deflate"))), "server 15, client 15");
}

void TestWireExtensions::answersOffers_data()
{
    QTest::addColumn<QByteArray>("offer");
    QTest::addColumn<DeflateParameters>("wanted");
    QTest::addColumn<QByteArray>("answer");
    const auto row = [](const char *name, const QByteArray &offer, const DeflateParameters &wanted,
                        const QByteArray &answer) { QTest::newRow(name) << offer << wanted << answer; };
    const DeflateParameters nothing;
    row("no offer", "", nothing, "");
    row("other extensions", "x-webkit-deflate-frame", nothing, "");
    row("as it is", "permessage-deflate", nothing, "permessage-deflate");
    row("client's window open", "permessage-deflate; client_max_window_bits", nothing, "permessage-deflate");
    row("client's window, limited", "permessage-deflate; client_max_window_bits",
        {false, false, {}, 10, true}, "permessage-deflate; client_max_window_bits=10");
    row("client's window cannot be limited", "permessage-deflate", {false, false, {}, 10, true},
        "permessage-deflate");
    row("all of it",
        "permessage-deflate; server_no_context_takeover; client_no_context_takeover; "
        "server_max_window_bits=9; client_max_window_bits=\"12\"",
        nothing,
        "permessage-deflate; server_no_context_takeover; client_no_context_takeover; "
        "server_max_window_bits=9; client_max_window_bits=12");
    row("server's own wish", "permessage-deflate; server_max_window_bits=12", {true, true, 10, {}, false},
        "permessage-deflate; server_no_context_takeover; client_no_context_takeover; "
        "server_max_window_bits=10");
    for (const char *unsound :
         {"level=9", "server_max_window_bits", "server_max_window_bits=16", "client_max_window_bits=07",
          "server_no_context_takeover=1", "client_no_context_takeover; client_no_context_takeover", ""})
        row(unsound, QByteArray("permessage-deflate; ") + unsound, nothing, "");
    row("the first sound offer", "permessage-deflate; level=9, permessage-deflate; server_max_window_bits=9",
        nothing, "permessage-deflate; server_max_window_bits=9");
}

void TestWireExtensions::answersOffers()
{
    QFETCH(QByteArray, offer);
    QFETCH(DeflateParameters, wanted);
    const auto answer = wire::answerDeflate(headerOf(offer), wanted);
    QTEST(answer ? answer->headerValue : QByteArray(), "answer");
}

void TestWireExtensions::writesParameters()
{
    QCOMPARE(wire::toHeaderValue({}), "permessage-deflate");
    QCOMPARE(wire::toHeaderValue({false, false, {}, {}, true}), "permessage-deflate; client_max_window_bits");
    QCOMPARE(wire::toHeaderValue({true, true, 9, 10, true}),
             "permessage-deflate; server_no_context_takeover; client_no_context_takeover; "
             "server_max_window_bits=9; client_max_window_bits=10");
}

void TestWireExtensions::everyAnswerOfOursIsAccepted()
{
    const QList<std::optional<int>> windows{{}, 8, 12, 15};
    for (int flags = 0; flags < 32; ++flags) {
        for (const std::optional<int> &offered : windows) {
            for (const std::optional<int> &wanted : windows) {
                const DeflateParameters offer{(flags & 1) != 0, (flags & 2) != 0, offered,
                                              (flags & 4) != 0 ? offered : std::nullopt, (flags & 4) != 0};
                const DeflateParameters wish{(flags & 8) != 0, (flags & 16) != 0, wanted, wanted,
                                             wanted.has_value()};
                const HeaderList request = headerOf(toHeaderValue(offer));
                const auto answer = wire::answerDeflate(request, wish);
                QVERIFY(answer);
                const DeflateNegotiation heard =
                    wire::negotiateDeflate(request, headerOf(answer->headerValue));
                QCOMPARE(tell(heard), tell(answer->agreement));
            }
        }
    }
}

void TestWireExtensions::everyRefusalHasItsWord()
{
    QSet<QByteArray> words;
    constexpr int last = static_cast<int>(wire::DeflateRefusal::ClientWindow);
    for (int i = 0; i <= last; ++i) {
        const auto refusal = static_cast<wire::DeflateRefusal>(i);
        words.insert(toString(refusal));
        QVERIFY(sectionOf(refusal).startsWith("RFC "));
    }
    QCOMPARE(words.size(), last + 1);
}

QTEST_APPLESS_MAIN(TestWireExtensions)
#include "test_wire_extensions.moc"
