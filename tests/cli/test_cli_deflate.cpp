#include "cli/deflatepeer.h"
#include "cli/verbrun.h"
#include "session/sessionfile.h"

#include <QTemporaryDir>
#include <QTest>

using namespace wirewise;
using namespace wirewise::tests;

class TestCliDeflate : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void messagesGoAndComeCompressed();
    void nothingIsOfferedIfNotWanted();
    void parametersThatDoNotFitAreRefused();
};

void TestCliDeflate::messagesGoAndComeCompressed()
{
    QTemporaryDir folder;
    const QString file = folder.filePath(QStringLiteral("a.wirewise"));
    DeflatePeer peer;
    const QString text = QStringLiteral("compress me ").repeated(200);
    VerbRun run;
    run.run({QStringLiteral("connect"), QStringLiteral("--proxy"), QStringLiteral("none"),
             QStringLiteral("--count"), QStringLiteral("1"), QStringLiteral("--session"), file,
             QStringLiteral("--send"), text, peer.url()});
    QCOMPARE(run.status, 0);
    QCOMPARE(run.printed().count(text), qsizetype(2));
    auto opened = session::SessionFile::openForReading(file);
    QVERIFY(opened.has_value());
    const auto messages = opened->messages(1, 10);
    QVERIFY(messages.has_value());
    int data = 0;
    for (const observation::Message &message : *messages) {
        if (isControl(message.opcode))
            continue;
        ++data;
        QVERIFY(message.compressed);
        QCOMPARE(message.payload, text.toUtf8());
        QVERIFY2(message.wireSize < 100, QByteArray::number(message.wireSize).constData());
    }
    QCOMPARE(data, 2);
}

void TestCliDeflate::nothingIsOfferedIfNotWanted()
{
    DeflatePeer peer;
    VerbRun run;
    run.run({QStringLiteral("connect"), QStringLiteral("--proxy"), QStringLiteral("none"),
             QStringLiteral("--count"), QStringLiteral("1"), QStringLiteral("--extensions"),
             QStringLiteral("none"), QStringLiteral("--send"), QStringLiteral("plain"), peer.url()});
    QCOMPARE(run.status, 0);
    QCOMPARE(run.printed().count(QStringLiteral("plain")), qsizetype(2));
}

/// RFC 7692 section 7.1: such a connection must fail.
void TestCliDeflate::parametersThatDoNotFitAreRefused()
{
    DeflatePeer peer("permessage-deflate; server_max_window_bits=99");
    VerbRun run;
    run.run({QStringLiteral("connect"), QStringLiteral("--proxy"), QStringLiteral("none"), peer.url()});
    QCOMPARE(run.status, 1);
    QVERIFY2(run.printed().contains(QStringLiteral("upgrade.unrequested-extension")),
             qPrintable(run.printed()));
    QVERIFY2(run.printed().simplified().contains(QStringLiteral("does not fit the offer")),
             qPrintable(run.printed()));
}

QTEST_GUILESS_MAIN(TestCliDeflate)
#include "test_cli_deflate.moc"
