#include "session/schema.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>
#include <QHash>
#include <QtEndian>

#include <cstring>

namespace wirewise::session {

namespace {

struct Table
{
    const char *name;
    const char *sql;
    quint32 since = 1; ///< form of the file that has it first
};

/// Facts are JSON, bytes are blobs. Numbers count from 1 over the whole file.
constexpr Table Tables[] = {
    {"session",
     "CREATE TABLE session(id INTEGER PRIMARY KEY, written_by TEXT, name TEXT, notes TEXT, pinned INTEGER,"
     " checks INTEGER, exchanges INTEGER, experiments INTEGER, messages INTEGER)"},
    {"checks",
     "CREATE TABLE checks(number INTEGER PRIMARY KEY, started_at INTEGER, url TEXT, verdict TEXT,"
     " summary TEXT, finding TEXT, facts TEXT, diagnosis TEXT, watched TEXT, stream BLOB, messages BLOB)"},
    {"exchanges",
     "CREATE TABLE exchanges(number INTEGER PRIMARY KEY, check_number INTEGER, experiment INTEGER,"
     " facts TEXT, sent BLOB, received BLOB)"},
    {"experiments",
     "CREATE TABLE experiments(number INTEGER PRIMARY KEY, check_number INTEGER, exchange_number INTEGER,"
     " facts TEXT, watched TEXT, stream BLOB, messages BLOB)"},
    {"message_blocks",
     "CREATE TABLE message_blocks(first INTEGER PRIMARY KEY, count INTEGER, header BLOB, payloads BLOB)"},
    {"connections",
     "CREATE TABLE connections(number INTEGER PRIMARY KEY, first_message INTEGER, opened_at INTEGER,"
     " tries INTEGER, facts TEXT)",
     2},
    {"list_run",
     "CREATE TABLE list_run(id INTEGER PRIMARY KEY, title TEXT, identity BLOB, endpoints INTEGER)", 3},
    {"plan",
     "CREATE TABLE plan(number INTEGER PRIMARY KEY, typed TEXT, title TEXT, environment TEXT, settings TEXT,"
     " check_number INTEGER, outline TEXT)",
     3},
    {"watch", "CREATE TABLE watch(id INTEGER PRIMARY KEY, facts TEXT)", 4},
    {"watch_points",
     "CREATE TABLE watch_points(first INTEGER PRIMARY KEY, count INTEGER, last_at INTEGER, points BLOB)", 4},
    {"watch_entries",
     "CREATE TABLE watch_entries(number INTEGER PRIMARY KEY, endpoint INTEGER, check_number INTEGER,"
     " facts TEXT)",
     4},
};

/// What a file has that holds nothing of newer forms: older versions of this program can read it.
constexpr quint32 FirstVersion = 1;

constexpr qint64 HeaderSize = 100;

quint32 numberAt(const QByteArray &header, qsizetype offset)
{
    return qFromBigEndian<quint32>(header.constData() + offset);
}

/// Gives the sentences below their context of translation.
struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(wirewise::session::SessionFile)
};

Failure notASession(const QString &path, const char *text)
{
    return {Failure::Kind::NotASession, Texts::tr(text).arg(QFileInfo(path).fileName())};
}

} // namespace

std::optional<Failure> judgeHeader(const QString &path)
{
    QFile file(path);
    const QString name = QFileInfo(path).fileName();
    if (QFileInfo(path).isDir())
        return notASession(path, QT_TRANSLATE_NOOP("wirewise::session::SessionFile",
                                                   "%1 is a folder. Choose a session file in it."));
    if (!file.open(QIODevice::ReadOnly)) {
        return Failure{Failure::Kind::CannotOpen,
                       Texts::tr("%1 cannot be opened: %2.").arg(name, file.errorString())};
    }
    const QByteArray header = file.read(HeaderSize);
    if (header.isEmpty())
        return notASession(path, QT_TRANSLATE_NOOP("wirewise::session::SessionFile",
                                                   "%1 is empty. There is nothing to read in it."));
    const QByteArray magic("SQLite format 3\0", 16);
    // Sections 1.3.15 and 1.3.17 of the SQLite file format: user version and application id.
    constexpr qsizetype VersionOffset = 60;
    constexpr qsizetype ApplicationOffset = 68;
    if (header.size() < HeaderSize || !header.startsWith(magic)) {
        return notASession(path,
                           QT_TRANSLATE_NOOP("wirewise::session::SessionFile",
                                             "%1 is not a Wirewise session. Open a file that Wirewise saved; "
                                             "its name ends in .wirewise."));
    }
    if (numberAt(header, ApplicationOffset) != ApplicationId) {
        return notASession(path,
                           QT_TRANSLATE_NOOP("wirewise::session::SessionFile",
                                             "%1 is a database of another program, not a Wirewise session."));
    }
    if (numberAt(header, VersionOffset) > FormatVersion) {
        return Failure{Failure::Kind::TooNew,
                       Texts::tr("%1 was written by a newer version of Wirewise. Update Wirewise to open it.")
                           .arg(name)};
    }
    return std::nullopt;
}

