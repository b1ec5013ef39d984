#pragma once

#include "diagnosis/failureclass.h"

namespace wirewise::diagnosis {

struct Judged
{
    const FailureClass *failure = nullptr;
    Finding finding;
};

/// Drops what others refine and puts the rest in order: errors, warnings, remarks; within one severity first
/// what stops the connection earliest, then what is surest; what outranks another stands before it.
[[nodiscard]] QList<Judged> ranked(QList<Judged> judged);

} // namespace wirewise::diagnosis
