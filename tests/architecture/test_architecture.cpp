// One direction: all rooms share one include root, so only a test keeps a lower room from looking up.

#include "architecture/includerules.h"

#include <QDirIterator>
#include <QLibraryInfo>
#include <QProcess>
#include <QRegularExpression>
#include <QTest>

using namespace wirewise::tests;

namespace {

const QString sourceRoot = QStringLiteral(WIREWISE_SOURCE_ROOT);

QString qtHeaders()
{
    return QLibraryInfo::path(QLibraryInfo::HeadersPath);
}

RoomRule ruleOf(const QByteArray &room)
{
    for (const RoomRule &rule : roomRules()) {
        if (rule.room == room) {
            return rule;
        }
    }
    return {};
}

QByteArray contentOf(const QString &path)
{
    QFile file(sourceRoot + u'/' + path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QStringList entriesBelow(const QString &folder, QDir::Filters kinds, const QStringList &names = {})
{
    QStringList entries;
    QDirIterator walk(sourceRoot + u'/' + folder, names, kinds | QDir::NoDotAndDotDot,
                      QDirIterator::Subdirectories);
    while (walk.hasNext()) {
        entries << QDir(sourceRoot).relativeFilePath(walk.next());
    }
    entries.sort();
    return entries;
}

QStringList sourcesBelow(const QString &folder)
{
    return entriesBelow(folder, QDir::Files, {QStringLiteral("*.h"), QStringLiteral("*.cpp")});
}

} // namespace

class TestArchitecture : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void qtHeadersAreThere();
    void breachIsNoticed_data();
    void breachIsNoticed();
    void rulesHaveNoCircle();
    void roomKeepsItsDirection_data();
    void roomKeepsItsDirection();
    void everyRoomHasARule();
    void badNameIsNoticed();
    void namesTellTheirSubject();
    void commandLineLinksNoWindow();
    void everyPackageHasItsReason();
};

// Without them every Qt header would count as unknown, and the near misses below would prove nothing.
void TestArchitecture::qtHeadersAreThere()
{
    QVERIFY2(QFileInfo::exists(qtHeaders() + QStringLiteral("/QtCore/QString")), qPrintable(qtHeaders()));
}

void TestArchitecture::breachIsNoticed_data()
{
    QTest::addColumn<QByteArray>("room");
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<bool>("allowed");

    const auto row = [](const char *room, const char *line, bool allowed) {
        QTest::addRow("%s: %s", room, line) << QByteArray(room) << QByteArray(line) << allowed;
    };
    row("wire", "#include \"wire/frame.h\"", true);
    row("wire", "#include \"observation/endpoint.h\"", false);
    row("wire", "#include <QByteArray>", true);
    row("wire", "#include <QtEndian>", true);
    row("wire", "#include <zlib.h>", true);
    row("wire", "#include <QTcpSocket>", false);
    row("wire", "#include <QtNetwork/QTcpSocket>", false);
    row("wire", "#include <QElapsedTimer>", false);
    row("wire", "#include <chrono>", false);
    row("wire", "  #  include <QObject>", false);
    row("wire", "#include <sys/socket.h>", false);
    row("wire", "#include <QWidget>", false);
    row("observation", "#include \"wire/request.h\"", true);
    row("observation", "#include \"diagnosis/finding.h\"", false);
    row("diagnosis", "#include \"observation/exchange.h\"", true);
    row("diagnosis", "#include \"probe/flow.h\"", false);
    row("diagnosis", "#include <QHostAddress>", false);
    row("diagnosis", "#include <QFile>", false);
    row("diagnosis", "#include \"diagnosis/rules/tables.h\"", true);
    row("probe", "#include <openssl/ssl.h>", true);
    row("probe", "#include \"diagnosis/diagnose.h\"", false);
    row("check", "#include \"diagnosis/diagnose.h\"", true);
    row("check", "#include \"session/sessionfile.h\"", false);
    row("check", "#include <QTcpSocket>", true);
    row("check", "#include <openssl/ssl.h>", false);
    row("session", "#include <sqlite3.h>", true);
    row("session", "#include <QSqlDatabase>", false);
    row("session", "#include \"check/check.h\"", false);
    row("report", "#include <QPainter>", false);
    row("lab", "#include \"observation/endpoint.h\"", false);
    row("cli", "#include \"report/json.h\"", true);
    row("cli", "#include <QGuiApplication>", false);
    row("cli", "#include \"gui/mainwindow.h\"", false);
    row("gui", "#include \"cli/terminal.h\"", false);
    row("gui", "#include \"gui/widgets/theme.h\"", true);
    row("gui", "#include \"ui_mainwindow.h\"", true);
    row("gui", "#include \"mainwindow.h\"", false);
    row("gui", "#include <QSqlQuery>", false);
    row("gui/widgets", "#include \"gui/mainwindow.h\"", false);
}

void TestArchitecture::breachIsNoticed()
{
    QFETCH(QByteArray, room);
    QFETCH(QByteArray, line);
    QFETCH(bool, allowed);

    const RoomRule rule = ruleOf(room);
    QCOMPARE(rule.room, room);
    const QByteArrayList breaches =
        includeBreaches(rule, "a.cpp", "#pragma once\n" + line + "\nint a;\n", qtHeaders());
    QCOMPARE(breaches.isEmpty(), allowed);
    if (!allowed) {
        QVERIFY2(breaches.constFirst().startsWith("a.cpp:2: "), breaches.constFirst().constData());
    }
}

void TestArchitecture::rulesHaveNoCircle()
{
    for (const RoomRule &rule : roomRules()) {
        for (const QByteArray &other : rule.rooms) {
            QVERIFY2(!ruleOf(other).room.isEmpty(), QByteArray(rule.room + " names " + other).constData());
            QVERIFY2(!ruleOf(other).rooms.contains(rule.room),
                     QByteArray(rule.room + " and " + other).constData());
        }
    }
}

void TestArchitecture::roomKeepsItsDirection_data()
{
    QTest::addColumn<QByteArray>("room");
    for (const RoomRule &rule : roomRules()) {
        if (QFileInfo::exists(sourceRoot + QStringLiteral("/src/") + QString::fromLatin1(rule.room))) {
            QTest::addRow("%s", rule.room.constData()) << rule.room;
        }
    }
}

void TestArchitecture::roomKeepsItsDirection()
{
    QFETCH(QByteArray, room);

    int files = 0;
    QByteArrayList breaches;
    for (const QString &file : sourcesBelow(QStringLiteral("src/") + QString::fromLatin1(room))) {
        if (roomOf(file.section(u'/', 1, -2).toUtf8()) == room) {
            ++files;
            breaches += includeBreaches(ruleOf(room), file.toUtf8(), contentOf(file), qtHeaders());
        }
    }
    QVERIFY2(files > 0, "a room without a source file");
    QVERIFY2(breaches.isEmpty(), breaches.join('\n').constData());
}

void TestArchitecture::everyRoomHasARule()
{
    const QStringList files = sourcesBelow(QStringLiteral("src"));
    QVERIFY(!files.isEmpty());
    for (const QString &file : files) {
        const QByteArray room = roomOf(file.section(u'/', 1, -2).toUtf8());
        QVERIFY2(!room.isEmpty(), qPrintable(file + QStringLiteral(": no rule for its folder")));
    }
}

void TestArchitecture::badNameIsNoticed()
{
    for (const char *bad :
         {"util.h", "stringutils.cpp", "sessionmanager.h", "helpers", "misc.cpp", "Frame.cpp"}) {
        QVERIFY2(!nameBreach(QString::fromLatin1(bad)).isEmpty(), bad);
    }
    for (const char *good : {"frame.cpp", "upgrade_refused.cpp", "CMakeLists.txt", "checksession.h"}) {
        QVERIFY2(nameBreach(QString::fromLatin1(good)).isEmpty(), good);
    }
}

void TestArchitecture::namesTellTheirSubject()
{
    const QStringList files = entriesBelow(QStringLiteral("src"), QDir::Files | QDir::Dirs);
    QVERIFY(!files.isEmpty());
    QByteArrayList breaches;
    for (const QString &file : files) {
        const QByteArray breach = nameBreach(file.section(u'/', -1));
        if (!breach.isEmpty()) {
            breaches << file.toUtf8() + ' ' + breach;
        }
    }
    QVERIFY2(breaches.isEmpty(), breaches.join('\n').constData());
}

// It has to run in a container without fonts or a display.
void TestArchitecture::commandLineLinksNoWindow()
{
    const QString program = QStringLiteral(WIREWISE_CLI);
    QProcess ldd;
    ldd.start(QStringLiteral("ldd"), {program});
    QVERIFY(ldd.waitForFinished());
    QCOMPARE(ldd.exitCode(), 0);
    const QByteArray libraries = ldd.readAllStandardOutput();
    QVERIFY2(libraries.contains("libQt6Core.so"), libraries.constData());
    for (const char *window : {"libQt6Gui", "libQt6Widgets", "libQt6Svg", "libQt6Sql", "libQt6DBus",
                               "libqt6keychain", "libX11", "libGL"}) {
        QVERIFY2(!libraries.contains(window),
                 QByteArray(window + QByteArray(" in\n") + libraries).constData());
    }
}

// What ./dev installs on somebody's machine is told in README.md.
void TestArchitecture::everyPackageHasItsReason()
{
    static const QRegularExpression list(QStringLiteral("^\\w+_packages=\"([^\"]+)\""),
                                         QRegularExpression::MultilineOption);
    const QString readme = QString::fromUtf8(contentOf(QStringLiteral("README.md")));
    const QString dev = QString::fromUtf8(contentOf(QStringLiteral("dev")));
    int packages = 0;
    for (const QRegularExpressionMatch &match : list.globalMatch(dev)) {
        for (const QString &package : match.captured(1).simplified().split(u' ')) {
            ++packages;
            const QRegularExpression word(
                QStringLiteral("(?<![\\w-])%1(?![\\w-])").arg(QRegularExpression::escape(package)));
            QVERIFY2(readme.contains(word), qPrintable(package + QStringLiteral(" is not in README.md")));
        }
    }
    QVERIFY(packages > 10);
}

QTEST_GUILESS_MAIN(TestArchitecture)
#include "test_architecture.moc"
