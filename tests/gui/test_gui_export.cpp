#include "gui/exportsample.h"
#include "gui/windowdriver.h"

#include "gui/addedtexts.h"
#include "gui/application.h"
#include "gui/exportdialog.h"
#include "gui/exportkindpicker.h"
#include "gui/exportmessages.h"
#include "gui/exportpreviewpane.h"
#include "gui/exportsettings.h"
#include "gui/exportwatch.h"
#include "gui/paperview.h"

#include <QAbstractItemModelTester>
#include <QAccessible>
#include <QApplication>
#include <QCheckBox>
#include <QClipboard>
#include <QDialog>
#include <QFileDialog>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QRadioButton>
#include <QSettings>
#include <QSignalSpy>
#include <QToolButton>
#include <QTreeView>
#include <QtTest>

#ifdef Q_OS_UNIX
#include <csignal>
#include <sys/resource.h>
#endif

using namespace wirewise;
using gui::ExportDialog;
using gui::ExportKind;
using redaction::SecretKind;

namespace {

template<typename Widget = QWidget>
Widget *part(const QWidget &dialog, const char *name)
{
    return dialog.findChild<Widget *>(QLatin1String(name));
}

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// No secret stands in it, as it is or as base64 would have it at any offset.
QByteArray secretIn(const QByteArray &bytes)
{
    for (const QByteArray &secret : test::exportSecrets()) {
        if (bytes.contains(secret))
            return secret;
        for (qsizetype cut = 0; cut < 3; ++cut) {
            const QByteArray whole = secret.mid(cut, (secret.size() - cut) / 3 * 3).toBase64();
            if (bytes.contains(whole))
                return "base64 of " + secret;
        }
    }
    return {};
}

/// The dialog as a user has it, with settings of its own.
class Driver
{
public:
    explicit Driver(qint64 messages = 3)
        : sample(messages)
        , settings(sample.filePath(QStringLiteral("settings.ini")), QSettings::IniFormat)
    {
        settings.setValue(QStringLiteral("export/folder"), sample.folder.path());
        open();
    }
    void open()
    {
        dialog = std::make_unique<ExportDialog>(sample.source, &settings);
        dialog->show();
        QVERIFY(QTest::qWaitForWindowActive(dialog.get()));
    }
    [[nodiscard]] bool waitForPreview() const
    {
        return QTest::qWaitFor([this] { return part(*dialog, "previewStack")->isEnabled() && isDecided(); },
                               20'000);
    }
    [[nodiscard]] bool isDecided() const
    {
        return !state().contains(QStringLiteral("Looking")) && !state().isEmpty();
    }
    [[nodiscard]] QString state() const { return part<QLabel>(*dialog, "stateLabel")->text(); }
    [[nodiscard]] QString previewText() const
    {
        return part<QPlainTextEdit>(*dialog, "previewSource")->toPlainText();
    }
    void choose(ExportKind kind) { part<gui::ExportKindPicker>(*dialog, "kindPicker")->setKind(kind); }
    [[nodiscard]] gui::RemovalModel &removals() const
    {
        return *qobject_cast<gui::RemovalModel *>(part<QTreeView>(*dialog, "removalTree")->model());
    }
    /// Saves through the file dialog; the sentence of a failure, empty if it was saved.
    QString save(const QString &path)
    {
        QSignalSpy saved(dialog.get(), &ExportDialog::saved);
        QTest::mouseClick(part(*dialog, "saveButton"), Qt::LeftButton);
        auto *files = part<QFileDialog>(*dialog, "exportFileDialog");
        if (!files)
            return QStringLiteral("no file dialog");
        QMetaObject::invokeMethod(files, "fileSelected", Q_ARG(QString, path));
        files->close();
        const bool ended = QTest::qWaitFor(
            [&] { return !saved.isEmpty() || part(*dialog, "saveButton")->isEnabled(); }, 60'000);
        return !ended ? QStringLiteral("not ended") : saved.isEmpty() ? state() : QString();
    }

    test::ExportSample sample;
    QSettings settings;
    std::unique_ptr<ExportDialog> dialog;
};

} // namespace

/// The dialog that hands a session on.
class TestGuiExport : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void previewIsTheFile_data();
    void previewIsTheFile();
    void nothingSecretLeavesByDefault_data();
    void nothingSecretLeavesByDefault();
    void clearedKindStays();
    void singleValueStays();
    void addedTextGoes();
    void badPatternsAreAnswered_data();
    void badPatternsAreAnswered();
    void stepperGoesRoundThePlaces();
    void hostNamesAreSaidToStay();
    void choicesAreKept();
    void longExportIsCancelled();
    void failuresAreSaidInWords();
    void fullDiskLeavesNoHalfFile();
    void sessionItselfIsNotOverwritten();
    void longSessionIsPreviewedInPart();
    void markdownIsCopied();
    void removalModelIsSound();
    void examplesHideTheSecret();
    void paperFetchesNothing();
    void everythingHasAName();
    void windowExportsWhatItShows();
};

void TestGuiExport::initTestCase()
{
    gui::setUpApplication(*qobject_cast<QApplication *>(QCoreApplication::instance()));
    QVERIFY(!test::ExportSample().source.path.isEmpty());
}

void TestGuiExport::previewIsTheFile_data()
{
    QTest::addColumn<ExportKind>("kind");
    for (const gui::ExportKindFacts &facts : gui::exportKinds()) {
        if (facts.preview != gui::ExportKindFacts::Preview::Page && facts.kind != ExportKind::Pcapng)
            QTest::newRow(gui::idOf(facts.kind).constData()) << facts.kind;
    }
}

void TestGuiExport::previewIsTheFile()
{
    QFETCH(ExportKind, kind);
    Driver driver;
    driver.choose(kind);
    QVERIFY(driver.waitForPreview());
    const QString preview = driver.previewText();
    const QString path = driver.sample.filePath(QStringLiteral("out.") + gui::suffixOf(kind));
    QCOMPARE(driver.save(path), QString());
    // A text edit ends its lines in its own way.
    QString written = QString::fromUtf8(contentOf(path));
    written.replace(QStringLiteral("\r\n"), QStringLiteral("\n"));
    QVERIFY(!written.isEmpty());
    QCOMPARE(preview, written);
}

void TestGuiExport::nothingSecretLeavesByDefault_data()
{
    QTest::addColumn<ExportKind>("kind");
    for (const gui::ExportKindFacts &facts : gui::exportKinds())
        QTest::newRow(gui::idOf(facts.kind).constData()) << facts.kind;
}

void TestGuiExport::nothingSecretLeavesByDefault()
{
    QFETCH(ExportKind, kind);
    Driver driver;
    driver.choose(kind);
    QVERIFY(driver.waitForPreview());
    QVERIFY2(driver.state().contains(QStringLiteral("No known secret is left")), qPrintable(driver.state()));
    const QString path = driver.sample.filePath(QStringLiteral("out.") + gui::suffixOf(kind));
    QCOMPARE(driver.save(path), QString());
    const QByteArray written = contentOf(path);
    QVERIFY(!written.isEmpty());
    QCOMPARE(secretIn(written), QByteArray());
    QCOMPARE(secretIn(driver.previewText().toUtf8()), QByteArray());
}

void TestGuiExport::clearedKindStays()
{
    Driver driver;
    driver.choose(ExportKind::Markdown);
    QVERIFY(driver.waitForPreview());
    auto *tree = part<QTreeView>(*driver.dialog, "removalTree");
    tree->setFocus();
    tree->setCurrentIndex(driver.removals().indexOf(SecretKind::Authorization));
    QTest::keyClick(tree, Qt::Key_Space);
    QVERIFY(!part(*driver.dialog, "previewStack")->isEnabled());
    QVERIFY(driver.waitForPreview());
    QVERIFY(driver.previewText().contains(QString::fromLatin1(test::exportSecrets().at(0))));
    QVERIFY(!driver.previewText().contains(QString::fromLatin1(test::exportSecrets().at(1))));
    QVERIFY2(driver.state().contains(QStringLiteral("1 secret stays readable")), qPrintable(driver.state()));
    QCOMPARE(part<QPushButton>(*driver.dialog, "saveButton")->text(), QStringLiteral("Save with 1 Secret…"));
    // Ticked again, all is as before.
    QTest::keyClick(tree, Qt::Key_Space);
    QVERIFY(driver.waitForPreview());
    QVERIFY(!driver.previewText().contains(QString::fromLatin1(test::exportSecrets().at(0))));
}

void TestGuiExport::singleValueStays()
{
    Driver driver;
    driver.choose(ExportKind::Markdown);
    QVERIFY(driver.waitForPreview());
    const QModelIndex kind = driver.removals().indexOf(SecretKind::Authorization);
    QVERIFY(driver.removals().rowCount(kind) > 0);
    auto *tree = part<QTreeView>(*driver.dialog, "removalTree");
    tree->setFocus();
    tree->setCurrentIndex(kind);
    QTest::keyClick(tree, Qt::Key_Right); // opens it
    QTest::keyClick(tree, Qt::Key_Down);
    QTest::keyClick(tree, Qt::Key_Space);
    QVERIFY(driver.waitForPreview());
    QVERIFY(driver.previewText().contains(QString::fromLatin1(test::exportSecrets().at(0))));
    QVERIFY(tree->isExpanded(driver.removals().indexOf(SecretKind::Authorization)));
    QCOMPARE(driver.removals().indexOf(SecretKind::Authorization).data(Qt::CheckStateRole).toInt(),
             int(driver.removals().rowCount(kind) > 1 ? Qt::PartiallyChecked : Qt::Unchecked));
}

void TestGuiExport::addedTextGoes()
{
    Driver driver;
    driver.choose(ExportKind::Markdown);
    QVERIFY(driver.waitForPreview());
    QVERIFY(driver.previewText().contains(QStringLiteral("/ws/calls")));
    auto *edit = part<QLineEdit>(*driver.dialog, "addEdit");
    edit->setFocus();
    QTest::keyClicks(edit, QStringLiteral("/ws.ca[l]+s/"));
    QTest::keyClick(edit, Qt::Key_Return);
    QVERIFY(edit->text().isEmpty());
    QVERIFY(driver.waitForPreview());
    QVERIFY(!driver.previewText().contains(QStringLiteral("ws/calls")));
    QVERIFY(driver.dialog->isVisible()); // Enter added, it did not save
    // Nothing of it is remembered.
    driver.dialog->reject();
    QVERIFY(!contentOf(driver.settings.fileName()).contains("calls"));
}

void TestGuiExport::badPatternsAreAnswered_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("says");
    QTest::newRow("bracket") << QStringLiteral("/a(b/") << QStringLiteral("no pattern");
    QTest::newRow("fits nothing") << QStringLiteral("/x*/") << QStringLiteral("at least one character");
    QTest::newRow("one letter") << QStringLiteral("e") << QStringLiteral("two characters");
}

