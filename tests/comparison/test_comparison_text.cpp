#include "diagnosis/diagnose.h"
#include "report/comparison.h"
#include "support/observations.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace wirewise;
using test::anObservation;
using test::answer;
using test::switching;

namespace {

report::SideBySide comparedOf(const observation::Observation &left, const observation::Observation &right,
                              report::Secrets secrets = report::Secrets::Masked)
{
    report::SideBySide compared{report::sideOf({}, {left, diagnosis::diagnose(left)}, secrets),
                                report::sideOf({}, {right, diagnosis::diagnose(right)}, secrets),
                                {}};
    compared.comparison = comparison::compare(compared.left, compared.right);
    return compared;
}

/// A secret in every place that is written.
observation::Observation secretive(const char *url, const QByteArray &received)
{
    return anObservation()
        .of(url)
        .sending({"Authorization", "Bearer hunter2hunter2"})
        .sending({"Cookie", "session=hunter2hunter2"})
        .upgrade(received);
}

} // namespace

/// What is written of a comparison: for people, for programs, for an issue tracker.
class TestComparisonText : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    /// One address from two places: they are named by where they were, and the way there is in question.
    void placesAreNamed()
    {
        const auto from = [](test::ObservationFactory made) {
            return made.lostAt(QStringLiteral("ssh:bastion"), {}).observation();
        };
        const auto works = anObservation().upgrade(switching());
        const auto fails = anObservation().all(observation::Outcome::Refused);
        const auto sentence = [](const observation::Observation &here,
                                 const observation::Observation &there) {
            return comparedOf(here, there).comparison.sentence;
        };
        const auto compared = comparedOf(fails, from(works)).comparison;
        QCOMPARE(compared.leftName, QStringLiteral("this computer"));
        QCOMPARE(compared.rightName, QStringLiteral("bastion"));
        QVERIFY2(compared.sentence.startsWith(QStringLiteral("Works from bastion, not from this computer")),
                 qPrintable(compared.sentence));
        QVERIFY(compared.sentence.contains(QStringLiteral("between this computer and the server")));
        QVERIFY(sentence(works, from(fails))
                    .startsWith(QStringLiteral("Works from this computer, not from bastion")));
        QVERIFY(!sentence(works, from(works)).contains(QStringLiteral("bastion")));
        QVERIFY(sentence(fails, from(fails)).startsWith(QStringLiteral("Fails from both places")));
        // Two addresses are two addresses, wherever they were asked.
        const auto other = anObservation().of("ws://other.example/ws").upgrade(switching());
        QCOMPARE(comparedOf(fails, from(other)).comparison.rightName, QStringLiteral("other.example"));
        auto lost = anObservation().all(observation::Outcome::Stopped);
        lost.lostAt(QStringLiteral("ssh:bastion"), QStringLiteral("The connection was lost."));
        QCOMPARE(sentence(works, lost),
                 QStringLiteral("Bastion could not check it, so there is nothing to compare."));
    }

    void sentenceComesFirst()
    {
        const report::SideBySide compared =
            comparedOf(anObservation().upgrade(answer("404 Not Found", {}, "none")),
                       anObservation().of("ws://localhost:9000/ws").upgrade(switching()));
        const QString text = report::toText(compared, {});
        QVERIFY(text.startsWith(compared.comparison.sentence.left(40)));
        qsizetype at = 0;
        for (const char *part :
             {"127.0.0.1: fails", "localhost: works", "What explains the outcome", "Answer to the upgrade",
              "404, 4 bytes", "101, Accept is right", "What differs besides", "upgrade, received",
              "- HTTP/1.1 404 Not Found", "+ HTTP/1.1 101 Switching Protocols"}) {
            const qsizetype found = text.indexOf(QLatin1String(part), at);
            QVERIFY2(found >= 0, part);
            at = found;
        }
    }

    void noSecretIsWritten()
    {
        const observation::Observation left =
            secretive("ws://one.example/ws?token=hunter2hunter2", answer("401 Unauthorized"));
        const observation::Observation right =
            secretive("ws://other.example/ws?token=hunter2hunter3", switching());
        const report::SideBySide compared = comparedOf(left, right);
        QVERIFY(!report::toText(compared, {false, 80, true}).contains(QLatin1String("hunter2")));
        QVERIFY(!report::jsonDocument(compared).contains("hunter2"));
        QVERIFY(!report::toMarkdown(compared).contains("hunter2"));
        QVERIFY(report::toText(comparedOf(left, right, report::Secrets::Kept), {})
                    .contains(QLatin1String("hunter2")));
    }

    void jsonHasEveryDifference()
    {
        const report::SideBySide compared = comparedOf(anObservation().upgrade(answer("404 Not Found")),
                                                       anObservation().upgrade(switching()));
        const QJsonObject document = QJsonDocument::fromJson(report::jsonDocument(compared)).object();
        QCOMPARE(document.value(QLatin1String("schema")).toInt(), 1);
        const QJsonObject told = document.value(QLatin1String("comparison")).toObject();
        QCOMPARE(told.value(QLatin1String("outcomeDiffers")).toBool(), true);
        QCOMPARE(told.value(QLatin1String("differences")).toArray().size(),
                 compared.comparison.differences.size());
        const QJsonObject first = told.value(QLatin1String("differences")).toArray().at(0).toObject();
        QCOMPARE(first.value(QLatin1String("id")).toString(), QStringLiteral("upgrade.answer"));
        QCOMPARE(first.value(QLatin1String("weight")).toString(), QStringLiteral("explains"));
        const QJsonObject place =
            first.value(QLatin1String("evidence")).toObject().value(QLatin1String("left")).toObject();
        QCOMPARE(place.value(QLatin1String("probe")).toString(), QStringLiteral("upgrade"));
        QCOMPARE(place.value(QLatin1String("offset")).toInt(), 0);
        QCOMPARE(told.value(QLatin1String("left")).toObject().value(QLatin1String("verdict")).toString(),
                 QStringLiteral("fails"));
    }

    /// What a server says stays text, in a terminal and in an issue tracker.
    void peerCannotAct()
    {
        const QByteArray hostile = answer("404 Not Found", "Server: \x1b[31m<b>`a`|x</b>\r\n",
                                          "```\n<script>alert(1)</script>\n\x1b]0;x\x07");
        const report::SideBySide compared =
            comparedOf(anObservation().upgrade(hostile), anObservation().upgrade(switching()));
        QVERIFY(!report::toText(compared, {}).contains(QLatin1Char('\x1b')));
        const QByteArray markdown = report::toMarkdown(compared);
        QVERIFY(!markdown.contains('\x1b'));
        // The fence around the lines is longer than any within them.
        QVERIFY(markdown.contains("\n````diff\n"));
        const qsizetype table = markdown.indexOf("## What differs"), diff = markdown.indexOf("````diff");
        QVERIFY(table > 0 && diff > table);
        QVERIFY(!markdown.mid(table, diff - table).contains("<b>"));
    }
};

QTEST_APPLESS_MAIN(TestComparisonText)
#include "test_comparison_text.moc"
