#pragma once

#include "session/database.h"

#include <QString>

#include <optional>

namespace wirewise::session {

/// "WwSe", at byte 68 of the file (SQLite file format, section 1.3.17).
inline constexpr quint32 ApplicationId = 0x57775365;
/// The newest form of the file that this program reads and writes (user_version).
inline constexpr quint32 FormatVersion = 4;

/// Judges a file by its first bytes, before SQLite sees it. Nothing: it is a session of ours.
[[nodiscard]] std::optional<Failure> judgeHeader(const QString &path);
/// Where the file ends, if that is before its header says it should.
[[nodiscard]] std::optional<qint64> cutAt(Database &database);

[[nodiscard]] bool createTables(Database &database);
[[nodiscard]] bool hasTable(Database &database, const char *name);
/// Makes one of the tables that only newer forms of the file have, and makes the file one of these. Inside a
/// transaction. A file that needs none of them stays readable for older versions of this program.
[[nodiscard]] bool ensureTable(Database &database, const char *name);
/// Our tables alone, written as we write them; no trigger, view or index.
[[nodiscard]] std::optional<Failure> judgeTables(Database &database);

} // namespace wirewise::session