void TestGuiExport::badPatternsAreAnswered()
{
    QFETCH(QString, typed);
    QFETCH(QString, says);
    Driver driver;
    auto *edit = part<QLineEdit>(*driver.dialog, "addEdit");
    edit->setText(typed);
    QTest::mouseClick(part(*driver.dialog, "addButton"), Qt::LeftButton);
    const QString remark = part<QLabel>(*driver.dialog, "addRemark")->text();
    QVERIFY2(remark.contains(says), qPrintable(remark));
    QCOMPARE(edit->text(), typed);
    QVERIFY(part<gui::AddedTexts>(*driver.dialog, "addedTexts")->texts().isEmpty());
}

void TestGuiExport::stepperGoesRoundThePlaces()
{
    Driver driver;
    for (const ExportKind kind : {ExportKind::Html, ExportKind::Markdown, ExportKind::Ndjson}) {
        driver.choose(kind);
        QVERIFY(driver.waitForPreview());
        auto *pane = part<gui::ExportPreviewPane>(*driver.dialog, "previewPane");
        const qsizetype places = pane->placesShown();
        QVERIFY(places > 0);
        const auto *label = part<QLabel>(*driver.dialog, "placeLabel");
        QTest::mouseClick(part(*driver.dialog, "nextPlaceButton"), Qt::LeftButton);
        QCOMPARE(label->text(), QStringLiteral("1 of %1").arg(places));
        QTest::mouseClick(part(*driver.dialog, "previousPlaceButton"), Qt::LeftButton);
        QCOMPARE(label->text(), QStringLiteral("%1 of %1").arg(places));
    }
}

