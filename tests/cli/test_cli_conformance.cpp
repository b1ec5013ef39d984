#include "cli/conformancepeer.h"
#include "cli/connectverb.h"
#include "cli/verbrun.h"

#include <QEventLoop>
#include <QTimer>

#include <array>

#include <unistd.h>

Q_DECLARE_METATYPE(std::function<void(wirewise::tests::Scene &)>)

using namespace wirewise;
using namespace wirewise::tests;

/// `connect --echo --quiet` against a server that sends every kind of frame, right and wrong.
class TestCliConformance : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void handshakes_data() { add(handshakeCases()); }
    void handshakes() { judge(); }
    void framing_data() { add(framingCases()); }
    void framing() { judge(); }
    void fragments_data() { add(fragmentCases()); }
    void fragments() { judge(); }
    void utf8_data() { add(utf8Cases()); }
    void utf8() { judge(); }
    void closing_data() { add(closeCases()); }
    void closing() { judge(); }
    void limits_data() { add(limitCases()); }
    void limits() { judge(); }
    void deflate_data() { add(deflateCases()); }
    void deflate() { judge(); }

private:
    static void add(const QList<ConformanceCase> &cases);
    void judge();

    ConformancePeer m_peer;
    std::array<int, 2> m_keyboard{-1, -1}; ///< nobody types
};

void TestCliConformance::initTestCase()
{
    QCOMPARE(::pipe(m_keyboard.data()), 0);
}

void TestCliConformance::add(const QList<ConformanceCase> &cases)
{
    QTest::addColumn<std::function<void(Scene &)>>("play");
    for (const ConformanceCase &row : cases)
        QTest::newRow(row.name.constData()) << row.play;
}

void TestCliConformance::judge()
{
    QFETCH(std::function<void(Scene &)>, play);
    Scene scene;
    play(scene);
    m_peer.play(scene);
    QBuffer out, err;
    out.open(QIODevice::WriteOnly);
    err.open(QIODevice::WriteOnly);
    cli::ConnectVerb verb({&out, &err, false, false, 80});
    verb.setInput(m_keyboard[0]);
    int status = -1;
    // QTest's waiting sleeps between two turns of the event loop; thousands are needed here.
    QEventLoop loop;
    const auto look = [&] {
        if (status >= 0 && m_peer.isOver())
            loop.quit();
    };
    connect(&m_peer, &ConformancePeer::over, &loop, look);
    connect(&verb, &cli::Verb::finished, &loop, [&](cli::ExitStatus ended) {
        status = static_cast<int>(ended);
        look();
    });
    QTimer::singleShot(60000, &loop, &QEventLoop::quit);
    verb.run(cli::Arguments::parse(words("--echo --quiet --proxy none") << m_peer.url(),
                                   cli::ConnectVerb::options()));
    loop.exec();
    const bool over = status >= 0 && m_peer.isOver();
    QCOMPARE(m_peer.fault(), QByteArray());
    QVERIFY(over);
    QCOMPARE(status, scene.status);
    if (!scene.opens)
        return; // what is wrong with the handshake is printed
    QCOMPARE(out.data(), QByteArray());
    QCOMPARE(err.data().isEmpty(), status == 0);
}

QTEST_GUILESS_MAIN(TestCliConformance)
#include "test_cli_conformance.moc"
