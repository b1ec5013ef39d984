#include "session/jsontext.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

#include <limits>

using namespace wirewise;

class TestSessionJsonText : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void writesAsQtDoes_data();
    void writesAsQtDoes();
    void writesMembersOneByOne();
};

void TestSessionJsonText::writesAsQtDoes_data()
{
    QTest::addColumn<QJsonValue>("value");
    QTest::newRow("null") << QJsonValue();
    QTest::newRow("true") << QJsonValue(true);
    QTest::newRow("false") << QJsonValue(false);
    QTest::newRow("zero") << QJsonValue(0);
    QTest::newRow("negative") << QJsonValue(-12);
    QTest::newRow("fraction") << QJsonValue(0.99);
    QTest::newRow("tiny") << QJsonValue(1e-300);
    QTest::newRow("huge") << QJsonValue(1e300);
    QTest::newRow("whole, beyond what a double counts") << QJsonValue(std::numeric_limits<qint64>::max() - 1);
    QTest::newRow("no number") << QJsonValue(std::numeric_limits<double>::quiet_NaN());
    QTest::newRow("plain text") << QJsonValue(QStringLiteral("HTTP/1.1 101 Switching Protocols"));
    QTest::newRow("empty text") << QJsonValue(QString());
    QTest::newRow("quotes") << QJsonValue(QStringLiteral("say \"yes\" \\ no"));
    QTest::newRow("line ends") << QJsonValue(QStringLiteral("a\r\n\tb"));
    QTest::newRow("control characters") << QJsonValue(QString(QChar(u'\x01')) + QChar(u'\x7f'));
    QTest::newRow("zero character") << QJsonValue(QString(QChar(u'\0')));
    QTest::newRow("beyond ASCII") << QJsonValue(QStringLiteral("gr\u00fc\u00df \u2713 \U0001F600"));
    QTest::newRow("a surrogate alone") << QJsonValue(QString(QChar(u'\xd800')) + QLatin1Char('a'));
    QTest::newRow("empty array") << QJsonValue(QJsonArray());
    QTest::newRow("array") << QJsonValue(QJsonArray{1, QStringLiteral("two"), QJsonArray{3}, QJsonObject()});
    QTest::newRow("object") << QJsonValue(
        QJsonObject{{QStringLiteral("b"), 1}, {QStringLiteral("a \"quoted\" name"), QJsonValue()}});
}

void TestSessionJsonText::writesAsQtDoes()
{
    QFETCH(const QJsonValue, value);
    const QJsonObject object{{QStringLiteral("first"), QStringLiteral("of two")},
                             {QStringLiteral("value"), value}};
    QCOMPARE(session::toText(object), QJsonDocument(object).toJson(QJsonDocument::Compact));
    QCOMPARE(session::toText({}), QByteArray("{}"));
}

void TestSessionJsonText::writesMembersOneByOne()
{
    const QByteArray inner = session::ObjectText().add("one", QJsonValue(1)).take();
    const QByteArray text = session::ObjectText()
                                .add("text", QStringLiteral("a \"quote\""))
                                .add("bytes", QByteArray("plain"))
                                .add("binary", QByteArray("\xff"))
                                .addObject("inner", inner)
                                .addObjects("several", {inner, inner})
                                .addObjects("none", {})
                                .take();
    const QByteArray wanted =
        "{\"text\":\"a \\\"quote\\\"\",\"bytes\":\"plain\",\"binary\":{\"base64\":\"/w==\"},"
        "\"inner\":{\"one\":1},\"several\":[{\"one\":1},{\"one\":1}],\"none\":[]}";
    QCOMPARE(text, wanted);
    QCOMPARE(session::ObjectText().take(), QByteArray("{}"));
}

QTEST_APPLESS_MAIN(TestSessionJsonText)
#include "test_session_jsontext.moc"
