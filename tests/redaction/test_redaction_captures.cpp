// The recorded checks of the rules, redacted: the judgement stays, and so does what people need to read.

#include "diagnosis/diagnose.h"
#include "redaction/redactor.h"
#include "support/captures.h"
#include "support/judging.h"

#include <QTest>

using namespace wirewise;
using namespace wirewise::redaction;

namespace {

const QList<test::Capture> &captures()
{
    static const QList<test::Capture> all = test::readCaptures(QDir(QStringLiteral(WIREWISE_CAPTURES)));
    return all;
}

QByteArrayList idsOf(const diagnosis::Diagnosis &diagnosis)
{
    QByteArrayList ids;
    for (const diagnosis::Finding &finding : diagnosis.findings)
        ids.append(finding.id);
    return ids;
}

} // namespace

class TestRedactionCaptures : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void judgedAlike_data();
    void judgedAlike();
    void headersStayReadable();
};

void TestRedactionCaptures::judgedAlike_data()
{
    QTest::addColumn<int>("index");
    for (int i = 0; i < captures().size(); ++i)
        QTest::newRow(qUtf8Printable(captures().at(i).name)) << i;
}

void TestRedactionCaptures::judgedAlike()
{
    QFETCH(int, index);
    const observation::Observation &seen = captures().at(index).observation;
    Redactor redactor;
    const observation::Observation hidden = redactor.redacted(seen);
    const diagnosis::Diagnosis before = diagnosis::diagnose(seen);
    const diagnosis::Diagnosis after = diagnosis::diagnose(hidden);
    QCOMPARE(after.verdict, before.verdict);
    QCOMPARE(idsOf(after), idsOf(before));
    QCOMPARE(test::complaints(hidden, after), QStringList());
    // What is written is the diagnosis of that day.
    QCOMPARE(test::complaints(hidden, redactor.redacted(before)), QStringList());
    if (qEnvironmentVariableIsSet("WIREWISE_LIST")) {
        for (const Removal &removal : redactor.removals()) {
            if (removal.removed)
                qInfo().noquote() << "REMOVED" << captures().at(index).name << removal.label << removal.where
                                  << removal.places << removal.value.left(100);
        }
    }
}

/// What the handshake computes, what caches compare and dates are no secrets, however random they look.
void TestRedactionCaptures::headersStayReadable()
{
    qsizetype looked = 0;
    for (const test::Capture &capture : captures()) {
        Redactor redactor;
        const observation::Observation hidden = redactor.redacted(capture.observation);
        for (const observation::Exchange &exchange : capture.observation.exchanges) {
            const observation::Exchange *after = hidden.exchange(exchange.name());
            QVERIFY(after);
            QCOMPARE(after->request().headers.value("Sec-WebSocket-Key"),
                     exchange.request().headers.value("Sec-WebSocket-Key"));
            QCOMPARE(after->response.has_value(), exchange.response.has_value());
            if (!exchange.response)
                continue;
            for (const char *name : {"Sec-WebSocket-Accept", "ETag", "Date", "Last-Modified", "Server", "Via",
                                     "Content-Type", "Content-Length", "Allow", "WWW-Authenticate"}) {
                QCOMPARE(after->response->headers.value(name), exchange.response->headers.value(name));
                ++looked;
            }
        }
    }
    QVERIFY(looked > 5000);
}

QTEST_GUILESS_MAIN(TestRedactionCaptures)
#include "test_redaction_captures.moc"
