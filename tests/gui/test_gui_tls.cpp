#include "gui/exchangepage.h"
#include "gui/sessionpage.h"
#include "gui/tlspane.h"
#include "gui/tlstree.h"
#include "gui/widgets/wirestrip.h"
#include "gui/windowdriver.h"
#include "lab/scenario.h"
#include "probe/keylog.h"

#include <QClipboard>
#include <QFileDialog>
#include <QGuiApplication>
#include <QLabel>
#include <QStackedWidget>
#include <QToolButton>
#include <QTreeView>

using namespace wirewise;

/// The TLS handshake in the window, and the key log.
class TestGuiTls : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void wireLeadsToTheHandshake();
    void everyErrorStandsAtItsCertificate();
    void whatClientsSayIsSaid();
    void withoutTlsThereIsNoEntry();
    void allIsCopied();
    void keysAreKeptUntilStopped();

private:
    void check(test::WindowDriver &driver, const QByteArray &scenario);
};

namespace {

QTreeWidgetItem *sectionOf(gui::TlsTree *tree, const QString &title)
{
    const QList<QTreeWidgetItem *> found = tree->findItems(title, Qt::MatchExactly);
    return found.isEmpty() ? nullptr : found.constFirst();
}

QString valueOf(QTreeWidgetItem *section, const QString &name)
{
    for (int row = 0; section && row < section->childCount(); ++row) {
        if (section->child(row)->text(0) == name)
            return section->child(row)->text(1);
    }
    return {};
}

} // namespace

void TestGuiTls::check(test::WindowDriver &driver, const QByteArray &scenario)
{
    const QString address = driver.labAddress(scenario);
    QVERIFY(!address.isEmpty());
    const auto options =
        driver.window().workbench().lab().addresses().optionsOf(*lab::findScenario(scenario));
    driver.window().checkWith(address, options);
    QVERIFY(driver.waitForVerdict());
    driver.window().sessionPage()->setTab(gui::SessionPage::Tab::Exchange);
}

void TestGuiTls::wireLeadsToTheHandshake()
{
    test::WindowDriver driver;
    check(driver, "tls.expired");
    auto *page = driver.find<gui::SessionPage>("sessionPage");
    page->setTab(gui::SessionPage::Tab::Diagnosis);
    Q_EMIT driver.find<gui::WireStrip>("wireStrip")->nodeActivated(gui::WireNode::Place::Tls);
    QCOMPARE(page->tab(), gui::SessionPage::Tab::Exchange);
    auto *pane = driver.find<gui::TlsPane>("tlsPane");
    QVERIFY(pane->isVisible());
    const gui::ExchangePage *exchanges = page->exchangePage();
    QVERIFY(!exchanges->view()->isVisible());
    QVERIFY(!driver.find("notesPanel")->isVisible());
    QVERIFY(driver.find<QLabel>("tlsTitle")->text().contains(QLatin1String("TLS 1.3")));
    driver.find<gui::ExchangePage>("exchangePage")->showExchange("get");
    QVERIFY(exchanges->view()->isVisible());
    QVERIFY(!pane->isVisible());
}

void TestGuiTls::everyErrorStandsAtItsCertificate()
{
    test::WindowDriver driver;
    check(driver, "tls.expired");
    auto *tree = driver.find<gui::TlsTree>("tlsTree");
    QTreeWidgetItem *leaf = sectionOf(tree, QStringLiteral("Certificate 1 of 1"));
    QVERIFY(leaf);
    QVERIFY(leaf->isExpanded());
    QCOMPARE(valueOf(leaf, QStringLiteral("Wrong")), QStringLiteral("certificate has expired"));
    QVERIFY(valueOf(leaf, QStringLiteral("Valid")).endsWith(QLatin1String(" days ago")));
    QVERIFY(!valueOf(sectionOf(tree, QStringLiteral("Offered by this side")), QStringLiteral("Ciphers"))
                 .isEmpty());
}

void TestGuiTls::whatClientsSayIsSaid()
{
    test::WindowDriver driver;
    check(driver, "tls.common-name-only");
    QCOMPARE(driver.find<QLabel>("tlsClients")->text(),
             QStringLiteral("This certificate is refused by browsers and Go; accepted by OpenSSL and Qt."));
}

void TestGuiTls::withoutTlsThereIsNoEntry()
{
    test::WindowDriver driver;
    check(driver, "upgrade.ok");
    auto *page = driver.find<gui::ExchangePage>("exchangePage");
    page->showTls();
    QVERIFY(driver.find<QStackedWidget>("exchangeStack")->currentWidget() != driver.find("tlsPane"));
    QCOMPARE(driver.find<gui::TlsTree>("tlsTree")->topLevelItemCount(), 0);
}

void TestGuiTls::allIsCopied()
{
    test::WindowDriver driver;
    check(driver, "tls.expired");
    driver.find<QToolButton>("tlsCopyButton")->click();
    const QString copied = QGuiApplication::clipboard()->text();
    QVERIFY(copied.contains(QLatin1String("Wrong: certificate has expired")));
    QVERIFY(copied.contains(QLatin1String("client_hello")));
}

void TestGuiTls::keysAreKeptUntilStopped()
{
    test::WindowDriver driver;
    const QString file = driver.filePath(QStringLiteral("keys.log"));
    driver.trigger("keyLog");
    auto *dialog = driver.window().findChild<QFileDialog *>();
    QVERIFY(dialog);
    QVERIFY(!driver.window().actions()["keyLog"]->isChecked());
    Q_EMIT dialog->fileSelected(file);
    dialog->close();
    QVERIFY(driver.window().actions()["keyLog"]->isChecked());
    QVERIFY(driver.find<QLabel>("keyLogLine")->text().contains(QLatin1String("keys.log")));
    check(driver, "tls.expired");
    driver.trigger("keyLog");
    QVERIFY(probe::keyLogFile().isEmpty());
    QVERIFY(!driver.window().actions()["keyLog"]->isChecked());
    QFile written(file);
    QVERIFY(written.open(QIODevice::ReadOnly));
    QVERIFY(written.readAll().contains("CLIENT_HANDSHAKE_TRAFFIC_SECRET "));
}

QTEST_MAIN(TestGuiTls)
#include "test_gui_tls.moc"
