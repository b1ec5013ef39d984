#pragma once

#include "session/jsonfields.h"

namespace wirewise::session {

/// Reads one object of a list and passes on whether it was sound.
template<typename T, typename Read>
void appendTo(FieldReader &owner, const QJsonValue &value, QList<T> &list, Read read)
{
    T element;
    FieldReader fields(value);
    read(fields, element);
    if (!fields.isSound())
        owner.refuse();
    list.append(std::move(element));
}

} // namespace wirewise::session
