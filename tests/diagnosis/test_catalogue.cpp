#include "diagnosis/catalogue.h"
#include "diagnosis/failureclass.h"
#include "diagnosis/remedies/remedy.h"
#include "diagnosis/stacks.h"

#include <QRegularExpression>
#include <QSet>
#include <QTest>

using namespace wirewise;

namespace {

/// The public ids: a contract. A new one is added here on purpose; none is ever taken away.
constexpr const char *publicIds[] = {
    "local.offline", "url.invalid", "dns.not-found", "dns.failed", "tcp.refused", "tcp.timeout",
    "tcp.unreachable", "tcp.one-family-only", "proxy.unreachable", "proxy.auth-required",
    "proxy.tunnel-denied", "proxy.target-unreachable", "proxy.wrong-kind", "tls.not-tls", "tls.expected",
    "tls.expired", "tls.not-yet-valid", "tls.self-signed", "tls.untrusted-issuer", "tls.incomplete-chain",
    "tls.hostname-mismatch", "tls.expires-soon", "tls.version-unsupported", "tls.no-shared-cipher",
    "tls.client-certificate-required", "tls.unrecognized-name", "tls.timeout", "tls.handshake-failed",
    "tls.common-name-only", "tls.revoked", "tls.wrong-purpose", "tls.weak-certificate", "tls.closed",
    "http.not-http", "http.no-response", "http.closed-without-response", "http.malformed-response",
    "http.truncated-response", "http.h2-only", "health.head-unsupported", "health.head-misleading",
    "health.upgrade-required", "health.not-ready", "upgrade.ok", "upgrade.route-missing",
    "upgrade.not-supported-by-server", "upgrade.stripped-by-proxy", "upgrade.page-instead",
    "upgrade.redirected", "upgrade.unauthorized", "upgrade.origin-rejected", "upgrade.forbidden",
    "upgrade.method-not-allowed", "upgrade.bad-key", "upgrade.version-unsupported",
    "upgrade.unexpected-status", "upgrade.bad-request", "upgrade.host-rejected",
    "upgrade.subprotocol-rejected", "upgrade.rate-limited", "upgrade.request-too-large", "upgrade.dropped",
    "upgrade.intermittent", "upgrade.server-error", "upgrade.async-mode-mismatch", "upgrade.bad-gateway",
    "upgrade.service-unavailable", "upgrade.gateway-timeout", "upgrade.timeout", "upgrade.invalid-accept",
    "upgrade.missing-header", "upgrade.unrequested-extension", "upgrade.unrequested-subprotocol",
    "upgrade.http10-answer", "engineio.plain-websocket", "engineio.unknown-transport",
    "engineio.unknown-session", "engineio.bad-handshake", "engineio.bad-request", "engineio.forbidden",
    "engineio.unsupported-version", "engineio.connect-rejected", "engineio.cors-blocked",
    "engineio.websocket-disabled", "auth.token-expired", "auth.token-not-yet-valid", "session.closed-at-once",
    "session.refused-after-accept", "session.dropped", "session.protocol-error", "session.invalid-utf8",
    "session.unsupported-data", "session.policy-violation", "session.message-too-big",
    "session.internal-error", "session.going-away", "session.try-again-later", "session.application-close",
    "session.idle-timeout", "session.no-pong",
    // What befalls the check itself.
    "local.not-checked", "local.place-lost", "local.failure"};

} // namespace

