#include "cli/verbrun.h"

#include "diagnosis/diagnose.h"
#include "report/exportformats.h"
#include "session/samples.h"
#include "session/sessionfile.h"

#include <QDir>
#include <QProcess>
#include <QTemporaryDir>

#include <sys/stat.h>

using namespace wirewise;
using namespace wirewise::tests;

namespace {

const QByteArray Secret = "q7Xn2VpL9dKw4TzR8mJc";

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

observation::Observation seenWith(const QByteArray &secret)
{
    observation::Observation seen = samples::fullObservation();
    seen.settings.headers = {{"Authorization", "Bearer " + secret}};
    for (observation::Exchange &exchange : seen.exchanges)
        exchange.sent.replace("\r\n\r\n", QByteArray("\r\nAuthorization: Bearer " + secret + "\r\n\r\n"));
    return seen;
}

} // namespace

/// `export` in this process.
class TestCliExport : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void secretsAreRemovedByDefault_data();
    void secretsAreRemovedByDefault();
    void secretsStayIfAsked();
    void kindsStayIfAsked();
    void addedTextsAreRemoved();
    void secretsAreListedWithoutTheirValues();
    void nothingIsOverwritten();
    void pipesAreWrittenToNotReplaced();
    void checksAreChosen();
    void interruptLeavesNoFile();
    void badUsageIsSaid_data();
    void badUsageIsSaid();

private:
    [[nodiscard]] QString path(const char *name) const { return m_folder->filePath(QLatin1String(name)); }

    std::unique_ptr<QTemporaryDir> m_folder;
};

void TestCliExport::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    auto file = session::SessionFile::create(path("a.wirewise"));
    QVERIFY(file);
    for (const QByteArray &secret : {Secret, QByteArray("anotherSecret0fTheSecond")}) {
        const observation::Observation seen = seenWith(secret);
        QVERIFY(file->addCheck(seen, diagnosis::diagnose(seen)));
    }
    QList<observation::Message> messages;
    for (int i = 1; i <= 2500; ++i)
        messages.append(samples::aMessage(i, "message " + QByteArray::number(i) + " of " + Secret));
    QVERIFY(file->appendMessages(messages));
}

void TestCliExport::secretsAreRemovedByDefault_data()
{
    QTest::addColumn<QString>("format");
    QTest::newRow("wirewise") << QStringLiteral("wirewise");
    for (const report::FormatFacts &facts : report::exportFormats())
        QTest::newRow(facts.word) << QString::fromLatin1(facts.word);
}

void TestCliExport::secretsAreRemovedByDefault()
{
    QFETCH(QString, format);
    VerbRun run;
    run.run({QStringLiteral("export"), path("a.wirewise"), QStringLiteral("--to"), format,
             QStringLiteral("--output"), path("out")});
    QCOMPARE(run.status, 0);
    QVERIFY(run.printed().isEmpty());
    const QByteArray written = contentOf(path("out"));
    QVERIFY(!written.isEmpty());
    QVERIFY(!written.contains(Secret) && !written.contains(Secret.toBase64().chopped(4)));
    QVERIFY2(run.complaints().contains(QLatin1String("secrets were removed")), qPrintable(run.complaints()));
}

void TestCliExport::secretsStayIfAsked()
{
    VerbRun run;
    run.run({QStringLiteral("export"), path("a.wirewise"), QStringLiteral("--to"), QStringLiteral("ndjson"),
             QStringLiteral("--keep-secrets")});
    QCOMPARE(run.status, 0);
    QVERIFY(run.out.data().contains(Secret));
    QCOMPARE(run.out.data().count("\"number\":"), 2500);
    QVERIFY(run.complaints().contains(QLatin1String("Nothing is removed")));
}

void TestCliExport::kindsStayIfAsked()
{
    VerbRun run;
    run.run({QStringLiteral("export"), path("a.wirewise"), QStringLiteral("--to"), QStringLiteral("ndjson"),
             QStringLiteral("--keep"), QStringLiteral("authorization")});
    QCOMPARE(run.status, 0);
    QVERIFY(run.out.data().contains(Secret));
}

void TestCliExport::addedTextsAreRemoved()
{
    VerbRun run;
    run.run({QStringLiteral("export"), path("a.wirewise"), QStringLiteral("--to"), QStringLiteral("ndjson"),
             QStringLiteral("--also"), QStringLiteral("/message 1\\d\\d\\b/")});
    QCOMPARE(run.status, 0);
    QVERIFY(!run.out.data().contains("message 150 "));
    QVERIFY(run.out.data().contains("message 1501 "));
}

void TestCliExport::secretsAreListedWithoutTheirValues()
{
    VerbRun run;
    run.run({QStringLiteral("export"), path("a.wirewise"), QStringLiteral("--list-secrets")});
    QCOMPARE(run.status, 0);
    QVERIFY2(run.printed().contains(QLatin1String("Bearer token 1")), qPrintable(run.printed()));
    QVERIFY(run.printed().contains(QLatin1String("Authorization")));
    QVERIFY(!run.out.data().contains(Secret) && !run.err.data().contains(Secret));
    QCOMPARE(QDir(m_folder->path()).entryList(QDir::Files).size(), 1);
}

