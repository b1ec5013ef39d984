#include "endpoints/folder.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace wirewise::endpoints;

class TestEndpointsFolder : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void savesAndReads();
    void savingAgainChangesOneFile();
    void renamingMovesTheFile();
    void takenNamesAreRefused();
    void oneBadFileDoesNotHideTheOthers();
    void linksAreNotFollowed();
    void nothingIsWrittenOutside();
    void aFolderThatIsNotThereIsEmpty();
    void removes();

private:
    void write(const QString &name, const QByteArray &bytes);
    [[nodiscard]] QByteArray bytesOf(const QString &name) const;
    [[nodiscard]] QString path() const { return m_folder->filePath(QStringLiteral("endpoints")); }

    std::unique_ptr<QTemporaryDir> m_folder;
};

namespace {

SavedEndpoint anEndpoint(const char *name, const QByteArray &address = "wss://a/ws")
{
    SavedEndpoint endpoint;
    endpoint.setName(QString::fromUtf8(name));
    endpoint.setAddress(address);
    return endpoint;
}

QStringList namesOf(const FolderContent &content)
{
    QStringList names;
    for (const SavedEndpoint &endpoint : content.endpoints)
        names.append(endpoint.name());
    return names;
}

} // namespace

void TestEndpointsFolder::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    QVERIFY(m_folder->isValid());
}

void TestEndpointsFolder::write(const QString &name, const QByteArray &bytes)
{
    const QString file = path() + QLatin1Char('/') + name;
    QVERIFY(QDir().mkpath(QFileInfo(file).absolutePath()));
    QFile opened(file);
    QVERIFY(opened.open(QIODevice::WriteOnly));
    QCOMPARE(opened.write(bytes), bytes.size());
}

QByteArray TestEndpointsFolder::bytesOf(const QString &name) const
{
    QFile opened(path() + QLatin1Char('/') + name);
    return opened.open(QIODevice::ReadOnly) ? opened.readAll() : QByteArray();
}

void TestEndpointsFolder::savesAndReads()
{
    const Folder folder(path());
    QVERIFY(folder.save(anEndpoint("prices")));
    QVERIFY(folder.save(anEndpoint("orders/live", "wss://{{host}}/live")));
    Environment staging;
    staging.setName(QStringLiteral("staging"));
    staging.setVariables({{"host", "staging.example"}});
    staging.setSecrets({"token"});
    QVERIFY(folder.save(staging));

    const FolderContent content = folder.read();
    QVERIFY(content.problems.isEmpty());
    QCOMPARE(namesOf(content), (QStringList{QStringLiteral("orders/live"), QStringLiteral("prices")}));
    QCOMPARE(content.endpoint(QStringLiteral("orders/live"))->address(), "wss://{{host}}/live");
    QCOMPARE(content.environment(QStringLiteral("staging"))->value("host"), QByteArray("staging.example"));
    QCOMPARE(bytesOf(QStringLiteral("environments/staging.environment")),
             "host = staging.example\nsecret token\n");
    QVERIFY(!content.endpoint(QStringLiteral("live")));
}

void TestEndpointsFolder::savingAgainChangesOneFile()
{
    const Folder folder(path());
    write(QStringLiteral("a.endpoint"), "# mine\naddress = ws://one\ncolour = red\n");
    SavedEndpoint endpoint = *folder.read().endpoint(QStringLiteral("a"));
    endpoint.setAddress("ws://two");
    QVERIFY(folder.save(endpoint, endpoint.name()));
    QCOMPARE(bytesOf(QStringLiteral("a.endpoint")), "# mine\naddress = ws://two\ncolour = red\n");
    QCOMPARE(QDir(path()).entryList(QDir::Files | QDir::Hidden), QStringList{QStringLiteral("a.endpoint")});
}

void TestEndpointsFolder::renamingMovesTheFile()
{
    const Folder folder(path());
    QVERIFY(folder.save(anEndpoint("old")));
    QVERIFY(folder.save(anEndpoint("new/name"), QStringLiteral("old")));
    QCOMPARE(namesOf(folder.read()), QStringList{QStringLiteral("new/name")});
}

