#include "cli/checkverb.h"

#include "cli/checklist.h"
#include "cli/checkoptions.h"
#include "cli/listruns.h"
#include "cli/recordoptions.h"
#include "cli/savedendpoints.h"
#include "diagnosis/diagnose.h"
#include "report/text.h"

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
    {"list", nullptr, QT_TRANSLATE_NOOP("Options", "say what would be checked, and check nothing")},
    {"session", "FILE", QT_TRANSLATE_NOOP("Options", "keep the whole run in a session file")},
    MaximumFileOption,
};

/// "orders/prices in staging" or "GET /rooms/{room}", above its result.
QString titleOf(const ItemOrigin &origin)
{
    if (origin.endpoint.isEmpty() && origin.what.isEmpty())
        return {};
    if (origin.endpoint.isEmpty())
        return observation::printable(origin.what.toUtf8(), 200) + QLatin1Char('\n');
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
             {std::span<const Option>(runOptionTable), Discovery::options(), listRunOptions(),
              RunGate::options(), PipelineReports::options(), ViaRuns::options(), Telemetry::options(),
              savedEndpointOptions(), probeOptions()}) {
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
    m_jobs = wholeNumber(arguments, "jobs", 16, 1, 1000, error);
    m_perHost = wholeNumber(arguments, "per-host", 6, 1, 1000, error);
    if (!error.isEmpty())
        refuse(error);
    else if (arguments.has("discover") && !comesFromRun(arguments))
        discover(arguments);
    else
        begin(arguments);
}

void CheckVerb::begin(const Arguments &arguments)
{
    if (const QString error = prepare(arguments); !error.isEmpty())
        return refuse(error);
    if (arguments.has("list")) {
        listItems(m_items, m_discovery ? m_discovery->passedOver() : QList<imports::PassedOver>(),
                  {m_format != Format::Text, m_secrets}, console());
        Q_EMIT finished(ExitStatus::Works);
        return;
    }
    beginOutput();
    if (m_kept)
        tellKept(0);
    else if (m_items.items.size() == 1 && !m_via.isAsked())
        runOne();
    else
        runMany();
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
    auto items = readCheckItems(arguments, console(), m_discovery ? m_discovery->items() : CheckItems());
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
    if (error.isEmpty())
        error = m_since.read(arguments, m_items, console());
    if (error.isEmpty() && arguments.has("session") && !arguments.has("list"))
        error = openSession(arguments, limits);
    return error;
}

void CheckVerb::beginOutput()
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
    const qsizetype count = m_items.items.size();
    const ProgressLine::Way way =
        count > m_via.each() ? ProgressLine::wayFor(console()) : ProgressLine::Way::Silent;
    m_progress = std::make_unique<ProgressLine>(console(), way, count, count - m_items.left().size());
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

void CheckVerb::runMany()
{
    m_batch = std::make_unique<check::Batch>(m_items.items, m_jobs, m_perHost);
    if (m_recorder)
        connect(m_recorder.get(), &record::Recorder::fellBehind, m_batch.get(), &check::Batch::setHeld);
    connect(m_batch.get(), &check::Batch::itemFinished, this,
            [this](qsizetype index, const observation::Observation &observation,
                   const diagnosis::Diagnosis &diagnosis) {
                keep(index, observation, diagnosis);
                take(index, observation, diagnosis);
            });
    connect(m_batch.get(), &check::Batch::finished, this, [this] {
        m_hereFinished = true;
        concludeIfOver();
    });
    m_hereFinished = false;
    if (m_interrupted)
        m_batch->stop();
    if (m_via.isAsked())
        startElsewhere(m_jobs, m_perHost);
    m_batch->start(m_via.isAsked() ? m_via.here(m_items.items.size()) : m_items.left());
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
    m_interrupted = true;
    if (m_discovery)
        m_discovery->stop();
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
    m_since.take(index, checked);
    if (!m_kept) // else it was sent by the run that made it
        m_telemetry.take(checked, {{}, origin.endpoint, origin.environment, judgement.passes});
    m_progress->hide();
    if (m_via.isAsked())
        putBeside(index, {checked, judgement});
    else
        m_output->put(index, render(index, checked, judgement));
    stopIfUnread();
    m_progress->update(m_done, m_done - m_passing);
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
    return (titleOf(m_items.origins.at(index)) + text + m_since.lineOf(index)).toUtf8();
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
    if (!origin.what.isEmpty())
        object.insert(QStringLiteral("described"), origin.what);
    m_gate.describe(judgement, object);
    m_since.describe(index, object);
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
    m_progress->end();
    const QStringList words = m_since.words() + m_gate.words(m_outlines);
    if (m_format == Format::Json) {
        QJsonObject members = m_gate.members(m_outlines);
        m_since.addTo(members);
        m_output->write(report::jsonTail(members));
    } else if (m_format == Format::Text && m_items.items.size() > m_via.each())
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
