#include "observation/placeholders.h"

#include <algorithm>

namespace wirewise::observation {

namespace {

bool isName(QByteArrayView name)
{
    return !name.isEmpty() && std::all_of(name.begin(), name.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
               QByteArrayView("_-.:").contains(c);
    });
}

/// Calls visit(text before, name) for each placeholder and returns what is left behind the last one.
template<typename Visit>
QByteArrayView visitPlaceholders(QByteArrayView text, Visit visit)
{
    qsizetype done = 0;
    qsizetype open = text.indexOf("{{");
    while (open >= 0) {
        const qsizetype close = text.indexOf("}}", open + 2);
        if (close < 0)
            break;
        const QByteArrayView name = text.sliced(open + 2, close - open - 2).trimmed();
        if (!isName(name)) {
            open = text.indexOf("{{", open + 1); // "{{{name}}" holds one behind its first brace
            continue;
        }
        visit(text.sliced(done, open - done), name);
        done = close + 2;
        open = text.indexOf("{{", done);
    }
    return text.sliced(done);
}

} // namespace

FilledText fillPlaceholders(QByteArrayView text, const PlaceholderValues &values)
{
    FilledText filled;
    const QByteArrayView rest = visitPlaceholders(text, [&](QByteArrayView before, QByteArrayView name) {
        filled.text.append(before);
        std::optional<QByteArray> value = controlPlaceholder(name);
        if (!value)
            value = values(name);
        if (value) {
            filled.text.append(*value);
            return;
        }
        filled.text.append("{{").append(name).append("}}");
        if (!filled.missing.contains(name))
            filled.missing.append(name.toByteArray());
    });
    filled.text.append(rest);
    return filled;
}

QList<QByteArray> placeholdersIn(QByteArrayView text)
{
    QList<QByteArray> names;
    visitPlaceholders(text, [&](QByteArrayView, QByteArrayView name) {
        if (!names.contains(name) && !controlPlaceholder(name))
            names.append(name.toByteArray());
    });
    return names;
}

std::optional<QByteArray> controlPlaceholder(QByteArrayView name)
{
    if (name == "NUL")
        return QByteArray(1, '\0');
    if (name == "RS")
        return QByteArray(1, '\x1e');
    if (name == "LF")
        return QByteArray(1, '\n');
    return {};
}

} // namespace wirewise::observation
