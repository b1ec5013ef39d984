#include "session/database.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>
#include <QUrl>

#include <sqlite3.h>

#include <cerrno>
#include <cstring>

namespace wirewise::session {

namespace {

/// Room for the largest message that a connection takes (64 MiB) and its neighbours in a block.
constexpr int LargestValue = 128 * 1024 * 1024;
constexpr int BusyMilliseconds = 5000;

struct Limit
{
    int id;
    int value;
};
constexpr Limit Limits[] = {
    {SQLITE_LIMIT_LENGTH, LargestValue}, {SQLITE_LIMIT_SQL_LENGTH, 100 * 1000},
    {SQLITE_LIMIT_COLUMN, 64},           {SQLITE_LIMIT_EXPR_DEPTH, 50},
    {SQLITE_LIMIT_COMPOUND_SELECT, 10},  {SQLITE_LIMIT_FUNCTION_ARG, 10},
    {SQLITE_LIMIT_VARIABLE_NUMBER, 64},  {SQLITE_LIMIT_TRIGGER_DEPTH, 1},
    {SQLITE_LIMIT_WORKER_THREADS, 0},
};

QString nameOf(const QString &path)
{
    return QFileInfo(path).fileName();
}

/// Gives the sentences below their context of translation.
struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(wirewise::session::SessionFile)
};

bool isFull(int code, int systemError)
{
    return code == SQLITE_FULL || systemError == ENOSPC || systemError == EDQUOT || systemError == EFBIG;
}

/// A file in WAL mode cannot be opened read-only without a file beside it, unless nobody else writes.
bool isWriteAheadLogged(const QString &path)
{
    QFile file(path);
    constexpr qint64 ReadVersionOffset = 19; // file format, section 1.3.3
    char version = 0;
    return file.open(QIODevice::ReadOnly) && file.seek(ReadVersionOffset) && file.getChar(&version) &&
           version == 2;
}

sqlite3_file *fileOf(sqlite3 *handle)
{
    sqlite3_file *file = nullptr;
    const int code = sqlite3_file_control(handle, "main", SQLITE_FCNTL_FILE_POINTER, &file);
    return code == SQLITE_OK && file && file->pMethods ? file : nullptr;
}

QByteArray addressOf(const QString &path, Database::Mode mode)
{
    QByteArray address =
        QUrl::fromLocalFile(QFileInfo(path).absoluteFilePath()).toEncoded(QUrl::FullyEncoded);
    address.replace('?', "%3f").replace('#', "%23");
    if (mode == Database::Mode::Write)
        return address + "?mode=rw";
    return address + (isWriteAheadLogged(path) || mode == Database::Mode::Salvage ? "?mode=ro&immutable=1"
                                                                                  : "?mode=ro");
}

} // namespace

void Statement::Finalize::operator()(sqlite3_stmt *statement) const
{
    sqlite3_finalize(statement);
}

void Statement::bind(int index, qint64 value)
{
    sqlite3_bind_int64(m_statement.get(), index, value);
}

void Statement::bind(int index, const QByteArray &blob)
{
    // A pointer of null would bind NULL; an empty value is not the same as none.
    const char *data = blob.isNull() ? "" : blob.constData();
    sqlite3_bind_blob64(m_statement.get(), index, data, static_cast<sqlite3_uint64>(blob.size()),
                        SQLITE_TRANSIENT);
}

void Statement::bindBorrowed(int index, const QByteArray &blob)
{
    const char *data = blob.isNull() ? "" : blob.constData();
    sqlite3_bind_blob64(m_statement.get(), index, data, static_cast<sqlite3_uint64>(blob.size()),
                        SQLITE_STATIC);
}

void Statement::bindRoom(int index, qsizetype bytes)
{
    sqlite3_bind_zeroblob64(m_statement.get(), index, static_cast<sqlite3_uint64>(bytes));
}

void Statement::bind(int index, const QString &text)
{
    bindText(index, text.toUtf8());
}

void Statement::bindText(int index, const QByteArray &utf8)
{
    sqlite3_bind_text64(m_statement.get(), index, utf8.isNull() ? "" : utf8.constData(),
                        static_cast<sqlite3_uint64>(utf8.size()), SQLITE_TRANSIENT, SQLITE_UTF8);
}

