#include "gui/widgets/theme.h"
#include "gui/widgets/wirestrip.h"
#include "samples.h"

#include <QAccessible>
#include <QSignalSpy>
#include <QTest>

using namespace wirewise;
using namespace wirewise::gui;
using diagnosis::Verdict;
using State = WireNode::State;

namespace {

/// One letter per node: Done, Broken, Warned, unUsed, unreached -, Now.
QString letters(const QList<WireNode> &nodes)
{
    QString text;
    for (const WireNode &node : nodes) {
        switch (node.state) {
        case State::Done:
            text += u'D';
            break;
        case State::Broken:
            text += u'B';
            break;
        case State::Warned:
            text += u'W';
            break;
        case State::Unused:
            text += u'U';
            break;
        case State::Unreached:
            text += u'-';
            break;
        case State::Now:
            text += u'N';
            break;
        }
    }
    return text;
}

observation::Exchange runningUpgrade()
{
    observation::Exchange exchange = samples::refusedUpgrade();
    exchange.outcome = observation::Outcome::Running;
    exchange.received.clear();
    exchange.response.reset();
    exchange.timing = {};
    return exchange;
}

} // namespace

class TestWidgetsWire : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { Theme::instance().install(*qApp); }

    void wireBreaksWhereTheFindingLies_data()
    {
        QTest::addColumn<QByteArray>("id");
        QTest::addColumn<Verdict>("verdict");
        QTest::addColumn<QString>("expected");
        const auto row = [](const char *id, Verdict verdict, const char *expected) {
            QTest::addRow("%s %s", id, diagnosis::toString(verdict).constData())
                << QByteArray(id) << verdict << QString::fromLatin1(expected);
        };
        row("url.invalid", Verdict::Fails, "B-------");
        row("dns.not-found", Verdict::Fails, "DB------");
        row("tcp.refused", Verdict::Fails, "DDB-----");
        row("proxy.auth-required", Verdict::Fails, "DDDB----");
        row("tls.expired", Verdict::Fails, "DDDUB---");
        row("http.not-http", Verdict::Fails, "DDDUDB--");
        row("health.not-ready", Verdict::Fails, "DDDUDB--");
        row("upgrade.route-missing", Verdict::Fails, "DDDUDDB-");
        row("auth.token-expired", Verdict::Fails, "DDDUDDB-");
        row("engineio.plain-websocket", Verdict::Fails, "DDDUDDB-");
        row("session.closed-at-once", Verdict::Fails, "DDDUDDDB");
        row("health.head-unsupported", Verdict::WorksWithWarnings, "DDDUDWDD");
        row("upgrade.ok", Verdict::Works, "DDDUDDDD");
    }

    void wireBreaksWhereTheFindingLies()
    {
        QFETCH(QByteArray, id);
        QFETCH(Verdict, verdict);
        QFETCH(QString, expected);
        const QList<WireNode> nodes =
            wireNodes(samples::observed({samples::refusedUpgrade()}), samples::judged(verdict, id));
        QString got = letters(nodes);
        // What was not used before the break stays so; the proxy here was not.
        if (expected.indexOf(u'B') > 3 || !expected.contains(u'B'))
            QCOMPARE(got, QString(expected).replace(0, 4, QStringLiteral("DDDU")));
        else
            QCOMPARE(got, expected);
    }

    void detailsComeFromWhatWasSeen()
    {
        const QList<WireNode> nodes = wireNodes(samples::observed({samples::refusedUpgrade()}),
                                                samples::judged(Verdict::Fails, "upgrade.route-missing"));
        QCOMPARE(nodes.at(1).detail, QStringLiteral("4 ms"));
        QCOMPARE(nodes.at(3).detail, QStringLiteral("none"));
        QCOMPARE(nodes.at(4).name, QStringLiteral("TLS 1.3"));
        QCOMPARE(nodes.at(6).detail, QStringLiteral("404"));
        QCOMPARE(nodes.at(7).detail, QStringLiteral("not reached"));
    }

    void offlineReachesNothing()
    {
        observation::Observation observation = samples::observed({samples::refusedUpgrade()});
        observation.offline = true;
        QCOMPARE(letters(wireNodes(observation, {})), QStringLiteral("D-------"));
    }

    void clearConnectionHasNoTls()
    {
        observation::Exchange exchange = samples::refusedUpgrade();
        exchange.probe.endpoint.secure = false;
        exchange.connection.tls.reset();
        const QList<WireNode> nodes =
            wireNodes(samples::observed({exchange}), samples::judged(Verdict::Works, "upgrade.ok"));
        QCOMPARE(nodes.at(4).state, State::Unused);
        QCOMPARE(nodes.at(4).detail, QStringLiteral("not used"));
    }

    void runningWireFollowsTheUpgrade()
    {
        using namespace std::chrono_literals;
        observation::Exchange exchange = runningUpgrade();
        const auto now = [&exchange](const QList<observation::Exchange> &others = {}) {
            return letters(runningWireNodes(exchange.probe.endpoint,
                                            others + QList<observation::Exchange>{exchange}, 3200ms));
        };
        QCOMPARE(letters(runningWireNodes(exchange.probe.endpoint, {}, 0ms)), QStringLiteral("DN------"));
        QCOMPARE(now(), QStringLiteral("DN-U----"));
        exchange.timing.name = 4ms;
        QCOMPARE(now(), QStringLiteral("DDNU----"));
        exchange.timing.connect = 4ms;
        QCOMPARE(now(), QStringLiteral("DDDUN---"));
        exchange.timing.tls = 4ms;
        QCOMPARE(now(), QStringLiteral("DDDUDN--"));
        observation::Exchange get = samples::refusedUpgrade();
        get.probe.kind = observation::ProbeKind::Get;
        QCOMPARE(now({get}), QStringLiteral("DDDUDDN-"));
        const QList<WireNode> nodes = runningWireNodes(exchange.probe.endpoint, {get, exchange}, 3200ms);
        QCOMPARE(nodes.at(5).detail, QStringLiteral("404"));
        QCOMPARE(nodes.at(6).detail, QStringLiteral("3.2 s"));
    }

    void geometryKeepsOrderAndSize_data()
    {
        QTest::addColumn<int>("width");
        QTest::addColumn<bool>("rightToLeft");
        for (const int width : {480, 812, 1204, 2400}) {
            QTest::addRow("%d", width) << width << false;
            QTest::addRow("%d from the right", width) << width << true;
        }
    }

    void geometryKeepsOrderAndSize()
    {
        QFETCH(int, width);
        QFETCH(bool, rightToLeft);
        const QList<WireNode> nodes = legendWireNodes();
        const WireGeometry geometry =
            wireGeometry(nodes, QSizeF(width, 58), QList<qreal>(nodes.size(), 60), 17, rightToLeft);
        QCOMPARE(geometry.stations.size(), nodes.size());
        QCOMPARE(geometry.stretches.size(), nodes.size() - 1);
        const QRectF strip(0, 0, width, 58);
        for (qsizetype index = 0; index < nodes.size(); ++index) {
            const WireGeometry::Station &station = geometry.stations.at(index);
            QVERIFY(strip.contains(station.shape));
            QVERIFY(strip.contains(station.label));
            QVERIFY(station.target.width() >= 24 && station.target.height() >= 24);
            if (index > 0) {
                const qreal before = geometry.stations.at(index - 1).centre.x();
                QVERIFY(rightToLeft ? station.centre.x() < before : station.centre.x() > before);
            }
        }
        for (const WireGeometry::Stretch &stretch : geometry.stretches) {
            QVERIFY(rightToLeft ? stretch.from.x() > stretch.to.x() : stretch.from.x() < stretch.to.x());
            QVERIFY(stretch.cut > qMin(stretch.from.x(), stretch.to.x()) &&
                    stretch.cut < qMax(stretch.from.x(), stretch.to.x()));
        }
        QCOMPARE(geometry.stretches.at(5).look, WireGeometry::Stretch::Look::Broken);
        QCOMPARE(geometry.stretches.at(6).look, WireGeometry::Stretch::Look::Dashed);
        QCOMPARE(geometry.stretches.at(0).look, WireGeometry::Stretch::Look::Whole);
    }

    void nodesAreReachedWithKeysAndMouse()
    {
        WireStrip strip;
        strip.setNodes(legendWireNodes());
        strip.resize(1200, 58);
        strip.show();
        QSignalSpy activated(&strip, &WireStrip::nodeActivated);
        QTest::keyClick(&strip, Qt::Key_Right);
        QTest::keyClick(&strip, Qt::Key_Right);
        QTest::keyClick(&strip, Qt::Key_Return);
        QCOMPARE(activated.takeFirst().constFirst().value<WireNode::Place>(), WireNode::Place::Tcp);
        QTest::keyClick(&strip, Qt::Key_End);
        QTest::keyClick(&strip, Qt::Key_Right);
        QCOMPARE(strip.currentNode(), 7);
        const QPoint upgrade = strip.geometryNow().stations.at(6).centre.toPoint();
        QTest::mouseClick(&strip, Qt::LeftButton, {}, upgrade);
        QCOMPARE(activated.takeFirst().constFirst().value<WireNode::Place>(), WireNode::Place::Upgrade);
        strip.setInteractive(false);
        QTest::mouseClick(&strip, Qt::LeftButton, {}, upgrade);
        QCOMPARE(activated.count(), 0);
    }

    void nodesAreReadOutAsAList()
    {
        WireStrip strip;
        strip.setNodes(wireNodes(samples::observed({samples::refusedUpgrade()}),
                                 samples::judged(Verdict::Fails, "tls.expired")));
        strip.resize(1200, 58);
        QAccessibleInterface *list = QAccessible::queryAccessibleInterface(&strip);
        QVERIFY(list != nullptr);
        QCOMPARE(list->role(), QAccessible::List);
        QCOMPARE(list->childCount(), 8);
        QVERIFY(!list->text(QAccessible::Name).isEmpty());
        QCOMPARE(list->child(1)->text(QAccessible::Name), QStringLiteral("Name, fine, 4 ms"));
        QCOMPARE(list->child(4)->text(QAccessible::Name), QStringLiteral("TLS 1.3, broken here, 41 ms"));
        QCOMPARE(list->child(7)->text(QAccessible::Name), QStringLiteral("Session, not reached"));
        QCOMPARE(list->child(4)->role(), QAccessible::ListItem);
        QCOMPARE(list->child(4)->parent()->object(), static_cast<QObject *>(&strip));
        QCOMPARE(list->indexOfChild(list->child(3)), 3);
        QVERIFY(!list->child(4)->rect().isEmpty());
        QCOMPARE(list->child(8), nullptr);
        QSignalSpy activated(&strip, &WireStrip::nodeActivated);
        list->child(2)->actionInterface()->doAction(QAccessibleActionInterface::pressAction());
        QCOMPARE(activated.count(), 1);
    }

    void breathingStopsWithReducedMotionAndWhenHidden()
    {
        WireStrip strip;
        strip.setNodes(runningWireNodes({}, {}, {}));
        strip.show();
        QVERIFY(strip.isBreathing());
        Theme::instance().setReducedMotion(true);
        QVERIFY(!strip.isBreathing());
        Theme::instance().setReducedMotion(false);
        QVERIFY(strip.isBreathing());
        strip.hide();
        QVERIFY(!strip.isBreathing());
    }

    void stateIsPaintedInItsColour()
    {
        WireStrip strip;
        strip.setAutoFillBackground(true);
        strip.setNodes(legendWireNodes());
        strip.resize(1200, 58);
        const QImage image = strip.grab().toImage();
        const qreal ratio = image.devicePixelRatio();
        const QPointF octagon = strip.geometryNow().stations.at(6).centre + QPointF(0, 7);
        QCOMPARE(image.pixelColor((octagon * ratio).toPoint()), colour(Token::Fail));
        const WireGeometry::Stretch whole = strip.geometryNow().stretches.at(0);
        QCOMPARE(image.pixelColor((((whole.from + whole.to) / 2 - QPointF(0, 0.5)) * ratio).toPoint()),
                 colour(Token::Ok));
    }
};

QTEST_MAIN(TestWidgetsWire)
#include "test_widgets_wire.moc"
