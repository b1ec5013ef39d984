#include "gui/windowdriver.h"

#include "gui/comparepage.h"
#include "gui/differencemodel.h"
#include "gui/diffsections.h"
#include "gui/widgets/diffview.h"

#include <QAbstractItemModelTester>
#include <QDialog>
#include <QFileDialog>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTableView>
#include <QTreeView>

using namespace wirewise;
using test::WindowDriver;

namespace {

comparison::Line lineOf(const char *text, comparison::Line::Kind kind = comparison::Line::Kind::Body)
{
    comparison::Line line;
    line.kind = kind;
    line.text = text;
    line.range = {0, line.text.size()};
    return line;
}

comparison::Row equalRow(const char *text)
{
    return {comparison::Row::Sign::Equal, lineOf(text), lineOf(text)};
}

} // namespace

/// Two sessions in the window: how they are chosen, what is shown, and how one moves in it.
class TestGuiCompare : public QObject
{
    Q_OBJECT

private:
    /// A check of a lab scenario, finished; where it is kept.
    static QString checked(WindowDriver &driver, const QByteArray &scenario)
    {
        const QString address = driver.labAddress(scenario);
        driver.window().checkWith(address, {});
        return driver.waitForVerdict() ? driver.window().current()->path() : QString();
    }

    static gui::ComparePage *compared(WindowDriver &driver)
    {
        const QString works = checked(driver, "upgrade.ok");
        const QString fails = checked(driver, "upgrade.stripped-by-proxy");
        driver.window().compare(fails, works);
        auto *page = driver.find<gui::ComparePage>("comparePage");
        return QTest::qWaitFor([page] { return page->isVisible(); }, 10'000) ? page : nullptr;
    }

private Q_SLOTS:
    void equalLinesFold()
    {
        using Sign = comparison::Row::Sign;
        gui::DiffSection section;
        section.rows = {equalRow("a"),
                        equalRow("b"),
                        equalRow("c"),
                        {Sign::Differs, lineOf("d"), lineOf("e")},
                        equalRow("f"),
                        {Sign::Expected, lineOf("g"), lineOf("h")},
                        {Sign::OnlyRight, {}, lineOf("i")}};
        gui::DiffRows rows;
        rows.setSections({section});
        // Heading, fold of three, the difference, one equal line that is not worth a fold, and two more.
        QCOMPARE(rows.items().size(), 6);
        QCOMPARE(rows.items().at(1).kind, gui::DiffRows::Item::Kind::Fold);
        QCOMPARE(rows.items().at(1).count, 3);
        QCOMPARE(rows.differences(), (QList<qsizetype>{2, 5})); // what is expected is none
        rows.unfold(1);
        QCOMPARE(rows.items().size(), 8);
        rows.setFolding(false);
        QCOMPARE(rows.items().size(), 8);
    }

    void startLinesStay()
    {
        gui::DiffSection section;
        const auto start = lineOf("GET / HTTP/1.1", comparison::Line::Kind::Start);
        section.rows = {{comparison::Row::Sign::Equal, start, start}, equalRow("a"), equalRow("b")};
        gui::DiffRows rows;
        rows.setSections({section});
        QCOMPARE(rows.items().at(1).kind, gui::DiffRows::Item::Kind::Line);
        QCOMPARE(rows.items().at(2).kind, gui::DiffRows::Item::Kind::Fold);
    }

    void modelKeepsItsPromises()
    {
        gui::DifferenceModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        comparison::Comparison comparison;
        comparison.leftName = QStringLiteral("one");
        comparison.rightName = QStringLiteral("other");
        comparison.differences.append({"upgrade.answer",
                                       comparison::Layer::Upgrade,
                                       comparison::Weight::Explains,
                                       QStringLiteral("Answer"),
                                       QStringLiteral("404"),
                                       QStringLiteral("101"),
                                       {},
                                       {},
                                       {}});
        model.show(comparison);
        QCOMPARE(model.rowCount(), 1);
        QCOMPARE(model.headerData(gui::DifferenceModel::LeftColumn, Qt::Horizontal, Qt::DisplayRole),
                 QVariant(QStringLiteral("one")));
        QCOMPARE(model.index(0, 0).data(Qt::AccessibleTextRole).toString(),
                 QStringLiteral("Answer, explains"));
        model.show({});
        QCOMPARE(model.rowCount(), 0);
    }

    void showsWhatExplains()
    {
        WindowDriver driver;
        gui::ComparePage *page = compared(driver);
        QVERIFY(page);
        QVERIFY(page->comparison().outcomeDiffers);
        QCOMPARE(driver.find<QLabel>("compareSentence")->text(), page->comparison().sentence);
        const QList<comparison::Difference> &differences = page->comparison().differences;
        const auto answer = std::find_if(differences.begin(), differences.end(), [](const auto &difference) {
            return difference.id == "upgrade.answer";
        });
        QVERIFY(answer != differences.end());
        QCOMPARE(answer->weight, comparison::Weight::Explains);
        // Choosing a difference shows its bytes.
        auto *table = driver.find<QTableView>("differenceTable");
        QCOMPARE(table->currentIndex().row(), 0);
        table->selectRow(static_cast<int>(answer - differences.begin()));
        const gui::DiffView *view = page->diffView();
        QVERIFY(view->currentRow() >= 0);
        const auto &rows = view->rows();
        const auto &row = rows.rowOf(rows.items().at(view->currentRow()));
        QVERIFY(row.left && row.left->text.startsWith("HTTP/1.1 "));
        QVERIFY(row.right && row.right->text.startsWith("HTTP/1.1 101"));
    }

    void keysGoFromDifferenceToDifference()
    {
        WindowDriver driver;
        gui::ComparePage *page = compared(driver);
        QVERIFY(page);
        gui::DiffView *view = page->diffView();
        QVERIFY(view->differenceCount() > 2);
        QTest::keyClick(view, Qt::Key_Home);
        QTest::keyClick(view, Qt::Key_N);
        QCOMPARE(view->currentDifference(), 1);
        QTest::keyClick(view, Qt::Key_N);
        QCOMPARE(view->currentDifference(), 2);
        QTest::keyClick(view, Qt::Key_P);
        QCOMPARE(view->currentDifference(), 1);
        QTest::keyClick(view, Qt::Key_P); // at the beginning it stays
        QCOMPARE(view->currentDifference(), 1);
        QCOMPARE(driver.find<QLabel>("differencePlace")->text(),
                 QStringLiteral("1 of %1").arg(view->differenceCount()));
    }

    void swapsAndCloses()
    {
        WindowDriver driver;
        gui::ComparePage *page = compared(driver);
        QVERIFY(page);
        const QString left = page->comparison().leftName, right = page->comparison().rightName;
        QTest::mouseClick(driver.find<QPushButton>("swapButton"), Qt::LeftButton);
        QCOMPARE(page->comparison().leftName, right);
        QCOMPARE(page->comparison().rightName, left);
        QTest::keyClick(page->diffView(), Qt::Key_Escape);
        QVERIFY(!page->isVisible());
        QVERIFY(driver.window().current());
    }

    void everyViewShowsBothSides()
    {
        WindowDriver driver;
        const QString one = checked(driver, "upgrade.ok"), other = checked(driver, "upgrade.ok");
        driver.window().compare(one, other);
        auto *page = driver.find<gui::ComparePage>("comparePage");
        QVERIFY(QTest::qWaitFor([page] { return page->isVisible(); }, 10'000));
        QVERIFY(!page->comparison().outcomeDiffers);
        QCOMPARE(page->comparison().count(comparison::Weight::Explains), 0);
        const QList<gui::DiffSection> exchange =
            gui::exchangeSections(page->left(), page->right(), "upgrade");
        QCOMPARE(exchange.size(), 2);
        QVERIFY(!exchange.at(0).rows.isEmpty() && !exchange.at(1).rows.isEmpty());
        QCOMPARE(gui::timelineSections(page->left(), page->right(), "upgrade").constFirst().rows.size(), 6);
        const gui::DiffSection messages = gui::messageSections(page->left(), page->right()).constFirst();
        for (const comparison::Row &row : messages.rows)
            QCOMPARE(row.sign, comparison::Row::Sign::Equal);
    }

    /// Ctrl+D, a whole address typed: it is checked with the same settings, then both are shown.
    void comparesWithAnotherAddress()
    {
        WindowDriver driver;
        QVERIFY(!checked(driver, "upgrade.stripped-by-proxy").isEmpty());
        const QString address = driver.labAddress("upgrade.ok");
        driver.trigger("compareWith");
        auto *dialog = driver.find<QDialog>("compareDialog");
        QVERIFY(dialog);
        auto *edit = dialog->findChild<QLineEdit *>(QStringLiteral("compareEdit"));
        QTest::keyClicks(edit, address);
        QTest::keyClick(edit, Qt::Key_Return);
        auto *page = driver.find<gui::ComparePage>("comparePage");
        QVERIFY(QTest::qWaitFor([page] { return page->isVisible(); }, 30'000));
        QCOMPARE(page->right().observation.typed, address);
        QCOMPARE(page->right().diagnosis.verdict, diagnosis::Verdict::Works);
        QCOMPARE(page->left().diagnosis.verdict, diagnosis::Verdict::Fails);
    }

    void exportsMarkdown()
    {
        WindowDriver driver;
        gui::ComparePage *page = compared(driver);
        QVERIFY(page);
        QTest::mouseClick(driver.find<QPushButton>("exportComparisonButton"), Qt::LeftButton);
        auto *dialog = driver.find<QFileDialog>("exportComparisonDialog");
        QVERIFY(dialog);
        const QString path = driver.filePath(QStringLiteral("comparison.md"));
        Q_EMIT dialog->fileSelected(path);
        dialog->close();
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray text = file.readAll();
        QVERIFY(text.startsWith("# "));
        QVERIFY(text.contains("Answer to the upgrade"));
        QVERIFY(text.contains("- HTTP/1.1 "));
        QVERIFY(text.contains("+ HTTP/1.1 101"));
    }
};

QTEST_MAIN(TestGuiCompare)
#include "test_gui_compare.moc"