void TestGuiExport::hostNamesAreSaidToStay()
{
    Driver driver;
    driver.choose(ExportKind::Markdown);
    QVERIFY(driver.waitForPreview());
    QVERIFY(part(*driver.dialog, "riskFrame")->isVisible());
    QVERIFY(driver.previewText().contains(QStringLiteral("dispatch.example")));
    const QModelIndex hosts = driver.removals().indexOf(SecretKind::HostName);
    QVERIFY(hosts.data(gui::RemovalModel::PlacesRole).toLongLong() > 0);
    QVERIFY(driver.removals().setData(hosts, Qt::Checked, Qt::CheckStateRole));
    QVERIFY(driver.waitForPreview());
    QVERIFY(!driver.previewText().contains(QStringLiteral("dispatch.example")));
}

void TestGuiExport::choicesAreKept()
{
    Driver driver;
    driver.choose(ExportKind::Har);
    QVERIFY(driver.waitForPreview());
    driver.choose(ExportKind::Markdown);
    part<QCheckBox>(*driver.dialog, "includeTimeline")->click();
    const QModelIndex hosts = driver.removals().indexOf(SecretKind::HostName);
    QVERIFY(driver.removals().setData(hosts, Qt::Checked, Qt::CheckStateRole));
    const QModelIndex tokens = driver.removals().indexOf(SecretKind::Token);
    QVERIFY(driver.removals().setData(tokens, Qt::Unchecked, Qt::CheckStateRole));
    QTest::keyClick(driver.dialog.get(), Qt::Key_Escape);
    QVERIFY(!driver.dialog->isVisible());
    driver.open();
    QCOMPARE(part<gui::ExportKindPicker>(*driver.dialog, "kindPicker")->kind(), ExportKind::Markdown);
    QVERIFY(!part<QCheckBox>(*driver.dialog, "includeTimeline")->isChecked());
    const auto checked = [&](SecretKind kind) {
        return driver.removals().indexOf(kind).data(Qt::CheckStateRole).toInt() == Qt::Checked;
    };
    QVERIFY(checked(SecretKind::HostName));
    QVERIFY(checked(SecretKind::Token)); // that a secret stays is asked anew each time
}

