#include "record/redactedsession.h"

#include "session/blockwalk.h"
#include "session/listrun.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>
#include <QHash>
#include <QTemporaryFile>

#include <cerrno>
#include <cstdio>
#include <cstring>

namespace wirewise::record {

using session::Failure;
using session::Result;
using session::SessionContent;
using session::SessionFile;

namespace {

/// Payloads that are in memory at once, unless one message is larger.
constexpr qint64 PageBytes = 4 * 1024 * 1024;

/// Gives the sentences below their context of translation.
struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(wirewise::record::RedactedSession)
};

Failure cannotWrite(const QString &path, const QString &why)
{
    return {Failure::Kind::CannotWrite,
            Texts::tr("%1 cannot be written: %2.").arg(QFileInfo(path).fileName(), why)};
}

/// A name beside the target that nobody has.
Result<QString> nameBeside(const QString &path)
{
    QTemporaryFile file(QFileInfo(path).absolutePath() + QStringLiteral("/.wirewise-XXXXXX"));
    if (!file.open())
        return tl::unexpected(cannotWrite(path, file.errorString()));
    return file.fileName();
}

} // namespace

struct RedactedSession::State
{
    State(QString file, const redaction::Choice &choice, session::BlockWalk blocks)
        : path(std::move(file))
        , redactor(choice)
        , walk(std::move(blocks))
    {
    }

    /// Hands over the messages as they are in the file, by the block. False if it was stopped.
    template<typename Take>
    bool eachBlock(const PassedMessages &passed, Take take)
    {
        qint64 count = 0;
        bool goesOn = true;
        (void)walk.from(0, [&](const session::MessageBlock &block) {
            if (const auto messages = session::messagesOf(block)) {
                goesOn = take(*messages);
                count += messages->size();
            }
            goesOn = goesOn && (!passed || passed(count, messageCount));
            return goesOn;
        });
        return goesOn;
    }

    void redact(SessionContent &content)
    {
        content.observation = redactor.redacted(content.observation);
        content.diagnosis = redactor.redacted(content.diagnosis);
        for (QString *text :
             {&content.info.name, &content.info.notes, &content.info.url, &content.info.summary})
            *text = redactor.redacted(*text);
        for (observation::ConnectionMark &mark : content.connections) {
            if (mark.ended)
                mark.ended = redactor.redacted(*mark.ended);
        }
    }

    /// The endpoint as the observation of a check that has seen nothing yet: all that is secret in it has its
    /// place there.
    static observation::Observation asObservation(const session::PlannedEndpoint &planned)
    {
        observation::Observation observation;
        observation.typed = planned.typed;
        observation.endpoint = observation::parseEndpoint(planned.typed);
        observation.settings = planned.settings;
        return observation;
    }

    void redact(session::PlannedEndpoint &planned)
    {
        const observation::Observation hidden = redactor.redacted(asObservation(planned));
        planned.typed = hidden.typed;
        planned.settings = hidden.settings;
        planned.title = redactor.redacted(planned.title);
        planned.environment = redactor.redacted(planned.environment);
    }

    /// What a run was to check, and by the number of a check the endpoint that it was of. Where checks are
    /// missing, their numbers say nothing.
    void readPlan()
    {
        const Result<session::ListRun> run = session::readListRun(path);
        if (!run || !run->planned || !checks.constFirst().complete)
            return;
        title = run->title;
        for (const session::ListRunEntry &entry : run->entries) {
            plan.append(entry.planned);
            if (entry.outline)
                places.insert(entry.outline->check, entry.index);
        }
    }

    Result<void> writeChecks(SessionFile &file)
    {
        Result<void> done;
        if (!plan.isEmpty())
            done = file.setPlan(title, plan);
        for (qsizetype i = 0; i < checks.size() && done; ++i) {
            const SessionContent &content = checks.at(i);
            const auto place = places.constFind(i + 1);
            done = place == places.cend() ? file.addCheck(content.observation, content.diagnosis)
                                          : file.addCheck(*place, content.observation, content.diagnosis);
        }
        return done;
    }

    Result<bool> writeTo(SessionFile &file, const PassedMessages &passed)
    {
        if (const auto written = file.together([&] { return writeChecks(file); }); !written)
            return tl::unexpected(written.error());
        const SessionContent &first = checks.constFirst();
        Result<void> done = file.setName(first.info.name);
        done = done ? file.setNotes(first.info.notes) : done;
        done = done && first.info.pinned ? file.setPinned(true) : done;
        for (const observation::ConnectionMark &mark : first.connections)
            done = done ? file.setConnection(mark) : done;
        const bool isWhole = done && eachBlock(passed, [&](const QList<observation::Message> &messages) {
                                 QList<observation::Message> hidden;
                                 for (const observation::Message &message : messages)
                                     hidden.append(redactor.redacted(message));
                                 done = file.appendMessages(hidden);
                                 return done.has_value();
                             });
        if (!done)
            return tl::unexpected(done.error());
        return isWhole;
    }

