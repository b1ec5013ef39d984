#include "gui/windowdriver.h"

#include "gui/addressbar.h"
#include "gui/application.h"
#include "gui/exchangepane.h"
#include "gui/experimentmodel.h"
#include "gui/sessionpage.h"
#include "gui/sidebar.h"
#include "gui/widgets/exchangeview.h"
#include "gui/widgets/verdictbanner.h"
#include "gui/widgets/wirestrip.h"
#include "lab/scenario.h"

#include <QClipboard>
#include <QDialog>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTableView>
#include <QTcpServer>
#include <QTreeView>

using namespace wirewise;
using test::WindowDriver;

class TestGuiWindow : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void startsWithTheAddressInFocus();
    void typedAddressGivesAVerdict();
    void everyLabScenarioIsNamed_data();
    void everyLabScenarioIsNamed();
    void stopEndsAtOnce();
    void resultsNeverTakeTheFocus();
    void selectingARetryShowsItsExchange();
    void savedSessionOpensAgain();
    void damagedFileIsSaidInWords();
    void foreignFileIsRefusedInWords();
    void badAddressesAreAnswered_data();
    void badAddressesAreAnswered();
    void tooLongAddressIsRefused();
    void headerWithALineBreakIsRefused();
    void pasteOutsideAnInputFillsTheAddress();
    void deletedSessionComesBack();
    void notesAndNameAreKept();
    void keysReachTabsAndRegions();
    void paletteRunsACommand();
    void everyActionHasAName();
    void settingsSurviveARestart();
};

void TestGuiWindow::initTestCase()
{
    gui::setUpApplication(*qobject_cast<QApplication *>(QCoreApplication::instance()));
}

void TestGuiWindow::startsWithTheAddressInFocus()
{
    WindowDriver driver;
    QVERIFY(driver.find("startPage")->isVisible());
    QCOMPARE(driver.window().focusWidget(), driver.find("addressEdit"));
    QVERIFY(driver.find("noSessionsLabel")->isVisible());
    driver.key(Qt::Key_Return);
    QVERIFY(!driver.notice().isEmpty());
    QVERIFY(driver.find("startPage")->isVisible());
}

void TestGuiWindow::typedAddressGivesAVerdict()
{
    WindowDriver driver;
    driver.type(driver.labAddress("health.head-misleading"));
    driver.key(Qt::Key_Return);
    QVERIFY(driver.waitForVerdict());
    QCOMPARE(driver.findingId(), QByteArray("health.head-misleading"));
    QCOMPARE(driver.window().current()->diagnosis()->verdict, diagnosis::Verdict::Works);
    QVERIFY(!driver.title().isEmpty());
    QVERIFY(driver.window().sessionPage()->banner()->isVisible());
    const auto *strip = driver.find<gui::WireStrip>("wireStrip");
    QCOMPARE(strip->nodes().size(), 8);
    // The bytes that prove it are in view, with their number.
    const auto *view = driver.find<gui::ExchangePane>("exchangePane")->view();
    QVERIFY(!view->sections().isEmpty());
    QVERIFY(view->evidenceNumbers().contains(1));
}

void TestGuiWindow::everyLabScenarioIsNamed_data()
{
    QTest::addColumn<QByteArray>("id");
    // One for each layer; the rest belongs to the tests of the check itself.
    for (const char *id : {"tcp.refused", "http.not-http", "upgrade.ok", "upgrade.origin-rejected",
                           "session.policy-violation"}) {
        if (lab::findScenario(id))
            QTest::newRow(id) << QByteArray(id);
    }
}

