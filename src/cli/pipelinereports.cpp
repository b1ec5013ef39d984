#include "cli/pipelinereports.h"

#include "cli/wholefile.h"
#include "report/github.h"
#include "report/junit.h"
#include "report/prometheus.h"
#include "report/sarif.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>
#include <QRandomGenerator>

namespace wirewise::cli {

namespace {

/// Gives the sentences below their context of translation.
struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(wirewise::cli::PipelineReports)
};

constexpr Option reportOptionTable[] = {
    {"junit", "FILE", QT_TRANSLATE_NOOP("Options", "the results as JUnit XML")},
    {"prometheus", "FILE", QT_TRANSLATE_NOOP("Options", "the results for a node exporter's textfile folder")},
    {"sarif", "FILE", QT_TRANSLATE_NOOP("Options", "the findings as SARIF 2.1.0, for code scanning")},
    {"github", nullptr,
     QT_TRANSLATE_NOOP("Options", "annotations of GitHub Actions, and a summary of the step")},
};

/// Letters that nobody can foresee.
QByteArray freshToken()
{
    quint32 words[4];
    QRandomGenerator::system()->fillRange(words);
    QByteArray token = "wirewise";
    for (const quint32 word : words)
        token += QByteArray::number(word, 16).rightJustified(8, '0');
    return token;
}

} // namespace

std::span<const Option> PipelineReports::options()
{
    return reportOptionTable;
}

QString PipelineReports::read(const Arguments &arguments)
{
    m_junit = arguments.value("junit");
    m_prometheus = arguments.value("prometheus");
    m_sarif = arguments.value("sarif");
    m_github = arguments.has("github");
    QStringList paths;
    for (const char *option : {"junit", "prometheus", "sarif"}) {
        if (!arguments.has(option))
            continue;
        const QString path = arguments.value(option);
        if (const QString reason = whyNotWritable(path); !reason.isEmpty())
            return Texts::tr("--%1 %2 cannot be written: %3.").arg(QLatin1String(option), path, reason);
        if (paths.contains(QFileInfo(path).absoluteFilePath()))
            return Texts::tr("--%1 %2: another report goes to the same file. A file of its own was expected.")
                .arg(QLatin1String(option), path);
        paths.append(QFileInfo(path).absoluteFilePath());
    }
    if (m_github) {
        m_summary = qEnvironmentVariable("GITHUB_STEP_SUMMARY");
        QFile file(m_summary);
        if (!m_summary.isEmpty() && !file.open(QIODevice::Append))
            return Texts::tr("GITHUB_STEP_SUMMARY names %1, which cannot be written: %2.")
                .arg(m_summary, file.errorString());
    }
    return {};
}

bool PipelineReports::isAsked() const
{
    return m_github || !m_junit.isEmpty() || !m_prometheus.isEmpty() || !m_sarif.isEmpty();
}

void PipelineReports::begin(QIODevice &log)
{
    if (!m_github)
        return;
    m_log = &log;
    m_token = freshToken();
    m_log->write(report::githubStopCommands(m_token));
}

bool PipelineReports::write(const QList<report::Outline> &results, const report::RunFacts &run,
                            const Console &console) const
{
    bool written = true;
    const auto writeFile = [&](const QString &path, const QByteArray &bytes) {
        const QString reason = writeWhole(path, bytes);
        if (reason.isEmpty())
            return;
        console.complain(Texts::tr("%1 cannot be written: %2.").arg(path, reason));
        written = false;
    };
    if (!m_junit.isEmpty())
        writeFile(m_junit, report::junitDocument(results));
    if (!m_prometheus.isEmpty())
        writeFile(m_prometheus, report::prometheusDocument(results));
    if (!m_sarif.isEmpty())
        writeFile(m_sarif, report::sarifDocument(results, run));
    if (m_log)
        m_log->write(report::githubResumeCommands(m_token) + report::githubAnnotations(results));
    if (!m_summary.isEmpty())
        written = writeSummary(report::githubSummary(results, run), console) && written;
    return written;
}

/// Behind what other steps, or this one before, have written.
bool PipelineReports::writeSummary(const QByteArray &markdown, const Console &console) const
{
    QFile file(m_summary);
    if (file.open(QIODevice::Append) && file.write(markdown) == markdown.size() && file.flush())
        return true;
    console.complain(Texts::tr("%1 cannot be written: %2.").arg(m_summary, file.errorString()));
    return false;
}

} // namespace wirewise::cli
