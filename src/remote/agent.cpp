#include "remote/agent.h"

#include "check/check.h"

#include <QFile>

#include <vector>

namespace wirewise::remote {

namespace {

/// Different files of authorities in one run.
constexpr qsizetype MostFiles = 100;

} // namespace

Agent::Agent(QObject *parent)
    : QObject(parent)
    , m_alive(this)
{
    connect(&m_alive, &QTimer::timeout, this, [this] { Q_EMIT say(lineOf(Alive{})); });
}

Agent::~Agent() = default;

void Agent::start()
{
    Q_EMIT say(lineOf(Greeting{ProtocolVersion, QStringLiteral(WIREWISE_VERSION)}));
    m_alive.start(AliveInterval);
}

void Agent::take(const QByteArray &line)
{
    if (m_ending)
        return;
    const std::optional<Order> order = readOrder(line);
    if (!order) {
        Q_EMIT say(lineOf(Refused{0, tr("An order could not be read.")}));
    } else if (const Stop *stop = std::get_if<Stop>(&*order)) {
        if (const auto job = m_jobs.find(stop->number); job != m_jobs.end())
            job->second.check->stop();
    } else {
        begin(std::get<Request>(*order));
    }
}

void Agent::begin(Request request)
{
    const auto refuse = [&](const QString &why) { Q_EMIT say(lineOf(Refused{request.number, why})); };
    if (m_jobs.contains(request.number))
        return refuse(tr("Two checks have the same number."));
    if (m_jobs.size() >= static_cast<std::size_t>(MostChecks))
        return refuse(tr("More than %1 checks at once were ordered.").arg(MostChecks));
    // Files are those of the asker's computer: no order names one of this computer.
    request.settings.caFile.clear();
    request.settings.certificateFile.clear();
    request.settings.keyFile.clear();
    if (!request.authorities.isEmpty()) {
        request.settings.caFile = fileOf(request.authorities);
        if (request.settings.caFile.isEmpty())
            return refuse(tr("There is no room for the certificate authorities in the folder for temporary "
                             "files."));
    }
    Job &job = m_jobs[request.number];
    job.check = std::make_unique<check::Check>(request.typed, request.settings);
    job.check->setMaximumParallel(qBound(1, request.connections, 1000));
    listenTo(job.check.get(), request.number);
    job.check->start();
}

void Agent::listenTo(check::Check *check, qint64 number)
{
    using check::Check;
    connect(check, &Check::exchangeFinished, this, [this, number](const observation::Exchange &exchange) {
        // Those of experiments come with their result.
        if (exchange.name() == observation::toString(exchange.probe.kind))
            tell(number, exchange);
    });
    connect(check, &Check::experimentFinished, this,
            [this, number](const observation::ExperimentResult &result) { tell(number, result); });
    connect(check, &Check::finished, this,
            [this, number](const observation::Observation &observation) { conclude(number, observation); });
}

void Agent::tell(qint64 number, const observation::Exchange &exchange)
{
    QSet<QByteArray> &told = m_jobs[number].told;
    if (told.contains(exchange.name()))
        return;
    told.insert(exchange.name());
    Q_EMIT say(lineOf(Seen{number, exchange}));
}

void Agent::tell(qint64 number, const observation::ExperimentResult &result)
{
    QSet<QByteArray> &told = m_jobs[number].told;
    if (told.contains(result.experiment.id))
        return;
    told.insert(result.experiment.id);
    Q_EMIT say(lineOf(Tried{number, result}));
}

void Agent::conclude(qint64 number, const observation::Observation &observation)
{
    // What was stopped before its turn is told by the observation only.
    for (const observation::Exchange &exchange : observation.exchanges)
        tell(number, exchange);
    for (const observation::ExperimentResult &result : observation.experiments)
        tell(number, result);
    observation::Observation about = observation;
    about.settings = {}; // the asker has them
    Q_EMIT say(lineOf(Finished{number, about, observation.session}));
    auto job = m_jobs.extract(number);
    job.mapped().check.release()->deleteLater(); // inside its own signal here
    if (m_ending && m_jobs.empty())
        Q_EMIT finished();
}

void Agent::end()
{
    if (m_ending)
        return;
    m_ending = true;
    m_alive.stop();
    std::vector<check::Check *> running;
    for (const auto &[number, job] : m_jobs)
        running.push_back(job.check.get());
    for (check::Check *check : running)
        check->stop();
    if (running.empty())
        Q_EMIT finished();
}

QString Agent::fileOf(const QByteArray &authorities)
{
    if (const auto known = m_files.constFind(authorities); known != m_files.constEnd())
        return *known;
    if (!m_folder)
        m_folder = std::make_unique<QTemporaryDir>(); // for its owner alone
    if (!m_folder->isValid() || m_files.size() >= MostFiles)
        return {};
    QFile file(m_folder->filePath(QStringLiteral("authorities-%1.pem").arg(m_files.size())));
    if (!file.open(QIODevice::WriteOnly) || file.write(authorities) != authorities.size())
        return {};
    return *m_files.insert(authorities, file.fileName());
}

} // namespace wirewise::remote
