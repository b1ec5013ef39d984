#pragma once

#include "report/loadscript.h"

#include <optional>

namespace wirewise::report {

/// A value of a script: as it is, or from a variable because it is secret.
struct ScriptValue
{
    QByteArray literal;
    QByteArray variable; ///< empty: the literal
};

/// What both scripts need of a scenario, secrets replaced by variables.
struct Scenario
{
    ScriptValue url;
    QList<std::pair<QByteArray, ScriptValue>> headers; ///< Origin and Host among them
    QList<ScriptValue> subprotocols;
    ScriptValue message, answer;
    QList<ScriptVariable> variables;
    QStringList remarks; ///< what the script cannot say, one sentence each
};
[[nodiscard]] Scenario scenarioOf(const observation::Endpoint &endpoint,
                                  const observation::Settings &settings, const observation::LoadPlan &plan);

/// How the script is begun: one comment line for each sentence. Nothing in them can end the comment.
[[nodiscard]] QStringList headOf(const Scenario &scenario, const QString &command,
                                 const observation::LoadPlan &plan);
/// A number of seconds as scripts write it: "30", "0.25".
[[nodiscard]] QString plainSeconds(observation::Duration time);

} // namespace wirewise::report
