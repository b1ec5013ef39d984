#pragma once

#include <QByteArrayView>
#include <QString>

namespace wirewise::observation {

/// Bytes of a peer as text that is safe to show anywhere: invalid UTF-8 as U+FFFD, control characters as
/// pictures (U+2400 …), bidirectional and zero-width controls as "<U+202E>". Nothing in it can act on a
/// terminal.
[[nodiscard]] QString printable(QByteArrayView bytes);
/// The same, cut to at most maximum characters with "…" at the end.
[[nodiscard]] QString printable(QByteArrayView bytes, qsizetype maximum);

} // namespace wirewise::observation
