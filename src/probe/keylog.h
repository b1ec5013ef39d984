#pragma once

#include <QByteArrayView>
#include <QString>

#include <optional>

namespace wirewise::probe {

/// From now on, the secrets of every TLS connection of this process go to the end of a file that Wireshark
/// and tshark read (NSS key log format). Whoever has the file and a recording of the traffic can read all of
/// it: the file is made for its owner alone (0600). Gives why it cannot be written, or nothing if it can. An
/// empty path ends it. Callable from any thread.
[[nodiscard]] std::optional<QString> logKeysTo(const QString &path);
/// Where they go; empty: nowhere.
[[nodiscard]] QString keyLogFile();
/// One line of the log, from any thread; ignored where no file was named.
void logKey(QByteArrayView line);

} // namespace wirewise::probe
