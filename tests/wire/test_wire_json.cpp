#include "wire/json.h"

#include <QTest>

using namespace wirewise::wire;

namespace {

using Fault = JsonTree::Fault;

/// Kinds, keys and values in the order written, as one line.
QByteArray listed(const JsonTree &tree, QByteArrayView text)
{
    QByteArray line;
    for (const JsonNode &node : tree.nodes()) {
        if (!line.isEmpty())
            line += ' ';
        if (node.keyStart >= 0)
            line += keyOf(node, text) + '=';
        const bool holds = node.kind == JsonKind::Array || node.kind == JsonKind::Object;
        line += holds ? toString(node.kind) + '/' + QByteArray::number(node.children) : valueOf(node, text);
    }
    return line;
}

} // namespace

class TestWireJson : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void values_data();
    void values();
    void faults_data();
    void faults();
    void theStartOfABrokenTextIsKept();
    void limitsHold();
    void waysThroughTheTree();
};

void TestWireJson::values_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("list");
    QTest::newRow("null") << QByteArray("null") << QByteArray("null");
    QTest::newRow("spaces") << QByteArray(" \t\r\n true \n") << QByteArray("true");
    QTest::newRow("numbers stay as written")
        << QByteArray("[0,-0,1.50,1e400,12345678901234567890,-2E-3]")
        << QByteArray("array/6 0 -0 1.50 1e400 12345678901234567890 -2E-3");
    QTest::newRow("empty ones") << QByteArray("[{},[],\"\"]") << QByteArray("array/3 object/0 array/0 ");
    QTest::newRow("order and doubles stay") << QByteArray(R"({"b":1,"a":{"x":[true]},"b":2})")
                                            << QByteArray("object/3 b=1 a=object/1 x=array/1 true b=2");
    QTest::newRow("escapes") << QByteArray(R"("a\"\\\/\b\f\n\r\t\u00e4\u20AC")")
                             << QByteArray("a\"\\/\b\f\n\r\t\xC3\xA4\xE2\x82\xAC");
    QTest::newRow("a pair of surrogates")
        << QByteArray(R"("\ud83d\ude00")") << QByteArray("\xF0\x9F\x98\x80");
    QTest::newRow("lone surrogates") << QByteArray(R"("\ud83dx\ude00\ud83d\u0041")")
                                     << QByteArray("\xEF\xBF\xBDx\xEF\xBF\xBD\xEF\xBF\xBD"
                                                   "A");
    QTest::newRow("keys with escapes") << QByteArray(R"({"\u0061 b":1})") << QByteArray("object/1 a b=1");
}

void TestWireJson::values()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, list);
    const JsonTree tree = JsonTree::parse(text);
    QCOMPARE(tree.fault(), Fault::None);
    QCOMPARE(listed(tree, text), list);
}

void TestWireJson::faults_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<int>("fault");
    QTest::addColumn<int>("at");
    const auto row = [](const char *name, const QByteArray &text, Fault fault, int at) {
        QTest::newRow(name) << text << static_cast<int>(fault) << at;
    };
    row("nothing", "", Fault::Empty, 0);
    row("only space", "  ", Fault::Empty, 2);
    row("a word", "hello", Fault::UnexpectedByte, 0);
    row("a word that begins well", "nul", Fault::UnexpectedByte, 0);
    row("two values", "1 2", Fault::TextAfterValue, 2);
    row("leading zero", "01", Fault::BadNumber, 1);
    row("no digit after the point", "[1.]", Fault::BadNumber, 3);
    row("a lone minus", "-", Fault::BadNumber, 1);
    row("no digit in the exponent", "1e+", Fault::BadNumber, 3);
    row("comma before the end of an array", "[1,]", Fault::UnexpectedByte, 3);
    row("comma before the end of an object", "{\"a\":1,}", Fault::UnexpectedByte, 7);
    row("no comma", "[1 2]", Fault::UnexpectedByte, 3);
    row("no colon", "{\"a\" 1}", Fault::UnexpectedByte, 5);
    row("a key without quotes", "{a:1}", Fault::UnexpectedByte, 1);
    row("the wrong bracket", "[1}", Fault::UnexpectedByte, 2);
    row("an array that does not end", "[1", Fault::UnexpectedByte, 2);
    row("a string that does not end", "\"abc", Fault::BadString, 4);
    row("a line end in a string", "\"a\nb\"", Fault::BadString, 2);
    row("an unknown escape", "\"\\x\"", Fault::BadString, 2);
    row("half an escape", "\"\\u12\"", Fault::BadString, 5);
    row("a NUL", QByteArray("\0", 1), Fault::UnexpectedByte, 0);
}

void TestWireJson::faults()
{
    QFETCH(QByteArray, text);
    const JsonTree tree = JsonTree::parse(text);
    QTEST(static_cast<int>(tree.fault()), "fault");
    QTEST(static_cast<int>(tree.faultAt()), "at");
}

/// What was read before a fault is kept, and reaches as far as it was read.
void TestWireJson::theStartOfABrokenTextIsKept()
{
    const QByteArray text = R"({"a":[1,2],"b":{"c":x)";
    const JsonTree tree = JsonTree::parse(text);
    QCOMPARE(listed(tree, text), QByteArray("object/2 a=array/2 1 2 b=object/0"));
    QCOMPARE(tree.at(0).after, qint32(5));
    for (const JsonNode &node : tree.nodes())
        QVERIFY(node.start + node.length <= text.size());
}

void TestWireJson::limitsHold()
{
    const QByteArray deep(1000, '[');
    QCOMPARE(JsonTree::parse(deep).fault(), Fault::TooDeep);
    QCOMPARE(JsonTree::parse(deep).size(), qsizetype(512));
    const QByteArray wide = '[' + QByteArray("1,").repeated(100) + "1]";
    QCOMPARE(JsonTree::parse(wide, {.nodes = 50, .depth = 10}).fault(), Fault::TooLarge);
    QVERIFY(JsonTree::parse(wide).isValid());
}

void TestWireJson::waysThroughTheTree()
{
    const QByteArray text = R"({"type":"done","list":[{"role":"agent"},{"odd key":[7,8]}],"type":"last"})";
    const JsonTree tree = JsonTree::parse(text);
    QCOMPARE(valueOf(tree.at(tree.member(0, "type", text)), text), QByteArray("last"));
    QCOMPARE(tree.member(0, "none", text), qsizetype(-1));
    const qsizetype list = tree.member(0, "list", text);
    const qsizetype second = tree.child(list, 1);
    QCOMPARE(rawOf(tree.at(second), text), QByteArrayView(R"({"odd key":[7,8]})"));
    QCOMPARE(tree.child(list, 2), qsizetype(-1));
    const qsizetype eight = tree.child(tree.member(second, "odd key", text), 1);
    QCOMPARE(tree.pathOf(eight, text), QByteArray(R"($.list[1]["odd key"][1])"));
    QCOMPARE(tree.pathOf(0, text), QByteArray("$"));
}

QTEST_APPLESS_MAIN(TestWireJson)
#include "test_wire_json.moc"
