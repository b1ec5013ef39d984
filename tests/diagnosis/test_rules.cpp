#include "rulecases.h"

#include "diagnosis/catalogue.h"
#include "diagnosis/diagnose.h"
#include "support/captures.h"
#include "support/judging.h"

#include <QSet>
#include <QTest>

#include <algorithm>

using namespace wirewise;

namespace {

bool isAmong(const diagnosis::Diagnosis &diagnosis, const QByteArray &id)
{
    return std::any_of(diagnosis.findings.begin(), diagnosis.findings.end(),
                       [&](const diagnosis::Finding &finding) { return finding.id == id; });
}

} // namespace

class TestRules : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void judge_data()
    {
        QTest::addColumn<int>("index");
        const QList<test::RuleCase> cases = test::allRuleCases();
        for (int i = 0; i < cases.size(); ++i)
            QTest::addRow("%s %s: %s", cases[i].id, cases[i].hit ? "hit" : "near", cases[i].name) << i;
    }

    void judge()
    {
        QFETCH(int, index);
        static const QList<test::RuleCase> cases = test::allRuleCases();
        const test::RuleCase &given = cases.at(index);
        const diagnosis::Diagnosis diagnosis = diagnosis::diagnose(given.observation);
        if (given.hit)
            QVERIFY2(diagnosis.primary().id == given.id, test::listed(diagnosis).constData());
        else
            QVERIFY2(!isAmong(diagnosis, given.id), test::listed(diagnosis).constData());
        QCOMPARE(test::complaints(given.observation, diagnosis), QStringList());
    }

    /// No rule without an exchange that must fire and one that looks alike and must not.
    void everyClassHasAHitAndANearMiss()
    {
        QSet<QByteArray> hits, nears;
        const QList<test::Capture> captures =
            test::readCaptures(QDir(QStringLiteral(WIREWISE_TEST_DATA "/captures")));
        for (const test::Capture &capture : captures) {
            hits.insert(capture.expect.constFirst());
            for (const QByteArray &id : capture.never)
                nears.insert(id);
        }
        const QList<test::RuleCase> cases = test::allRuleCases();
        for (const test::RuleCase &given : cases)
            (given.hit ? hits : nears).insert(given.id);
        const QList<QByteArray> ids = diagnosis::findingIds();
        for (const QByteArray &id : ids) {
            QVERIFY2(hits.contains(id), id.constData());
            QVERIFY2(nears.contains(id), id.constData());
        }
    }

    /// The same observation gives the same diagnosis.
    void judgingIsPure()
    {
        const QList<test::RuleCase> cases = test::allRuleCases();
        for (const test::RuleCase &given : cases)
            QCOMPARE(test::listed(diagnosis::diagnose(given.observation)),
                     test::listed(diagnosis::diagnose(given.observation)));
    }

    /// Nothing at all was seen, and the address is fine: still a finding, and nothing held against the
    /// server.
    void anEmptyObservationIsNotChecked()
    {
        observation::Observation nothing;
        nothing.typed = QStringLiteral("wss://chat.example/ws");
        nothing.endpoint = observation::parseEndpoint(nothing.typed);
        const diagnosis::Diagnosis diagnosis = diagnosis::diagnose(nothing);
        QCOMPARE(diagnosis.verdict, diagnosis::Verdict::NotChecked);
        QCOMPARE(test::complaints(nothing, diagnosis), QStringList());
    }
};

QTEST_APPLESS_MAIN(TestRules)
#include "test_rules.moc"
