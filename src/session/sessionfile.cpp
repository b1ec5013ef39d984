#include "session/sessionfile.h"

#include "session/listrun.h"
#include "session/schema.h"
#include "session/sessionreader.h"
#include "session/sessionwriter.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>
#include <QTemporaryFile>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <numeric>

#include <fcntl.h>
#include <unistd.h>

namespace wirewise::session {

using namespace observation;

namespace {

/// A file is wholly looked through before it is written to, as long as that takes no noticeable time.
constexpr qint64 CheckedSize = 64 * 1024 * 1024;

// PERSIST: a commit rewrites the journal's head instead of removing the file, at half the cost.
// NORMAL: a killed process loses nothing that was committed; only a power cut could.
// A small cache: pages of messages are written once and not read again, and this many stay near the
// processor.
constexpr const char *WritingPragmas =
    "PRAGMA journal_mode=PERSIST; PRAGMA synchronous=NORMAL; PRAGMA cache_size=-400";

/// When a commit is on disk.
enum class Durability {
    Synced,   ///< when it returns; not even a power cut undoes it
    Unsynced, ///< when the system finds time, within seconds: killing the program loses nothing
};
/// So much at once is a flood. While one lasts nobody waits for the disk: syncing each commit costs as much
/// as writing it. The first commit in quiet makes all of it safe.
constexpr qint64 FloodSize = 512 * 1024;
constexpr std::chrono::seconds FloodLasts{1};

/// Gives the sentences below their context of translation.
struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(wirewise::session::SessionFile)
};

QString nameOf(const QString &path)
{
    return QFileInfo(path).fileName();
}

Failure systemFailure(Failure::Kind kind, const QString &path, const char *text, int error)
{
    if (error == ENOSPC || error == EDQUOT)
        return {Failure::Kind::DiskFull,
                Texts::tr("The disk is full. %1 was not written.").arg(nameOf(path))};
    return {kind, Texts::tr(text).arg(nameOf(path), QString::fromLocal8Bit(std::strerror(error)))};
}

Failure existsFailure(const QString &path)
{
    return {Failure::Kind::CannotWrite,
            Texts::tr("%1 exists already. Choose another name.").arg(nameOf(path))};
}

/// An empty file that only its owner can read; sessions hold what the user typed, passwords included.
std::optional<Failure> makeFile(const QString &path)
{
    const int descriptor =
        ::open(QFile::encodeName(path).constData(), O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0600);
    if (descriptor < 0) {
        if (errno == EEXIST)
            return existsFailure(path);
        return systemFailure(Failure::Kind::CannotOpen, path,
                             QT_TRANSLATE_NOOP("wirewise::session::SessionFile", "%1 cannot be made: %2."),
                             errno);
    }
    ::close(descriptor);
    return std::nullopt;
}

} // namespace

struct SessionFile::State
{
    State(Database opened, std::unique_ptr<QTemporaryDir> copy, QString shownPath, bool writing)
        : folder(std::move(copy))
        , database(std::move(opened))
        , writer(database)
        , path(std::move(shownPath))
        , writable(writing)
    {
    }

    ~State()
    {
        // One file remains: without a writer no journal stays beside it.
        if (writable)
            (void)database.execute("PRAGMA journal_mode=DELETE");
    }

    template<typename Work>
    Result<void> write(Work work)
    {
        if (isTogether)
            return work() ? Result<void>() : tl::unexpected(database.failure());
        const auto durability =
            std::chrono::steady_clock::now() < floodUntil ? Durability::Unsynced : Durability::Synced;
        if (durability != current &&
            database.execute(durability == Durability::Synced ? "PRAGMA synchronous=NORMAL"
                                                              : "PRAGMA synchronous=OFF"))
            current = durability;
        if (database.inTransaction(work)) {
            writer.committed();
            return {};
        }
        writer.rolledBack();
        return tl::unexpected(database.failure());
    }

    std::unique_ptr<QTemporaryDir> folder; // outlives the database: the copy of a file with a hot journal
    Database database;
    SessionWriter writer;
    QString path;
    bool writable;
    bool isTogether = false; ///< a transaction is open for several writes
    Durability current = Durability::Synced;
    std::chrono::steady_clock::time_point floodUntil;
};

