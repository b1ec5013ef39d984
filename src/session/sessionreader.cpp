#include "session/sessionreader.h"

#include "session/contentreader.h"
#include "session/runcounts.h"
#include "session/schema.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>

namespace wirewise::session {

namespace {

/// Gives the sentences below their context of translation.
struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(wirewise::session::SessionFile)
};

/// The file and its journal in a folder of our own, where SQLite may undo the commit that was cut short.
Result<OpenedFile> openCopy(const QString &path)
{
    OpenedFile opened;
    opened.folder = std::make_unique<QTemporaryDir>();
    const QString copy = opened.folder->filePath(QStringLiteral("session"));
    const QString journal = QStringLiteral("-journal");
    if (!opened.folder->isValid() || !QFile::copy(path, copy) ||
        !QFile::copy(path + journal, copy + journal)) {
        return tl::unexpected(
            Failure{Failure::Kind::CannotOpen,
                    Texts::tr("%1 was not closed properly, and there is no room for a copy to repair. "
                              "Free some space in the folder for temporary files.")
                        .arg(QFileInfo(path).fileName())});
    }
    for (const QString &file : {copy, QString(copy + journal)})
        QFile::setPermissions(file, QFile::ReadOwner | QFile::WriteOwner);
    Result<Database> database = Database::open(copy, Database::Mode::Write);
    if (!database)
        return tl::unexpected(database.error());
    if (const auto failure = judgeTables(*database))
        return tl::unexpected(*failure);
    opened.database = *std::move(database);
    return opened;
}

/// Several checks, and counters that are those of the rows.
constexpr const char *HoldsMore =
    "SELECT checks > 1 AND checks = (SELECT max(number) FROM checks)"
    " AND exchanges = coalesce((SELECT max(number) FROM exchanges), 0)"
    " AND experiments = coalesce((SELECT max(number) FROM experiments), 0) FROM session";

} // namespace

Result<OpenedFile> openToRead(const QString &path)
{
    if (const auto failure = judgeHeader(path))
        return tl::unexpected(*failure);
    // In a commit the file is shorter than its header says: for a moment, or for ever where its writer was
    // killed then. So it is opened as a sound one first, and its length judged under lock and journal.
    OpenedFile opened;
    Result<Database> database = Database::open(path, Database::Mode::Read);
    if (!database)
        return tl::unexpected(database.error());
    opened.database = *std::move(database);
    std::optional<Failure> failure = judgeTables(opened.database);
    if (failure && opened.database.hasUnfinishedCommit()) {
        Result<OpenedFile> repaired = openCopy(path);
        if (repaired || repaired.error().kind != Failure::Kind::Damaged)
            return repaired;
        failure = repaired.error();
    }
    if (!failure)
        opened.cutAt = cutAt(opened.database);
    if (opened.cutAt || (failure && failure->kind == Failure::Kind::Damaged)) {
        opened.damaged = true;
        database = Database::open(path, Database::Mode::Salvage);
        if (!database)
            return tl::unexpected(database.error());
        opened.database = *std::move(database);
        opened.cutAt = cutAt(opened.database);
        failure = judgeTables(opened.database);
    }
    if (!failure)
        return opened;
    if (failure->kind == Failure::Kind::Damaged) {
        failure->text =
            Texts::tr("%1 is damaged. Nothing in it could be read.").arg(QFileInfo(path).fileName());
    }
    return tl::unexpected(*failure);
}

Result<QList<SessionContent>> SessionFile::readAll(const QString &path)
{
    Result<OpenedFile> opened = openToRead(path);
    if (!opened)
        return tl::unexpected(opened.error());
    return ContentReader(*opened, path).readAll();
}

Result<SessionContent> SessionFile::readCheck(const QString &path, qint64 check)
{
    Result<CheckReader> reader = CheckReader::open(path);
    return reader ? reader->read(check) : tl::unexpected(reader.error());
}

Result<SessionContent> SessionFile::read(const QString &path)
{
    Result<OpenedFile> opened = openToRead(path);
    if (!opened)
        return tl::unexpected(opened.error());
    // Of a run over thousands the first check alone; of a damaged file the first that can be read.
    if (!opened->damaged && opened->database.number(HoldsMore).value_or(0) == 1) {
        const std::optional<SessionContent> first = ContentReader(*opened, path).readOne(1);
        if (first && first->complete)
            return *first;
    }
    return ContentReader(*opened, path).readAll().constFirst();
}

Result<SessionInfo> SessionFile::readInfo(const QString &path)
{
    Result<OpenedFile> opened = openToRead(path);
    if (!opened)
        return tl::unexpected(opened.error());
    Statement row = opened->database.prepare(
        "SELECT session.written_by, session.name, session.notes, session.pinned, session.checks, "
        "session.messages,"
        " checks.started_at, checks.url, checks.verdict, checks.summary, checks.finding"
        " FROM session LEFT JOIN checks ON checks.number = ?");
    if (!row.isValid())
        return tl::unexpected(opened->database.failure());
    // A list shows how a watch ended, and how anything else began.
    const bool isWatch = hasTable(opened->database, "watch");
    row.bind(1, isWatch ? opened->database.number("SELECT max(number) FROM checks").value_or(1) : 1);
    if (row.step() != Statement::Step::Row)
        return tl::unexpected(opened->database.failure());
    SessionInfo info;
    info.path = path;
    info.writtenBy = row.text(0);
    info.name = row.text(1);
    info.notes = row.text(2);
    info.pinned = row.number(3) != 0;
    info.checks = row.number(4);
    info.messages = row.number(5);
    info.startedAt = QDateTime::fromMSecsSinceEpoch(row.number(6), Qt::UTC);
    info.url = row.text(7);
    info.verdict = diagnosis::verdictFromString(row.blob(8)).value_or(diagnosis::Verdict::NotChecked);
    info.summary = row.text(9);
    info.findingId = row.blob(10);
    readRunCounts(opened->database, info);
    return info;
}

} // namespace wirewise::session