class TestCatalogue : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyIdIsExplained_data()
    {
        QTest::addColumn<QByteArray>("id");
        for (const char *id : publicIds)
            QTest::newRow(id) << QByteArray(id);
    }

    void everyIdIsExplained()
    {
        QFETCH(QByteArray, id);
        const auto explanation = diagnosis::explain(id);
        QVERIFY(explanation.has_value());
        QCOMPARE(explanation->id, id);
        QVERIFY(!explanation->title.isEmpty());
        QVERIFY(explanation->title.size() <= 100);
        QVERIFY(explanation->meaning.size() > 40);
        QVERIFY(explanation->tellApart.size() > 20);
        for (const QString *text : {&explanation->meaning, &explanation->tellApart})
            QVERIFY2(text->endsWith(QLatin1Char('.')), qPrintable(*text));
        QVERIFY(!explanation->fixes.isEmpty()); // there is always something to do next
        QCOMPARE(explanation->references.isEmpty(), id == "local.not-checked");
        for (const diagnosis::Cause &cause : explanation->causes)
            QVERIFY2(cause.text.endsWith(QLatin1Char('.')), qPrintable(cause.text));
        for (const diagnosis::Fix &fix : explanation->fixes)
            QVERIFY2(fix.text.endsWith(QLatin1Char('.')), qPrintable(fix.text));
    }

    void theCatalogueHasNoOtherIds()
    {
        QSet<QByteArray> known;
        for (const char *id : publicIds)
            known.insert(id);
        const QList<QByteArray> ids = diagnosis::findingIds();
        QCOMPARE(QSet<QByteArray>(ids.begin(), ids.end()), known);
        QCOMPARE(ids.size(), known.size());
    }

    void severitiesAreThoseOfTheContract()
    {
        const QSet<QByteArray> infos{"upgrade.ok", "health.head-misleading", "health.upgrade-required",
                                     "local.not-checked", "local.place-lost"};
        const QSet<QByteArray> warnings{
            "health.head-unsupported", "tls.expires-soon",      "tls.common-name-only", "tls.revoked",
            "tcp.one-family-only",     "engineio.cors-blocked", "upgrade.intermittent"};
        for (const diagnosis::FailureClass *failure : diagnosis::failureClasses()) {
            const diagnosis::Severity expected = infos.contains(failure->id) ? diagnosis::Severity::Info
                                                 : warnings.contains(failure->id)
                                                     ? diagnosis::Severity::Warning
                                                     : diagnosis::Severity::Error;
            QVERIFY2(failure->severity == expected, failure->id);
        }
    }

    void idsFollowTheLayers()
    {
        int last = 0;
        const QList<QByteArray> ids = diagnosis::findingIds();
        for (const QByteArray &id : ids) {
            const int layer = static_cast<int>(diagnosis::layerOf(id));
            QVERIFY2(layer >= last, id.constData());
            last = layer;
        }
    }

    void namedIdsAndStacksExist()
    {
        const QList<QByteArray> ids = diagnosis::findingIds();
        QSet<QByteArray> stacks;
        const auto names = diagnosis::stackNames();
        for (const diagnosis::StackName &name : names)
            stacks.insert(name.key);
        for (const diagnosis::FailureClass *failure : diagnosis::failureClasses()) {
            QVERIFY2(failure->judge, failure->id);
            for (const char *id : failure->refines)
                QVERIFY2(ids.contains(id) && QByteArray(id) != failure->id, id);
            for (const char *id : failure->outranks)
                QVERIFY2(ids.contains(id) && QByteArray(id) != failure->id, id);
        }
        for (const diagnosis::StackRemedies *stack : diagnosis::stackRemedies()) {
            QVERIFY2(stacks.contains(stack->stack), stack->stack);
            QVERIFY2(!stack->remedies.empty(), stack->stack);
            for (const diagnosis::Remedy &remedy : stack->remedies)
                QVERIFY2(ids.contains(remedy.failure), remedy.failure);
        }
    }

    void everyClassCanBeSeenWithoutThisProgram_data()
    {
        // What befalls the check itself has nothing to show, and curl takes no WebSocket address at all.
        const QSet<QByteArray> without{"local.not-checked", "local.place-lost", "local.failure",
                                       "url.invalid"};
        QTest::addColumn<QString>("commands");
        QTest::addColumn<bool>("expected");
        for (const char *id : publicIds)
            QTest::newRow(id) << diagnosis::explain(id)->proveIt << !without.contains(id);
    }

    void everyClassCanBeSeenWithoutThisProgram()
    {
        QFETCH(QString, commands);
        QFETCH(bool, expected);
        QCOMPARE(!commands.isEmpty(), expected);
        QVERIFY(!commands.contains(QLatin1String("wirewise")));
        // Words in capitals are to be replaced; the window says of these what stands for them.
        static const QSet<QString> known{
            QStringLiteral("HOST"),    QStringLiteral("PORT"),      QStringLiteral("PATH"),
            QStringLiteral("ADDRESS"), QStringLiteral("APP"),       QStringLiteral("PROXY"),
            QStringLiteral("NAME"),    QStringLiteral("PROXYHOST"), QStringLiteral("PROXYPORT"),
            QStringLiteral("SID"),     QStringLiteral("TOKEN")};
        static const QSet<QString> verbatim{QStringLiteral("GET"),  QStringLiteral("HEAD"),
                                            QStringLiteral("POST"), QStringLiteral("HTTP"),
                                            QStringLiteral("EIO"),  QStringLiteral("BEGIN"),
                                            QStringLiteral("UTF"),  QStringLiteral("CERTIFICATE")};
        static const QRegularExpression capitals(QStringLiteral("(?<![A-Za-z0-9])[A-Z]{3,}(?![A-Za-z0-9])"));
        for (auto match = capitals.globalMatch(commands); match.hasNext();) {
            const QString word = match.next().captured();
            QVERIFY2(known.contains(word) || verbatim.contains(word), qPrintable(word));
        }
        for (const QString &line : commands.split(QLatin1Char('\n')))
            QVERIFY2(line.size() <= 80, qPrintable(line));
    }

    void everyRemedyWasTriedOrNamesItsSource()
    {
        static const QRegularExpression whole(QStringLiteral("^https://[a-z0-9.-]+/[!-~]*$"));
        for (const diagnosis::StackRemedies *stack : diagnosis::stackRemedies()) {
            for (const diagnosis::Remedy &remedy : stack->remedies) {
                // Folklore has neither a version nor a page.
                QVERIFY2(remedy.triedWith || remedy.source,
                         qPrintable(QStringLiteral("%1, %2").arg(QLatin1String(stack->stack),
                                                                 QLatin1String(remedy.failure))));
                if (remedy.source)
                    QVERIFY2(whole.match(QLatin1String(remedy.source)).hasMatch(), remedy.source);
            }
        }
    }

    void whatIsUnknownIsNotExplained()
    {
        QVERIFY(!diagnosis::explain("upgrade.no-such-class").has_value());
        QVERIFY(!diagnosis::explain("").has_value());
    }

    void wordsGoBothWays()
    {
        using diagnosis::Severity;
        for (const Severity severity : {Severity::Info, Severity::Warning, Severity::Error})
            QCOMPARE(diagnosis::severityFromString(diagnosis::toString(severity)), severity);
        using diagnosis::Verdict;
        for (const Verdict verdict :
             {Verdict::Works, Verdict::WorksWithWarnings, Verdict::Fails, Verdict::NotChecked})
            QCOMPARE(diagnosis::verdictFromString(diagnosis::toString(verdict)), verdict);
        QVERIFY(!diagnosis::verdictFromString("maybe").has_value());
    }
};

QTEST_APPLESS_MAIN(TestCatalogue)
#include "test_catalogue.moc"