SessionFile::SessionFile(std::unique_ptr<State> state)
    : m_state(std::move(state))
{
}
SessionFile::SessionFile(SessionFile &&) noexcept = default;
SessionFile &SessionFile::operator=(SessionFile &&) noexcept = default;
SessionFile::~SessionFile() = default;

Result<SessionFile> SessionFile::create(const QString &path)
{
    if (const auto failure = makeFile(path))
        return tl::unexpected(*failure);
    Result<Database> database = Database::open(path, Database::Mode::Write);
    const bool made = database && database->execute("PRAGMA page_size=16384") && createTables(*database) &&
                      database->execute(WritingPragmas);
    if (!made) {
        const Failure failure = database ? database->failure() : database.error();
        if (database)
            *database = {};
        QFile::remove(path);
        return tl::unexpected(failure);
    }
    return SessionFile(std::make_unique<State>(std::move(*database), nullptr, path, true));
}

Result<SessionFile> SessionFile::open(const QString &path)
{
    if (const auto failure = judgeHeader(path))
        return tl::unexpected(*failure);
    const Failure damaged{
        Failure::Kind::Damaged,
        Texts::tr("%1 is damaged. It can be read as far as it goes, and nothing more is added to it.")
            .arg(nameOf(path))};
    Result<Database> database = Database::open(path, Database::Mode::Write);
    if (!database)
        return tl::unexpected(database.error());
    if (const auto failure = judgeTables(*database))
        return tl::unexpected(failure->kind == Failure::Kind::Damaged ? damaged : *failure);
    if (cutAt(*database))
        return tl::unexpected(damaged);
    if (QFileInfo(path).size() <= CheckedSize) {
        Statement check = database->prepare("PRAGMA quick_check(1)");
        if (!check.isValid() || check.step() != Statement::Step::Row || check.blob(0) != "ok")
            return tl::unexpected(damaged);
    }
    if (!database->execute(WritingPragmas))
        return tl::unexpected(database->failure());
    auto state = std::make_unique<State>(std::move(*database), nullptr, path, true);
    if (!state->writer.resume())
        return tl::unexpected(damaged);
    return SessionFile(std::move(state));
}

Result<SessionFile> SessionFile::openForReading(const QString &path)
{
    Result<OpenedFile> opened = openToRead(path);
    if (!opened)
        return tl::unexpected(opened.error());
    auto state = std::make_unique<State>(std::move(opened->database), std::move(opened->folder), path, false);
    (void)state->writer.resume(); // what is damaged is still shown as far as it goes
    return SessionFile(std::move(state));
}

QString SessionFile::path() const
{
    return m_state->path;
}

void SessionFile::setPatience(std::chrono::milliseconds patience)
{
    m_state->database.setPatience(patience);
}

Result<void> SessionFile::together(const std::function<Result<void>()> &work)
{
    Result<void> result;
    const Result<void> committed = m_state->write([&] {
        m_state->isTogether = true;
        result = work();
        m_state->isTogether = false;
        return result.has_value();
    });
    return result ? committed : result;
}

Result<void> SessionFile::begin(const Observation &observation)
{
    return m_state->write([&] { return m_state->writer.begin(observation); });
}

Result<void> SessionFile::addCheck(const Observation &observation, const diagnosis::Diagnosis &diagnosis)
{
    return m_state->write([&] { return m_state->writer.addCheck(observation, diagnosis); });
}

Result<void> SessionFile::setPlan(const QString &title, const QList<PlannedEndpoint> &endpoints)
{
    return m_state->write([&] { return m_state->writer.setPlan(title, endpoints); });
}

Result<void> SessionFile::addCheck(qsizetype index, const Observation &observation,
                                   const diagnosis::Diagnosis &diagnosis)
{
    return m_state->write([&] {
        return m_state->writer.addCheck(observation, diagnosis) &&
               m_state->writer.setPlanned(index, outlineOf(observation, diagnosis));
    });
}

Result<void> SessionFile::addExchange(const Exchange &exchange)
{
    return m_state->write([&] { return m_state->writer.addExchange(exchange); });
}

Result<void> SessionFile::addExperiment(const ExperimentResult &result)
{
    return m_state->write([&] { return m_state->writer.addExperiment(result); });
}

Result<void> SessionFile::setDiagnosis(const Observation &observation, const diagnosis::Diagnosis &diagnosis)
{
    return m_state->write([&] { return m_state->writer.setDiagnosis(observation, diagnosis); });
}

