#include "endpoints/systemkeychain.h"

#include <QTest>
#include <QUuid>

using namespace wirewise::endpoints;

namespace {

SecretKey aKey(const char *place = "wss://api.example")
{
    // Nobody's: what is written here must not meet what somebody keeps.
    static const QString folder = QUuid::createUuid().toString();
    return {folder, QStringLiteral("staging"), "token", place};
}

/// Asks and waits.
template<typename Ask>
SecretAnswer answerTo(Ask ask)
{
    std::optional<SecretAnswer> answer;
    ask([&answer](const SecretAnswer &given) { answer = given; });
    [&answer] { QTRY_VERIFY_WITH_TIMEOUT(answer.has_value(), 30000); }();
    return answer.value_or(SecretAnswer{});
}

} // namespace

class TestEndpointsKeychain : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void keysDiffer();
    void keeps_data();
    void keeps();
};

void TestEndpointsKeychain::keysDiffer()
{
    const SecretKey keys[] = {
        {QStringLiteral("a"), QStringLiteral("b"), "c", "d"},
        {QStringLiteral("a"), QStringLiteral("b"), "cd", ""},
        {QStringLiteral("ab"), QString(), "c", "d"},
        {QStringLiteral("a"), QStringLiteral("b"), "c", "e"},
        {QStringLiteral("a\",\"b"), QString(), "c", "d"},
    };
    QSet<QString> texts;
    for (const SecretKey &key : keys)
        texts.insert(key.text());
    QCOMPARE(texts.size(), qsizetype(std::size(keys)));
}

void TestEndpointsKeychain::keeps_data()
{
    QTest::addColumn<bool>("isSystem");
    QTest::newRow("until the program ends") << false;
    QTest::newRow("the system's") << true;
}

void TestEndpointsKeychain::keeps()
{
    QFETCH(bool, isSystem);
    PassingSecrets passing;
    SystemKeychain keychain;
    SecretStore &store = isSystem ? static_cast<SecretStore &>(keychain) : passing;
    const auto read = [&store](const SecretKey &key) {
        return answerTo([&](auto answer) { store.read(key, answer); });
    };
    const SecretAnswer before = read(aKey());
    if (before.status == SecretAnswer::Status::Unavailable)
        QSKIP(qPrintable(QStringLiteral("a keychain is not installed, or does not run: ") + before.problem));
    QCOMPARE(before.status, SecretAnswer::Status::Absent);

    const QByteArray value("open\0sesame\xff", 12);
    const SecretAnswer written = answerTo([&](auto answer) { store.write(aKey(), value, answer); });
    QVERIFY2(written.status == SecretAnswer::Status::Found, qPrintable(written.problem));
    QCOMPARE(read(aKey()).status, SecretAnswer::Status::Found);
    QCOMPARE(read(aKey()).value, value);
    QCOMPARE(read(aKey("wss://evil.example")).status, SecretAnswer::Status::Absent);

    QCOMPARE(answerTo([&](auto answer) { store.forget(aKey(), answer); }).status,
             SecretAnswer::Status::Absent);
    QCOMPARE(read(aKey()).status, SecretAnswer::Status::Absent);
}

QTEST_GUILESS_MAIN(TestEndpointsKeychain)
#include "test_endpoints_keychain.moc"
