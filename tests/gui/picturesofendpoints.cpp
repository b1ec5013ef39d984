#include "gui/pictures.h"

#include <QComboBox>
#include <QDialog>
#include <QDir>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QSpinBox>

using namespace wirewise;

namespace {

/// Saved endpoints, and what is said when one looks back.
class EndpointPictures : public test::Pictures
{
public:
    using Pictures::Pictures;

private:
    void take() override
    {
        endpoints();
        lookingBack();
    }

    void write(const char *name, const QByteArray &bytes)
    {
        const QString path = m_driver.filePath(QStringLiteral("endpoints/") + QLatin1String(name));
        QDir().mkpath(QFileInfo(path).absolutePath());
        QFile file(path);
        if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
            qFatal("%s cannot be written", name);
    }

    QByteArray environment(const QByteArray &scenario)
    {
        const auto endpoint = observation::parseEndpoint(m_driver.labAddress(scenario)).endpoint.value();
        return "host = " + endpoint.hostHeader() + "\npath = " + endpoint.target + "\nsecret token\n";
    }

    void endpoints()
    {
        const QByteArray address =
            "address = ws://{{host}}{{path}}\nproxy = none\norigin = https://panel.example\n";
        write("orders/live prices.endpoint", "# As the dashboard opens it\n" + address);
        write("orders/transcriptions.endpoint", address);
        write("health.endpoint", address);
        write("environments/local.environment", environment("upgrade.ok"));
        write("environments/staging.environment", environment("upgrade.origin-rejected"));
        write("environments/production.environment", environment("health.head-misleading"));
        Q_EMIT qApp->applicationStateChanged(Qt::ApplicationActive);
        auto *list = m_driver.find<QListView>("endpointList");
        if (!QTest::qWaitFor([list] { return list->model()->rowCount() == 4; }, 10'000))
            qFatal("the endpoints were not read");
        m_driver.window().checkWith(m_driver.labAddress("upgrade.ok"), {});
        if (!m_driver.waitForVerdict())
            qFatal("no verdict");
        list->setCurrentIndex(list->model()->index(2, 0));
        m_driver.trigger("checkEnvironments");
        auto *sentence = m_driver.find<QLabel>("resultsSentence");
        if (!QTest::qWaitFor(
                [sentence] {
                    return sentence->text().contains(QLatin1String(" of 3 env")) &&
                           sentence->text().contains(QLatin1String("works"));
                },
                30'000))
            qFatal("not every environment was checked");
        grab("environments-checked");
        delete m_driver.find("environmentResults");
        auto *combo = m_driver.find<QComboBox>("environmentCombo");
        combo->setCurrentIndex(combo->findText(QStringLiteral("staging")));
        m_driver.trigger("checkEndpoint");
        QTest::qWait(100);
        if (!m_driver.waitForVerdict())
            qFatal("no verdict");
        grab("endpoints");
        m_driver.trigger("editEndpoint");
        grab("endpoint-dialog");
        m_driver.find<QDialog>("endpointDialog")->reject();
        QTest::qWait(50);
        m_driver.trigger("environments");
        grab("environments-dialog");
        m_driver.find<QDialog>("environmentsDialog")->reject();
        QTest::qWait(50);
    }

    void lookingBack()
    {
        const QString address = m_driver.labAddress("upgrade.origin-rejected");
        auto content = session::SessionFile::read(m_driver.window().current()->path());
        if (!content)
            qFatal("the session cannot be read");
        observation::Observation before = content->observation;
        before.typed = address;
        before.startedAt = before.startedAt.addDays(-1);
        diagnosis::Diagnosis then = content->diagnosis;
        then.verdict = diagnosis::Verdict::Works;
        then.findings.first().id = "upgrade.ok";
        then.findings.first().title = QStringLiteral("The endpoint works: the upgrade got 101 in 1 ms.");
        const QString path = m_driver.sessionsFolder() + QStringLiteral("/yesterday.wirewise");
        auto file = session::SessionFile::create(path);
        if (!file || !file->addCheck(before, then))
            qFatal("the session cannot be written");
        m_driver.window().workbench().desk().list();
        m_driver.window().checkWith(address, {"--origin", "https://panel.example", "--proxy", "none"});
        if (!m_driver.waitForVerdict() ||
            !QTest::qWaitFor([this] { return m_driver.find("changedButton") != nullptr; }, 10'000))
            qFatal("the change was not said");
        grab("worked-yesterday");
        m_driver.window().openFile(path);
        if (!QTest::qWaitFor([this, path] { return m_driver.window().current()->path() == path; }, 10'000))
            qFatal("the session was not opened");
        m_driver.trigger("judgeAgain");
        grab("judged-again");
        m_driver.find<QDialog>("judgementDialog")->reject();
        QTest::qWait(50);
        m_driver.trigger("retention");
        if (!QTest::qWaitFor([this] { return m_driver.find("retentionDialog") != nullptr; }, 10'000))
            qFatal("the dialog was not shown");
        m_driver.find<QSpinBox>("retentionSize")->setValue(1);
        grab("retention");
        m_driver.find<QDialog>("retentionDialog")->reject();
        m_driver.find<QLineEdit>("sessionFilter")->setText(QStringLiteral("verdict:fails date:today"));
        QTest::qWait(50);
        grab("filter-sessions");
    }
};

} // namespace

std::unique_ptr<test::Pictures> test::picturesOfEndpoints(const QString &folder)
{
    return std::make_unique<EndpointPictures>(folder);
}
