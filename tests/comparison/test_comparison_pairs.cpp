#include "comparison/compare.h"
#include "diagnosis/diagnose.h"
#include "support/captures.h"

#include <QSet>
#include <QTest>

using namespace wirewise;

namespace {

/// Two checks of a real server, before it was mended and after, or asked wrongly and rightly; and what is
/// known to part them. The ids of other differences may follow.
struct Pair
{
    const char *name;
    const char *explains; ///< the difference that must be named first
};
constexpr Pair pairs[] = {
    {"c-websockify-target-down", "session.end"},
    {"caddy-unknown-host", "url.host"},
    {"dns-not-found", "url.host"},
    {"fproxy-down", "proxy.result"},
    {"fproxy-socks-as-http", "settings.proxy"},
    {"haproxy-redirect-https", "url.scheme"},
    {"http10-static-server", "url.port"},
    {"java-tomcat-version", "request.sec-websocket-version"},
    {"nginx-503-maintenance", "upgrade.answer"},
    {"nginx-prefix-stripped", "upgrade.answer"},
    {"nginx-strips-uvicorn", "upgrade.answer"},
    {"nginx-trailing-slash", "url.path"},
    {"node-close-1008-no-token", "url.query"},
    {"node-express-get-404-ws-ok", "head.answer"},
    {"node-http-proxy-no-ws", "upgrade.answer"},
    {"perl-mojo-inactivity", "session.end"},
    {"py-aiohttp-bearer-401", "request.authorization"},
    {"py-aiohttp-jwt-expired-401", "request.authorization"},
    {"py-autobahn-wamp", "request.sec-websocket-protocol"},
    {"py-fastapi-no-token-403", "request.x-api-key"},
    {"py-fastapi-route-typo", "url.path"},
    {"py-fastapi-seed-curl-key", "request.sec-websocket-key"},
    {"py-raw-bad-utf8", "session.end"},
    {"py-raw-no-accept", "upgrade.answer"},
    {"py-readiness-hypercorn-503", "upgrade.answer"},
    {"py-socketio-connect-refused", "session.sent"},
    {"py-socketio-eio3", "url.query"},
    {"py-socketio-gevent-under-sync", "upgrade.answer"},
    {"py-socketio-two-workers", "polling-session-3.answer"},
    {"py-uvicorn-ws-none", "upgrade.answer"},
    {"py-websockets-head-dropped", "head.answer"},
    {"ruby-actioncable-origin", "request.origin"},
    {"tcp-reject-port-unreachable", "tcp.result"},
    {"tls-client-cert-stunnel", "settings.client-certificate"},
    {"tls-expired", "tls.result"},
    {"tls-sni-rejected-nginx", "url.host"},
    {"tls-unknown-ca", "settings.trust"},
    {"tls-wss-to-plain-uvicorn", "url.scheme"},
};

comparison::Side sideOf(const char *pair, const char *variant)
{
    const QString path = QStringLiteral(WIREWISE_TEST_DATA "/pairs/%1/%2.json")
                             .arg(QLatin1String(pair), QLatin1String(variant));
    const observation::Observation seen = test::readCapture(path).observation;
    return {QLatin1String(variant), seen, diagnosis::diagnose(seen), seen};
}

QByteArray listed(const comparison::Comparison &comparison)
{
    QByteArray text = comparison.sentence.toUtf8();
    for (const comparison::Difference &difference : comparison.differences)
        text += "\n  " + toString(difference.weight) + ' ' + difference.id + ": " + difference.left.toUtf8() +
                " | " + difference.right.toUtf8();
    return text;
}

QList<QByteArray> idsOf(const comparison::Comparison &comparison)
{
    QList<QByteArray> ids;
    for (const comparison::Difference &difference : comparison.differences)
        ids.append(toString(difference.weight) + ' ' + difference.id);
    std::sort(ids.begin(), ids.end());
    return ids;
}

} // namespace

/// The difference that explains is named first, for servers that were really broken and really mended.
class TestComparisonPairs : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void explained_data()
    {
        QTest::addColumn<int>("index");
        for (int i = 0; i < static_cast<int>(std::size(pairs)); ++i)
            QTest::newRow(pairs[i].name) << i;
    }

    void explained()
    {
        QFETCH(int, index);
        const Pair &pair = pairs[index];
        const comparison::Side broken = sideOf(pair.name, "broken"), fixed = sideOf(pair.name, "fixed");
        const comparison::Comparison comparison = comparison::compare(broken, fixed);
        QVERIFY2(comparison.outcomeDiffers, listed(comparison).constData());
        QVERIFY(!comparison.differences.isEmpty());
        const comparison::Difference &first = comparison.differences.constFirst();
        QVERIFY2(first.weight == comparison::Weight::Explains && first.id == pair.explains,
                 listed(comparison).constData());
        for (const comparison::Difference &difference : comparison.differences)
            QVERIFY2(!difference.title.isEmpty() && !difference.left.isEmpty() &&
                         !difference.right.isEmpty() && !difference.tells.isEmpty(),
                     difference.id.constData());
    }

    void sameTheOtherWayRound_data() { explained_data(); }

    /// Neither side is the one to measure the other by.
    void sameTheOtherWayRound()
    {
        QFETCH(int, index);
        const comparison::Side broken = sideOf(pairs[index].name, "broken");
        const comparison::Side fixed = sideOf(pairs[index].name, "fixed");
        const comparison::Comparison one = comparison::compare(broken, fixed);
        const comparison::Comparison other = comparison::compare(fixed, broken);
        QCOMPARE(idsOf(other), idsOf(one));
        QCOMPARE(other.differences.constFirst().id, one.differences.constFirst().id);
        QCOMPARE(other.differences.constFirst().left, one.differences.constFirst().right);
        QCOMPARE(other.leftName, one.rightName);
    }

    void nothingPartsACheckFromItself_data() { explained_data(); }

    void nothingPartsACheckFromItself()
    {
        QFETCH(int, index);
        const comparison::Side side = sideOf(pairs[index].name, "broken");
        const comparison::Comparison comparison = comparison::compare(side, side);
        QVERIFY(!comparison.outcomeDiffers);
        QVERIFY2(comparison.differences.isEmpty(), listed(comparison).constData());
        QCOMPARE(comparison.sentence, QStringLiteral("No difference except what changes in every run."));
        QVERIFY(comparison.leftName != comparison.rightName);
    }

    void everyPlaceLiesInItsBytes_data() { explained_data(); }

    void everyPlaceLiesInItsBytes()
    {
        QFETCH(int, index);
        const comparison::Side left = sideOf(pairs[index].name, "broken");
        const comparison::Side right = sideOf(pairs[index].name, "fixed");
        const auto lies = [](const comparison::Side &side, const std::optional<comparison::Place> &place) {
            if (!place)
                return true;
            const observation::Exchange *exchange = side.observation.exchange(place->probe);
            return exchange && !place->range.isEmpty() &&
                   place->range.end() <= (place->direction == wire::Direction::Sent
                                              ? exchange->sent.size()
                                              : exchange->received.size());
        };
        for (const comparison::Difference &difference : comparison::compare(left, right).differences)
            QVERIFY2(lies(left, difference.leftPlace) && lies(right, difference.rightPlace),
                     difference.id.constData());
    }
};

QTEST_APPLESS_MAIN(TestComparisonPairs)
#include "test_comparison_pairs.moc"