std::optional<qint64> cutAt(Database &database)
{
    // A commit writes the header before the file grows: only under a lock do the two belong together.
    const bool locks = database.execute("BEGIN") && database.number("PRAGMA page_count");
    const QByteArray header = database.rawBytes(0, HeaderSize);
    const qint64 size = database.rawSize();
    if (locks)
        (void)database.execute("COMMIT");
    if (header.size() < HeaderSize)
        return size;
    // Section 1.3.2 and 1.3.7: page size and number of pages.
    const quint16 stored = qFromBigEndian<quint16>(header.constData() + 16);
    const qint64 pageSize = stored == 1 ? 65536 : stored;
    return size < pageSize * qint64(numberAt(header, 28)) ? std::optional(size) : std::nullopt;
}

bool createTables(Database &database)
{
    return database.inTransaction([&database] {
        for (const Table &table : Tables) {
            if (table.since <= FirstVersion && !database.execute(table.sql))
                return false;
        }
        const QByteArray identity = "PRAGMA application_id=" + QByteArray::number(ApplicationId) +
                                    "; PRAGMA user_version=" + QByteArray::number(FirstVersion);
        return database.execute("INSERT INTO session VALUES(1, '', '', '', 0, 0, 0, 0, 0)") &&
               database.execute(identity.constData());
    });
}

bool hasTable(Database &database, const char *name)
{
    Statement statement = database.prepare("SELECT 1 FROM sqlite_schema WHERE type='table' AND name=?");
    if (!statement.isValid())
        return false;
    statement.bind(1, QString::fromLatin1(name));
    return statement.step() == Statement::Step::Row;
}

bool ensureTable(Database &database, const char *name)
{
    if (hasTable(database, name))
        return true;
    for (const Table &table : Tables) {
        if (qstrcmp(table.name, name) == 0) {
            const qint64 now = database.number("PRAGMA user_version").value_or(FirstVersion);
            const QByteArray form =
                "PRAGMA user_version=" + QByteArray::number(qMax<qint64>(now, table.since));
            return database.execute(table.sql) && database.execute(form.constData());
        }
    }
    return false;
}

std::optional<Failure> judgeTables(Database &database)
{
    Statement statement = database.prepare("SELECT type, name, sql FROM sqlite_schema");
    if (!statement.isValid())
        return database.failure();
    QHash<QByteArray, QByteArray> found;
    while (true) {
        const Statement::Step step = statement.step();
        if (step == Statement::Step::Failed)
            return database.failure();
        if (step == Statement::Step::Done)
            break;
        if (statement.blob(0) != "table" || found.size() > qsizetype(std::size(Tables)))
            found.insert("a foreign part", {});
        else
            found.insert(statement.blob(1), statement.blob(2));
    }
    bool ours = true;
    for (const Table &table : Tables) {
        const bool isMissing = !found.contains(table.name);
        ours = ours && (isMissing ? table.since > FirstVersion : found.take(table.name) == table.sql);
    }
    if (ours && found.isEmpty())
        return std::nullopt;
    return notASession(database.path(),
                       QT_TRANSLATE_NOOP("wirewise::session::SessionFile",
                                         "%1 is not a Wirewise session: it holds other tables."));
}

} // namespace wirewise::session