Statement::Step Statement::step()
{
    switch (sqlite3_step(m_statement.get())) {
    case SQLITE_ROW:
        return Step::Row;
    case SQLITE_DONE:
        return Step::Done;
    default:
        return Step::Failed;
    }
}

bool Statement::run()
{
    const bool done = step() == Step::Done;
    if (done)
        reset();
    return done;
}

void Statement::reset()
{
    sqlite3_reset(m_statement.get());
    sqlite3_clear_bindings(m_statement.get());
}

qint64 Statement::number(int column) const
{
    return sqlite3_column_int64(m_statement.get(), column);
}

QByteArrayView Statement::view(int column) const
{
    const void *data = sqlite3_column_blob(m_statement.get(), column);
    return data ? QByteArrayView(static_cast<const char *>(data),
                                 sqlite3_column_bytes(m_statement.get(), column))
                : QByteArrayView();
}

QByteArray Statement::blob(int column) const
{
    return view(column).toByteArray();
}

QString Statement::text(int column) const
{
    return QString::fromUtf8(blob(column));
}

void Database::Close::operator()(sqlite3 *handle) const
{
    sqlite3_close_v2(handle);
}

Result<Database> Database::open(const QString &path, Mode mode)
{
    Database database;
    database.m_path = path;
    const int access = mode == Mode::Write ? SQLITE_OPEN_READWRITE : SQLITE_OPEN_READONLY;
    sqlite3 *handle = nullptr;
    database.m_code = sqlite3_open_v2(addressOf(path, mode).constData(), &handle,
                                      access | SQLITE_OPEN_URI | SQLITE_OPEN_NOMUTEX |
                                          SQLITE_OPEN_PRIVATECACHE | SQLITE_OPEN_EXRESCODE,
                                      nullptr);
    database.m_handle.reset(handle);
    if (database.m_code != SQLITE_OK || !handle) {
        database.m_systemError = handle ? sqlite3_system_errno(handle) : 0;
        return tl::unexpected(failureOf(path, database.m_code, database.m_systemError));
    }
    database.restrict(mode);
    return database;
}

