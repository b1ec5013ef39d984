#pragma once

#include "diagnosis/finding.h"
#include "observation/observation.h"

#include <QByteArray>
#include <QDateTime>
#include <QString>

#include <optional>

namespace wirewise::gui {

/// What a verdict banner says.
struct BannerContent
{
    enum class Kind {
        Running,
        Stopped, ///< by the user
        Fails,
        Warns, ///< works, with warnings; also a full disk
        Works,
        Unsure,  ///< fails, with a confidence under 0.5
        Offline, ///< this computer is; nothing is held against the server
    };
    Kind kind = Kind::Running;
    QString title;        ///< the sentence
    QString second;       ///< where the fix belongs
    QString word;         ///< "Fails"; empty takes the kind's own
    QByteArray findingId; ///< empty shows no id
    std::optional<double> confidence;
    QString checked; ///< "Checked today 09:14:07, took 2.9 s"
    QString note;    ///< further fact at the end of the line ("Opened from …")

    friend bool operator==(const BannerContent &, const BannerContent &) = default;
};

/// "Fails", "Works, with warnings", …
[[nodiscard]] QString wordOf(BannerContent::Kind kind);
/// "certain" from 0.95, "high" from 0.8, "medium" from 0.5, "low" below.
[[nodiscard]] QString confidenceWord(double confidence);
/// "Confidence high, 0.86"
[[nodiscard]] QString confidenceText(double confidence);
/// "Checked today 09:14:07, took 2.9 s"; now decides today, yesterday or the date.
[[nodiscard]] QString checkedText(const QDateTime &startedAt, observation::Duration took,
                                  const QDateTime &now);
/// "today 09:14:07", "yesterday 15:10:44", "Wednesday 11:20:03", "19 November 2025 09:14:07".
[[nodiscard]] QString momentText(const QDateTime &moment, const QDateTime &now);
/// A duration with its unit: "0.2 ms", "41 ms", "2.48 s", "5 min 00 s".
[[nodiscard]] QString durationText(observation::Duration duration);

/// The banner of a finished, stopped or loaded check.
[[nodiscard]] BannerContent bannerFor(const observation::Observation &observation,
                                      const diagnosis::Diagnosis &diagnosis, const QDateTime &now);

} // namespace wirewise::gui
