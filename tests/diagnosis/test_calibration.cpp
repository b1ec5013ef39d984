#include "diagnosis/diagnose.h"
#include "support/captures.h"

#include <QSet>
#include <QTest>

#include <array>

using namespace wirewise;
using diagnosis::Finding;
using diagnosis::Severity;

namespace {

struct Judged
{
    test::Capture capture;
    diagnosis::Diagnosis diagnosis;

    [[nodiscard]] bool isRight() const { return capture.expect.contains(diagnosis.primary().id); }
    /// What is expected first says whether the endpoint works.
    [[nodiscard]] bool isHealthy() const
    {
        const QByteArray best = capture.expect.constFirst();
        return capture.expect.contains("upgrade.ok") && (best == "upgrade.ok" || best.startsWith("health."));
    }
};

const QList<Judged> &judgedCaptures()
{
    static const QList<Judged> all = [] {
        QList<Judged> list;
        const QList<test::Capture> captures =
            test::readCaptures(QDir(QStringLiteral(WIREWISE_TEST_DATA "/captures")));
        for (const test::Capture &capture : captures)
            list.append({capture, diagnosis::diagnose(capture.observation)});
        return list;
    }();
    return all;
}

/// Findings whose confidence is within [least, below).
struct Bucket
{
    double least = 0;
    double below = 0;
    int said = 0;  ///< primary findings
    int right = 0; ///< of those
    int beside = 0;
    int besideWrong = 0; ///< accompanying findings that the truth about the server rules out

    [[nodiscard]] bool holds(double confidence) const { return confidence >= least && confidence < below; }
};

std::array<Bucket, 6> calibration()
{
    // What is written as 0.9 in a rule may be a hair less once numbers were multiplied.
    constexpr double Hair = 1e-9;
    std::array<Bucket, 6> buckets{{{0, 0.5 - Hair},
                                   {0.5 - Hair, 0.6 - Hair},
                                   {0.6 - Hair, 0.7 - Hair},
                                   {0.7 - Hair, 0.8 - Hair},
                                   {0.8 - Hair, 0.9 - Hair},
                                   {0.9 - Hair, 1.1}}};
    for (const Judged &judged : judgedCaptures()) {
        for (const Finding &finding : judged.diagnosis.findings) {
            for (Bucket &bucket : buckets) {
                if (!bucket.holds(finding.confidence))
                    continue;
                const bool primary = &finding == &judged.diagnosis.primary();
                (primary ? bucket.said : bucket.beside) += 1;
                if (primary)
                    bucket.right += judged.isRight() ? 1 : 0;
                else
                    bucket.besideWrong += judged.capture.never.contains(finding.id) ? 1 : 0;
            }
        }
    }
    return buckets;
}

} // namespace

/// Confidence means something: what is said with 0.9 is right nine times in ten, and what is right is said
/// with confidence.
class TestCalibration : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void confidenceMeansSomething()
    {
        const std::array<Bucket, 6> buckets = calibration();
        qInfo("confidence    primary  right         beside it  ruled out");
        int right = 0;
        for (const Bucket &bucket : buckets) {
            right += bucket.right;
            qInfo("%.1f to %.1f  %9d %6d  %3.0f %%  %10d %10d", bucket.least, std::min(bucket.below, 1.0),
                  bucket.said, bucket.right, bucket.said ? 100.0 * bucket.right / bucket.said : 0.0,
                  bucket.beside, bucket.besideWrong);
        }
        const Bucket &sure = buckets[5];
        qInfo("%lld checks, %d with the right primary finding; %d of those said with 0.8 or more",
              static_cast<long long>(judgedCaptures().size()), right, buckets[4].right + sure.right);
        QVERIFY(sure.said > 100);
        QVERIFY(10 * sure.right >= 9 * sure.said);
        QVERIFY(10 * (sure.beside - sure.besideWrong) >= 9 * sure.beside);
        QVERIFY(10 * (buckets[4].right + sure.right) >= 8 * right);
    }

    /// However odd its headers: an endpoint that works has no error, and no warning but those that are meant
    /// for such endpoints.
    void healthyIsHealthy_data()
    {
        QTest::addColumn<int>("index");
        for (int i = 0; i < judgedCaptures().size(); ++i) {
            if (judgedCaptures().at(i).isHealthy())
                QTest::newRow(qUtf8Printable(judgedCaptures().at(i).capture.name)) << i;
        }
    }

    void healthyIsHealthy()
    {
        QFETCH(int, index);
        static const QSet<QByteArray> allowed{"health.head-unsupported", "tls.expires-soon",
                                              "tls.common-name-only",    "tcp.one-family-only",
                                              "engineio.cors-blocked",   "upgrade.intermittent"};
        const diagnosis::Diagnosis &diagnosis = judgedCaptures().at(index).diagnosis;
        bool warned = false;
        for (const Finding &finding : diagnosis.findings) {
            QVERIFY2(finding.severity != Severity::Error, finding.id.constData());
            warned = warned || finding.severity == Severity::Warning;
            if (finding.severity == Severity::Warning)
                QVERIFY2(allowed.contains(finding.id), finding.id.constData());
        }
        QCOMPARE(diagnosis.verdict,
                 warned ? diagnosis::Verdict::WorksWithWarnings : diagnosis::Verdict::Works);
    }
};

QTEST_APPLESS_MAIN(TestCalibration)
#include "test_calibration.moc"
