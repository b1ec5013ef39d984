#include "remote/placedchecks.h"

#include "check/hostlimits.h"
#include "diagnosis/diagnose.h"
#include "remote/agentprocess.h"
#include "remote/gathering.h"

#include <QFile>
#include <QPointer>

#include <map>
#include <utility>

namespace wirewise::remote {

namespace {

/// A file of authorities that is sent along.
constexpr qint64 LargestAuthorities = 4 * 1024 * 1024;

/// Nothing if it cannot be read; it is small.
std::optional<QByteArray> contentsOf(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly) || file.size() > LargestAuthorities)
        return std::nullopt;
    return file.read(LargestAuthorities);
}

/// Which check an answer is about; -1 for one that is about none.
qint64 numberOf(const Answer &answer)
{
    return std::visit(
        [](const auto &told) -> qint64 {
            if constexpr (requires { told.number; })
                return told.number;
            else
                return -1;
        },
        answer);
}

} // namespace

class PlacedChecks::Run
{
public:
    Run(PlacedChecks *checks, const Place &place, Questions questions, QList<check::BatchItem> items,
        Width width)
        : m_checks(checks)
        , m_place(place)
        , m_questions(questions)
        , m_items(std::move(items))
        , m_limits(qMax(1, width.perHost))
        , m_jobs(static_cast<std::size_t>(qMax(1, width.jobs)))
    {
    }

    ~Run();
    Run(const Run &) = delete;
    Run &operator=(const Run &) = delete;

    void start();
    void stop();
    void setPatience(const Patience &patience) { m_patience = patience; }

private:
    struct Job
    {
        Gathering gathered;
        QByteArray host;
        int connections = 0;
    };
    using Jobs = std::map<qint64, Job>;

    void startMore();
    void order(qsizetype index);
    void onTold(const Answer &answer);
    [[nodiscard]] bool take(const Answer &answer);
    void conclude(Jobs::iterator job);
    void onEnded(const QString &sentence);
    void loseRest(const QString &sentence);
    void tell(qsizetype index, const observation::Observation &observation);

    PlacedChecks *m_checks;
    Place m_place;
    Questions m_questions;
    QList<check::BatchItem> m_items;
    Patience m_patience;
    check::HostLimits m_limits;
    std::size_t m_jobs;
    std::unique_ptr<AgentProcess> m_agent;
    Jobs m_running;
    bool m_stopping = false;
    bool m_told = false;
};

PlacedChecks::Run::~Run()
{
    if (!m_agent)
        return;
    // This may come from inside one of its signals.
    m_agent->abandon();
    m_agent.release()->deleteLater();
}

void PlacedChecks::Run::start()
{
    if (m_agent)
        return;
    for (qsizetype i = 0; i < m_items.size(); ++i)
        m_limits.add(i, check::hostOf(m_items.at(i).typed), check::connectionsOf(m_items.at(i).settings));
    m_agent = std::make_unique<AgentProcess>(m_place, m_questions, m_patience);
    QObject::connect(m_agent.get(), &AgentProcess::greeted, m_checks, [this] { startMore(); });
    QObject::connect(m_agent.get(), &AgentProcess::told, m_checks,
                     [this](const Answer &answer) { onTold(answer); });
    QObject::connect(m_agent.get(), &AgentProcess::remarked, m_checks, &PlacedChecks::remarked);
    // From the event loop: it may end inside a signal of its own.
    QObject::connect(
        m_agent.get(), &AgentProcess::ended, m_checks, [this](const QString &sentence) { onEnded(sentence); },
        Qt::QueuedConnection);
    m_agent->start();
}

void PlacedChecks::Run::startMore()
{
    while (!m_stopping && m_running.size() < m_jobs) {
        const std::optional<qsizetype> next = m_limits.takeNext();
        if (!next)
            break;
        order(*next);
    }
    if (m_running.empty())
        m_agent->close();
}

void PlacedChecks::Run::order(qsizetype index)
{
    const check::BatchItem &item = m_items.at(index);
    Job job{Gathering(m_place.text, item.typed, item.settings, QDateTime::currentDateTimeUtc()),
            check::hostOf(item.typed), m_limits.allowed(check::connectionsOf(item.settings))};
    Request request{index, item.typed, item.settings, job.connections, {}};
    if (!item.settings.caFile.isEmpty())
        request.authorities = contentsOf(item.settings.caFile).value_or(QByteArray());
    request.settings.caFile.clear();
    // They only say what to hide, and nothing is shown there.
    request.settings.secrets.clear();
    m_running.emplace(index, std::move(job));
    m_agent->say(lineOf(request));
}