    QString path;
    redaction::Redactor redactor;
    session::BlockWalk walk;
    QList<SessionContent> checks;
    QString title; ///< of the plan
    QList<session::PlannedEndpoint> plan;
    QHash<qint64, qsizetype> places; ///< in the plan, by the number of the check
    qint64 messageCount = 0;
};

RedactedSession::RedactedSession(std::unique_ptr<State> state)
    : m_state(std::move(state))
{
}
RedactedSession::RedactedSession(RedactedSession &&) noexcept = default;
RedactedSession &RedactedSession::operator=(RedactedSession &&) noexcept = default;
RedactedSession::~RedactedSession() = default;

Result<std::optional<RedactedSession>>
RedactedSession::open(const QString &path, const redaction::Choice &choice, const PassedMessages &passed)
{
    auto contents = SessionFile::readAll(path);
    if (!contents)
        return tl::unexpected(contents.error());
    auto walk = session::BlockWalk::open(path, session::BlockWalk::Content::Whole);
    if (!walk)
        return tl::unexpected(walk.error());
    auto state = std::make_unique<State>(path, choice, *std::move(walk));
    state->checks = *std::move(contents);
    for (const SessionContent &content : std::as_const(state->checks)) {
        state->messageCount = content.info.messages;
        state->redactor.gather(content.observation);
        for (const QString &text : {content.info.name, content.info.notes})
            state->redactor.gather(text.toUtf8());
    }
    state->readPlan();
    for (const session::PlannedEndpoint &planned : std::as_const(state->plan))
        state->redactor.gather(State::asObservation(planned));
    if (!choice.removesNothing()) {
        const bool isWhole = state->eachBlock(passed, [&](const QList<observation::Message> &messages) {
            for (const observation::Message &message : messages)
                state->redactor.gather(message);
            return true;
        });
        if (!isWhole)
            return std::nullopt;
    }
    for (SessionContent &content : state->checks)
        state->redact(content);
    for (session::PlannedEndpoint &planned : state->plan)
        state->redact(planned);
    state->title = state->redactor.redacted(state->title);
    return RedactedSession(std::move(state));
}

const QList<SessionContent> &RedactedSession::checks() const
{
    return m_state->checks;
}

qint64 RedactedSession::messageCount() const
{
    return m_state->messageCount;
}

QList<observation::Message> RedactedSession::messages(qint64 first, qint64 count)
{
    QList<observation::Message> found;
    qint64 bytes = 0;
    (void)m_state->walk.from(first, [&](const session::MessageBlock &block) {
        const auto messages = session::messagesOf(block);
        if (!messages)
            return true;
        for (const observation::Message &message : *messages) {
            if (message.number < first)
                continue;
            if (message.number >= first + count || (bytes > PageBytes && !found.isEmpty()))
                return false;
            bytes += message.held();
            found.append(m_state->redactor.redacted(message));
        }
        return true;
    });
    return found;
}

Result<bool> RedactedSession::saveAs(const QString &path, bool overwrite, const PassedMessages &passed)
{
    const QFileInfo target(path);
    if (target.exists() &&
        (!overwrite || target.canonicalFilePath() == QFileInfo(m_state->path).canonicalFilePath()))
        return tl::unexpected(
            Failure{Failure::Kind::CannotWrite,
                    Texts::tr("%1 exists already. Choose another name.").arg(target.fileName())});
    const Result<QString> name = nameBeside(path);
    if (!name)
        return tl::unexpected(name.error());
    Result<bool> done = false;
    {
        Result<SessionFile> file = SessionFile::create(*name);
        if (!file)
            return tl::unexpected(file.error());
        done = m_state->writeTo(*file, passed);
    }
    const bool isWhole = done && *done;
    if (isWhole &&
        std::rename(QFile::encodeName(*name).constData(), QFile::encodeName(path).constData()) == 0)
        return true;
    const QString why = QString::fromLocal8Bit(std::strerror(errno));
    QFile::remove(*name);
    if (isWhole)
        return tl::unexpected(cannotWrite(path, why));
    return done;
}

const redaction::Redactor &RedactedSession::redactor() const
{
    return m_state->redactor;
}

} // namespace wirewise::record
