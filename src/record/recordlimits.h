#pragma once

#include <QString>

#include <optional>

namespace wirewise::record {

/// What a volume has, in bytes.
struct DiskRoom
{
    qint64 total = 0;
    qint64 free = 0; ///< for a program without special rights
};
/// Of the volume that holds that file or folder. Nothing where the system does not say.
[[nodiscard]] std::optional<DiskRoom> diskRoom(const QString &path);

/// How much of a disk a recording may take. Reached, messages are no longer kept; what ends a session (its
/// verdict, who closed it) still is.
struct RecordLimits
{
    /// Ten million messages of 1.6 kB, which is more than any of the sessions that people open again.
    static constexpr qint64 UsualFile = 16'000'000'000;
    /// What is left free of a volume: 500 MB, or a hundredth of one below 50 GB, so that the programs beside
    /// this one can go on.
    [[nodiscard]] static qint64 usualReserve(qint64 total);

    qint64 file = UsualFile;       ///< bytes of the session file
    std::optional<qint64> reserve; ///< bytes; usualReserve() unless set

    /// Why that many bytes more do not fit, as a sentence that says what to do; empty if they do.
    [[nodiscard]] QString refusal(const QString &path, qint64 bytes) const;
};

} // namespace wirewise::record
