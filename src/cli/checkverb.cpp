#include "cli/checkverb.h"

#include "cli/checkoptions.h"
#include "cli/recordoptions.h"
#include "cli/savedendpoints.h"
#include "diagnosis/diagnose.h"
#include "report/text.h"
#include "session/sessionfile.h"

#include <QCoreApplication>

#include <algorithm>

namespace wirewise::cli {

namespace {

constexpr Option runOptionTable[] = {
    {"json", nullptr,
     QT_TRANSLATE_NOOP("Options", "one JSON document on standard output, nothing else there")},
    {"ndjson", nullptr,
     QT_TRANSLATE_NOOP("Options", "one result a line on standard output, each as soon as it is known")},
    {"verbose", nullptr, QT_TRANSLATE_NOOP("Options", "print every exchange byte for byte")},
    {"keep-secrets", nullptr, QT_TRANSLATE_NOOP("Options", "do not mask credentials in what is printed")},
    {"file", "FILE",
     QT_TRANSLATE_NOOP(
         "Options",
         "endpoints to check: one a line with its options, # comments; or commands of curl and other "
         "clients, or a HAR; - reads standard input")},
    {"jobs", "N", QT_TRANSLATE_NOOP("Options", "how many endpoints at once; default 16")},
    {"per-host", "N", QT_TRANSLATE_NOOP("Options", "how many connections to one host at once; default 6")},
    {"session", "FILE", QT_TRANSLATE_NOOP("Options", "keep the whole run in a session file")},
    MaximumFileOption,
};

/// "orders/prices in staging", above its result.
QString titleOf(const ItemOrigin &origin)
{
    if (origin.endpoint.isEmpty())
        return {};
    const QString name = observation::printable(origin.endpoint.toUtf8());
    const QString environment = observation::printable(origin.environment.toUtf8());
    return (environment.isEmpty() ? name : CheckVerb::tr("%1 in %2").arg(name, environment)) +
           QLatin1Char('\n');
}

} // namespace

CheckVerb::~CheckVerb() = default;

std::span<const Option> CheckVerb::options()
{
    static const QList<Option> all = [] {
        QList<Option> list;
        for (const std::span<const Option> table :
             {std::span<const Option>(runOptionTable), RunGate::options(), PipelineReports::options(),
              ViaRuns::options(), Telemetry::options(), savedEndpointOptions(), probeOptions()}) {
            for (const Option &option : table)
                list.append(option);
        }
        return list;
    }();
    return {all.constData(), static_cast<std::size_t>(all.size())};
}

void CheckVerb::run(const Arguments &arguments)
{
    QString error;
    const int jobs = wholeNumber(arguments, "jobs", 16, 1, 1000, error);
    const int perHost = wholeNumber(arguments, "per-host", 6, 1, 1000, error);
    if (error.isEmpty())
        error = prepare(arguments);
    if (!error.isEmpty())
        return refuse(error);
    begin();
    if (m_items.items.size() == 1 && !m_via.isAsked())
        runOne();
    else
        runMany(jobs, perHost);
}

QString CheckVerb::prepare(const Arguments &arguments)
{
    if (arguments.has("json") && arguments.has("ndjson"))
        return tr("--json and --ndjson exclude each other.");
    m_format = arguments.has("json") ? Format::Json : arguments.has("ndjson") ? Format::Ndjson : Format::Text;
    m_verbose = arguments.has("verbose");
    m_secrets = arguments.has("keep-secrets") ? report::Secrets::Kept : report::Secrets::Masked;
    QString error;
    const record::RecordLimits limits = recordLimits(arguments, error);
    if (!error.isEmpty())
        return error;
    auto items = readCheckItems(arguments, console());
    if (!items)
        return items.error();
    m_items = *std::move(items);
    error = m_via.read(arguments);
    if (error.isEmpty())
        error = m_via.spread(m_items);
    if (error.isEmpty())
        error = m_gate.read(arguments);
    if (error.isEmpty())
        error = m_reports.read(arguments);
    if (error.isEmpty())
        error = m_telemetry.read(arguments, console());
    if (error.isEmpty() && arguments.has("session"))
        error = openSession(arguments.value("session"), limits);
    return error;
}

QString CheckVerb::openSession(const QString &path, const record::RecordLimits &limits)
{
    session::Result<session::SessionFile> file = session::SessionFile::create(path);
    if (!file)
        return file.error().text;
    m_recorder = std::make_unique<record::Recorder>(*std::move(file), limits);
    connect(m_recorder.get(), &record::Recorder::failed, this, [this](const QString &sentence) {
        m_recordingFailed = true;
        console().complain(notKeptSince(sentence));
    });
    return {};
}

void CheckVerb::begin()
{
    using Order = ResultOutput::Order;
    const bool lines = m_format == Format::Ndjson;
    m_output = std::make_unique<ResultOutput>(*console().out, lines ? Order::AsTheyEnd : Order::AsGiven,
                                              m_items.items.size(),
                                              lines                      ? QByteArray()
                                              : m_format == Format::Json ? report::jsonSeparator()
                                                                         : QByteArray("\n"));
    // Standard output belongs to the document alone; GitHub reads commands on standard error, too.
    m_reports.begin(m_format == Format::Text ? *console().out : *console().err);
    if (m_format == Format::Json)
        m_output->write(report::jsonHead());
    m_facts.startedAt = QDateTime::currentDateTimeUtc();
}

void CheckVerb::runOne()
{
    const check::BatchItem &item = m_items.items.constFirst();
    m_check = std::make_unique<check::Check>(item.typed, item.settings);
    if (m_recorder)
        m_recorder->follow(m_check.get());
    connect(m_check.get(), &check::Check::finished, this,
            [this](const observation::Observation &observation, const diagnosis::Diagnosis &diagnosis) {
                take(0, observation, diagnosis);
                conclude();
            });
    m_check->start();
}

void CheckVerb::runMany(int jobs, int perHost)
{
    m_batch = std::make_unique<check::Batch>(m_items.items, jobs, perHost);
    connect(m_batch.get(), &check::Batch::itemFinished, this,
            [this](qsizetype index, const observation::Observation &observation,
                   const diagnosis::Diagnosis &diagnosis) {
                if (m_recorder)
                    m_recorder->addCheck(observation, diagnosis);
                take(index, observation, diagnosis);
            });
    connect(m_batch.get(), &check::Batch::finished, this, [this] {
        m_hereFinished = true;
        concludeIfOver();
    });
    m_hereFinished = false;
    if (m_via.isAsked())
        startElsewhere(jobs, perHost);
    m_batch->start(m_via.here(m_items.items.size()));
}

void CheckVerb::concludeIfOver()
{
    if (!m_hereFinished || !m_via.isFinished())
        return;
    fillIn();
    conclude();
}

void CheckVerb::interrupt()
{
    m_telemetry.hurry();
    if (m_check)
        m_check->stop();
    if (m_batch)
        m_batch->stop();
    m_via.stop();
}

void CheckVerb::take(qsizetype index, const observation::Observation &observation,
                     const diagnosis::Diagnosis &diagnosis)
{
    using diagnosis::Verdict;
    ++m_done;
    ++m_verdicts[diagnosis.verdict];
    m_facts.stopped = m_facts.stopped || observation.stopped;
    const report::Checked checked{observation, diagnosis};
    report::Judgement judgement;
    judgement.passes = diagnosis.verdict == Verdict::Works || diagnosis.verdict == Verdict::WorksWithWarnings;
    if (keepsOutlines()) {
        m_outlines.append(outlineOf(index, checked));
        judgement = m_outlines.constLast().judgement;
    }
    m_passing += judgement.passes ? 1 : 0;
    const ItemOrigin &origin = m_items.origins.at(index);
    m_telemetry.take(checked, {{}, origin.endpoint, origin.environment, judgement.passes});
    if (m_via.isAsked())
        putBeside(index, {checked, judgement});
    else
        m_output->put(index, render(index, checked, judgement));
    if (m_format == Format::Ndjson)
        console().flush();
    stopIfUnread();
    showProgress();
}

bool CheckVerb::keepsOutlines() const
{
    return m_gate.isAsked() || m_reports.isAsked() || m_telemetry.wantsOutlines();
}

report::Outline CheckVerb::outlineOf(qsizetype index, const report::Checked &checked)
{
    report::Outline outline = report::outlineOf(checked);
    const ItemOrigin &origin = m_items.origins.at(index);
    outline.index = index;
    outline.endpoint = origin.endpoint;
    outline.environment = origin.environment;
    outline.listFile = origin.listFile;
    outline.line = origin.line;
    outline.occurrence = origin.occurrence;
    outline.judgement = m_gate.judge(outline);
    return outline;
}

QByteArray CheckVerb::render(qsizetype index, const report::Checked &checked,
                             const report::Judgement &judgement) const
{
    if (m_format == Format::Text)
        return renderText(index, checked, m_items.items.size() == 1 || m_verbose);
    return writtenOf(index, resultOf(index, checked, judgement));
}

QByteArray CheckVerb::renderText(qsizetype index, const report::Checked &checked, bool inFull) const
{
    const report::TextStyle style{console().colour, console().width, m_verbose};
    const QString text =
        inFull ? report::toText(checked, style, m_secrets) : report::toShortText(checked, style, m_secrets);
    return (titleOf(m_items.origins.at(index)) + text).toUtf8();
}

QJsonObject CheckVerb::resultOf(qsizetype index, const report::Checked &checked,
                                const report::Judgement &judgement) const
{
    const ItemOrigin &origin = m_items.origins.at(index);
    QJsonObject object = report::toJson(checked, m_secrets);
    if (!origin.endpoint.isEmpty()) {
        object.insert(QStringLiteral("endpoint"), origin.endpoint);
        object.insert(QStringLiteral("environment"),
                      origin.environment.isEmpty() ? QJsonValue() : QJsonValue(origin.environment));
    }
    m_gate.describe(judgement, object);
    return object;
}

QByteArray CheckVerb::writtenOf(qsizetype index, QJsonObject result) const
{
    if (m_format == Format::Json)
        return report::jsonText(result);
    result.insert(QStringLiteral("index"), index);
    return report::jsonLine(result) + '\n';
}

void CheckVerb::stopIfUnread()
{
    if (m_output->health() != ResultOutput::Health::Well && !m_reports.isAsked() && !m_telemetry.isAsked() &&
        !m_recorder)
        interrupt();
}

void CheckVerb::showProgress() const
{
    if (!console().interactive || console().colour || m_items.items.size() < 2)
        return; // where the results come on the same terminal, they are the progress
    console().err->write(tr("%1 of %2 done\n").arg(m_done).arg(m_items.items.size()).toUtf8());
}

void CheckVerb::fillIn()
{
    const qsizetype count = m_items.items.size();
    if (m_done == count)
        return;
    if (m_output->health() != ResultOutput::Health::ReaderGone)
        console().complain(
            tr("Stopped. %1 of %2 endpoints were not checked.").arg(count - m_done).arg(count));
    for (qsizetype index = 0; index < count; ++index) {
        if (m_output->has(index))
            continue;
        observation::Observation observation;
        observation.typed = m_items.items.at(index).typed;
        observation.endpoint = observation::parseEndpoint(observation.typed);
        observation.settings = m_items.items.at(index).settings;
        observation.stopped = true;
        observation.from = m_items.origins.at(index).from;
        take(index, observation, diagnosis::diagnose(observation));
    }
}

void CheckVerb::conclude()
{
    m_facts.endedAt = QDateTime::currentDateTimeUtc();
    m_facts.passes = m_passing == m_items.items.size();
    m_facts.disappeared = m_gate.disappeared();
    std::sort(m_outlines.begin(), m_outlines.end(),
              [](const report::Outline &a, const report::Outline &b) { return a.index < b.index; });
    endOutput();
    const bool written = m_reports.write(m_outlines, m_facts, console());
    if (m_recorder) {
        m_recorder->flush();
        // What the writer said in the meantime waits in the event queue.
        QCoreApplication::sendPostedEvents(m_recorder.get());
    }
    connect(&m_telemetry, &Telemetry::finished, this, [this, written] { Q_EMIT finished(status(written)); });
    m_telemetry.finish(m_outlines);
}

void CheckVerb::endOutput()
{
    const QStringList words = m_gate.words(m_outlines);
    if (m_format == Format::Json)
        m_output->write(m_gate.jsonTail(m_outlines));
    else if (m_format == Format::Text && m_items.items.size() > m_via.each())
        printSummary();
    if (m_format == Format::Text && !words.isEmpty())
        m_output->write('\n' + words.join(QLatin1Char('\n')).toUtf8() + '\n');
    else if (!words.isEmpty())
        console().err->write(words.join(QLatin1Char('\n')).toUtf8() + '\n');
    if (m_output->health() == ResultOutput::Health::Failed)
        console().complain(tr("The results cannot be written: %1.").arg(m_output->error()));
}

ExitStatus CheckVerb::status(bool written) const
{
    if (!written || m_recordingFailed || m_telemetry.failed() ||
        m_output->health() == ResultOutput::Health::Failed)
        return ExitStatus::Broken;
    return m_facts.passes ? ExitStatus::Works : ExitStatus::Fails;
}

void CheckVerb::printSummary()
{
    using diagnosis::Verdict;
    QStringList parts;
    const auto add = [&](Verdict verdict, const QString &words) {
        if (const qsizetype count = m_verdicts.value(verdict); count > 0)
            parts.append(words.arg(count));
    };
    add(Verdict::Works, tr("works: %1"));
    add(Verdict::WorksWithWarnings, tr("works with warnings: %1"));
    add(Verdict::Fails, tr("fails: %1"));
    add(Verdict::NotChecked, tr("not checked: %1"));
    QString text = QLatin1Char('\n') +
                   tr("%1 endpoints; %2.").arg(m_items.items.size()).arg(parts.join(QLatin1String(", "))) +
                   QLatin1Char('\n');
    if (m_verdicts.value(Verdict::Fails) + m_verdicts.value(Verdict::WorksWithWarnings) > 0 && !m_verbose)
        text += tr("Check one of them alone, or all with --verbose, for the evidence and the fix.") +
                QLatin1Char('\n');
    m_output->write(text.toUtf8());
}

} // namespace wirewise::cli
