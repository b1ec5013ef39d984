#pragma once

#include "diagnosis/finding.h"

#include <QByteArrayView>

#include <span>

namespace wirewise::diagnosis {

/// Where a sign stands.
enum class In {
    Server,    ///< value of Server begins with the text
    Header,    ///< a header of that name is there; `value`, if given, occurs in it
    Body,      ///< the text occurs in the content
    Reason,    ///< the text occurs in the reason phrase
    WholeBody, ///< the content is exactly the text, but for white space at its ends
};

/// One sign by which a hop gives itself away. Read off real answers unless documented is set; then it is
/// from the vendor's documentation.
struct Sign
{
    QByteArrayView stack;
    Hop::Kind kind;
    In in;
    QByteArrayView text;
    QByteArrayView value = {};
    bool wrote = false; ///< only the writer of the page leaves it
    bool documented = false;
};

/// Every sign that one header or one text gives; what takes several at once is in stacks.cpp.
[[nodiscard]] std::span<const Sign> signs();

} // namespace wirewise::diagnosis
