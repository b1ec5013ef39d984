#pragma once

#include "gui/widgets/bannercontent.h"

namespace wirewise::gui {

class CheckSession;

/// What the banner says of a session in whatever state it is.
[[nodiscard]] BannerContent bannerFor(const CheckSession &session, const QDateTime &now);

} // namespace wirewise::gui
