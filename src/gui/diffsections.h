#pragma once

#include "gui/compareside.h"
#include "gui/widgets/diffrows.h"

namespace wirewise::gui {

/// What was sent and received by that probe on both sides.
[[nodiscard]] QList<DiffSection> exchangeSections(const CompareSide &left, const CompareSide &right,
                                                  const QByteArray &probe);
/// The phases of that probe, with their times.
[[nodiscard]] QList<DiffSection> timelineSections(const CompareSide &left, const CompareSide &right,
                                                  const QByteArray &probe);
/// The first messages after the upgrade.
[[nodiscard]] QList<DiffSection> messageSections(const CompareSide &left, const CompareSide &right);

} // namespace wirewise::gui
