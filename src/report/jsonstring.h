#pragma once

#include <QByteArray>

namespace wirewise::report {

/// UTF-8 as a string of JSON, quotes included, in one pass: what is large does not become text first. Beside
/// what JSON wants escaped, so are characters that deceive a terminal or a reader's eye.
[[nodiscard]] QByteArray jsonString(const QByteArray &utf8);

/// Escapes what JSON allows raw but a terminal or a reader's eye could be deceived by: DEL, the C1
/// controls, and bidirectional, zero-width and line separators. They only stand inside strings.
[[nodiscard]] QByteArray withoutDeception(const QByteArray &json);

/// A compact object with one more member behind the others.
[[nodiscard]] QByteArray withMember(const QByteArray &object, const char *name, const QByteArray &value);

} // namespace wirewise::report