void PlacedChecks::Run::onTold(const Answer &answer)
{
    if (!m_told && !take(answer))
        m_agent->refuse();
}

bool PlacedChecks::Run::take(const Answer &answer)
{
    if (std::holds_alternative<Alive>(answer))
        return true;
    const qint64 number = numberOf(answer);
    const auto job = m_running.find(number);
    if (job == m_running.end())
        return false;
    Gathering &gathered = job->second.gathered;
    if (const Seen *seen = std::get_if<Seen>(&answer)) {
        if (!gathered.take(*seen))
            return false;
        const observation::Exchange exchange = *gathered.observation().exchange(seen->exchange.name());
        Q_EMIT m_checks->exchangeFinished(number, exchange);
        return true;
    }
    if (const Tried *tried = std::get_if<Tried>(&answer)) {
        if (!gathered.take(*tried))
            return false;
        const observation::ExperimentResult result = gathered.observation().experiments.constLast();
        Q_EMIT m_checks->experimentFinished(number, result);
        return true;
    }
    if (const Finished *finished = std::get_if<Finished>(&answer)) {
        if (!gathered.take(*finished))
            return false;
    } else if (const Refused *refused = std::get_if<Refused>(&answer)) {
        gathered.lose(PlacedChecks::tr("%1 refused the check: %2").arg(m_place.name, refused->why));
    }
    conclude(job);
    return true;
}

void PlacedChecks::Run::conclude(Jobs::iterator job)
{
    const auto ended = m_running.extract(job);
    m_limits.giveBack(ended.mapped().host, ended.mapped().connections);
    const QPointer<PlacedChecks> alive(m_checks);
    tell(ended.key(), ended.mapped().gathered.observation());
    if (alive)
        startMore();
}

void PlacedChecks::Run::tell(qsizetype index, const observation::Observation &observation)
{
    Q_EMIT m_checks->itemFinished(index, observation, diagnosis::diagnose(observation));
}

void PlacedChecks::Run::stop()
{
    if (m_stopping || m_told || !m_agent)
        return;
    m_stopping = true;
    for (const auto &[number, job] : m_running)
        m_agent->say(lineOf(Stop{number}));
    // The end of the orders stops what they do not reach.
    m_agent->close();
}

void PlacedChecks::Run::onEnded(const QString &sentence)
{
    if (m_told)
        return;
    m_told = true;
    const QPointer<PlacedChecks> alive(m_checks);
    loseRest(sentence);
    if (alive)
        Q_EMIT m_checks->finished();
}

/// What the place still owes: what was told of it, and why there is no more.
void PlacedChecks::Run::loseRest(const QString &sentence)
{
    const QPointer<PlacedChecks> alive(m_checks);
    Jobs rest = std::exchange(m_running, {});
    for (auto &[number, job] : rest) {
        if (m_stopping)
            job.gathered.stop();
        else
            job.gathered.lose(sentence);
        tell(number, job.gathered.observation());
        if (!alive)
            return;
    }
    while (alive && !m_stopping) {
        const std::optional<qsizetype> next = m_limits.takeNext();
        if (!next)
            break;
        const check::BatchItem &item = m_items.at(*next);
        Gathering nothing(m_place.text, item.typed, item.settings, QDateTime::currentDateTimeUtc());
        nothing.lose(sentence);
        m_limits.giveBack(check::hostOf(item.typed), m_limits.allowed(check::connectionsOf(item.settings)));
        tell(*next, nothing.observation());
    }
}

PlacedChecks::PlacedChecks(Place place, Questions questions, QList<check::BatchItem> items, Width width,
                           QObject *parent)
    : QObject(parent)
    , m_run(std::make_unique<Run>(this, place, questions, std::move(items), width))
{
}

PlacedChecks::~PlacedChecks() = default;

void PlacedChecks::setPatience(const Patience &patience)
{
    m_run->setPatience(patience);
}

void PlacedChecks::start()
{
    m_run->start();
}

void PlacedChecks::stop()
{
    m_run->stop();
}

QString PlacedChecks::objectionTo(const observation::Settings &settings)
{
    if (!settings.keyFile.isEmpty() || !settings.certificateFile.isEmpty())
        return tr("A client certificate is not sent to another place, since its private key belongs on this "
                  "computer alone. Check without it, or run wirewise-cli there.");
    if (!settings.caFile.isEmpty() && !contentsOf(settings.caFile))
        return tr("%1 cannot be read, or is larger than 4 MiB. A PEM file of certificate authorities was "
                  "expected.")
            .arg(settings.caFile);
    return {};
}

} // namespace wirewise::remote
