#pragma once

#include "diagnosis/course.h"

#include <QList>

#include <map>
#include <optional>

namespace wirewise::gui {

/// What was seen in a stretch of time.
struct WatchBucket
{
    std::chrono::milliseconds from{0}, to{0}; ///< wall clock
    int rounds = 0;
    int failed = 0;
    std::optional<diagnosis::Verdict> worst; ///< nothing if there was no round

    friend bool operator==(const WatchBucket &, const WatchBucket &) = default;
};

/// Rounds of one endpoint in stretches of ten seconds, of the last week: a watch may go on for ever.
class WatchHistory
{
public:
    static constexpr std::chrono::seconds Grain{10};
    static constexpr std::chrono::hours Longest{24 * 7};

    void add(const diagnosis::CoursePoint &point);
    void clear() { m_stretches.clear(); }
    [[nodiscard]] bool isEmpty() const { return m_stretches.empty(); }
    [[nodiscard]] std::size_t stretches() const { return m_stretches.size(); }
    /// When the oldest round that is kept was, and the newest.
    [[nodiscard]] std::chrono::milliseconds first() const;
    [[nodiscard]] std::chrono::milliseconds last() const;
    /// So many buckets of equal length up to that time, none shorter than Grain, on round times.
    [[nodiscard]] QList<WatchBucket> buckets(std::chrono::milliseconds end, std::chrono::milliseconds span,
                                             int count) const;

private:
    struct Stretch
    {
        int rounds = 0, failed = 0;
        diagnosis::Verdict worst = diagnosis::Verdict::NotChecked;
    };
    std::map<qint64, Stretch> m_stretches; ///< by the number of the stretch since 1970
};

/// "09:14 to 09:15: fails, 3 of 6 checks", for those who do not see the strip.
[[nodiscard]] QString bucketWords(const WatchBucket &bucket);

} // namespace wirewise::gui

Q_DECLARE_METATYPE(wirewise::gui::WatchBucket)
