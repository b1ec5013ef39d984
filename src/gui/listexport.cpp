#include "gui/listexport.h"

#include "report/csv.h"
#include "report/github.h"
#include "report/json.h"
#include "report/junit.h"
#include "report/outline.h"

#include <QCoreApplication>
#include <QSaveFile>

namespace wirewise::gui {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(wirewise::gui::ListExport)
};

report::Outline outlineOf(const session::ListRunEntry &entry, const report::Checked &checked)
{
    report::Outline outline = report::outlineOf(checked);
    outline.index = entry.index;
    outline.endpoint = entry.planned.title;
    outline.environment = entry.planned.environment;
    return outline;
}

QByteArray csvHead()
{
    return "number,endpoint,address,verdict,finding,summary,head,get,upgrade,seconds,started\r\n";
}

QByteArray csvLine(const session::ListRunEntry &entry)
{
    const session::CheckOutline &outline = *entry.outline;
    QList<QByteArray> cells{QByteArray::number(entry.index + 1),
                            entry.planned.title.toUtf8(),
                            outline.url.toUtf8(),
                            toString(outline.verdict),
                            outline.findingId,
                            outline.summary.toUtf8()};
    for (const auto probe :
         {observation::ProbeKind::Head, observation::ProbeKind::Get, observation::ProbeKind::Upgrade}) {
        QByteArray cell;
        for (const session::CheckOutline::Answer &answer : outline.answers) {
            if (answer.probe == probe)
                cell = answer.status > 0 ? QByteArray::number(answer.status) : toString(answer.outcome);
        }
        cells.append(cell);
    }
    cells.append(QByteArray::number(static_cast<double>(outline.took.count()) / 1e6, 'f', 3));
    cells.append(outline.startedAt.toUTC().toString(Qt::ISODate).toUtf8());
    QByteArray line;
    for (const QByteArray &cell : cells)
        line += (line.isEmpty() ? "" : ",") + report::csvCell(cell);
    return line + "\r\n";
}

report::RunFacts factsOf(const session::ListRun &run, const QList<report::Outline> &outlines)
{
    report::RunFacts facts;
    facts.startedAt = facts.endedAt = run.info.startedAt;
    facts.stopped = !run.complete;
    for (const report::Outline &outline : outlines) {
        facts.passes = facts.passes && outline.judgement.passes;
        const auto took = std::chrono::duration_cast<std::chrono::milliseconds>(outline.took);
        facts.endedAt = std::max(facts.endedAt, outline.startedAt.addMSecs(took.count()));
    }
    return facts;
}

/// Writes one check after the other, and what stands around them.
class RunWriter
{
public:
    RunWriter(ListFormat::Kind kind, QIODevice &out)
        : m_kind(kind)
        , m_out(out)
    {
        if (kind == ListFormat::Kind::Json)
            m_out.write(report::jsonHead());
        else if (kind == ListFormat::Kind::Csv)
            m_out.write(csvHead());
    }

    [[nodiscard]] bool wantsChecks() const { return m_kind != ListFormat::Kind::Csv; }

    void put(const session::ListRunEntry &entry) { m_out.write(csvLine(entry)); }

    void put(const session::ListRunEntry &entry, const report::Checked &checked)
    {
        if (m_kind == ListFormat::Kind::Json)
            m_out.write((m_count++ > 0 ? report::jsonSeparator() : QByteArray()) +
                        report::jsonResult(checked));
        else if (m_kind == ListFormat::Kind::Ndjson)
            m_out.write(report::jsonLine(report::toJson(checked)) + '\n');
        else
            m_outlines.append(outlineOf(entry, checked));
    }

    void end(const session::ListRun &run)
    {
        if (m_kind == ListFormat::Kind::Json)
            m_out.write(report::jsonTail());
        else if (m_kind == ListFormat::Kind::Junit)
            m_out.write(report::junitDocument(m_outlines));
        else if (m_kind == ListFormat::Kind::Markdown)
            m_out.write(report::githubSummary(m_outlines, factsOf(run, m_outlines)));
    }

private:
    ListFormat::Kind m_kind;
    QIODevice &m_out;
    qsizetype m_count = 0;
    QList<report::Outline> m_outlines;
};

} // namespace

QString ListFormat::filter() const
{
    const auto with = [this](const QString &name) {
        return QString(name % QLatin1String(" (*.") % QLatin1String(suffix) % u')');
    };
    switch (kind) {
    case Kind::Markdown:
        return with(Words::tr("Summary for an issue, Markdown"));
    case Kind::Json:
        return with(Words::tr("All results, JSON"));
    case Kind::Ndjson:
        return with(Words::tr("A result a line, NDJSON"));
    case Kind::Junit:
        return with(Words::tr("Test results, JUnit"));
    case Kind::Csv:
        break;
    }
    return with(Words::tr("Table"));
}

const QList<ListFormat> &listFormats()
{
    using Kind = ListFormat::Kind;
    static const QList<ListFormat> formats{{Kind::Csv, "csv"},
                                           {Kind::Markdown, "md"},
                                           {Kind::Json, "json"},
                                           {Kind::Ndjson, "ndjson"},
                                           {Kind::Junit, "xml"}};
    return formats;
}

QString writeList(const session::ListRun &run, ListFormat::Kind kind, const QString &target,
                  const std::atomic_bool &stopped)
{
    QSaveFile file(target);
    if (!file.open(QIODevice::WriteOnly))
        return Words::tr("%1 cannot be written: %2.").arg(target, file.errorString());
    RunWriter writer(kind, file);
    for (const session::ListRunEntry &entry : run.entries) {
        if (stopped)
            return Words::tr("Stopped. Nothing was written.");
        if (!entry.outline)
            continue;
        if (!writer.wantsChecks()) {
            writer.put(entry);
            continue;
        }
        const auto content = session::SessionFile::readCheck(run.info.path, entry.outline->check);
        if (!content)
            return content.error().text;
        writer.put(entry, {content->observation, content->diagnosis});
    }
    writer.end(run);
    return file.commit() ? QString() : Words::tr("%1 cannot be written: %2.").arg(target, file.errorString());
}

} // namespace wirewise::gui
