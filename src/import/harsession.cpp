#include "import/harsession.h"

#include "diagnosis/diagnose.h"
#include "import/harexchange.h"
#include "observation/redaction.h"
#include "session/sessionfile.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>

#include <algorithm>
#include <cmath>

namespace wirewise::imports {

using observation::Message;
using observation::Observation;
using observation::SessionFacts;
using session::Failure;

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(wirewise::imports::Har)
};

/// Messages written at once: so many, or so many bytes.
constexpr qsizetype BatchCount = 4096;
constexpr qint64 BatchBytes = 8 * 1024 * 1024;

Failure failureWith(const QString &sentence)
{
    return {Failure::Kind::CannotWrite, sentence};
}

/// Seconds since 1970 of the moment when the answer to the upgrade was there: messages count from it.
double openedAt(const HarEntry &entry)
{
    const double started = static_cast<double>(entry.startedAt.toMSecsSinceEpoch()) / 1000;
    return entry.startedAt.isValid()
               ? started +
                     static_cast<double>(entry.timing.wait.value_or(observation::Duration(0)).count()) / 1e6
               : 0;
}

/// Turns the messages of one connection into those of a session, and keeps what rules ask for.
class MessageTurner
{
public:
    explicit MessageTurner(double openedAt)
        : m_openedAt(openedAt)
    {
    }

    /// Nothing of what Chrome notes as an error, or of opcodes that are no message.
    [[nodiscard]] std::optional<Message> turned(const HarMessage &har, QStringList &remarks)
    {
        constexpr int known[] = {1, 2, 8, 9, 10};
        const bool isRaw = har.frames == 0;
        if (!isRaw && std::find(std::begin(known), std::end(known), har.opcode) == std::end(known))
            return {};
        if (!har.isWhole)
            remark(remarks,
                   Texts::tr("A message was longer than is kept, or no base64; what could be read of it was "
                             "kept."));
        Message message;
        message.number = ++m_number;
        message.at = timeOf(har.time);
        message.direction = har.sent ? wire::Direction::Sent : wire::Direction::Received;
        message.opcode = isRaw ? wire::Opcode::Binary : static_cast<wire::Opcode>(har.opcode);
        message.payload = har.data;
        message.frames = har.frames.value_or(1);
        message.compressed = har.compressed;
        message.wireSize = har.wireSize.value_or(frameSize(har));
        note(message);
        return message;
    }

    [[nodiscard]] SessionFacts facts() const
    {
        SessionFacts facts = m_facts;
        facts.opened = true;
        facts.watched = m_last;
        return facts;
    }

    static void remark(QStringList &remarks, const QString &sentence)
    {
        if (!remarks.contains(sentence))
            remarks.append(sentence);
    }

private:
    /// Rising, as they came: the clock of the browser may step back.
    [[nodiscard]] observation::Duration timeOf(double time)
    {
        constexpr double longest = 1e9;
        if (m_openedAt == 0)
            m_openedAt = time;
        const double seconds = time - m_openedAt;
        if (std::isfinite(seconds) && seconds > 0 && seconds < longest)
            m_last = std::max(m_last, observation::Duration(std::llround(seconds * 1e6)));
        return m_last;
    }

    /// RFC 6455 section 5.2; what a client sends is masked.
    [[nodiscard]] static qint64 frameSize(const HarMessage &har)
    {
        const qint64 size = har.data.size();
        constexpr qint64 shortest = 125, medium = 65535;
        return size + 2 + (size <= shortest ? 0 : size <= medium ? 2 : 8) + (har.sent ? 4 : 0);
    }

