#pragma once

#include "redaction/form.h"

#include <QByteArrayView>

namespace wirewise::redaction {

/// Credentials whose name is not beside them, because all of the message is a login: commands in lines (PASS
/// of IRC, AUTH of Redis, "authenticate …"), user:password of a command line, and JSON that says by its type
/// that it logs in. Linear.
void findLogins(QByteArrayView text, Sightings &found);

} // namespace wirewise::redaction
