#include "cli/recordoptions.h"

#include <QTest>

#include <limits>

using namespace wirewise;
using namespace wirewise::cli;

class TestCliRecordOptions : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void sizes_data();
    void sizes();
    void limits_data();
    void limits();
};

void TestCliRecordOptions::sizes_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<qint64>("bytes");
    QTest::newRow("bytes") << QStringLiteral("1500000") << qint64(1'500'000);
    QTest::newRow("kilobytes") << QStringLiteral("10kB") << qint64(10'000);
    QTest::newRow("a letter") << QStringLiteral("2g") << qint64(2'000'000'000);
    QTest::newRow("a space") << QStringLiteral(" 500 MB ") << qint64(500'000'000);
    QTest::newRow("a part") << QStringLiteral("1.5TB") << qint64(1'500'000'000'000);
    QTest::newRow("words") << QStringLiteral("much") << qint64(-1);
    QTest::newRow("nothing") << QString() << qint64(-1);
    QTest::newRow("a unit alone") << QStringLiteral("GB") << qint64(-1);
    QTest::newRow("negative") << QStringLiteral("-1GB") << qint64(-1);
    QTest::newRow("not a number") << QStringLiteral("nan") << qint64(-1);
    QTest::newRow("without end") << QStringLiteral("inf") << qint64(-1);
    QTest::newRow("too large") << QStringLiteral("99999999TB") << qint64(-1);
}

void TestCliRecordOptions::sizes()
{
    QFETCH(QString, text);
    QFETCH(qint64, bytes);
    QCOMPARE(readSize(text).value_or(-1), bytes);
}

void TestCliRecordOptions::limits_data()
{
    QTest::addColumn<QStringList>("line");
    QTest::addColumn<qint64>("file");
    QTest::addColumn<QString>("error");
    const auto option = [](const char *value) {
        return QStringList{QStringLiteral("--max-file"), QString::fromUtf8(value)};
    };
    QTest::newRow("usual") << QStringList() << record::RecordLimits::UsualFile << QString();
    QTest::newRow("given") << option("2GB") << qint64(2'000'000'000) << QString();
    QTest::newRow("none") << option("none") << std::numeric_limits<qint64>::max() << QString();
    const qint64 usual = record::RecordLimits::UsualFile;
    QTest::newRow("too small") << option("10kB") << usual
                               << QStringLiteral("--max-file 10kB: a size of at least");
    QTest::newRow("no size") << option("soon") << usual
                             << QStringLiteral("--max-file soon: a size of at least");
}

void TestCliRecordOptions::limits()
{
    QFETCH(QStringList, line);
    QFETCH(qint64, file);
    QFETCH(QString, error);
    const Arguments arguments = Arguments::parse(line, {&MaximumFileOption, 1});
    QCOMPARE(arguments.error(), QString());
    QString said;
    QCOMPARE(recordLimits(arguments, said).file, file);
    QVERIFY2(error.isEmpty() ? said.isEmpty() : said.startsWith(error), qPrintable(said));
}

QTEST_APPLESS_MAIN(TestCliRecordOptions)
#include "test_cli_recordoptions.moc"
