// Texts and recordings of other tools in the window: shown before anything is sent.

#include "gui/windowdriver.h"

#include "gui/addressbar.h"
#include "gui/importdialog.h"
#include "gui/requestpanel.h"

#include <QAbstractItemModelTester>
#include <QCheckBox>
#include <QClipboard>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTreeView>

using namespace wirewise;
using test::WindowDriver;

class TestGuiImport : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void pastedCommandFillsAddressAndRequest();
    void whatIsNotSentIsShownFirst();
    void addressesStayAddresses();
    void editedTextIsReadAgain();
    void severalAreCheckedOneAfterTheOther();
    void recordingBecomesSessions();
    void brokenRecordingIsSaid();
    void models();

private:
    static gui::ImportDialog *dialogOf(WindowDriver &driver)
    {
        return driver.find<gui::ImportDialog>("importDialog");
    }
    static void paste(WindowDriver &driver, const QString &text)
    {
        QApplication::clipboard()->setText(text);
        auto *edit = driver.window().addressBar()->edit();
        edit->setFocus();
        QTest::keySequence(edit, QKeySequence::Paste);
    }
};

void TestGuiImport::pastedCommandFillsAddressAndRequest()
{
    WindowDriver driver;
    paste(driver,
          QStringLiteral(
              "curl 'https://a.example/ws' \\\n  -H 'Origin: https://o.example' \\\n  -H 'X-Mine: 7'"));
    QCOMPARE(driver.window().addressBar()->edit()->text(), QStringLiteral("https://a.example/ws"));
    const gui::RequestOptions options = driver.find<gui::RequestPanel>("requestPanel")->options();
    QCOMPARE(options.origin, QStringLiteral("https://o.example"));
    QCOMPARE(options.headers.size(), 1);
    QCOMPARE(options.headers.constFirst().name, QStringLiteral("X-Mine"));
    QVERIFY2(driver.notice().contains(QLatin1String("curl command for bash")), qPrintable(driver.notice()));
    QVERIFY(!dialogOf(driver));
    QVERIFY(!driver.window().current()); // nothing was sent
}

void TestGuiImport::whatIsNotSentIsShownFirst()
{
    WindowDriver driver;
    paste(driver, QStringLiteral("curl -d @body.json -u ann:hunter2 https://a.example/ws"));
    gui::ImportDialog *dialog = dialogOf(driver);
    QVERIFY(dialog && dialog->isVisible());
    QVERIFY(driver.window().addressBar()->edit()->text().isEmpty());
    auto *parts = dialog->findChild<QTreeView *>(QStringLiteral("importParts"));
    const QAbstractItemModel *model = parts->model();
    QCOMPARE(model->index(0, gui::PartModel::FateColumn).data().toString(), QStringLiteral("not sent"));
    QCOMPARE(model->index(0, gui::PartModel::NameColumn).data().toString(), QStringLiteral("-d"));
    for (int row = 0; row < model->rowCount(); ++row)
        QVERIFY(!model->index(row, gui::PartModel::ValueColumn)
                     .data()
                     .toString()
                     .contains(QLatin1String("hunter2")));
    dialog->findChild<QPushButton *>(QStringLiteral("importButton"))->click();
    QCOMPARE(driver.window().addressBar()->edit()->text(), QStringLiteral("https://a.example/ws"));
    QVERIFY(!driver.window().current());
}

void TestGuiImport::addressesStayAddresses()
{
    WindowDriver driver;
    paste(driver, QStringLiteral("ws://a.example/x?a=b"));
    QCOMPARE(driver.window().addressBar()->edit()->text(), QStringLiteral("ws://a.example/x?a=b"));
    QVERIFY(!dialogOf(driver));
}

