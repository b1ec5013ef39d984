#include "report/sarif.h"

#include "diagnosis/catalogue.h"

#include <QCryptographicHash>
#include <QDir>
#include <QHash>
#include <QJsonArray>
#include <QJsonObject>
#include <QUrl>

namespace wirewise::report {

using diagnosis::Severity;
using diagnosis::Verdict;

namespace {

QJsonObject messageOf(const QString &text)
{
    return {{QStringLiteral("text"), text}};
}

/// SARIF 2.1.0 section 3.27.10.
QString levelOf(Severity severity)
{
    switch (severity) {
    case Severity::Error:
        return QStringLiteral("error");
    case Severity::Warning:
        return QStringLiteral("warning");
    case Severity::Info:
        return QStringLiteral("note");
    }
    return QStringLiteral("none");
}

/// The failure classes that the results speak of, each once.
class Rules
{
public:
    qsizetype indexOf(const OutlinedFinding &finding)
    {
        const auto known = m_indexes.constFind(finding.id);
        if (known != m_indexes.cend())
            return *known;
        const qsizetype index = m_rules.size();
        m_indexes.insert(finding.id, index);
        m_rules.append(ruleOf(finding));
        return index;
    }
    [[nodiscard]] const QJsonArray &all() const { return m_rules; }

private:
    /// SARIF 2.1.0 section 3.49.
    static QJsonObject ruleOf(const OutlinedFinding &finding)
    {
        QJsonObject rule{{QStringLiteral("id"), QString::fromUtf8(finding.id)}};
        const std::optional<diagnosis::Explanation> explanation = diagnosis::explain(finding.id);
        if (!explanation)
            return rule;
        rule.insert(QStringLiteral("shortDescription"), messageOf(explanation->title));
        rule.insert(QStringLiteral("fullDescription"), messageOf(explanation->meaning));
        if (!explanation->tellApart.isEmpty())
            rule.insert(QStringLiteral("help"), messageOf(explanation->tellApart));
        rule.insert(QStringLiteral("defaultConfiguration"),
                    QJsonObject{{QStringLiteral("level"), levelOf(explanation->severity)}});
        rule.insert(QStringLiteral("properties"),
                    QJsonObject{{QStringLiteral("tags"),
                                 QJsonArray{QStringLiteral("websocket"),
                                            QString::fromUtf8(toString(diagnosis::layerOf(finding.id)))}}});
        return rule;
    }

