#include "cli/placeholdervalues.h"

#include "check/scriptnames.h"

namespace wirewise::cli {

std::optional<QByteArray> placeholderValue(QByteArrayView name)
{
    return check::environmentValue(name);
}

} // namespace wirewise::cli
