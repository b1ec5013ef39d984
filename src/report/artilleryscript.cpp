#include "report/loadscripting.h"

#include "report/jsonstring.h"

#include <QCoreApplication>

#include <cmath>

namespace wirewise::report {

using observation::Duration;
using observation::Endpoint;
using observation::LoadMessage;
using observation::LoadPlan;
using observation::Settings;

namespace {

/// Gives the sentences below their context of translation.
struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(wirewise::report::LoadScript)
};

/// A string of JSON is one of YAML (YAML 1.2 section 1.3).
QString literal(const ScriptValue &value)
{
    if (!value.variable.isEmpty())
        return QStringLiteral("\"{{ $processEnvironment.%1 }}\"").arg(QString::fromLatin1(value.variable));
    return QString::fromUtf8(jsonString(value.literal));
}

/// The connections of one step begin in whole seconds, as Artillery counts; then nothing begins.
QString phasesOf(const LoadPlan &plan)
{
    QString text;
    qint64 gone = 0;
    for (int step = 0; step < plan.steps; ++step) {
        const qint64 count =
            qint64(plan.connections) * (step + 1) / plan.steps - qint64(plan.connections) * step / plan.steps;
        const qint64 end = plan.time.count() * (step + 1) / plan.steps / 1'000'000;
        const auto ramp = qMax<qint64>(1, std::llround(std::ceil(static_cast<double>(count) / plan.rate)));
        text += QStringLiteral("    - { duration: %1, arrivalCount: %2 }\n").arg(ramp).arg(count);
        gone += ramp;
        if (step + 1 < plan.steps && end > gone)
            text += QStringLiteral("    - { pause: %1 }\n").arg(end - gone);
        gone = qMax(gone, end);
    }
    return text;
}

/// What each session does until the end: it says its message, or is silent. Artillery's sessions are all
/// equally long, so that those that begin last would end last; they are as long as the first one's hold.
QString flowOf(const Scenario &scenario, const LoadPlan &plan)
{
    const Duration hold = qMax(Duration(1'000'000), plan.time - plan.rampOfStep());
    const LoadMessage &message = plan.message;
    if (message.kind != LoadMessage::Kind::Text)
        return QStringLiteral("      - think: %1\n").arg(plainSeconds(hold));
    return QStringLiteral("      - loop:\n"
                          "          - send: %1\n"
                          "          - think: %2\n"
                          "        count: %3\n")
        .arg(literal(scenario.message), plainSeconds(message.every))
        .arg(qMax<qint64>(1, hold / message.every));
}

QString socketOf(const Scenario &scenario, const Settings &settings)
{
    QString text;
    if (!scenario.headers.isEmpty())
        text += QStringLiteral("    headers:\n");
    for (const auto &[name, value] : scenario.headers)
        text += QStringLiteral("      ") + QString::fromUtf8(jsonString(name)) + QStringLiteral(": ") +
                literal(value) + u'\n';
    if (!scenario.subprotocols.isEmpty())
        text += QStringLiteral("    subprotocols:\n");
    for (const ScriptValue &value : scenario.subprotocols)
        text += QStringLiteral("      - ") + literal(value) + u'\n';
    text += QStringLiteral("    perMessageDeflate: %1\n")
                .arg(settings.extensions.isEmpty() ? QStringLiteral("false") : QStringLiteral("true"));
    return QStringLiteral("  ws:\n") + text;
}

} // namespace

LoadScript artilleryScript(const Endpoint &endpoint, const Settings &settings, const LoadPlan &plan)
{
    Scenario scenario = scenarioOf(endpoint, settings, plan);
    if (plan.message.kind == LoadMessage::Kind::Ping)
        scenario.remarks.append(Texts::tr("Artillery sends no pings; the sessions are silent."));
    else if (plan.message.isMeasured())
        scenario.remarks.append(Texts::tr("Artillery does not time the answers of a WebSocket."));
    if (scenario.message.literal.contains("{{"))
        scenario.remarks.append(
            Texts::tr("Artillery takes {{ … }} in the message as a variable of its own."));
    QString text;
    for (const QString &line : headOf(scenario, QStringLiteral("artillery run THIS_FILE"), plan))
        text += QStringLiteral("# ") + line + u'\n';
    text += QStringLiteral("config:\n  target: ") + literal(scenario.url) + QStringLiteral("\n  phases:\n") +
            phasesOf(plan);
    if (settings.insecure)
        text += QStringLiteral("  tls:\n    rejectUnauthorized: false\n");
    text += socketOf(scenario, settings) +
            QStringLiteral("scenarios:\n  - name: sessions\n    engine: ws\n    flow:\n") +
            flowOf(scenario, plan);
    return {text.toUtf8(), scenario.variables};
}

} // namespace wirewise::report