    QHash<QByteArray, qsizetype> m_indexes;
    QJsonArray m_rules;
};

/// A relative path is one of the repository, as code scanning wants it.
QString uriOf(const QString &path)
{
    const QUrl url = QDir::isAbsolutePath(path) ? QUrl::fromLocalFile(path) : QUrl();
    if (url.isValid())
        return url.toString(QUrl::FullyEncoded);
    return QString::fromLatin1(QUrl::toPercentEncoding(QDir::cleanPath(path), "/"));
}

/// SARIF 2.1.0 sections 3.28 and 3.33.
QJsonObject locationOf(const Outline &outline)
{
    QJsonObject location{{QStringLiteral("logicalLocations"),
                          QJsonArray{QJsonObject{{QStringLiteral("name"), nameOf(outline)},
                                                 {QStringLiteral("fullyQualifiedName"), outline.url},
                                                 {QStringLiteral("kind"), QStringLiteral("resource")}}}}};
    if (!outline.listFile.isEmpty() && outline.line > 0) {
        location.insert(QStringLiteral("physicalLocation"),
                        QJsonObject{{QStringLiteral("artifactLocation"),
                                     QJsonObject{{QStringLiteral("uri"), uriOf(outline.listFile)}}},
                                    {QStringLiteral("region"),
                                     QJsonObject{{QStringLiteral("startLine"), outline.line}}}});
    }
    return location;
}

/// Stays the same from run to run, so that a service can follow a result (section 3.27.17).
QString fingerprintOf(const Outline &outline, const QByteArray &id)
{
    const QStringList parts{outline.url, outline.endpoint, outline.environment,
                            QString::number(outline.occurrence), QString::fromUtf8(id)};
    return QString::fromLatin1(
        QCryptographicHash::hash(parts.join(QLatin1Char('\n')).toUtf8(), QCryptographicHash::Sha256).toHex());
}

QJsonObject resultOf(const Outline &outline, const OutlinedFinding &finding, qsizetype ruleIndex)
{
    const Judgement &judgement = outline.judgement;
    const QString text =
        finding.where.isEmpty() ? finding.title : QString(finding.title + QLatin1Char('\n') + finding.where);
    QJsonObject result{
        {QStringLiteral("ruleId"), QString::fromUtf8(finding.id)},
        {QStringLiteral("ruleIndex"), ruleIndex},
        {QStringLiteral("level"), levelOf(finding.severity)},
        {QStringLiteral("message"), messageOf(nameOf(outline) + QLatin1String(": ") + text)},
        {QStringLiteral("locations"), QJsonArray{locationOf(outline)}},
        {QStringLiteral("partialFingerprints"),
         QJsonObject{{QStringLiteral("wirewiseEndpoint/v1"), fingerprintOf(outline, finding.id)}}},
    };
    if (judgement.allowed.contains(finding.id))
        result.insert(QStringLiteral("suppressions"),
                      QJsonArray{QJsonObject{{QStringLiteral("kind"), QStringLiteral("external")},
                                             {QStringLiteral("justification"), QStringLiteral("--allow")}}});
    if (judgement.compared && judgement.objections.contains(finding.id)) {
        const bool isNew =
            judgement.compared->change == Change::New || judgement.compared->came.contains(finding.id);
        result.insert(QStringLiteral("baselineState"),
                      isNew ? QStringLiteral("new") : QStringLiteral("unchanged"));
    }
    return result;
}

QString instant(const QDateTime &time)
{
    return time.toUTC().toString(Qt::ISODateWithMs);
}

/// Section 3.20: an endpoint that was not checked is told as a notification, not as a result.
QJsonObject invocationOf(const QList<Outline> &results, const RunFacts &run)
{
    QJsonArray notifications;
    for (const Outline &outline : results) {
        if (outline.verdict == Verdict::NotChecked)
            notifications.append(QJsonObject{{QStringLiteral("level"), QStringLiteral("warning")},
                                             {QStringLiteral("message"), messageOf(sentenceOf(outline))}});
    }
    QJsonObject invocation{
        {QStringLiteral("executionSuccessful"), !run.stopped},
        {QStringLiteral("exitCode"), run.passes ? 0 : 1},
        {QStringLiteral("toolExecutionNotifications"), notifications},
    };
    if (run.startedAt.isValid())
        invocation.insert(QStringLiteral("startTimeUtc"), instant(run.startedAt));
    if (run.endedAt.isValid())
        invocation.insert(QStringLiteral("endTimeUtc"), instant(run.endedAt));
    return invocation;
}

} // namespace

QByteArray sarifDocument(const QList<Outline> &results, const RunFacts &run)
{
    Rules rules;
    QJsonArray told;
    for (const Outline &outline : results) {
        if (outline.verdict == Verdict::NotChecked)
            continue;
        for (const OutlinedFinding &finding : outline.findings) {
            if (finding.id != "upgrade.ok")
                told.append(resultOf(outline, finding, rules.indexOf(finding)));
        }
    }
    const QJsonObject driver{
        {QStringLiteral("name"), QStringLiteral("Wirewise")},
        {QStringLiteral("version"), QStringLiteral(WIREWISE_VERSION)},
        {QStringLiteral("semanticVersion"), QStringLiteral(WIREWISE_VERSION)},
        {QStringLiteral("rules"), rules.all()},
    };
    return jsonText({
               {QStringLiteral("version"), QStringLiteral("2.1.0")},
               {QStringLiteral("$schema"), QStringLiteral("https://json.schemastore.org/sarif-2.1.0.json")},
               {QStringLiteral("runs"),
                QJsonArray{QJsonObject{
                    {QStringLiteral("tool"), QJsonObject{{QStringLiteral("driver"), driver}}},
                    {QStringLiteral("columnKind"), QStringLiteral("utf16CodeUnits")},
                    {QStringLiteral("invocations"), QJsonArray{invocationOf(results, run)}},
                    {QStringLiteral("results"), told},
                }}},
           }) +
           '\n';
}

} // namespace wirewise::report
