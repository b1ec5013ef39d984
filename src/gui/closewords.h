#pragma once

#include "gui/widgets/messagepages.h"
#include "observation/sessionfacts.h"

#include <optional>

namespace wirewise::gui {

/// What is known of a close beside its own frame.
struct CloseCircumstances
{
    std::optional<observation::Duration> answeredAt; ///< when the other end's Close came or went
    bool isOver = false;                             ///< nothing more comes on this connection
    std::optional<observation::SessionFacts> facts;  ///< how the connection ended
};

/// Adds to the words of a close whether it was clean, and the rule of the protocol that it answers with the
/// bytes that break it.
void addCircumstances(CloseExplanation &words, const observation::Message &close,
                      const CloseCircumstances &circumstances);

} // namespace wirewise::gui
