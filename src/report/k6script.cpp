#include "report/loadscripting.h"

#include "report/clientrequest.h"

namespace wirewise::report {

using observation::Endpoint;
using observation::LoadMessage;
using observation::LoadPlan;
using observation::Settings;

namespace {

QString literal(const ScriptValue &value)
{
    return value.variable.isEmpty() ? stringLiteral(value.literal, Escapes::JavaScript)
                                    : QStringLiteral("__ENV.") + QString::fromLatin1(value.variable);
}

QString paramsOf(const Scenario &scenario, const Settings &settings)
{
    QString text = QStringLiteral("const params = {\n  headers: {\n");
    for (const auto &[name, value] : scenario.headers)
        text += QStringLiteral("    ") + stringLiteral(name, Escapes::JavaScript) + QStringLiteral(": ") +
                literal(value) + QStringLiteral(",\n");
    text += QStringLiteral("  },\n");
    if (!settings.extensions.isEmpty())
        text += QStringLiteral("  compression: \"deflate\",\n");
    return text + QStringLiteral("};\n");
}

QString protocolsOf(const Scenario &scenario)
{
    QStringList names;
    for (const ScriptValue &value : scenario.subprotocols)
        names.append(literal(value));
    return u'[' + names.join(QStringLiteral(", ")) + u']';
}

QString tlsOptionsOf(const Endpoint &endpoint, const Settings &settings)
{
    QString text;
    if (settings.insecure)
        text += QStringLiteral("  insecureSkipTLSVerify: true,\n");
    if (!settings.certificateFile.isEmpty()) {
        const QString key = settings.keyFile.isEmpty() ? settings.certificateFile : settings.keyFile;
        text += QStringLiteral("  tlsAuth: [{ domains: [%1], cert: open(%2), key: open(%3) }],\n")
                    .arg(stringLiteral(endpoint.host, Escapes::JavaScript),
                         stringLiteral(settings.certificateFile.toUtf8(), Escapes::JavaScript),
                         stringLiteral(key.toUtf8(), Escapes::JavaScript));
    }
    if (settings.resolve.isEmpty())
        return text;
    text += QStringLiteral("  hosts: {\n");
    for (const observation::ResolveOverride &override : settings.resolve)
        text += QStringLiteral("    %1: %2,\n")
                    .arg(stringLiteral(override.host + ':' + QByteArray::number(override.port),
                                       Escapes::JavaScript),
                         stringLiteral(override.addresses.value(0), Escapes::JavaScript));
    return text + QStringLiteral("  },\n");
}

QString planConstants(const LoadPlan &plan)
{
    return QStringLiteral("const connections = %1;\n"
                          "const rate = %2; // connections a second\n"
                          "const time = %3; // milliseconds, from the first connection until all are closed\n"
                          "const steps = %4;\n")
        .arg(plan.connections)
        .arg(plan.rate)
        .arg(plan.time.count() / 1000)
        .arg(plan.steps);
}

/// How one session speaks, and notices answers.
QString conversationOf(const Scenario &scenario, const LoadPlan &plan)
{
    const LoadMessage &message = plan.message;
    if (message.kind == LoadMessage::Kind::Nothing)
        return QStringLiteral("function converse() {}\n");
    const bool isPing = message.kind == LoadMessage::Kind::Ping;
    const QString send = isPing ? QStringLiteral("socket.ping()")
                                : QStringLiteral("socket.send(%1)").arg(literal(scenario.message));
    QString text =
        QStringLiteral("const every = %1; // milliseconds between the messages of a session\n\n"
                       "// An answer is timed from when its message was due, also if it went out late.\n"
                       "function converse(socket) {\n"
                       "  const waiting = [];\n"
                       "  let due = Date.now();\n"
                       "  const say = () => {\n"
                       "    if (socket.readyState !== 1) return;\n"
                       "    waiting.push(due);\n"
                       "    %2;\n"
                       "    due += every;\n"
                       "    setTimeout(say, Math.max(0, due - Date.now()));\n"
                       "  };\n")
            .arg(message.every.count() / 1000)
            .arg(send);
    if (isPing)
        text += QStringLiteral("  socket.addEventListener(\"pong\", () => {\n"
                               "    if (waiting.length > 0) answerTime.add(Date.now() - waiting.shift());\n"
                               "  });\n");
    else if (message.isMeasured())
        text +=
            QStringLiteral("  socket.addEventListener(\"message\", (event) => {\n"
                           "    if (typeof event.data !== \"string\" || !event.data.includes(%1)) return;\n"
                           "    if (waiting.length > 0) answerTime.add(Date.now() - waiting.shift());\n"
                           "  });\n")
                .arg(literal(scenario.answer));
    return text + QStringLiteral("  say();\n}\n");
}

// Every instance of a distributed run has other numbers, and the same start.
constexpr const char *Session = R"js(
// When a connection is due, in milliseconds after the start.
function dueTime(number) {
  const step = Math.min(steps - 1, Math.floor((number * steps) / connections));
  const first = Math.ceil((step * connections) / steps);
  return (step * time) / steps + ((number - first) / rate) * 1000;
}

export default function () {
  const start = exec.scenario.startTime;
  const due = start + dueTime(exec.vu.idInTest - 1);
  setTimeout(() => {
    const socket = new WebSocket(url, protocols, params);
    let isOpen = false;
    let isLeaving = false;
    socket.addEventListener("open", () => {
      isOpen = true;
      opened.add(1);
      handshakeTime.add(Date.now() - due);
      converse(socket);
      setTimeout(() => {
        isLeaving = true;
        socket.close(1000);
      }, Math.max(0, start + time - Date.now()));
    });
    socket.addEventListener("error", () => {
      if (!isOpen) failed.add(1);
    });
    socket.addEventListener("close", () => {
      if (isOpen && !isLeaving) dropped.add(1);
    });
  }, Math.max(0, due - Date.now()));
}
)js";

} // namespace

