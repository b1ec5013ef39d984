#include "check/scriptnames.h"

#include "observation/placeholders.h"

namespace wirewise::check {

namespace {

constexpr QByteArrayView EnvironmentPrefix = "env:";

void appendOnce(QList<QByteArray> &list, const QByteArray &name)
{
    if (!list.contains(name))
        list.append(name);
}

} // namespace

ScriptNames namesIn(const Script &script)
{
    ScriptNames names;
    QList<QByteArray> known;
    for (const ScriptStep &step : script.steps) {
        for (const QByteArray &name : observation::placeholdersIn(step.text)) {
            if (name.startsWith(EnvironmentPrefix))
                appendOnce(names.environment, name.sliced(EnvironmentPrefix.size()));
            else if (!known.contains(name))
                appendOnce(names.asked, name);
        }
        if (step.kind == ScriptStep::Kind::Set || step.kind == ScriptStep::Kind::Keep)
            appendOnce(known, step.name);
    }
    return names;
}

std::optional<QByteArray> environmentValue(QByteArrayView name)
{
    if (!name.startsWith(EnvironmentPrefix))
        return {};
    const QByteArray variable = name.sliced(EnvironmentPrefix.size()).toByteArray();
    if (variable.isEmpty() || !qEnvironmentVariableIsSet(variable.constData()))
        return {};
    return qgetenv(variable.constData());
}

} // namespace wirewise::check
