#pragma once

#include "import/pasted.h"

#include <QByteArray>

namespace wirewise::imports {

/// Longest text that is taken apart, in bytes. A HAR may be longer: see readHar().
inline constexpr qsizetype MaximumTextSize = 16 * 1024 * 1024;

/// Takes apart what people paste: one address, a list of them (one a line, # comments), command lines of
/// curl, wscat, websocat and wirewise-cli, PowerShell's web requests, calls of fetch, WebSocket, Socket.IO
/// and Python clients, the head of a request, a small HAR. base holds what is usual. Callable from any
/// thread.
[[nodiscard]] Pasted readText(const QByteArray &text, const observation::Settings &base);

/// Whether a text is more than one address, so that it is worth to be taken apart.
[[nodiscard]] bool isMoreThanAddress(const QByteArray &text);

/// Text of a file or a stream in UTF-8: byte order marks and UTF-16 are understood.
[[nodiscard]] QByteArray toUtf8(const QByteArray &bytes);

} // namespace wirewise::imports