void Database::restrict(Mode mode)
{
    sqlite3 *handle = m_handle.get();
    sqlite3_busy_timeout(handle, BusyMilliseconds);
    for (const Limit &limit : Limits)
        sqlite3_limit(handle, limit.id, limit.value);
    // A cut file claims more pages than it has; only a connection that trusts nothing in the schema's
    // tables anyway may look past that. It cannot write in this mode.
    const bool salvage = mode == Mode::Salvage;
    sqlite3_db_config(handle, SQLITE_DBCONFIG_DEFENSIVE, salvage ? 0 : 1, nullptr);
    sqlite3_db_config(handle, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
    sqlite3_db_config(handle, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, nullptr);
    sqlite3_db_config(handle, SQLITE_DBCONFIG_ENABLE_VIEW, 0, nullptr);
    sqlite3_db_config(handle, SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0, nullptr);
    sqlite3_db_config(handle, SQLITE_DBCONFIG_DQS_DML, 0, nullptr);
    sqlite3_db_config(handle, SQLITE_DBCONFIG_DQS_DDL, 0, nullptr);
    if (salvage)
        sqlite3_db_config(handle, SQLITE_DBCONFIG_WRITABLE_SCHEMA, 1, nullptr);
    (void)execute("PRAGMA cell_size_check=ON; PRAGMA mmap_size=0; PRAGMA temp_store=MEMORY");
}

void Database::setPatience(std::chrono::milliseconds patience)
{
    sqlite3_busy_timeout(m_handle.get(), static_cast<int>(patience.count()));
}

bool Database::execute(const char *sql)
{
    errno = 0;
    m_code = sqlite3_exec(m_handle.get(), sql, nullptr, nullptr, nullptr);
    m_systemError = m_code == SQLITE_OK ? 0 : lastSystemError();
    return m_code == SQLITE_OK;
}

Statement Database::prepare(const char *sql)
{
    sqlite3_stmt *prepared = nullptr;
    m_code = sqlite3_prepare_v3(m_handle.get(), sql, -1, 0, &prepared, nullptr);
    m_systemError = m_code == SQLITE_OK ? 0 : lastSystemError();
    Statement statement;
    statement.m_statement.reset(prepared);
    return statement;
}

bool Database::fill(const char *table, const char *column, qint64 row, const QByteArray &bytes)
{
    errno = 0;
    sqlite3_blob *blob = nullptr;
    constexpr int forWriting = 1;
    m_code = sqlite3_blob_open(m_handle.get(), "main", table, column, row, forWriting, &blob);
    if (m_code == SQLITE_OK)
        m_code = sqlite3_blob_write(blob, bytes.constData(), static_cast<int>(bytes.size()), 0);
    m_systemError = m_code == SQLITE_OK ? 0 : lastSystemError();
    sqlite3_blob_close(blob);
    return m_code == SQLITE_OK;
}

QByteArray Database::rawBytes(qint64 offset, int length)
{
    QByteArray bytes(length, '\0');
    sqlite3_file *file = fileOf(m_handle.get());
    const bool read = file && file->pMethods->xRead(file, bytes.data(), length, offset) == SQLITE_OK;
    return read ? bytes : QByteArray();
}

qint64 Database::rawSize()
{
    sqlite3_int64 size = 0;
    sqlite3_file *file = fileOf(m_handle.get());
    return file && file->pMethods->xFileSize(file, &size) == SQLITE_OK ? size : 0;
}

std::optional<qint64> Database::number(const char *sql)
{
    Statement statement = prepare(sql);
    if (!statement.isValid() || statement.step() != Statement::Step::Row)
        return std::nullopt;
    return statement.number(0);
}

int Database::lastSystemError() const
{
    // SQLite keeps the number for some calls only; a failed commit leaves it where the system put it.
    const int kept = sqlite3_system_errno(m_handle.get());
    return kept != 0 ? kept : errno;
}

void Database::rollBack()
{
    const int code = m_code != SQLITE_OK ? m_code : sqlite3_extended_errcode(m_handle.get());
    const int systemError = m_code != SQLITE_OK ? m_systemError : lastSystemError();
    // Where SQLite has rolled back by itself there is nothing left to do, and that is no failure.
    sqlite3_exec(m_handle.get(), "ROLLBACK", nullptr, nullptr, nullptr);
    m_code = code;
    m_systemError = systemError;
}

Failure Database::failure() const
{
    if (m_code != SQLITE_OK)
        return failureOf(m_path, m_code, m_systemError);
    return failureOf(m_path, sqlite3_extended_errcode(m_handle.get()), sqlite3_system_errno(m_handle.get()));
}

bool Database::hasUnfinishedCommit() const
{
    const int code = sqlite3_extended_errcode(m_handle.get());
    return code == SQLITE_READONLY_ROLLBACK || code == SQLITE_READONLY_RECOVERY;
}

Failure failureOf(const QString &path, int code, int systemError)
{
    using Kind = Failure::Kind;
    const QString name = nameOf(path);
    const int primary = code & 0xFF;
    if (isFull(primary, systemError)) {
        return {Kind::DiskFull, Texts::tr("The disk is full. %1 keeps what was written before.").arg(name)};
    }
    switch (primary) {
    case SQLITE_NOTADB:
        return {
            Kind::NotASession,
            Texts::tr(
                "%1 is not a Wirewise session. Open a file that Wirewise saved; its name ends in .wirewise.")
                .arg(name)};
    case SQLITE_CORRUPT:
        return {Kind::Damaged, Texts::tr("%1 is damaged.").arg(name)};
    case SQLITE_READONLY:
    case SQLITE_PERM:
        return {
            Kind::ReadOnly,
            Texts::tr("%1 cannot be written: the file or its folder is read-only. Save to another folder.")
                .arg(name)};
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return {Kind::CannotWrite,
                Texts::tr("%1 is in use by another program. Close it there, then try again.").arg(name)};
    case SQLITE_CANTOPEN: {
        const QString why = systemError != 0 ? QString::fromLocal8Bit(std::strerror(systemError))
                                             : QString::fromLatin1(sqlite3_errstr(code));
        return {Kind::CannotOpen, Texts::tr("%1 cannot be opened: %2.").arg(name, why)};
    }
    default: {
        const QString why = systemError != 0 ? QString::fromLocal8Bit(std::strerror(systemError))
                                             : QString::fromLatin1(sqlite3_errstr(code));
        return {Kind::CannotWrite, Texts::tr("%1 cannot be read or written: %2.").arg(name, why)};
    }
    }
}

} // namespace wirewise::session