void TestGuiExport::longExportIsCancelled()
{
    Driver driver(60'000);
    const QString path = driver.sample.filePath(QStringLiteral("long.ndjson"));
    {
        QFile before(path);
        QVERIFY(before.open(QIODevice::WriteOnly));
        before.write("as it was");
    }
    driver.choose(ExportKind::Ndjson);
    QTest::keyClick(driver.dialog.get(), Qt::Key_S, Qt::ControlModifier);
    auto *files = part<QFileDialog>(*driver.dialog, "exportFileDialog");
    QVERIFY(files);
    QMetaObject::invokeMethod(files, "fileSelected", Q_ARG(QString, path));
    files->close();
    QCOMPARE(part<QPushButton>(*driver.dialog, "cancelButton")->text(), QStringLiteral("Stop"));
    QTest::keyClick(driver.dialog.get(), Qt::Key_Escape);
    QVERIFY(driver.dialog->isVisible()); // it ended the writing, not the dialog
    QTRY_VERIFY_WITH_TIMEOUT(part(*driver.dialog, "saveButton")->isEnabled(), 20'000);
    QVERIFY2(driver.state().contains(QStringLiteral("Nothing was written")), qPrintable(driver.state()));
    QCOMPARE(contentOf(path), QByteArray("as it was"));
    QCOMPARE(QDir(driver.sample.folder.path()).entryList({QStringLiteral("long*")}, QDir::Files).size(), 1);
}

void TestGuiExport::failuresAreSaidInWords()
{
    Driver driver;
    driver.choose(ExportKind::Html);
    QVERIFY(driver.waitForPreview());
    const QString said = driver.save(driver.sample.filePath(QStringLiteral("no/such/folder/out.html")));
    QVERIFY2(said.contains(QStringLiteral("out.html")) &&
                 said.contains(QStringLiteral("Choose another folder")),
             qPrintable(said));
    // A device is not replaced by a file.
    const QString device = driver.save(QStringLiteral("/dev/null"));
    QVERIFY2(device.contains(QStringLiteral("is no file")), qPrintable(device));
}

void TestGuiExport::fullDiskLeavesNoHalfFile()
{
#ifdef Q_OS_UNIX
    Driver driver(2000);
    driver.choose(ExportKind::Ndjson);
    QVERIFY(driver.waitForPreview());
    // No file may grow beyond 64 kB from here on: what a full disk looks like to a program.
    rlimit before{};
    QCOMPARE(getrlimit(RLIMIT_FSIZE, &before), 0);
    const auto handler = std::signal(SIGXFSZ, SIG_IGN);
    rlimit small = before;
    small.rlim_cur = 64 * 1024;
    QCOMPARE(setrlimit(RLIMIT_FSIZE, &small), 0);
    const QString path = driver.sample.filePath(QStringLiteral("full.ndjson"));
    const QString said = driver.save(path);
    setrlimit(RLIMIT_FSIZE, &before);
    std::signal(SIGXFSZ, handler);
    QVERIFY2(said.contains(QStringLiteral("was not written")), qPrintable(said));
    QVERIFY(!QFile::exists(path));
    QCOMPARE(QDir(driver.sample.folder.path()).entryList({QStringLiteral("full*")}, QDir::Files).size(), 0);
    // With room again, the same dialog goes on.
    QCOMPARE(driver.save(path), QString());
#else
    QSKIP("no limits on the size of files here");
#endif
}

void TestGuiExport::sessionItselfIsNotOverwritten()
{
    Driver driver;
    QVERIFY(driver.waitForPreview());
    const QByteArray before = contentOf(driver.sample.source.path);
    const QString said = driver.save(driver.sample.source.path);
    QVERIFY2(said.contains(QStringLiteral("the session itself")), qPrintable(said));
    QCOMPARE(contentOf(driver.sample.source.path), before);
}

void TestGuiExport::longSessionIsPreviewedInPart()
{
    Driver driver(3000);
    driver.choose(ExportKind::Ndjson);
    QVERIFY(driver.waitForPreview());
    const QString remark = part<QLabel>(*driver.dialog, "previewRemark")->text();
    QVERIFY2(remark.contains(QStringLiteral("first 1,000 of 3,000 messages")), qPrintable(remark));
    const QString path = driver.sample.filePath(QStringLiteral("long.ndjson"));
    const QString preview = driver.previewText();
    QCOMPARE(driver.save(path), QString());
    const QByteArray written = contentOf(path);
    QVERIFY(!preview.isEmpty() && written.startsWith(preview.toUtf8()));
    QCOMPARE(secretIn(written), QByteArray());
    QVERIFY(written.count('\n') >= 3000);
}

void TestGuiExport::markdownIsCopied()
{
    Driver driver;
    QVERIFY(driver.waitForPreview());
    QApplication::clipboard()->clear();
    QTest::mouseClick(part(*driver.dialog, "copyMarkdownButton"), Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(!QApplication::clipboard()->text().isEmpty(), 20'000);
    QCOMPARE(secretIn(QApplication::clipboard()->text().toUtf8()), QByteArray());
    QVERIFY(driver.dialog->isVisible());
}

void TestGuiExport::removalModelIsSound()
{
    gui::RemovalModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    QCOMPARE(model.choice().removed, redaction::Choice::usual());
    redaction::Removal one, two;
    one.kind = two.kind = SecretKind::Token;
    one.value = "first-value";
    one.places = 2;
    two.value = "second-value";
    two.number = 2;
    two.places = 5;
    model.setRemovals({one, two});
    const QModelIndex kind = model.indexOf(SecretKind::Token);
    QCOMPARE(model.rowCount(kind), 2);
    QCOMPARE(kind.data(gui::RemovalModel::PlacesRole).toInt(), 7);
    QVERIFY(model.setData(model.index(1, 0, kind), Qt::Unchecked, Qt::CheckStateRole));
    QCOMPARE(model.choice().keptValues, QList<QByteArray>{"second-value"});
    QCOMPARE(kind.data(Qt::CheckStateRole).toInt(), int(Qt::PartiallyChecked));
    QCOMPARE(model.keptSecrets(), 1);
    // The kind as a whole decides for all of its values.
    QVERIFY(model.setData(kind, Qt::Unchecked, Qt::CheckStateRole));
    QVERIFY(!model.choice().removed.contains(SecretKind::Token));
    QCOMPARE(model.keptSecrets(), 2);
    // One value of a kind that stays goes alone.
    QVERIFY(model.setData(model.index(0, 0, kind), Qt::Checked, Qt::CheckStateRole));
    QVERIFY(model.choice().removed.contains(SecretKind::Token));
    QCOMPARE(model.choice().keptValues, QList<QByteArray>{"second-value"});
}

void TestGuiExport::examplesHideTheSecret()
{
    Driver driver;
    QVERIFY(driver.waitForPreview());
    const gui::RemovalModel &model = driver.removals();
    for (int row = 0; row < model.rowCount(); ++row) {
        const QModelIndex kind = model.index(row, 0);
        QCOMPARE(secretIn(kind.data(gui::RemovalModel::ExampleRole).toString().toUtf8()), QByteArray());
        for (int value = 0; value < model.rowCount(kind); ++value) {
            const QModelIndex index = model.index(value, 0, kind);
            QCOMPARE(secretIn(index.data(gui::RemovalModel::ExampleRole).toString().toUtf8()), QByteArray());
            QVERIFY(!index.data(Qt::AccessibleTextRole).toString().isEmpty());
        }
    }
}

void TestGuiExport::paperFetchesNothing()
{
    const QString mine = QStringLiteral("file://%1").arg(QFINDTESTDATA("test_gui_export.cpp"));
    gui::ReportPaper paper(QStringLiteral("<p>a<img src=\"%1\" width=9 height=9>b</p>").arg(mine),
                           gui::ReportPaper::Text::Html);
    QVERIFY(!paper.resource(QTextDocument::ImageResource, QUrl(mine)).isValid());
    gui::ReportPaper markdown(QStringLiteral("![x](%1) <b>kept as text</b>").arg(mine),
                              gui::ReportPaper::Text::Markdown);
    QVERIFY(!markdown.resource(QTextDocument::ImageResource, QUrl(mine)).isValid());
}

void TestGuiExport::everythingHasAName()
{
    Driver driver;
    QVERIFY(driver.waitForPreview());
    for (const QWidget *widget : driver.dialog->findChildren<QWidget *>()) {
        if (!(widget->focusPolicy() & Qt::TabFocus) || !widget->isVisible())
            continue;
        const QAccessibleInterface *face =
            QAccessible::queryAccessibleInterface(const_cast<QWidget *>(widget));
        QVERIFY(face);
        const bool isPlace = widget->inherits("QComboBoxListView") || widget->inherits("QScrollArea");
        QVERIFY2(isPlace || !face->text(QAccessible::Name).isEmpty(),
                 qPrintable(widget->objectName() + QLatin1Char(' ') +
                            QLatin1String(widget->metaObject()->className())));
    }
}

void TestGuiExport::windowExportsWhatItShows()
{
    test::WindowDriver window;
    QVERIFY(!window.window().actions()["export"]->isEnabled());
    window.type(window.labAddress("upgrade.ok"));
    window.key(Qt::Key_Return);
    QVERIFY(window.waitForVerdict());
    QVERIFY(window.window().actions()["export"]->isEnabled());
    QTest::mouseClick(window.find("exportButton"), Qt::LeftButton);
    QTRY_VERIFY(window.find<QDialog>("exportDialog"));
    QVERIFY(window.find<QDialog>("exportDialog")->isModal());
    window.find<QDialog>("exportDialog")->reject();
    // Edit > Copy As: the request as a program, the session as a report.
    for (const char *action : {"copyCurl", "copyPython", "copyJavaScript", "copyHttp", "copyHex"}) {
        QApplication::clipboard()->clear();
        window.trigger(action);
        QVERIFY2(!QApplication::clipboard()->text().isEmpty(), action);
    }
    QApplication::clipboard()->clear();
    window.trigger("copyMarkdown");
    QTRY_VERIFY(QApplication::clipboard()->text().contains(QStringLiteral("upgrade.ok")));
}

QTEST_MAIN(TestGuiExport)
#include "test_gui_export.moc"
