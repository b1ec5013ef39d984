#pragma once

#include <QByteArrayView>

namespace wirewise::diagnosis {

/// Lines for a shell that show a failure class without this program (curl, openssl, dig, nc). HOST, PORT and
/// PATH stand for the parts of the address; wss is shown with https. Not translated. Null where no command
/// can show the class.
[[nodiscard]] const char *commandsFor(QByteArrayView failure);

} // namespace wirewise::diagnosis
