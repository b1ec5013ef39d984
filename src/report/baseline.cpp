#include "report/baseline.h"

#include "observation/redaction.h"
#include "report/outline.h"
#include "report/resultreader.h"

#include <QCoreApplication>
#include <QIODevice>
#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>

namespace wirewise::report {

using diagnosis::Severity;
using diagnosis::Verdict;

namespace {

/// Gives the sentences below their context of translation.
struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(wirewise::report::Baseline)
};

constexpr qsizetype MaximumEntries = 1000000;

QJsonArray toJson(const QList<QByteArray> &ids)
{
    QJsonArray array;
    for (const QByteArray &id : ids)
        array.append(QString::fromUtf8(id));
    return array;
}

} // namespace

tl::expected<Baseline, QString> Baseline::read(QIODevice &device)
{
    Baseline baseline;
    ResultReader reader;
    const auto takeResults = [&]() -> QString {
        for (const QByteArray &json : reader.take()) {
            if (const QString error = baseline.add(json); !error.isEmpty())
                return error;
        }
        return reader.error();
    };
    while (true) {
        const QByteArray bytes = device.read(64 * 1024);
        if (bytes.isEmpty())
            break;
        reader.feed(bytes);
        if (const QString error = takeResults(); !error.isEmpty())
            return tl::unexpected(error);
    }
    reader.feedEnd();
    if (const QString error = takeResults(); !error.isEmpty())
        return tl::unexpected(error);
    if (baseline.m_count == 0)
        return tl::unexpected(Texts::tr("there is no result in it"));
    for (QList<Entry> &entries : baseline.m_entries)
        std::stable_sort(entries.begin(), entries.end(),
                         [](const Entry &a, const Entry &b) { return a.index < b.index; });
    return baseline;
}

/// What a mask covers is not compared; an address that is written in two ways is one endpoint.
Baseline::Endpoint Baseline::endpointOf(const QString &url, const QString &endpoint,
                                        const QString &environment, const QString &from)
{
    const observation::EndpointResult read = observation::parseEndpoint(url);
    return {observation::maskedUrl(read.endpoint ? read.endpoint->url() : url), endpoint, environment, from};
}

QString Baseline::add(const QByteArray &json)
{
    const QString which = Texts::tr("result %1").arg(++m_count);
    if (m_count > MaximumEntries)
        return Texts::tr("there are more than a million results in it");
    const QJsonObject object = QJsonDocument::fromJson(json).object();
    const auto verdict = diagnosis::verdictFromString(object[QLatin1String("verdict")].toString().toUtf8());
    const QJsonValue url = object[QLatin1String("url")];
    if (!url.isString() || !verdict)
        return Texts::tr("%1 has no url and verdict, as check --json and --ndjson write them").arg(which);
    Outline named;
    named.url = url.toString();
    named.endpoint = object[QLatin1String("endpoint")].toString();
    named.from = object[QLatin1String("from")].toString();
    named.environment = object[QLatin1String("environment")].toString();
    Entry entry{object[QLatin1String("index")].toInteger(m_count), nameOf(named), *verdict, {}, false};
    const QJsonArray findings = object[QLatin1String("findings")].toArray();
    for (const QJsonValue &finding : findings) {
        const auto severity =
            diagnosis::severityFromString(finding[QLatin1String("severity")].toString().toUtf8());
        if (severity)
            entry.findings.insert(finding[QLatin1String("id")].toString().toUtf8(), *severity);
    }
    m_entries[endpointOf(named.url, named.endpoint, named.environment, named.from)].append(entry);
    return {};
}

void Baseline::add(const Outline &outline)
{
    Entry entry{++m_count, nameOf(outline), outline.verdict, {}, false};
    for (const OutlinedFinding &finding : outline.findings)
        entry.findings.insert(finding.id, finding.severity);
    m_entries[endpointOf(outline.url, outline.endpoint, outline.environment, outline.from)].append(entry);
}

Baseline::Entry *Baseline::entryOf(const Outline &outline)
{
    const auto found =
        m_entries.find(endpointOf(outline.url, outline.endpoint, outline.environment, outline.from));
    return found != m_entries.end() && outline.occurrence < found->size() ? &(*found)[outline.occurrence]
                                                                          : nullptr;
}

Judgement Baseline::judge(const Outline &outline, const Requirement &requirement)
{
    Judgement judgement = report::judge(outline, requirement);
    SinceBaseline compared;
    compared.change = Change::New;
    Entry *earlier = entryOf(outline);
    if (earlier) {
        earlier->seen = true;
        compared.was = earlier->verdict;
    }
    // Of what was not checked then nothing is known.
    if (!earlier || earlier->verdict == Verdict::NotChecked) {
        judgement.compared = compared;
        return judgement;
    }
    for (const OutlinedFinding &finding : outline.findings) {
        const auto then = earlier->findings.constFind(finding.id);
        const bool counted = then != earlier->findings.cend() && requirement.counts(*then);
        if (judgement.objections.contains(finding.id) && !counted)
            compared.came.append(finding.id);
    }
    if (outline.verdict != Verdict::NotChecked) {
        for (auto then = earlier->findings.cbegin(); then != earlier->findings.cend(); ++then) {
            if (requirement.counts(*then) && !requirement.allows(then.key()) &&
                !judgement.objections.contains(then.key()))
                compared.gone.append(then.key());
        }
        std::sort(compared.gone.begin(), compared.gone.end());
    }
    const bool worse = !compared.came.isEmpty() || outline.verdict == Verdict::NotChecked;
    compared.change = worse ? Change::Worse : compared.gone.isEmpty() ? Change::Same : Change::Better;
    judgement.passes = !worse;
    judgement.compared = compared;
    return judgement;
}

QStringList Baseline::disappeared() const
{
    QList<Entry> missing;
    for (const QList<Entry> &entries : m_entries) {
        for (const Entry &entry : entries) {
            if (!entry.seen)
                missing.append(entry);
        }
    }
    std::sort(missing.begin(), missing.end(),
              [](const Entry &a, const Entry &b) { return a.index < b.index; });
    QStringList names;
    for (const Entry &entry : std::as_const(missing))
        names.append(entry.name);
    return names;
}

QJsonObject toJson(const SinceBaseline &compared)
{
    return {
        {QStringLiteral("change"), QString::fromLatin1(toString(compared.change))},
        {QStringLiteral("was"),
         compared.was ? QJsonValue(QString::fromLatin1(toString(*compared.was))) : QJsonValue()},
        {QStringLiteral("came"), toJson(compared.came)},
        {QStringLiteral("gone"), toJson(compared.gone)},
    };
}

} // namespace wirewise::report
