#include "gui/endpointchecks.h"
#include "gui/endpointmodel.h"
#include "gui/environmentresults.h"
#include "gui/savedrequest.h"
#include "gui/sessionmodel.h"
#include "gui/windowdriver.h"

#include <QAbstractItemModelTester>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTableWidget>

using namespace wirewise;
using namespace wirewise::gui;
using test::WindowDriver;

namespace {

void writeFile(const QString &path, const QByteArray &bytes)
{
    QVERIFY(QDir().mkpath(QFileInfo(path).absolutePath()));
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(file.write(bytes), bytes.size());
}

QByteArray bytesOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// Answers later, as a keychain does, or not at all.
class LaterSecrets : public endpoints::PassingSecrets
{
public:
    bool isThere = true;

    void read(const endpoints::SecretKey &key, Answer answer) override
    {
        later([this, key, answer] {
            if (isThere)
                PassingSecrets::read(key, answer);
            else
                answer(
                    {endpoints::SecretAnswer::Status::Unavailable, {}, QStringLiteral("No keychain runs.")});
        });
    }
    void write(const endpoints::SecretKey &key, const QByteArray &value, Answer answer) override
    {
        later([this, key, value, answer] { PassingSecrets::write(key, value, answer); });
    }

private:
    void later(std::function<void()> call)
    {
        QMetaObject::invokeMethod(&m_context, call, Qt::QueuedConnection);
    }
    QObject m_context;
};

} // namespace

class TestGuiEndpoints : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void modelsHold();
    void credentialsBecomeVariables();
    void filledEndpointsBecomeSettings();
    void secretsAreAskedForOnce();
    void secretsOfAnotherPlaceAreAskedFor();
    void withoutAKeychainTheUserIsTold();
    void savesTheRequest();
    void checksFromTheList();
    void checksInAllEnvironments();
    void editsAnEnvironment();
    void problemsAreSaid();

private:
    static QString fileOf(const WindowDriver &driver, const char *name)
    {
        return driver.filePath(QStringLiteral("endpoints/") + QLatin1String(name));
    }
    static void addEndpoint(const WindowDriver &driver, const QString &good, const QString &bad)
    {
        const auto split = [](const QString &url) {
            return observation::parseEndpoint(url).endpoint.value();
        };
        writeFile(fileOf(driver, "orders/prices.endpoint"),
                  "address = ws://{{host}}{{path}}\norigin = https://a.example\nproxy = none\n");
        writeFile(fileOf(driver, "environments/local.environment"),
                  "host = " + split(good).hostHeader() + "\npath = " + split(good).target + "\n");
        writeFile(fileOf(driver, "environments/staging.environment"),
                  "host = " + split(bad).hostHeader() + "\npath = " + split(bad).target + "\n");
    }
};

void TestGuiEndpoints::modelsHold()
{
    EndpointModel model;
    QAbstractItemModelTester tester(&model);
    QList<endpoints::SavedEndpoint> list;
    for (const char *name : {"a", "orders/live", "orders/prices", "z", "zoo/x"}) {
        endpoints::SavedEndpoint endpoint;
        endpoint.setName(QString::fromUtf8(name));
        endpoint.setAddress("ws://{{host}}");
        list.append(endpoint);
    }
    model.setEndpoints(list);
    QStringList rows;
    for (int row = 0; row < model.rowCount(); ++row)
        rows.append(model.index(row).data(Qt::DisplayRole).toString());
    QCOMPARE(rows.join(QLatin1Char(',')), QStringLiteral("a,z,orders,live,prices,zoo,x"));
    QVERIFY(!(model.flags(model.index(2)) & Qt::ItemIsSelectable));
    QCOMPARE(model.indexOf(QStringLiteral("orders/prices")).row(), 4);
    QVERIFY(!model.indexOf(QString()).isValid());
    model.setVerdicts({{QStringLiteral("z"), diagnosis::Verdict::Fails}});
    QCOMPARE(model.index(1).data(SessionModel::VerdictRole).toInt(),
             static_cast<int>(diagnosis::Verdict::Fails));
    model.setEndpoints({});
    QCOMPARE(model.rowCount(), 0);
}

