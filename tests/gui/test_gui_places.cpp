#include "gui/windowdriver.h"

#include "gui/checksession.h"
#include "gui/comparepage.h"
#include "gui/placechoice.h"
#include "gui/requestpanel.h"

#include <QComboBox>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QLabel>
#include <QPushButton>

using namespace wirewise;
using test::WindowDriver;

/// Checks from another place, as the window makes them.
class TestGuiPlaces : public QObject
{
    Q_OBJECT

private:
    /// A command that finds wirewise-cli where this test has it; no other computer is needed.
    static QString place()
    {
        return QStringLiteral("/usr/bin/env PATH='%1'").arg(QFileInfo(QStringLiteral(WIREWISE_CLI)).path());
    }

    static void choose(WindowDriver &driver, const QString &text)
    {
        driver.find<QComboBox>("fromCombo")->setCurrentText(text);
    }

private Q_SLOTS:
    void wordsBecomePlaces()
    {
        QCOMPARE(gui::placeFrom(QStringLiteral("  ")), QString());
        QCOMPARE(gui::placeFrom(QStringLiteral(" bastion ")), QStringLiteral("ssh:bastion"));
        QCOMPARE(gui::placeFrom(QStringLiteral("me@bastion")), QStringLiteral("ssh:me@bastion"));
        QCOMPARE(gui::placeFrom(QStringLiteral("ssh:bastion")), QStringLiteral("ssh:bastion"));
        QCOMPARE(gui::placeFrom(QStringLiteral("docker exec -i web")), QStringLiteral("docker exec -i web"));
        QCOMPARE(gui::viaOption(QStringLiteral("docker exec -i it's")),
                 QStringLiteral(" --via 'docker exec -i it'\\''s'"));
        QCOMPARE(gui::viaOption({}), QString());
    }

    void problemsAreSaidInThePanel()
    {
        WindowDriver driver;
        driver.type(QStringLiteral("ws://127.0.0.1:9/"));
        auto *panel = driver.find<gui::RequestPanel>("requestPanel");
        auto *label = panel->findChild<QLabel *>(QStringLiteral("problemLabel"));
        auto *check = panel->findChild<QPushButton *>(QStringLiteral("panelCheckButton"));
        choose(driver, QStringLiteral("ssh:-oProxyCommand=x"));
        QVERIFY(label->text().contains(QStringLiteral("names no host")));
        QVERIFY(!check->isEnabled());
        choose(driver, QStringLiteral("bastion"));
        QVERIFY(check->isEnabled());
        QCOMPARE(panel->place(), QStringLiteral("ssh:bastion"));
        panel->findChild<QPushButton *>(QStringLiteral("resetButton"))->click();
        QCOMPARE(panel->place(), QString());
    }

    void bothStandBesideEachOther()
    {
        WindowDriver driver;
        const QString address = driver.labAddress("upgrade.route-missing");
        driver.type(address);
        choose(driver, place());
        driver.window().startCheck();
        auto *page = driver.find<gui::ComparePage>("comparePage");
        QTRY_VERIFY_WITH_TIMEOUT(page->isVisible(), 60'000);
        QCOMPARE(page->comparison().leftName, QStringLiteral("this computer"));
        QVERIFY(page->comparison().rightName.startsWith(QStringLiteral("/usr/bin/env")));
        QVERIFY(page->left().observation.from.isEmpty());
        QCOMPARE(page->right().observation.from, place());
        QCOMPARE(page->right().observation.typed, address);
        QCOMPARE(page->right().diagnosis.primary().id, QByteArray("upgrade.route-missing"));
        QVERIFY(page->right().info.name.contains(QStringLiteral(" from ")));

        // Kept like any other session, with its place.
        const auto kept = [page] { return session::SessionFile::read(page->right().info.path); };
        QTRY_VERIFY_WITH_TIMEOUT(kept() && kept()->observation.from == place(), 60'000);
        QCOMPARE(kept()->info.name, page->right().info.name);

        // Offered again after a restart.
        driver.restart();
        QVERIFY(driver.find<QComboBox>("fromCombo")->findText(place()) > 0);
        QCOMPARE(driver.find<gui::RequestPanel>("requestPanel")->place(), QString());
    }

    void aPlaceThatIsNotThereIsSaid()
    {
        WindowDriver driver;
        driver.type(driver.labAddress("upgrade.ok"));
        choose(driver, QStringLiteral("/usr/bin/env PATH=/nowhere"));
        driver.window().startCheck();
        QTRY_VERIFY_WITH_TIMEOUT(driver.notice().contains(QStringLiteral("is not found on")), 60'000);
        QVERIFY(!driver.find<gui::ComparePage>("comparePage")->isVisible());
        QCOMPARE(driver.findingId(), QByteArray("upgrade.ok"));
    }

    void aPlaceThatDoesNotAnswerIsStopped()
    {
        WindowDriver driver;
        gui::CheckSession *there = driver.window().workbench().checkFrom(
            QStringLiteral("/bin/sh -c 'exec sleep 1000' sh"), driver.labAddress("upgrade.ok"), {});
        QVERIFY(there->isRunning());
        there->stop();
        QTRY_VERIFY_WITH_TIMEOUT(there->diagnosis(), 60'000);
        QVERIFY(there->observation().stopped);
        QCOMPARE(there->diagnosis()->verdict, diagnosis::Verdict::NotChecked);
    }
};

QTEST_MAIN(TestGuiPlaces)
#include "test_gui_places.moc"
