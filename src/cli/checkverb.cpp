#include "cli/checkverb.h"

#include "cli/checkoptions.h"
#include "cli/endpointlist.h"
#include "cli/pastedtexts.h"
#include "cli/recordoptions.h"
#include "cli/savedendpoints.h"
#include "diagnosis/diagnose.h"
#include "import/readtext.h"
#include "report/prometheus.h"
#include "report/text.h"
#include "session/sessionfile.h"

#include <QCoreApplication>
#include <QFile>
#include <QSaveFile>

namespace wirewise::cli {

namespace {

constexpr Option runOptionTable[] = {
    {"json", nullptr,
     QT_TRANSLATE_NOOP("Options", "one JSON document on standard output, nothing else there")},
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
    {"junit", "FILE", QT_TRANSLATE_NOOP("Options", "the results as JUnit XML")},
    {"prometheus", "FILE", QT_TRANSLATE_NOOP("Options", "the results for a node exporter's textfile folder")},
};

} // namespace

CheckVerb::~CheckVerb() = default;

std::span<const Option> CheckVerb::options()
{
    static const QList<Option> all = [] {
        QList<Option> list;
        for (const Option &option : runOptionTable)
            list.append(option);
        for (const Option &option : savedEndpointOptions())
            list.append(option);
        for (const Option &option : probeOptions())
            list.append(option);
        return list;
    }();
    return {all.constData(), static_cast<std::size_t>(all.size())};
}

void CheckVerb::run(const Arguments &arguments)
{
    m_json = arguments.has("json");
    m_verbose = arguments.has("verbose");
    m_secrets = arguments.has("keep-secrets") ? report::Secrets::Kept : report::Secrets::Masked;
    m_junit = arguments.value("junit");
    m_prometheus = arguments.value("prometheus");
    QString error;
    const int jobs = wholeNumber(arguments, "jobs", 16, 1, 1000, error);
    const int perHost = wholeNumber(arguments, "per-host", 6, 1, 1000, error);
    const record::RecordLimits limits = recordLimits(arguments, error);
    if (!error.isEmpty())
        return refuse(error);
    if (!readItems(arguments) || !canWrite("junit", m_junit) || !canWrite("prometheus", m_prometheus))
        return;
    if (arguments.has("session") && !openSession(arguments.value("session"), limits))
        return;
    m_rendered.resize(static_cast<std::size_t>(m_items.size()));
    if (m_json)
        console().out->write(report::jsonHead());
    if (m_items.size() == 1)
        runOne();
    else
        runMany(jobs, perHost);
}

bool CheckVerb::readItems(const Arguments &arguments)
{
    observation::Settings settings = usualSettings();
    if (const QString error = applyOptions(arguments, settings); !error.isEmpty()) {
        refuse(error);
        return false;
    }
    for (const QString &typed : arguments.positional()) {
        const auto items = readArgument(typed, settings, console());
        if (!items) {
            refuse(items.error());
            return false;
        }
        m_items.append(*items);
    }
    const auto saved = savedItems(arguments, settings);
    if (!saved) {
        refuse(saved.error());
        return false;
    }
    for (const SavedItem &item : *saved) {
        m_origins.insert(m_items.size(), {item.endpoint, item.environment});
        m_items.append(item.item);
    }
    if (arguments.has("file") && !readList(arguments.value("file"), settings))
        return false;
    if (m_items.isEmpty()) {
        refuse(tr("No endpoint is given. An address was expected, for example: wirewise-cli check "
                  "wss://example.org/ws"));
        return false;
    }
    return true;
}

bool CheckVerb::readList(const QString &path, const observation::Settings &settings)
{
    QFile file(path);
    const bool opened =
        path == QLatin1String("-") ? file.open(stdin, QIODevice::ReadOnly) : file.open(QIODevice::ReadOnly);
    if (!opened) {
        refuse(tr("--file %1 cannot be read: %2.").arg(path, file.errorString()));
        return false;
    }
    // A pipe has no size: one byte more than is allowed tells.
    const QByteArray text = file.read(MaximumListSize + 1);
    if (text.size() > MaximumListSize) {
        refuse(tr("--file %1 is larger than 64 MiB. A list of endpoints was expected.").arg(path));
        return false;
    }
    const auto listed = isOfOtherTools(text) ? readPasted(text, settings, console())
                                             : readEndpointList(imports::toUtf8(text), settings);
    if (!listed) {
        refuse(tr("--file %1: %2").arg(path, listed.error()));
        return false;
    }
    if (listed->isEmpty()) {
        refuse(tr("--file %1 holds no endpoint. One address a line was expected.").arg(path));
        return false;
    }
    m_items.append(*listed);
    return true;
}

bool CheckVerb::openSession(const QString &path, const record::RecordLimits &limits)
{
    session::Result<session::SessionFile> file = session::SessionFile::create(path);
    if (!file) {
        refuse(file.error().text);
        return false;
    }
    m_recorder = std::make_unique<record::Recorder>(*std::move(file), limits);
    connect(m_recorder.get(), &record::Recorder::failed, this, [this](const QString &sentence) {
        m_recordingFailed = true;
        console().complain(notKeptSince(sentence));
    });
    return true;
}

/// Before the run, not after it: a long run whose report cannot be written is lost work.
bool CheckVerb::canWrite(const char *option, const QString &path)
{
    if (path.isEmpty())
        return true;
    QSaveFile file(path);
    if (file.open(QIODevice::WriteOnly))
        return true; // leaves nothing behind without a commit
    refuse(tr("--%1 %2 cannot be written: %3.").arg(QLatin1String(option), path, file.errorString()));
    return false;
}

void CheckVerb::runOne()
{
    const check::BatchItem &item = m_items.constFirst();
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
    m_batch = std::make_unique<check::Batch>(m_items, jobs, perHost);
    connect(m_batch.get(), &check::Batch::itemFinished, this,
            [this](qsizetype index, const observation::Observation &observation,
                   const diagnosis::Diagnosis &diagnosis) {
                if (m_recorder)
                    m_recorder->addCheck(observation, diagnosis);
                take(index, observation, diagnosis);
            });
    connect(m_batch.get(), &check::Batch::finished, this, [this] {
        fillIn();
        conclude();
    });
    m_batch->start();
}

void CheckVerb::interrupt()
{
    if (m_check)
        m_check->stop();
    if (m_batch)
        m_batch->stop();
}

void CheckVerb::take(qsizetype index, const observation::Observation &observation,
                     const diagnosis::Diagnosis &diagnosis)
{
    ++m_done;
    ++m_verdicts[diagnosis.verdict];
    const report::Checked checked{observation, diagnosis};
    if (!m_junit.isEmpty() || !m_prometheus.isEmpty())
        m_outlines.append(report::outlineOf(checked));
    m_rendered[static_cast<std::size_t>(index)] = {render(checked, m_origins.value(index)), true};
    printInOrder();
    showProgress();
}

QByteArray CheckVerb::render(const report::Checked &checked, const Origin &origin) const
{
    if (m_json && origin.endpoint.isEmpty())
        return report::jsonResult(checked, m_secrets);
    if (m_json) {
        QJsonObject object = report::toJson(checked, m_secrets);
        object.insert(QStringLiteral("endpoint"), origin.endpoint);
        object.insert(QStringLiteral("environment"),
                      origin.environment.isEmpty() ? QJsonValue() : QJsonValue(origin.environment));
        return report::jsonText(object);
    }
    const report::TextStyle style{console().colour, console().width, m_verbose};
    const bool inFull = m_items.size() == 1 || m_verbose;
    const QString text =
        inFull ? report::toText(checked, style, m_secrets) : report::toShortText(checked, style, m_secrets);
    return (titleOf(origin) + text).toUtf8();
}

/// "orders/prices in staging", above its result.
QString CheckVerb::titleOf(const Origin &origin)
{
    if (origin.endpoint.isEmpty())
        return {};
    const QString name = observation::printable(origin.endpoint.toUtf8());
    const QString environment = observation::printable(origin.environment.toUtf8());
    return (environment.isEmpty() ? name : tr("%1 in %2").arg(name, environment)) + QLatin1Char('\n');
}

/// Prints the results whose turn it is, and forgets them.
void CheckVerb::printInOrder()
{
    while (m_printed < m_items.size() && m_rendered[static_cast<std::size_t>(m_printed)].ready) {
        QByteArray &bytes = m_rendered[static_cast<std::size_t>(m_printed)].bytes;
        if (m_printed > 0)
            console().out->write(m_json ? report::jsonSeparator() : QByteArray("\n"));
        console().out->write(bytes);
        bytes = {};
        ++m_printed;
    }
}

void CheckVerb::showProgress() const
{
    if (!console().interactive || console().colour || m_items.size() < 2)
        return; // where the results come on the same terminal, they are the progress
    console().err->write(tr("%1 of %2 done\n").arg(m_done).arg(m_items.size()).toUtf8());
}

void CheckVerb::fillIn()
{
    if (m_done == m_items.size())
        return;
    console().complain(
        tr("Stopped. %1 of %2 endpoints were not checked.").arg(m_items.size() - m_done).arg(m_items.size()));
    for (qsizetype index = 0; index < m_items.size(); ++index) {
        if (m_rendered[static_cast<std::size_t>(index)].ready)
            continue;
        observation::Observation observation;
        observation.typed = m_items.at(index).typed;
        observation.endpoint = observation::parseEndpoint(observation.typed);
        observation.settings = m_items.at(index).settings;
        observation.stopped = true;
        take(index, observation, diagnosis::diagnose(observation));
    }
}

void CheckVerb::conclude()
{
    if (m_json)
        console().out->write(report::jsonTail());
    else if (m_items.size() > 1)
        printSummary();
    bool written = true;
    if (!m_junit.isEmpty())
        written = writeFile(m_junit, report::junitDocument(m_outlines)) && written;
    if (!m_prometheus.isEmpty())
        written = writeFile(m_prometheus, report::prometheusDocument(m_outlines)) && written;
    if (m_recorder) {
        m_recorder->flush();
        // What the writer said in the meantime waits in the event queue.
        QCoreApplication::sendPostedEvents(m_recorder.get());
    }
    using diagnosis::Verdict;
    const qsizetype works = m_verdicts.value(Verdict::Works) + m_verdicts.value(Verdict::WorksWithWarnings);
    Q_EMIT finished(!written || m_recordingFailed ? ExitStatus::Broken
                    : works == m_items.size()     ? ExitStatus::Works
                                                  : ExitStatus::Fails);
}

void CheckVerb::printSummary() const
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
    console().line({});
    console().line(tr("%1 endpoints; %2.").arg(m_items.size()).arg(parts.join(QLatin1String(", "))));
    if (m_verdicts.value(Verdict::Fails) + m_verdicts.value(Verdict::WorksWithWarnings) > 0 && !m_verbose)
        console().line(tr("Check one of them alone, or all with --verbose, for the evidence and the fix."));
}

bool CheckVerb::writeFile(const QString &path, const QByteArray &bytes) const
{
    QSaveFile file(path);
    if (file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size() && file.commit())
        return true;
    console().complain(tr("%1 cannot be written: %2.").arg(path, file.errorString()));
    return false;
}

} // namespace wirewise::cli