void TestGuiImport::editedTextIsReadAgain()
{
    WindowDriver driver;
    driver.trigger("importText");
    gui::ImportDialog *dialog = dialogOf(driver);
    QVERIFY(dialog);
    auto *button = dialog->findChild<QPushButton *>(QStringLiteral("importButton"));
    QVERIFY(!button->isEnabled());
    auto *text = dialog->findChild<QPlainTextEdit *>(QStringLiteral("importText"));
    text->setPlainText(QStringLiteral("new WebSocket(\"wss://a.example\", ['chat'])"));
    QTRY_VERIFY(button->isEnabled());
    QVERIFY(dialog->findChild<QLabel *>(QStringLiteral("importTitle"))
                ->text()
                .contains(QLatin1String("WebSocket")));
    text->setPlainText(QStringLiteral("curl -v"));
    QTRY_VERIFY(!button->isEnabled());
}

void TestGuiImport::severalAreCheckedOneAfterTheOther()
{
    WindowDriver driver;
    const QString address = driver.labAddress("upgrade.ok");
    QStringList lines;
    for (int i = 0; i < 5; ++i)
        lines << QString(QLatin1String("curl ") % address);
    paste(driver, lines.join(QLatin1Char('\n')));
    gui::ImportDialog *dialog = dialogOf(driver);
    QVERIFY(dialog);
    auto *entries = dialog->findChild<QTreeView *>(QStringLiteral("importEntries"));
    QCOMPARE(entries->model()->rowCount(), 5);
    entries->model()->setData(entries->model()->index(0, 0), Qt::Unchecked, Qt::CheckStateRole);
    dialog->findChild<QPushButton *>(QStringLiteral("importButton"))->click();
    QTRY_COMPARE_WITH_TIMEOUT(driver.window().workbench().sessions().entries().size(), 4, 60'000);
}

void TestGuiImport::recordingBecomesSessions()
{
    WindowDriver driver;
    driver.window().openFile(QStringLiteral(WIREWISE_TEST_DATA "/../import/chromium/recorded.har"));
    QTRY_VERIFY(dialogOf(driver) && dialogOf(driver)->isVisible());
    gui::ImportDialog *dialog = dialogOf(driver);
    auto *entries = dialog->findChild<QTreeView *>(QStringLiteral("importEntries"));
    QCOMPARE(entries->model()->rowCount(), 5);
    const QString shown = entries->model()->index(1, 0).data().toString();
    QVERIFY2(!shown.contains(QLatin1String("s3cr3t")), qPrintable(shown));
    // The two WebSockets are chosen.
    dialog->findChild<QPushButton *>(QStringLiteral("importSessionsButton"))->click();
    QTRY_VERIFY_WITH_TIMEOUT(driver.window().current(), 30'000);
    QVERIFY(driver.waitForVerdict());
    QCOMPARE(driver.window().current()->observation().exchange(observation::ProbeKind::Upgrade)->status(),
             101);
    QTRY_COMPARE(driver.window().workbench().sessions().entries().size(), 2);
}

void TestGuiImport::brokenRecordingIsSaid()
{
    WindowDriver driver;
    const QString path = driver.filePath(QStringLiteral("cut.har"));
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("{\"log\":{\"entries\":[");
    file.close();
    driver.window().openFile(path);
    QTRY_VERIFY2(driver.notice().contains(QLatin1String("ends in the middle")), qPrintable(driver.notice()));
}

void TestGuiImport::models()
{
    gui::PartModel parts;
    const QAbstractItemModelTester partTester(&parts, QAbstractItemModelTester::FailureReportingMode::QtTest);
    parts.setParts(
        {{imports::Part::Fate::Left, QStringLiteral("-d"), QString(QChar(0x202E)), QStringLiteral("why")}});
    QVERIFY(!parts.index(0, gui::PartModel::ValueColumn).data().toString().contains(QChar(0x202E)));
    gui::ImportEntryModel entries;
    const QAbstractItemModelTester entryTester(&entries,
                                               QAbstractItemModelTester::FailureReportingMode::QtTest);
    entries.setEntries({{}, {}});
    entries.chooseAll(false);
    QVERIFY(entries.chosen().isEmpty());
    entries.setData(entries.index(1, 0), Qt::Checked, Qt::CheckStateRole);
    QCOMPARE(entries.chosen().size(), 1);
}

QTEST_MAIN(TestGuiImport)
#include "test_gui_import.moc"