void TestGuiEndpoints::credentialsBecomeVariables()
{
    RequestOptions options;
    options.headers = {{true, QStringLiteral("Authorization"), QStringLiteral("Bearer s3cret-Value-42")},
                       {true, QStringLiteral("X-Room"), QStringLiteral("4")},
                       {false, QStringLiteral("X-Off"), QStringLiteral("1")}};
    options.send = QStringLiteral("{\"type\":\"hi\"}");
    options.insecure = true;
    options.caFile = QStringLiteral("/etc/ours.pem");
    const NamedRequest named =
        namedRequest(QStringLiteral("wss://me:pass@api.example/ws?room=1&token=an-Other-S3cret"), options);
    const QByteArray file = named.endpoint.toBytes();
    for (const char *secret : {"s3cret-Value-42", "me:pass", "an-Other-S3cret"})
        QVERIFY2(!file.contains(secret), file.constData());
    QCOMPARE(named.endpoint.address(), "wss://{{login}}@api.example/ws?room=1&token={{token}}");
    QVERIFY2(file.contains("header = Authorization: Bearer {{authorization}}\n"), file.constData());
    QVERIFY(file.contains("header = X-Room: 4\n"));
    QVERIFY(file.contains("insecure = yes\n"));
    QVERIFY(!file.contains("X-Off"));
    QCOMPARE(named.leftOut.size(), 1);
    QCOMPARE(named.secrets.size(), 3);

    // Filled again with what was taken out, it is what it was.
    const endpoints::FilledEndpoint filled =
        endpoints::fill(named.endpoint, {nullptr, named.secrets, {}, {}});
    QVERIFY2(filled.isComplete(), qPrintable(filled.problem));
    QCOMPARE(filled.address, "wss://me:pass@api.example/ws?room=1&token=an-Other-S3cret");
    QVERIFY(filled.arguments.contains("Authorization: Bearer s3cret-Value-42"));
}

void TestGuiEndpoints::filledEndpointsBecomeSettings()
{
    endpoints::FilledEndpoint filled;
    filled.address = "ws://a.example/ws";
    filled.arguments = {"--header", "X: --send",    "--send",   "one, two", "--send",
                        "three",    "--sequential", "--probe",  "upgrade",  "--max-message",
                        "500kB",    "--origin",     "https://a"};
    filled.secrets = {"open sesame"};
    const RequestReading reading = readFilled(filled);
    QVERIFY2(reading.problems.isEmpty(),
             reading.problems.isEmpty() ? "" : qPrintable(reading.problems.constFirst().sentence));
    const observation::Settings &settings = reading.settings;
    QCOMPARE(settings.headers, (QList<observation::HeaderPair>{{"X", "--send"}}));
    QCOMPARE(settings.send, (QList<QByteArray>{"one, two", "three"}));
    QVERIFY(settings.sequential);
    QVERIFY(settings.probes == QList<observation::ProbeKind>{observation::ProbeKind::Upgrade});
    QCOMPARE(settings.largestMessage, 500000);
    QCOMPARE(settings.origin, QByteArray("https://a"));
    QCOMPARE(settings.secrets, QList<QByteArray>{"open sesame"});

    // Checked again from the window it stays with its host, and is not shown.
    RequestOptions options = optionsFrom(settings);
    options.headers.append({true, QStringLiteral("X-Note"), QStringLiteral("open sesame")});
    options.secretHost = "a.example";
    const auto own = observation::parseEndpoint(QStringLiteral("ws://a.example/other")).endpoint.value();
    const auto other = observation::parseEndpoint(QStringLiteral("ws://evil.example/ws")).endpoint.value();
    QVERIFY(readRequest(options, &own).problems.isEmpty());
    QCOMPARE(readRequest(options, &own).settings.secrets, settings.secrets);
    QCOMPARE(readRequest(options, &other).problems.size(), 1);
    QVERIFY(!commandLine(options, QStringLiteral("ws://a.example"), ShownSecrets::Masked)
                 .contains(QLatin1String("open sesame")));

    filled.arguments = {"--probe", "post"};
    QCOMPARE(readFilled(filled).problems.size(), 1);
}

void TestGuiEndpoints::secretsAreAskedForOnce()
{
    QTemporaryDir folder;
    writeFile(folder.filePath(QStringLiteral("a.endpoint")),
              "address = wss://api.example/{{token}}\nsecret token\n");
    EndpointDesk desk(folder.path());
    QTRY_COMPARE(desk.content().endpoints.size(), 1);
    int asked = 0;
    EndpointChecks checks(
        &desk, std::make_unique<LaterSecrets>(),
        [&asked](const endpoints::SecretKey &key, const QString &remark, const auto &answer) {
            ++asked;
            QCOMPARE(key.name, "token");
            QCOMPARE(key.place, "wss://api.example");
            QCOMPARE(remark, QString());
            answer({"open-sesame", true});
        });
    QSignalSpy ready(&checks, &EndpointChecks::ready);
    checks.prepare({QStringLiteral("a"), {}});
    checks.prepare({QStringLiteral("a"), {}});
    QTRY_COMPARE(ready.count(), 2);
    QCOMPARE(asked, 1);
    QCOMPARE(ready.at(1).at(1).value<endpoints::FilledEndpoint>().address, "wss://api.example/open-sesame");

    // Once forgotten it is asked for again.
    checks.forget({QStringLiteral("a"), {}});
    checks.prepare({QStringLiteral("a"), {}});
    QTRY_COMPARE(ready.count(), 3);
    QCOMPARE(asked, 2);
}

