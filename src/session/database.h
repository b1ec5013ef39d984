#pragma once

#include "session/result.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QString>

#include <chrono>
#include <memory>
#include <optional>

struct sqlite3;
struct sqlite3_stmt;

namespace wirewise::session {

/// One prepared statement of SQLite. Values are bound, never written into the text.
class Statement
{
public:
    enum class Step { Row, Done, Failed };

    Statement() = default;

    void bind(int index, qint64 value);
    void bind(int index, const QByteArray &blob);
    void bind(int index, const QString &text);
    /// The same of text that is UTF-8 already.
    void bindText(int index, const QByteArray &utf8);
    /// Without a copy: the bytes stay where they are until run() returns.
    void bindBorrowed(int index, const QByteArray &blob);
    /// Room for so many bytes, which Database::fill() writes.
    void bindRoom(int index, qsizetype bytes);

    [[nodiscard]] Step step();
    /// Runs a statement that gives no rows, then makes it ready to run again.
    [[nodiscard]] bool run();
    void reset();

    [[nodiscard]] qint64 number(int column) const;
    [[nodiscard]] QByteArray blob(int column) const;
    /// The same without a copy; valid until the next step.
    [[nodiscard]] QByteArrayView view(int column) const;
    [[nodiscard]] QString text(int column) const;
    [[nodiscard]] bool isValid() const { return m_statement != nullptr; }

private:
    friend class Database;
    struct Finalize
    {
        void operator()(sqlite3_stmt *statement) const;
    };
    std::unique_ptr<sqlite3_stmt, Finalize> m_statement;
};

/// One open SQLite file, with everything off that a file of a stranger could use: triggers, views,
/// extensions, functions of the schema, huge values.
class Database
{
public:
    enum class Mode {
        Write,   ///< the file exists and is ours alone to write
        Read,    ///< nothing is written, neither to the file nor beside it
        Salvage, ///< as Read, of a file that is cut or inconsistent
    };

    Database() = default;
    [[nodiscard]] static Result<Database> open(const QString &path, Mode mode);

    /// How long a call waits for others that hold the file.
    void setPatience(std::chrono::milliseconds patience);
    /// Runs SQL without values and rows.
    [[nodiscard]] bool execute(const char *sql);
    /// An invalid statement if it cannot be prepared; see failure().
    [[nodiscard]] Statement prepare(const char *sql);
    /// Writes a blob whose room was bound; for a long one that spares SQLite a copy of it.
    [[nodiscard]] bool fill(const char *table, const char *column, qint64 row, const QByteArray &bytes);
    /// Bytes of the file as they are now. Read through SQLite, because closing a file of our own would end
    /// the locks that this process holds on it.
    [[nodiscard]] QByteArray rawBytes(qint64 offset, int length);
    [[nodiscard]] qint64 rawSize();
    /// First column of the first row.
    [[nodiscard]] std::optional<qint64> number(const char *sql);

    /// Begin, and commit or rollback, whichever fits the result of work (a function returning bool).
    template<typename Work>
    [[nodiscard]] bool inTransaction(Work work)
    {
        if (!execute("BEGIN IMMEDIATE"))
            return false;
        if (work() && execute("COMMIT"))
            return true;
        rollBack();
        return false;
    }

    /// The last call that failed, in words for the user.
    [[nodiscard]] Failure failure() const;
    /// The last call failed because the file's writer died in a commit, which only a writer can undo.
    [[nodiscard]] bool hasUnfinishedCommit() const;
    [[nodiscard]] const QString &path() const { return m_path; }
    [[nodiscard]] bool isOpen() const { return m_handle != nullptr; }

private:
    struct Close
    {
        void operator()(sqlite3 *handle) const;
    };

    void restrict(Mode mode);
    /// Keeps the reason of the failure, which the rollback's own result would hide.
    void rollBack();
    [[nodiscard]] int lastSystemError() const;

    QString m_path;
    std::unique_ptr<sqlite3, Close> m_handle;
    int m_code = 0; ///< of the last execute() or prepare(), or of what made a transaction fail
    int m_systemError = 0;
};

/// A failure in words, by SQLite's result code and the system's error number.
[[nodiscard]] Failure failureOf(const QString &path, int code, int systemError);

} // namespace wirewise::session
