#pragma once

#include "observation/loadtest.h"

#include <QByteArray>
#include <QList>
#include <QString>

namespace wirewise::report {

/// A value that a script takes from its environment, because it is secret.
struct ScriptVariable
{
    QByteArray name; ///< "WS_AUTHORIZATION"
    QString meaning; ///< "the header Authorization"
};

/// A load test as other software is to run it; no secret is in it.
struct LoadScript
{
    QByteArray text;
    QList<ScriptVariable> variables; ///< to be set when it is run
};

/// The same scenario for k6 (its modules k6/websockets and k6/metrics): the same number of connections, begun
/// at the same times also if several instances share them, with the same messages.
[[nodiscard]] LoadScript k6Script(const observation::Endpoint &endpoint,
                                  const observation::Settings &settings, const observation::LoadPlan &plan);
/// The same for Artillery and its engine ws, as YAML. Artillery measures no answers and sends no pings.
[[nodiscard]] LoadScript artilleryScript(const observation::Endpoint &endpoint,
                                         const observation::Settings &settings,
                                         const observation::LoadPlan &plan);

} // namespace wirewise::report