LoadScript k6Script(const Endpoint &endpoint, const Settings &settings, const LoadPlan &plan)
{
    const Scenario scenario = scenarioOf(endpoint, settings, plan);
    QString command = QStringLiteral("k6 run --summary-export summary.json");
    for (const ScriptVariable &variable : scenario.variables)
        command += QStringLiteral(" -e %1=…").arg(QString::fromLatin1(variable.name));
    QString text;
    for (const QString &line : headOf(scenario, command + QStringLiteral(" THIS_FILE"), plan))
        text += QStringLiteral("// ") + line + u'\n';
    text +=
        QStringLiteral("// Afterwards: wirewise-cli import summary.json\n\n"
                       "import exec from \"k6/execution\";\n"
                       "import { Counter, Trend } from \"k6/metrics\";\n"
                       "import { WebSocket } from \"k6/websockets\";\n\n"
                       "const url = ") +
        literal(scenario.url) + QStringLiteral(";\nconst protocols = ") + protocolsOf(scenario) +
        QStringLiteral(";\n") + paramsOf(scenario, settings) + planConstants(plan) +
        QStringLiteral("\nconst opened = new Counter(\"wirewise_opened\");\n"
                       "const failed = new Counter(\"wirewise_failed\");\n"
                       "const dropped = new Counter(\"wirewise_dropped\");\n"
                       "const handshakeTime = new Trend(\"wirewise_handshake\", true);\n"
                       "const answerTime = new Trend(\"wirewise_answer\", true);\n\n"
                       "export const options = {\n"
                       "  scenarios: {\n"
                       "    sessions: {\n"
                       "      executor: \"per-vu-iterations\", // one session each\n"
                       "      vus: connections,\n"
                       "      iterations: 1,\n"
                       "      maxDuration: `${Math.ceil(time / 1000) + 30}s`,\n"
                       "    },\n"
                       "  },\n"
                       "  summaryTrendStats: [\"count\", \"avg\", \"min\", \"med\", \"p(95)\", \"p(99)\", "
                       "\"max\"],\n") +
        tlsOptionsOf(endpoint, settings) + QStringLiteral("};\n\n") + conversationOf(scenario, plan) +
        QString::fromLatin1(Session);
    return {text.toUtf8(), scenario.variables};
}

} // namespace wirewise::report
