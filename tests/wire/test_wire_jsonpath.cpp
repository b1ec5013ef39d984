#include "wire/jsonpath.h"

#include <QTest>

using namespace wirewise::wire;

class TestWireJsonPath : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void pathsAreRead_data();
    void pathsAreRead();
    void nonsenseIsNoPath_data();
    void nonsenseIsNoPath();
    void everyValueIsFoundByItsPath();
    void whatIsMissingIsNotFound();
    void tooManyStepsAreRefused();
};

void TestWireJsonPath::pathsAreRead_data()
{
    QTest::addColumn<QByteArray>("typed");
    QTest::addColumn<QByteArray>("written");
    QTest::addColumn<QByteArray>("lastName");
    QTest::newRow("member") << QByteArray("type") << QByteArray("type") << QByteArray("type");
    QTest::newRow("members") << QByteArray("event.type") << QByteArray("event.type") << QByteArray("type");
    QTest::newRow("element") << QByteArray("items[0].id") << QByteArray("items[0].id") << QByteArray("id");
    QTest::newRow("rooted") << QByteArray("$.items[12]") << QByteArray("items[12]") << QByteArray("items");
    QTest::newRow("list at the root") << QByteArray("$[0][1]") << QByteArray("[0][1]") << QByteArray();
    QTest::newRow("root") << QByteArray("$") << QByteArray("$") << QByteArray();
    QTest::newRow("a dash is part of a name")
        << QByteArray("x-id.1st") << QByteArray("x-id.1st") << QByteArray("1st");
    QTest::newRow("quoted") << QByteArray(R"(a["odd key.x"].b)") << QByteArray(R"(a["odd key.x"].b)")
                            << QByteArray("b");
    QTest::newRow("quoted without need")
        << QByteArray(R"($["a"]["b"])") << QByteArray("a.b") << QByteArray("b");
    QTest::newRow("quote in a name") << QByteArray(R"(["a\"]"])") << QByteArray(R"(["a\"]"])")
                                     << QByteArray("a\"]");
    QTest::newRow("a name with a dollar")
        << QByteArray("$ref.$id") << QByteArray("$ref.$id") << QByteArray("$id");
    QTest::newRow("empty name") << QByteArray(R"([""])") << QByteArray(R"([""])") << QByteArray();
    QTest::newRow("letters of any script")
        << QByteArray("größe.名前") << QByteArray("größe.名前") << QByteArray("名前");
}

void TestWireJsonPath::pathsAreRead()
{
    QFETCH(QByteArray, typed);
    const auto path = JsonPath::read(typed);
    QVERIFY(path);
    QTEST(path->written(), "written");
    QTEST(path->lastName(), "lastName");
    QCOMPARE(JsonPath::read(path->written()), path);
}

void TestWireJsonPath::nonsenseIsNoPath_data()
{
    QTest::addColumn<QByteArray>("typed");
    for (const char *typed : {"",
                              ".a",
                              "a.",
                              "a..b",
                              "a[",
                              "a[]",
                              "a[x]",
                              "a[-1]",
                              "a[1",
                              "a[\"b]",
                              "a[\"b\"",
                              "a[\"\\q\"]",
                              "[0]a",
                              "a b",
                              "a\"b",
                              "$a.b c",
                              "a[99999999999999999999]",
                              "a]",
                              "\xdb",
                              "[\"\xdb\"]"})
        QTest::newRow(typed) << QByteArray(typed);
}

void TestWireJsonPath::nonsenseIsNoPath()
{
    QFETCH(QByteArray, typed);
    QVERIFY(!JsonPath::read(typed));
}

void TestWireJsonPath::everyValueIsFoundByItsPath()
{
    const QByteArray text = R"({"a":[1,{"b c":[[true]],"$":{"":0}}],"]":{"\"":null},"z\u00e4":"x"})";
    const JsonTree tree = JsonTree::parse(text);
    QVERIFY(tree.isValid());
    for (qsizetype node = 0; node < tree.size(); ++node) {
        const auto path = JsonPath::read(tree.pathOf(node, text));
        QVERIFY2(path, tree.pathOf(node, text).constData());
        QCOMPARE(path->find(tree, text), node);
        QCOMPARE(JsonPath::read(path->written()), path);
    }
}

void TestWireJsonPath::whatIsMissingIsNotFound()
{
    const QByteArray text = R"({"a":[1,2],"b":"x"})";
    const JsonTree tree = JsonTree::parse(text);
    for (const char *path : {"c", "a.x", "a[2]", "b[0]", "b.x", "[0]", "a[0][0]"}) {
        const auto read = JsonPath::read(path);
        QVERIFY2(read, path);
        QCOMPARE(read->find(tree, text), qsizetype(-1));
    }
    const QByteArray broken = R"({"a":1)";
    QCOMPARE(JsonPath::read("a")->find(JsonTree::parse(broken), broken), qsizetype(-1));
}

void TestWireJsonPath::tooManyStepsAreRefused()
{
    QByteArray path = "a";
    for (qsizetype step = 1; step < JsonPath::MostSteps; ++step)
        path += "[0]";
    QVERIFY(JsonPath::read(path));
    path += "[0]";
    QVERIFY(!JsonPath::read(path));
}

QTEST_APPLESS_MAIN(TestWireJsonPath)
#include "test_wire_jsonpath.moc"
