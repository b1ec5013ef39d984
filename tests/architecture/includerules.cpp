#include "architecture/includerules.h"

#include <QFileInfo>
#include <QList>
#include <QRegularExpression>

#include <algorithm>

namespace wirewise::tests {

namespace {

/// Headers that tell what a file does, and so belong to certain rooms only.
struct HeaderGroup
{
    QByteArray name;
    QByteArrayList headers; ///< whole names, or a folder with its slash
};

const QList<HeaderGroup> &headerGroups()
{
    static const QList<HeaderGroup> groups{
        {"sockets", {"netdb.h", "netinet/tcp.h", "sys/socket.h", "sys/epoll.h"}},
        {"addresses", {"arpa/inet.h", "netinet/in.h"}},
        {"openssl", {"openssl/"}},
        {"sqlite", {"sqlite3.h"}},
        {"zlib", {"zlib.h"}},
        {"clock", {"QTimer", "QElapsedTimer", "QDeadlineTimer"}},
        {"dates", {"QDateTime", "chrono", "ctime"}},
        {"events", {"QObject", "QEventLoop", "QThread", "QThreadPool", "QSocketNotifier", "thread"}},
        {"translation", {"QCoreApplication"}},
        {"files", {"QFile", "QSaveFile", "QDir", "QIODevice", "fstream"}},
    };
    return groups;
}

/// The Qt module whose folder holds the header; empty if none does.
QByteArray qtModuleOf(const QByteArray &header, const QString &qtHeaders)
{
    if (!header.startsWith('Q')) {
        return {};
    }
    const qsizetype slash = header.indexOf('/');
    if (slash > 0) {
        return header.left(slash);
    }
    static const QByteArrayList modules{"QtCore", "QtNetwork", "QtWebSockets",  "QtGui",  "QtWidgets",
                                        "QtSvg",  "QtSql",     "QtXml",         "QtTest", "QtConcurrent",
                                        "QtDBus", "QtOpenGL",  "QtPrintSupport"};
    for (const QByteArray &module : modules) {
        if (QFileInfo::exists(qtHeaders + u'/' + QString::fromLatin1(module + '/' + header))) {
            return module;
        }
    }
    return "an unknown Qt module";
}

QByteArray headerBreach(const RoomRule &rule, const QByteArray &header, const QString &qtHeaders)
{
    const QByteArray module = qtModuleOf(header, qtHeaders);
    if (!module.isEmpty() && !rule.qtModules.contains(module)) {
        return rule.room + " may not use " + header + " of " + module;
    }
    for (const HeaderGroup &group : headerGroups()) {
        for (const QByteArray &known : group.headers) {
            const bool same = known.endsWith('/') ? header.startsWith(known) : header == known;
            if (same && !rule.systemHeaders.contains(group.name)) {
                return rule.room + " may not use " + group.name + ": " + header;
            }
        }
    }
    return {};
}

QByteArray roomBreach(const RoomRule &rule, const QByteArray &include)
{
    const qsizetype slash = include.lastIndexOf('/');
    if (slash < 0) {
        // What the build makes of a form, a resource or a class of this very file.
        const bool made = include.startsWith("ui_") || include.endsWith(".moc");
        return made ? QByteArray() : "\"" + include + "\" does not name its room";
    }
    const QByteArray room = roomOf(include.left(slash));
    if (room == rule.room || rule.rooms.contains(room)) {
        return {};
    }
    return rule.room + " may not include " + include;
}

QList<RoomRule> makeRules()
{
    const QByteArrayList values{"wire", "observation"};
    const QByteArrayList judging{"wire", "observation", "diagnosis"};
    const QByteArrayList network{"QtCore", "QtNetwork", "QtWebSockets"};
    const QByteArrayList pure{"dates", "translation", "addresses"};
    const QByteArrayList everyday{"clock", "dates", "events", "translation", "files"};
    const QByteArrayList below{"wire",       "observation", "diagnosis", "probe",  "check",
                               "session",    "report",      "import",    "record", "lab",
                               "comparison", "endpoints",   "redaction", "remote", "load"};
    const QByteArrayList window{"QtCore", "QtNetwork", "QtWebSockets", "QtGui", "QtWidgets", "QtSvg"};
    return {
        {"wire", {}, {"QtCore"}, {"zlib", "addresses"}},
        {"observation", {"wire"}, {"QtCore"}, pure},
        {"diagnosis", values, {"QtCore"}, pure},
        {"probe", values, network, everyday + QByteArrayList{"sockets", "addresses", "openssl"}},
        {"check", judging + QByteArrayList{"probe"}, {"QtCore", "QtNetwork"}, everyday},
        {"load", judging + QByteArrayList{"probe", "check"}, {"QtCore"}, everyday},
        {"session", judging, {"QtCore"}, everyday + QByteArrayList{"sqlite"}},
        {"redaction", judging, {"QtCore"}, {"translation"}},
        {"endpoints", values, {"QtCore"}, everyday},
        {"comparison", judging, {"QtCore"}, pure},
        {"report",
         judging + QByteArrayList{"redaction", "comparison"},
         {"QtCore"},
         everyday + QByteArrayList{"addresses"}},
        {"import", judging + QByteArrayList{"session"}, {"QtCore"}, everyday},
        {"record", judging + QByteArrayList{"redaction", "probe", "check", "session"}, {"QtCore"}, everyday},
        {"remote", judging + QByteArrayList{"check", "session"}, {"QtCore"}, everyday},
        {"lab", {"wire"}, network, everyday + QByteArrayList{"sockets", "addresses", "openssl"}},
        {"cli", below, network, everyday},
        {"gui/widgets", judging + QByteArrayList{"comparison"}, window, everyday},
        {"gui", below + QByteArrayList{"gui/widgets"}, window + QByteArrayList{"QtDBus"}, everyday},
    };
}

} // namespace

const QList<RoomRule> &roomRules()
{
    static const QList<RoomRule> rules = makeRules();
    return rules;
}

QByteArray roomOf(QByteArray folder)
{
    const auto isRoom = [&folder](const RoomRule &rule) { return rule.room == folder; };
    while (!folder.isEmpty() && std::none_of(roomRules().cbegin(), roomRules().cend(), isRoom)) {
        folder.truncate(qMax(folder.lastIndexOf('/'), qsizetype(0)));
    }
    return folder;
}

QByteArrayList includeBreaches(const RoomRule &rule, const QByteArray &file, const QByteArray &source,
                               const QString &qtHeaders)
{
    static const QRegularExpression directive(QStringLiteral(R"re(^\s*#\s*include\s*([<"])([^>"]+)[>"])re"));
    QByteArrayList breaches;
    const QByteArrayList lines = source.split('\n');
    for (qsizetype i = 0; i < lines.size(); ++i) {
        const auto match = directive.match(QString::fromUtf8(lines[i]));
        if (!match.hasMatch()) {
            continue;
        }
        const QByteArray name = match.captured(2).toUtf8();
        const bool quoted = match.captured(1) == u'"';
        const QByteArray breach = quoted ? roomBreach(rule, name) : headerBreach(rule, name, qtHeaders);
        if (!breach.isEmpty()) {
            breaches << file + ':' + QByteArray::number(i + 1) + ": " + breach;
        }
    }
    return breaches;
}

QByteArray nameBreach(const QString &name)
{
    static const QRegularExpression vague(QStringLiteral("(util|helper|manager|misc|common|stuff)"),
                                          QRegularExpression::CaseInsensitiveOption);
    static const QRegularExpression plain(QStringLiteral("^[a-z0-9_]+(\\.[a-z0-9]+)*$|^CMakeLists\\.txt$"));
    if (vague.match(name).hasMatch()) {
        return "says nothing of its subject: " + name.toUtf8();
    }
    if (!plain.match(name).hasMatch()) {
        return "is not in small letters and digits: " + name.toUtf8();
    }
    return {};
}

} // namespace wirewise::tests
