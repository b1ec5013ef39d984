#include "observation/placeholders.h"

#include <QTest>

using namespace wirewise::observation;

class TestObservationPlaceholders : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void fill_data();
    void fill();
    void names();
};

void TestObservationPlaceholders::fill_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("filled");
    QTest::addColumn<QByteArrayList>("missing");
    const QByteArrayList none;
    QTest::newRow("nothing to fill") << QByteArray("{\"a\":{\"b\":1}}") << QByteArray("{\"a\":{\"b\":1}}")
                                     << none;
    QTest::newRow("one") << QByteArray("<{{id}}>") << QByteArray("<42>") << none;
    QTest::newRow("spaces inside") << QByteArray("{{ id }}") << QByteArray("42") << none;
    QTest::newRow("in JSON") << QByteArray("{\"a\":{{id}}}") << QByteArray("{\"a\":42}") << none;
    QTest::newRow("behind a brace") << QByteArray("{{{id}}}") << QByteArray("{42}") << none;
    QTest::newRow("values are not filled again") << QByteArray("{{loop}}") << QByteArray("{{id}}") << none;
    QTest::newRow("unknown") << QByteArray("{{x}} {{x}} {{y}}") << QByteArray("{{x}} {{x}} {{y}}")
                             << QByteArrayList{"x", "y"};
    QTest::newRow("not a name") << QByteArray("{{ a b }} {{}}") << QByteArray("{{ a b }} {{}}") << none;
    QTest::newRow("no end") << QByteArray("{{id") << QByteArray("{{id") << none;
    QTest::newRow("bytes nobody can type")
        << QByteArray("a{{NUL}}{{RS}}") << QByteArray("a\0\x1e", 3) << none;
}

void TestObservationPlaceholders::fill()
{
    QFETCH(QByteArray, text);
    const FilledText filled = fillPlaceholders(text, [](QByteArrayView name) -> std::optional<QByteArray> {
        if (name == "id")
            return QByteArray("42");
        return name == "loop" ? std::optional(QByteArray("{{id}}")) : std::nullopt;
    });
    QTEST(filled.text, "filled");
    QTEST(QByteArrayList(filled.missing), "missing");
}

void TestObservationPlaceholders::names()
{
    QCOMPARE(placeholdersIn("{{a}} {{b}} {{a}} {{NUL}}"), (QList<QByteArray>{"a", "b"}));
}

QTEST_APPLESS_MAIN(TestObservationPlaceholders)
#include "test_observation_placeholders.moc"