    void note(const Message &message)
    {
        const bool received = message.direction == wire::Direction::Received;
        if (received && !wire::isControl(message.opcode))
            ++m_facts.messageCount;
        constexpr qint64 keptAlone = 64 * 1024;
        if (m_facts.messages.size() < SessionFacts::KeptMessages && message.payload.size() <= keptAlone)
            m_facts.messages.append(message);
        if (message.opcode != wire::Opcode::Close || m_facts.closedAt)
            return;
        m_facts.closedAt = message.at;
        m_facts.closeBy = received ? SessionFacts::CloseBy::Peer : SessionFacts::CloseBy::Us;
        if (message.payload.size() >= 2) {
            const auto high = static_cast<quint8>(message.payload.at(0));
            const auto low = static_cast<quint8>(message.payload.at(1));
            m_facts.closeCode = static_cast<quint16>(high << 8 | low);
            m_facts.closeReason = message.payload.sliced(2);
        }
    }

    double m_openedAt;
    qint64 m_number = 0;
    observation::Duration m_last{0};
    SessionFacts m_facts;
};

/// Reads the HAR a second time and writes what belongs to the session.
class SessionMaker
{
public:
    SessionMaker(const HarListing &listing, const HarGroup &group, session::SessionFile file)
        : m_listing(listing)
        , m_group(group)
        , m_file(std::move(file))
        , m_turner(openedAt(first()))
    {
    }

    [[nodiscard]] session::Result<HarSession> make(QFile &har, const HarProgress &progress)
    {
        prepare();
        if (const auto begun = m_file.begin(m_observation); !begun)
            return tl::unexpected(begun.error());
        const qint64 size = std::max<qint64>(1, har.size());
        const auto goesOn = [&] {
            m_cancelled = progress && !progress(static_cast<double>(har.pos()) / static_cast<double>(size));
            return !m_cancelled && !m_failure;
        };
        const QString unread = readHar(
            &har,
            [&](const HarEntry &entry) {
                if (m_group.contains(entry.index))
                    take(entry);
                return goesOn();
            },
            [&](qsizetype entry, const HarMessage &message) {
                if (m_group.contains(entry))
                    take(message);
                return (++m_seen % BatchCount != 0 && !m_failure) || goesOn();
            });
        if (m_cancelled)
            return tl::unexpected(failureWith(Texts::tr("Stopped. Nothing was kept.")));
        writeBatch();
        if (m_failure)
            return tl::unexpected(*m_failure);
        if (!unread.isEmpty())
            m_remarks.append(unread);
        return finish(QFileInfo(har).fileName());
    }

private:
    [[nodiscard]] const HarEntry &first() const
    {
        for (const qsizetype index : m_group) {
            if (m_listing.entries.at(index).isWebSocket())
                return m_listing.entries.at(index);
        }
        return m_listing.entries.at(m_group.constFirst());
    }

    void prepare()
    {
        const PastedEndpoint pasted = endpointOf(first(), {});
        m_observation.typed = pasted.address;
        m_observation.endpoint = observation::parseEndpoint(pasted.address);
        m_observation.settings = pasted.settings;
        m_observation.settings.probes.clear();
        m_observation.startedAt = first().startedAt;
    }

    void take(const HarEntry &entry)
    {
        observation::Exchange exchange = exchangeOf(entry, m_remarks);
        m_observation.took = std::max(m_observation.took, exchange.timing.total);
        const bool isExperiment = entry.experiment.has_value();
        session::Result<void> written;
        if (isExperiment) {
            observation::ExperimentResult result;
            result.experiment.id = exchange.probe.name;
            result.experiment.change = entry.experiment->change;
            result.experiment.tellsApart = entry.experiment->tellsApart;
            result.experiment.role = entry.experiment->isControl ? observation::Experiment::Role::Control
                                                                 : observation::Experiment::Role::Change;
            result.experiment.probe = exchange.probe;
            result.helps = entry.experiment->helps;
            result.exchange = std::move(exchange);
            m_observation.experiments.append(result);
            written = m_file.addExperiment(result);
        } else {
            if (!m_observation.settings.probes.contains(exchange.probe.kind))
                m_observation.settings.probes.append(exchange.probe.kind);
            written = m_file.addExchange(exchange);
            m_observation.exchanges.append(std::move(exchange));
        }
        if (!written)
            m_failure = written.error();
    }