void TestCliExport::nothingIsOverwritten()
{
    const QStringList line{QStringLiteral("export"), path("a.wirewise"),         QStringLiteral("--to"),
                           QStringLiteral("csv"),    QStringLiteral("--output"), path("out")};
    {
        QFile file(path("out"));
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write("mine") == 4);
    }
    VerbRun refused;
    refused.run(line);
    QCOMPARE(refused.status, 2);
    QCOMPARE(contentOf(path("out")), QByteArray("mine"));
    VerbRun forced;
    forced.run(line + QStringList{QStringLiteral("--force")});
    QCOMPARE(forced.status, 0);
    QVERIFY(contentOf(path("out")).size() > 4);
    // Never onto the session itself.
    VerbRun itself;
    itself.run({QStringLiteral("export"), path("a.wirewise"), QStringLiteral("--to"),
                QStringLiteral("wirewise"), QStringLiteral("--output"), path("a.wirewise"),
                QStringLiteral("--force")});
    QCOMPARE(itself.status, 2);
    QVERIFY(session::SessionFile::read(path("a.wirewise")));
}

void TestCliExport::pipesAreWrittenToNotReplaced()
{
    QCOMPARE(::mkfifo(QFile::encodeName(path("pipe")).constData(), 0600), 0);
    QProcess reader;
    reader.start(QStringLiteral("cat"), {path("pipe")});
    QVERIFY(reader.waitForStarted(60'000));
    VerbRun run;
    run.run({QStringLiteral("export"), path("a.wirewise"), QStringLiteral("--to"), QStringLiteral("json"),
             QStringLiteral("--output"), path("pipe")});
    QVERIFY2(run.status == 0, qPrintable(run.complaints()));
    QTRY_COMPARE_WITH_TIMEOUT(reader.state(), QProcess::NotRunning, 60'000);
    QVERIFY(reader.readAllStandardOutput().trimmed().endsWith('}'));
    QVERIFY(!QFileInfo(path("pipe")).isFile());
    VerbRun session;
    session.run({QStringLiteral("export"), path("a.wirewise"), QStringLiteral("--to"),
                 QStringLiteral("wirewise"), QStringLiteral("--force"), QStringLiteral("--output"),
                 path("pipe")});
    QCOMPARE(session.status, 2);
    QVERIFY2(session.complaints().contains(QLatin1String("a device or a pipe")),
             qPrintable(session.complaints()));
}

void TestCliExport::checksAreChosen()
{
    VerbRun second;
    second.run({QStringLiteral("export"), path("a.wirewise"), QStringLiteral("--to"), QStringLiteral("json"),
                QStringLiteral("--check"), QStringLiteral("2"), QStringLiteral("--keep-secrets")});
    QCOMPARE(second.status, 0);
    QVERIFY(!second.complaints().contains(QLatin1String("--check N")));
    VerbRun first;
    first.run({QStringLiteral("export"), path("a.wirewise"), QStringLiteral("--to"), QStringLiteral("json")});
    QVERIFY(first.complaints().contains(QLatin1String("a.wirewise holds 2 checks")));
    VerbRun third;
    third.run({QStringLiteral("export"), path("a.wirewise"), QStringLiteral("--to"), QStringLiteral("json"),
               QStringLiteral("--check"), QStringLiteral("3")});
    QCOMPARE(third.status, 2);
}

void TestCliExport::interruptLeavesNoFile()
{
    for (const char *format : {"wirewise", "ndjson"}) {
        VerbRun run;
        run.start({QStringLiteral("export"), path("a.wirewise"), QStringLiteral("--to"),
                   QLatin1String(format), QStringLiteral("--output"), path("out")});
        run.verb->interrupt();
        run.finish();
        // It may have been quicker; then the file is whole.
        QVERIFY(run.status == 1 ? !QFile::exists(path("out")) : QFile::exists(path("out")));
        QFile::remove(path("out"));
        QCOMPARE(QDir(m_folder->path()).entryList(QDir::Files | QDir::Hidden).size(), 1);
    }
}

void TestCliExport::badUsageIsSaid_data()
{
    QTest::addColumn<QStringList>("line");
    QTest::addColumn<QString>("said");
    const auto row = [](const char *line, const char *said) {
        QTest::newRow(line) << words(line) << QString::fromUtf8(said);
    };
    row("export", "One session file was expected");
    row("export none.wirewise --to json", "none.wirewise cannot be opened");
    row("export a.wirewise", "--to was expected");
    row("export a.wirewise --to foo", "wirewise, html");
    row("export a.wirewise --to wirewise", "--output FILE.wirewise");
    row("export a.wirewise --to json --keep foo", "trace-id");
    row("export a.wirewise --to json --also /(/", "is no pattern");
    row("export a.wirewise --to json --check 0", "from 1 on");
    row("export a.wirewise --to json --keep-secrets --also abc", "--keep-secrets removes nothing");
}

void TestCliExport::badUsageIsSaid()
{
    QFETCH(QStringList, line);
    QFETCH(QString, said);
    VerbRun run;
    run.run(line);
    QCOMPARE(run.status, 2);
    QVERIFY2(run.complaints().contains(said), qPrintable(run.complaints()));
    QVERIFY(run.printed().isEmpty());
}

QTEST_GUILESS_MAIN(TestCliExport)
#include "test_cli_export.moc"