void TestGuiWindow::everyLabScenarioIsNamed()
{
    QFETCH(QByteArray, id);
    WindowDriver driver;
    QVERIFY(!driver.labAddress(id).isEmpty());
    driver.trigger("practiceLab");
    auto *tree = driver.find<QTreeView>("labTree");
    const auto *filter = tree->model();
    QModelIndex found;
    for (int section = 0; section < filter->rowCount(); ++section) {
        const QModelIndex parent = filter->index(section, 0);
        for (int row = 0; row < filter->rowCount(parent); ++row) {
            if (filter->index(row, 1, parent).data().toString().toUtf8() == id)
                found = filter->index(row, 0, parent);
        }
    }
    QVERIFY(found.isValid());
    tree->setCurrentIndex(found);
    QTest::mouseClick(driver.find("checkScenarioButton"), Qt::LeftButton);
    QVERIFY(driver.waitForVerdict(60'000));
    QCOMPARE(driver.findingId(), id);
}

void TestGuiWindow::stopEndsAtOnce()
{
    QTcpServer silent; // accepts and never answers
    QVERIFY(silent.listen(QHostAddress::LocalHost));
    WindowDriver driver;
    driver.type(QStringLiteral("ws://127.0.0.1:%1/quiet").arg(silent.serverPort()));
    driver.key(Qt::Key_Return);
    auto *button = driver.find<QPushButton>("checkButton");
    const int width = button->width();
    QTRY_COMPARE(button->text(), QStringLiteral("Stop"));
    QCOMPARE(button->width(), width);
    QVERIFY(driver.window().current()->isRunning());
    driver.key(Qt::Key_Escape);
    QVERIFY(driver.waitForVerdict());
    QCOMPARE(driver.window().current()->diagnosis()->verdict, diagnosis::Verdict::NotChecked);
    QTRY_COMPARE(button->text(), QStringLiteral("Check"));
    QVERIFY2(driver.title().contains(QStringLiteral("topped")), qPrintable(driver.title()));
}

void TestGuiWindow::resultsNeverTakeTheFocus()
{
    WindowDriver driver;
    driver.type(driver.labAddress("upgrade.ok"));
    driver.key(Qt::Key_Return);
    QVERIFY(driver.waitForVerdict());
    QCOMPARE(driver.window().focusWidget(), driver.find("addressEdit"));
}

void TestGuiWindow::selectingARetryShowsItsExchange()
{
    WindowDriver driver;
    driver.type(driver.labAddress("upgrade.route-missing"));
    driver.key(Qt::Key_Return);
    QVERIFY(driver.waitForVerdict(60'000));
    auto *table = driver.find<QTableView>("experimentTable");
    QVERIFY(table->model()->rowCount() > 0);
    table->selectRow(0);
    const QByteArray probe = table->model()->index(0, 0).data(gui::ExperimentModel::ProbeRole).toByteArray();
    QVERIFY(driver.window().current()->observation().experiment(probe));
    QCOMPARE(driver.find<gui::ExchangePane>("exchangePane")->shownExchange(), probe);
}

void TestGuiWindow::savedSessionOpensAgain()
{
    WindowDriver driver;
    driver.type(driver.labAddress("health.head-misleading"));
    driver.key(Qt::Key_Return);
    QVERIFY(driver.waitForVerdict());
    const QString title = driver.title();
    const QString path = driver.window().current()->path();
    driver.restart();
    QTRY_VERIFY(driver.window().workbench().sessions().indexOf(path).isValid());
    driver.window().openFile(path);
    QVERIFY(driver.waitForVerdict());
    QVERIFY(driver.window().current()->isFromFile());
    QCOMPARE(driver.title(), title);
    QVERIFY(driver.window().sessionPage()->banner()->content().note.contains(QStringLiteral("Opened from")));
    QCOMPARE(driver.findingId(), QByteArray("health.head-misleading"));
}

void TestGuiWindow::damagedFileIsSaidInWords()
{
    WindowDriver driver;
    driver.type(driver.labAddress("upgrade.ok"));
    driver.key(Qt::Key_Return);
    QVERIFY(driver.waitForVerdict());
    const QString path = driver.window().current()->path();
    driver.restart();
    QFile whole(path);
    QVERIFY(whole.open(QIODevice::ReadOnly));
    const QByteArray bytes = whole.readAll();
    const QString cutPath = driver.filePath(QStringLiteral("cut.wirewise"));
    QFile cut(cutPath);
    QVERIFY(cut.open(QIODevice::WriteOnly));
    cut.write(bytes.left(bytes.size() / 2));
    cut.close();
    driver.window().openFile(cutPath);
    const auto isSaid = [&driver] {
        const gui::CheckSession *session = driver.window().current();
        return driver.notice().contains(QStringLiteral("damaged")) ||
               (session && !session->damage().isEmpty());
    };
    QTRY_VERIFY(isSaid());
}

void TestGuiWindow::foreignFileIsRefusedInWords()
{
    WindowDriver driver;
    const QString path = driver.filePath(QStringLiteral("foreign.wirewise"));
    QFile foreign(path);
    QVERIFY(foreign.open(QIODevice::WriteOnly));
    foreign.write(QByteArray(5000, '\xff'));
    foreign.close();
    driver.window().openFile(path);
    QTRY_VERIFY(!driver.notice().isEmpty());
    QVERIFY(driver.find("startPage")->isVisible());
    driver.window().openFile(driver.filePath(QStringLiteral("missing.wirewise")));
    QTRY_VERIFY(driver.notice().contains(QStringLiteral("missing.wirewise")));
}

void TestGuiWindow::badAddressesAreAnswered_data()
{
    QTest::addColumn<QString>("address");
    QTest::newRow("spaces") << "ws://local host/a b";
    QTest::newRow("port") << "ws://localhost:99999/";
    QTest::newRow("scheme") << "ftp://localhost/";
    QTest::newRow("no host") << "ws:///path";
    QTest::newRow("binary") << QString::fromUtf8("ws://\x01\x02\xc3\xbf\xef\xbf\xbf/\x7f");
    QTest::newRow("right to left") << QString::fromUtf8("ws://\xe2\x80\xae"
                                                        "example/");
    QTest::newRow("markup") << "<b>ws://</b>";
}

void TestGuiWindow::badAddressesAreAnswered()
{
    QFETCH(QString, address);
    WindowDriver driver;
    driver.find<QLineEdit>("addressEdit")->setText(address);
    driver.find("addressEdit")->setFocus();
    driver.key(Qt::Key_Return);
    QVERIFY(driver.waitForVerdict());
    QCOMPARE(driver.findingId(), QByteArray("url.invalid"));
    QVERIFY(!driver.title().isEmpty());
    QCOMPARE(driver.find<gui::WireStrip>("wireStrip")->nodes().constFirst().state,
             gui::WireNode::State::Broken);
}

void TestGuiWindow::tooLongAddressIsRefused()
{
    WindowDriver driver;
    auto *edit = driver.find<QLineEdit>("addressEdit");
    edit->setText(QStringLiteral("ws://localhost/"));
    QApplication::clipboard()->setText(QStringLiteral("ws://localhost/") +
                                       QString(100 * 1024, QLatin1Char('a')));
    edit->setFocus();
    edit->selectAll();
    edit->paste();
    QCOMPARE(edit->text(), QStringLiteral("ws://localhost/"));
    QVERIFY2(driver.notice().contains(QStringLiteral("65,536")), qPrintable(driver.notice()));
}

void TestGuiWindow::headerWithALineBreakIsRefused()
{
    WindowDriver driver;
    driver.trigger("requestOptions");
    auto *panel = driver.find("requestPanel");
    QVERIFY(panel->isVisible());
    auto *table = driver.find<QTableView>("headerTable");
    QVERIFY(table->model()->setData(table->model()->index(0, 0), QStringLiteral("X-One"), Qt::EditRole));
    QVERIFY(
        table->model()->setData(table->model()->index(0, 1), QStringLiteral("a\r\nEvil: yes"), Qt::EditRole));
    QVERIFY(driver.find("problemBand")->isVisibleTo(panel));
    QVERIFY(!driver.find("panelCheckButton")->isEnabled());
    panel->hide();
    driver.type(QStringLiteral("ws://127.0.0.1:1/"));
    driver.key(Qt::Key_Return);
    QVERIFY2(driver.notice().contains(QStringLiteral("line break")), qPrintable(driver.notice()));
    QVERIFY(!driver.window().current());
    panel->hide();
}

void TestGuiWindow::pasteOutsideAnInputFillsTheAddress()
{
    WindowDriver driver;
    QApplication::clipboard()->setText(QStringLiteral("  ws://localhost:1/pasted \n"));
    driver.find("startPage")->setFocusPolicy(Qt::StrongFocus);
    driver.find("startPage")->setFocus();
    driver.key(Qt::Key_V, Qt::ControlModifier);
    QCOMPARE(driver.find<QLineEdit>("addressEdit")->text(), QStringLiteral("ws://localhost:1/pasted"));
}

void TestGuiWindow::deletedSessionComesBack()
{
    WindowDriver driver;
    driver.type(driver.labAddress("upgrade.ok"));
    driver.key(Qt::Key_Return);
    QVERIFY(driver.waitForVerdict());
    const QString path = driver.window().current()->path();
    QVERIFY(QFile::exists(path));
    driver.trigger("deleteSession");
    QVERIFY(driver.find("startPage")->isVisible());
    QVERIFY(!QFile::exists(path));
    QVERIFY(!driver.window().workbench().sessions().indexOf(path).isValid());
    driver.trigger("undoDelete");
    QVERIFY(QFile::exists(path));
    QTRY_VERIFY(driver.window().workbench().sessions().indexOf(path).isValid());
}

void TestGuiWindow::notesAndNameAreKept()
{
    WindowDriver driver;
    driver.type(driver.labAddress("upgrade.ok"));
    driver.key(Qt::Key_Return);
    QVERIFY(driver.waitForVerdict());
    const QString path = driver.window().current()->path();
    driver.trigger("showNotes");
    auto *notes = driver.find<QPlainTextEdit>("notesEdit");
    notes->setFocus();
    QTest::keyClicks(notes, QStringLiteral("Ask Ana"));
    driver.window().current()->setName(QStringLiteral("Staging"));
    driver.restart();
    const auto info = [path] { return session::SessionFile::readInfo(path); };
    QTRY_VERIFY(info() && info()->notes == QStringLiteral("Ask Ana"));
    QCOMPARE(info()->name, QStringLiteral("Staging"));
}

void TestGuiWindow::keysReachTabsAndRegions()
{
    WindowDriver driver;
    driver.type(driver.labAddress("upgrade.ok"));
    driver.key(Qt::Key_Return);
    QVERIFY(driver.waitForVerdict());
    using Tab = gui::SessionPage::Tab;
    const std::pair<Qt::Key, Tab> tabs[] = {{Qt::Key_2, Tab::Exchange},
                                            {Qt::Key_3, Tab::Messages},
                                            {Qt::Key_5, Tab::Notes},
                                            {Qt::Key_1, Tab::Diagnosis}};
    for (const auto &[key, tab] : tabs) {
        driver.key(key, Qt::ControlModifier);
        QCOMPARE(driver.window().sessionPage()->tab(), tab);
    }
    QSet<QWidget *> visited;
    for (int i = 0; i < 12; ++i) {
        driver.key(Qt::Key_F6);
        visited.insert(driver.window().focusWidget());
    }
    QVERIFY2(visited.size() >= 4, qPrintable(QString::number(visited.size())));
    driver.key(Qt::Key_L, Qt::ControlModifier);
    QCOMPARE(driver.window().focusWidget(), driver.find("addressEdit"));
}

void TestGuiWindow::paletteRunsACommand()
{
    WindowDriver driver;
    driver.trigger("palette");
    auto *palette = driver.find<QDialog>("commandPalette");
    QVERIFY(palette && palette->isVisible());
    auto *edit = palette->findChild<QLineEdit *>(QStringLiteral("paletteEdit"));
    QTest::keyClicks(edit, QStringLiteral("practice lab"));
    QTest::keyClick(edit, Qt::Key_Return);
    QTRY_VERIFY(driver.find("labPage")->isVisible());
}

void TestGuiWindow::everyActionHasAName()
{
    WindowDriver driver;
    QSet<QString> names;
    QSet<QKeySequence> keys;
    for (const QAction *action : driver.window().actions().all()) {
        QVERIFY(!action->objectName().isEmpty());
        QVERIFY2(!names.contains(action->objectName()), qPrintable(action->objectName()));
        names.insert(action->objectName());
        for (const QKeySequence &key : action->shortcuts()) {
            QVERIFY2(!keys.contains(key), qPrintable(key.toString()));
            keys.insert(key);
        }
    }
    QVERIFY(names.size() > 40);
}

void TestGuiWindow::settingsSurviveARestart()
{
    WindowDriver driver;
    driver.window().resize(1400, 860);
    driver.trigger("appearanceDark");
    driver.type(QStringLiteral("ws://user:hidden@127.0.0.1:1/x"));
    driver.key(Qt::Key_Return);
    QVERIFY(driver.waitForVerdict());
    driver.restart();
    QCOMPARE(driver.window().size(), QSize(1400, 860));
    QVERIFY(driver.window().actions()["appearanceDark"]->isChecked());
    const QStringList recent = driver.find<gui::AddressEdit>("addressEdit")->recent();
    QCOMPARE(recent, QStringList{QStringLiteral("ws://127.0.0.1:1/x")});
    QFile settings(driver.filePath(QStringLiteral("settings.ini")));
    QVERIFY(settings.open(QIODevice::ReadOnly));
    QVERIFY(!settings.readAll().contains("hidden"));
    driver.trigger("appearanceSystem");
}

QTEST_MAIN(TestGuiWindow)
#include "test_gui_window.moc"
