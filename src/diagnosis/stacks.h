#pragma once

#include "diagnosis/finding.h"
#include "observation/exchange.h"

#include <QList>

namespace wirewise::diagnosis {

/// Who produced or passed on this very answer, read off its bytes alone: the nearest hop first.
/// A refusal's page and the application's page are different hops; a header that intermediaries replace
/// (Server) proves less than a body only one program writes.
[[nodiscard]] QList<Hop> hopsOf(const observation::Exchange &exchange);

/// Whether one of the hops is that stack.
[[nodiscard]] bool hasStack(const QList<Hop> &hops, QByteArrayView stack);
/// The one who wrote the answer (the page or refusal itself), the last proven hop; null if unknown.
[[nodiscard]] const Hop *speakerOf(const QList<Hop> &hops);

/// A key of Fix::stack and the name people know it by.
struct StackName
{
    QByteArray key;
    const char *name;
};
[[nodiscard]] QList<StackName> stackNames();
[[nodiscard]] QString stackName(const QByteArray &key);

} // namespace wirewise::diagnosis