Result<void> SessionFile::setSessionFacts(const SessionFacts &facts)
{
    return m_state->write([&] { return m_state->writer.setSessionFacts(facts); });
}

Result<void> SessionFile::setConnection(const ConnectionMark &mark)
{
    return m_state->write([&] { return m_state->writer.setConnection(mark); });
}

Result<void> SessionFile::setName(const QString &name)
{
    return m_state->write([&] { return m_state->writer.setText("UPDATE session SET name=?", name); });
}

Result<void> SessionFile::setNotes(const QString &notes)
{
    return m_state->write([&] { return m_state->writer.setText("UPDATE session SET notes=?", notes); });
}

Result<void> SessionFile::setPinned(bool pinned)
{
    return m_state->write([&] {
        return m_state->database.execute(pinned ? "UPDATE session SET pinned=1"
                                                : "UPDATE session SET pinned=0");
    });
}

Result<void> SessionFile::appendMessages(const QList<Message> &messages)
{
    qint64 last = m_state->writer.lastNumber();
    for (const Message &message : messages) {
        Q_ASSERT_X(message.number > last, "appendMessages", "message numbers must rise");
        last = message.number;
    }
    return m_state->write([&] { return m_state->writer.appendMessages(messages); });
}

Result<void> SessionFile::appendBlocks(const QList<MessageBlock> &blocks)
{
    const qint64 bytes =
        std::accumulate(blocks.begin(), blocks.end(), qint64(0),
                        [](qint64 sum, const MessageBlock &block) { return sum + block.size(); });
    if (bytes >= FloodSize)
        m_state->floodUntil = std::chrono::steady_clock::now() + FloodLasts;
    return m_state->write([&] { return m_state->writer.appendBlocks(blocks); });
}

Result<QList<Message>> SessionFile::messages(qint64 first, qint64 count) const
{
    QList<Message> found;
    Statement select = m_state->database.prepare(
        "SELECT first, count, header, payloads FROM message_blocks WHERE first >="
        " coalesce((SELECT max(first) FROM message_blocks WHERE first <= ?), 0) ORDER BY first");
    if (!select.isValid())
        return tl::unexpected(m_state->database.failure());
    select.bind(1, first);
    while (found.size() < count) {
        const Statement::Step step = select.step();
        if (step == Statement::Step::Failed)
            return tl::unexpected(m_state->database.failure());
        if (step == Statement::Step::Done || select.number(0) >= first + count)
            break;
        const auto block = messagesOf({select.number(0), select.number(1), select.blob(2), select.blob(3)});
        if (!block)
            return tl::unexpected(
                Failure{Failure::Kind::Damaged, Texts::tr("%1 is damaged.").arg(nameOf(m_state->path))});
        for (const Message &message : *block) {
            if (message.number >= first && message.number < first + count)
                found.append(message);
        }
    }
    return found;
}

Result<qint64> SessionFile::messageCount() const
{
    return m_state->writer.messages();
}

Result<void> SessionFile::saveAs(const QString &path, bool overwrite) const
{
    const QFileInfo target(path);
    if (target.exists() &&
        (!overwrite || target.canonicalFilePath() == QFileInfo(m_state->path).canonicalFilePath()))
        return tl::unexpected(existsFailure(path));
    // Beside the target, so that it takes its place in one step; readable by its owner alone.
    QTemporaryFile copy(target.absolutePath() + QStringLiteral("/.wirewise-XXXXXX"));
    if (!copy.open()) {
        return tl::unexpected(
            Failure{Failure::Kind::CannotWrite,
                    Texts::tr("%1 cannot be written: %2.").arg(nameOf(path), copy.errorString())});
    }
    Statement vacuum = m_state->database.prepare("VACUUM INTO ?");
    if (!vacuum.isValid())
        return tl::unexpected(m_state->database.failure());
    vacuum.bind(1, copy.fileName());
    if (vacuum.step() != Statement::Step::Done)
        return tl::unexpected(m_state->database.failure());
    if (std::rename(QFile::encodeName(copy.fileName()).constData(), QFile::encodeName(path).constData()) !=
        0) {
        return tl::unexpected(systemFailure(
            Failure::Kind::CannotWrite, path,
            QT_TRANSLATE_NOOP("wirewise::session::SessionFile", "%1 cannot be written: %2."), errno));
    }
    copy.setAutoRemove(false);
    return {};
}

} // namespace wirewise::session