void TestEndpointsFolder::takenNamesAreRefused()
{
    const Folder folder(path());
    QVERIFY(folder.save(anEndpoint("one", "ws://one")));
    QVERIFY(folder.save(anEndpoint("two", "ws://two")));
    QVERIFY(!folder.save(anEndpoint("one", "ws://three")));
    QVERIFY(!folder.save(anEndpoint("one", "ws://two"), QStringLiteral("two")));
    QCOMPARE(bytesOf(QStringLiteral("one.endpoint")), "address = ws://one\n");
    QCOMPARE(folder.read().endpoints.size(), 2);
}

void TestEndpointsFolder::oneBadFileDoesNotHideTheOthers()
{
    write(QStringLiteral("good.endpoint"), "address = ws://a\n");
    write(QStringLiteral("bad.endpoint"), "address = ws://a\nwhat\n");
    write(QStringLiteral("huge.endpoint"), QByteArray(3 * MaximumFileSize, 'x'));
    write(QStringLiteral("notes.txt"), "not ours");
    write(QStringLiteral("environments/bad.environment"), "x\n");
    const FolderContent content = Folder(path()).read();
    QCOMPARE(namesOf(content), QStringList{QStringLiteral("good")});
    QCOMPARE(content.problems.size(), 3);
    QVERIFY2(content.problems.constFirst().sentence().startsWith(QLatin1String("bad.endpoint, line 2: ")),
             qPrintable(content.problems.constFirst().sentence()));
}

void TestEndpointsFolder::linksAreNotFollowed()
{
    const QString outside = m_folder->filePath(QStringLiteral("outside"));
    QVERIFY(QDir().mkpath(outside));
    QFile file(outside + QStringLiteral("/x.endpoint"));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("address = ws://outside\n");
    file.close();
    write(QStringLiteral("ours.endpoint"), "address = ws://a\n");
    QVERIFY(QFile::link(outside, path() + QStringLiteral("/linked")));
    QVERIFY(QFile::link(file.fileName(), path() + QStringLiteral("/file.endpoint")));
    const Folder folder(path());
    QCOMPARE(namesOf(folder.read()), QStringList{QStringLiteral("ours")});

    // Neither written nor deleted through one.
    QVERIFY(!folder.save(anEndpoint("linked/y")));
    QVERIFY(!folder.save(anEndpoint("file"), QStringLiteral("file")));
    QVERIFY(!folder.removeEndpoint(QStringLiteral("linked/x")));
    QVERIFY(QFile::exists(file.fileName()));
    QCOMPARE(QDir(outside).entryList(QDir::Files), QStringList{QStringLiteral("x.endpoint")});
}

void TestEndpointsFolder::nothingIsWrittenOutside()
{
    const Folder folder(path());
    for (const char *name : {"../x", "/tmp/x", "a/../../x", "..", ".hidden", "environments/x", ""}) {
        QVERIFY2(!folder.save(anEndpoint(name)), name);
        QVERIFY2(!folder.removeEndpoint(QString::fromUtf8(name)), name);
    }
    Environment environment;
    environment.setName(QStringLiteral("../x"));
    QVERIFY(!folder.save(environment));
    QVERIFY(QDir(m_folder->path()).entryList(QDir::Files | QDir::Hidden).isEmpty());
}

void TestEndpointsFolder::aFolderThatIsNotThereIsEmpty()
{
    const FolderContent content = Folder(path()).read();
    QVERIFY(content.endpoints.isEmpty() && content.environments.isEmpty() && content.problems.isEmpty());
    QVERIFY(!QFile::exists(path()));
}

void TestEndpointsFolder::removes()
{
    const Folder folder(path());
    QVERIFY(folder.save(anEndpoint("a")));
    QVERIFY(folder.removeEndpoint(QStringLiteral("a")));
    QVERIFY(folder.read().endpoints.isEmpty());
    QVERIFY(!folder.removeEndpoint(QStringLiteral("a")));
}

QTEST_GUILESS_MAIN(TestEndpointsFolder)
#include "test_endpoints_folder.moc"