    void take(const HarMessage &har)
    {
        std::optional<Message> message = m_turner.turned(har, m_remarks);
        if (!message)
            return;
        m_batchBytes += message->payload.size();
        m_batch.append(*std::move(message));
        if (m_batch.size() >= BatchCount || m_batchBytes >= BatchBytes)
            writeBatch();
    }

    void writeBatch()
    {
        if (m_batch.isEmpty() || m_failure)
            return;
        m_written += m_batch.size();
        if (const auto written = m_file.appendMessages(std::exchange(m_batch, {})); !written)
            m_failure = written.error();
        m_batchBytes = 0;
    }

    [[nodiscard]] session::Result<HarSession> finish(const QString &harName)
    {
        const observation::Exchange *upgrade = m_observation.exchange(observation::ProbeKind::Upgrade);
        if (upgrade && upgrade->upgraded()) {
            m_observation.session = m_turner.facts();
            if (!m_observation.session->closedAt)
                m_remarks.append(Texts::tr("The browser does not list how the connection ended."));
        }
        const diagnosis::Diagnosis diagnosis = diagnosis::diagnose(m_observation);
        const QString origin = m_listing.creator.isEmpty()
                                   ? Texts::tr("Made of %1.").arg(harName)
                                   : Texts::tr("Made of %1, written by %2.").arg(harName, m_listing.creator);
        m_remarks.prepend(origin);
        for (const auto &step : {m_file.setDiagnosis(m_observation, diagnosis),
                                 m_file.setNotes(m_remarks.join(QLatin1Char('\n')))}) {
            if (!step)
                return tl::unexpected(step.error());
        }
        using diagnosis::Verdict;
        return HarSession{
            m_file.path(),
            observation::maskedUrl(m_observation.typed),
            diagnosis.summary(),
            diagnosis.verdict == Verdict::Works || diagnosis.verdict == Verdict::WorksWithWarnings,
            m_written,
            m_remarks};
    }

    const HarListing &m_listing;
    const HarGroup &m_group;
    session::SessionFile m_file;
    Observation m_observation;
    MessageTurner m_turner;
    QList<Message> m_batch;
    qint64 m_batchBytes = 0;
    qint64 m_written = 0;
    qint64 m_seen = 0;
    QStringList m_remarks;
    std::optional<Failure> m_failure;
    bool m_cancelled = false;
};

} // namespace

QList<HarGroup> sessionGroups(const HarListing &listing)
{
    QList<HarGroup> groups;
    HarGroup ours;
    for (const HarEntry &entry : listing.entries) {
        if (!hasOutcome(entry))
            continue;
        if (listing.isOurs)
            ours.append(entry.index);
        else if (entry.isWebSocket())
            groups.append(HarGroup{entry.index});
    }
    if (!ours.isEmpty())
        groups.append(ours);
    return groups;
}

session::Result<HarSession> makeSession(const QString &harPath, const HarListing &listing,
                                        const HarGroup &group, const QString &sessionPath,
                                        const HarProgress &progress)
{
    for (const qsizetype index : group) {
        if (index < 0 || index >= listing.entries.size() || !hasOutcome(listing.entries.at(index)))
            return tl::unexpected(failureWith(
                Texts::tr(
                    "Request %1 of the HAR has neither an answer nor a reason why there was none. Check its "
                    "address instead.")
                    .arg(index + 1)));
    }
    if (group.isEmpty())
        return tl::unexpected(failureWith(Texts::tr("No request of the HAR was chosen.")));
    QFile har(harPath);
    if (!har.open(QIODevice::ReadOnly))
        return tl::unexpected(failureWith(
            Texts::tr("%1 cannot be read: %2.").arg(QFileInfo(harPath).fileName(), har.errorString())));
    session::Result<session::SessionFile> file = session::SessionFile::create(sessionPath);
    if (!file)
        return tl::unexpected(file.error());
    session::Result<HarSession> made = [&] {
        SessionMaker maker(listing, group, *std::move(file));
        return maker.make(har, progress);
    }();
    if (!made)
        QFile::remove(sessionPath); // half a session would be judged as a whole one
    return made;
}

} // namespace wirewise::imports
