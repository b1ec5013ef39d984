#pragma once

#include "endpoints/filledendpoint.h"
#include "gui/requestoptions.h"

namespace wirewise::gui {

/// A request that gets a name: what goes into the file, and the credentials that do not.
struct NamedRequest
{
    endpoints::SavedEndpoint endpoint;
    /// Name of the variable and the value that it stands for.
    endpoints::FieldList secrets;
    /// What a file of endpoints cannot hold, in words.
    QStringList leftOut;
};

/// Credentials in the address, the headers and what is sent become {{variables}} that are marked secret.
[[nodiscard]] NamedRequest namedRequest(const QString &address, const RequestOptions &options);

/// A filled endpoint as settings of a check, beside what cannot be used of it.
[[nodiscard]] RequestReading readFilled(const endpoints::FilledEndpoint &filled);

} // namespace wirewise::gui