void TestGuiEndpoints::secretsOfAnotherPlaceAreAskedFor()
{
    QTemporaryDir folder;
    const QString file = folder.filePath(QStringLiteral("a.endpoint"));
    writeFile(file, "address = wss://api.example/{{token}}\nsecret token\n");
    EndpointDesk desk(folder.path());
    QTRY_COMPARE(desk.content().endpoints.size(), 1);
    QByteArrayList places;
    EndpointChecks checks(
        &desk, std::make_unique<LaterSecrets>(),
        [&places](const endpoints::SecretKey &key, const QString &, const auto &answer) {
            places.append(key.place);
            answer(places.size() == 1 ? EndpointChecks::Given{"open-sesame", true} : EndpointChecks::Given{});
        });
    QSignalSpy ready(&checks, &EndpointChecks::ready);
    QSignalSpy refused(&checks, &EndpointChecks::refused);
    checks.prepare({QStringLiteral("a"), {}});
    QTRY_COMPARE(ready.count(), 1);
    writeFile(file, "address = wss://evil.example/{{token}}\nsecret token\n");
    desk.reload();
    QTRY_COMPARE(desk.content().endpoints.constFirst().address(), "wss://evil.example/{{token}}");
    checks.prepare({QStringLiteral("a"), {}});
    QTRY_COMPARE(refused.count(), 1);
    QCOMPARE(places, (QByteArrayList{"wss://api.example", "wss://evil.example"}));
}

void TestGuiEndpoints::withoutAKeychainTheUserIsTold()
{
    QTemporaryDir folder;
    writeFile(folder.filePath(QStringLiteral("a.endpoint")),
              "address = wss://api.example/{{token}}\nsecret token\n");
    EndpointDesk desk(folder.path());
    QTRY_COMPARE(desk.content().endpoints.size(), 1);
    auto store = std::make_unique<LaterSecrets>();
    store->isThere = false;
    QStringList remarks;
    EndpointChecks checks(
        &desk, std::move(store),
        [&remarks](const endpoints::SecretKey &, const QString &remark, const auto &answer) {
            remarks.append(remark);
            answer({"open-sesame", false});
        });
    QSignalSpy ready(&checks, &EndpointChecks::ready);
    checks.prepare({QStringLiteral("a"), {}});
    checks.prepare({QStringLiteral("a"), {}});
    QTRY_COMPARE(ready.count(), 2);
    QCOMPARE(remarks, QStringList{QStringLiteral("No keychain runs.")});
}

void TestGuiEndpoints::savesTheRequest()
{
    WindowDriver driver;
    driver.type(QStringLiteral("wss://staging.example/ws?room=1"));
    driver.trigger("saveEndpoint");
    auto *name = driver.find<QLineEdit>("endpointNameEdit");
    QVERIFY(name);
    QCOMPARE(name->text(), QStringLiteral("staging.example"));
    auto *buttons = driver.find<QDialogButtonBox>("endpointButtons");
    name->setText(QStringLiteral("../out"));
    buttons->button(QDialogButtonBox::Save)->click();
    QVERIFY(driver.find<QLabel>("endpointProblemLabel")->isVisible());

    name->setText(QStringLiteral("orders/room"));
    driver.find<QPlainTextEdit>("endpointLinesEdit")->setPlainText(QStringLiteral("# mine\nheader = X: 1"));
    buttons->button(QDialogButtonBox::Save)->click();
    QTRY_COMPARE(bytesOf(fileOf(driver, "orders/room.endpoint")),
                 "address = wss://staging.example/ws?room=1\n# mine\nheader = X: 1\n");
    QTRY_VERIFY(!driver.find("endpointDialog") || !driver.find("endpointDialog")->isVisible());
    auto *list = driver.find<QListView>("endpointList");
    QTRY_COMPARE(list->currentIndex().data(SessionModel::PathRole).toString(), QStringLiteral("orders/room"));

    // The same name again is refused, and nothing is lost.
    driver.trigger("saveEndpoint");
    driver.find<QLineEdit>("endpointNameEdit")->setText(QStringLiteral("orders/room"));
    driver.find<QDialogButtonBox>("endpointButtons")->button(QDialogButtonBox::Save)->click();
    QTRY_VERIFY(driver.find<QLabel>("endpointProblemLabel")->isVisible());
    QVERIFY(bytesOf(fileOf(driver, "orders/room.endpoint")).contains("# mine"));
}

