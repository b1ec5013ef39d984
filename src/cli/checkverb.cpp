#include "cli/checkverb.h"

#include "cli/checkoptions.h"
#include "cli/endpointlist.h"
#include "report/prometheus.h"
#include "report/text.h"

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
         "Options", "endpoints to check, one a line with its options, # comments; - reads standard input")},
    {"jobs", "N", QT_TRANSLATE_NOOP("Options", "how many endpoints at once; default 16")},
    {"per-host", "N", QT_TRANSLATE_NOOP("Options", "how many connections to one host at once; default 6")},
    {"session", "FILE", QT_TRANSLATE_NOOP("Options", "keep the whole run in a session file")},
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
    if (!error.isEmpty())
        return refuse(error);
    if (!readItems(arguments))
        return;
    if (arguments.has("session") && !openSession(arguments.value("session")))
        return;
    m_results.resize(static_cast<std::size_t>(m_items.size()));
    if (m_items.size() == 1)
        runOne();
    else
        runMany(jobs, perHost);
}

bool CheckVerb::readItems(const Arguments &arguments)
{
    observation::Settings settings;
    if (const QString error = applyOptions(arguments, settings); !error.isEmpty()) {
        refuse(error);
        return false;
    }
    for (const QString &typed : arguments.positional())
        m_items.append({typed, settings});
    if (arguments.has("file")) {
        QFile file(arguments.value("file"));
        const bool opened = file.fileName() == QLatin1String("-") ? file.open(stdin, QIODevice::ReadOnly)
                                                                  : file.open(QIODevice::ReadOnly);
        if (!opened || file.size() > MaximumListSize) {
            refuse(opened ? tr("--file %1 is larger than 64 MiB. A list of endpoints was expected.")
                                .arg(file.fileName())
                          : tr("--file %1 cannot be read: %2.").arg(file.fileName(), file.errorString()));
            return false;
        }
        const auto listed = readEndpointList(file.read(MaximumListSize), settings);
        if (!listed) {
            refuse(tr("--file %1: %2").arg(file.fileName(), listed.error()));
            return false;
        }
        m_items.append(*listed);
    }
    if (m_items.isEmpty()) {
        refuse(tr("No endpoint is given. An address was expected, for example: wirewise-cli check "
                  "wss://example.org/ws"));
        return false;
    }
    return true;
}

bool CheckVerb::openSession(const QString &path)
{
    session::Result<session::SessionFile> file = session::SessionFile::create(path);
    if (!file) {
        refuse(file.error().text);
        return false;
    }
    if (m_items.size() > 1) {
        m_session.emplace(*std::move(file));
        return true;
    }
    m_recorder = std::make_unique<record::Recorder>(*std::move(file));
    connect(m_recorder.get(), &record::Recorder::failed, this,
            [this](const QString &sentence) { console().complain(sentence); });
    return true;
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
    connect(m_batch.get(), &check::Batch::itemFinished, this, &CheckVerb::take);
    connect(m_batch.get(), &check::Batch::finished, this, &CheckVerb::conclude);
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
    using diagnosis::Verdict;
    m_allWork =
        m_allWork && (diagnosis.verdict == Verdict::Works || diagnosis.verdict == Verdict::WorksWithWarnings);
    report::Checked checked{observation, diagnosis};
    if (!m_junit.isEmpty() || !m_prometheus.isEmpty())
        m_outlines.append(report::outlineOf(checked));
    if (m_session) {
        if (const session::Result<void> kept = m_session->addCheck(observation, diagnosis); !kept) {
            console().complain(kept.error().text);
            m_session.reset();
        }
    }
    m_results[static_cast<std::size_t>(index)] = std::move(checked);
    if (!m_json)
        printInOrder();
    if (console().interactive && m_items.size() > 1) {
        const auto done = std::count_if(m_results.cbegin(), m_results.cend(),
                                        [](const auto &result) { return result.has_value(); });
        console().err->write(tr("%1 of %2 done\n").arg(done + m_printed).arg(m_items.size()).toUtf8());
    }
}

/// Prints the results whose turn it is, and forgets them.
void CheckVerb::printInOrder()
{
    const report::TextStyle style{console().colour, console().width, m_verbose};
    while (m_printed < m_items.size() && m_results[static_cast<std::size_t>(m_printed)]) {
        auto &result = m_results[static_cast<std::size_t>(m_printed)];
        if (m_printed > 0)
            console().line({});
        console().print(report::toText(*result, style, m_secrets));
        result.reset();
        ++m_printed;
    }
}

void CheckVerb::conclude()
{
    bool complete = true;
    QList<report::Checked> known;
    for (qsizetype index = m_printed; index < m_items.size(); ++index) {
        auto &result = m_results[static_cast<std::size_t>(index)];
        complete = complete && result;
        if (result)
            known.append(*std::move(result));
    }
    if (m_json) {
        console().out->write(report::jsonDocument(known, m_secrets));
    } else {
        for (const report::Checked &checked : std::as_const(known))
            console().print(QLatin1Char('\n') + report::toText(checked,
                                                               {console().colour, console().width, m_verbose},
                                                               m_secrets));
    }
    if (!complete)
        console().complain(tr("Stopped. Some endpoints were not checked."));
    bool written = true;
    if (!m_junit.isEmpty())
        written = writeFile(m_junit, report::junitDocument(m_outlines)) && written;
    if (!m_prometheus.isEmpty())
        written = writeFile(m_prometheus, report::prometheusDocument(m_outlines)) && written;
    if (m_recorder)
        m_recorder->flush();
    m_session.reset();
    Q_EMIT finished(!written                ? ExitStatus::BadUsage
                    : m_allWork && complete ? ExitStatus::Works
                                            : ExitStatus::Fails);
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
