#include "cli/placeholdervalues.h"

#include <QtGlobal>

namespace wirewise::cli {

std::optional<QByteArray> placeholderValue(QByteArrayView name)
{
    constexpr QByteArrayView prefix = "env:";
    if (!name.startsWith(prefix))
        return {};
    const QByteArray variable = name.sliced(prefix.size()).toByteArray();
    if (variable.isEmpty() || !qEnvironmentVariableIsSet(variable.constData()))
        return {};
    return qgetenv(variable.constData());
}

} // namespace wirewise::cli