void TestGuiEndpoints::checksFromTheList()
{
    WindowDriver driver;
    addEndpoint(driver, driver.labAddress("upgrade.ok"), driver.labAddress("upgrade.origin-rejected"));
    Q_EMIT qApp->applicationStateChanged(Qt::ApplicationActive);
    auto *list = driver.find<QListView>("endpointList");
    auto *combo = driver.find<QComboBox>("environmentCombo");
    QTRY_COMPARE(combo->count(), 3);
    list->setCurrentIndex(list->model()->index(1, 0));
    driver.trigger("checkEndpoint");
    QTRY_VERIFY2(driver.notice().contains(QLatin1String("Choose an environment")),
                 qPrintable(driver.notice()));
    combo->setCurrentIndex(combo->findText(QStringLiteral("staging")));
    list->setCurrentIndex(list->model()->index(1, 0));
    QTest::keyClick(list, Qt::Key_Return);
    QVERIFY(driver.waitForVerdict());
    QCOMPARE(driver.window().current()->info().name, QStringLiteral("orders/prices in staging"));
    QTRY_COMPARE(list->model()->index(1, 0).data(SessionModel::VerdictRole).toInt(),
                 static_cast<int>(driver.window().current()->info().verdict));
}

void TestGuiEndpoints::checksInAllEnvironments()
{
    WindowDriver driver;
    addEndpoint(driver, driver.labAddress("upgrade.ok"), driver.labAddress("upgrade.origin-rejected"));
    writeFile(fileOf(driver, "environments/void.environment"), "host = nowhere\n");
    Q_EMIT qApp->applicationStateChanged(Qt::ApplicationActive);
    auto *list = driver.find<QListView>("endpointList");
    QTRY_COMPARE(list->model()->rowCount(), 2);
    list->setCurrentIndex(list->model()->index(1, 0));
    driver.trigger("checkEnvironments");
    auto *table = driver.find<QTableWidget>("resultsTable");
    QVERIFY(table);
    const auto verdicts = [table] {
        QStringList words;
        for (int row = 0; row < table->rowCount(); ++row)
            words.append(table->item(row, 0)->text() + QLatin1Char('=') + table->item(row, 1)->text());
        return words.join(QLatin1Char(' '));
    };
    QTRY_COMPARE_WITH_TIMEOUT(verdicts(), QStringLiteral("local=works staging=fails void=not checked"),
                              30000);
    QVERIFY(table->item(2, 2)->text().contains(QLatin1String("{{path}}")));
    QCOMPARE(driver.find<QLabel>("resultsSentence")->text(),
             QStringLiteral("orders/prices works in 1 of 3 environments."));
    Q_EMIT table->itemActivated(table->item(1, 0));
    QTRY_VERIFY(driver.window().current());
    QCOMPARE(driver.window().current()->info().name, QStringLiteral("orders/prices in staging"));
}

void TestGuiEndpoints::editsAnEnvironment()
{
    WindowDriver driver;
    driver.trigger("environments");
    auto *lines = driver.find<QPlainTextEdit>("environmentLinesEdit");
    QVERIFY(lines);
    driver.find<QLineEdit>("environmentNameEdit")->setText(QStringLiteral("staging"));
    auto *save = driver.find<QDialogButtonBox>("environmentsButtons")->button(QDialogButtonBox::Save);
    lines->setPlainText(QStringLiteral("host = a\nwhat"));
    save->click();
    auto *problem = driver.find<QLabel>("environmentProblemLabel");
    QVERIFY2(problem->text().contains(QLatin1String("line 2")), qPrintable(problem->text()));
    lines->setPlainText(QStringLiteral("host = a\nsecret token"));
    save->click();
    QTRY_COMPARE(bytesOf(fileOf(driver, "environments/staging.environment")), "host = a\nsecret token\n");
    QTRY_COMPARE(driver.find<QComboBox>("environmentCombo")->count(), 2);
}

void TestGuiEndpoints::problemsAreSaid()
{
    WindowDriver driver;
    writeFile(fileOf(driver, "broken.endpoint"), "address = ws://a\nwhat\n");
    Q_EMIT qApp->applicationStateChanged(Qt::ApplicationActive);
    QTRY_VERIFY2(driver.notice().startsWith(QLatin1String("broken.endpoint, line 2: ")),
                 qPrintable(driver.notice()));
}

QTEST_MAIN(TestGuiEndpoints)
#include "test_gui_endpoints.moc"
