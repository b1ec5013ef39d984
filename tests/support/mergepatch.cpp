#include "support/mergepatch.h"

namespace wirewise::test {

QJsonObject patchBetween(const QJsonObject &from, const QJsonObject &to)
{
    QJsonObject patch;
    for (auto member = to.begin(); member != to.end(); ++member) {
        const QJsonValue before = from.value(member.key());
        const QJsonValue after = member.value();
        if (after.isNull() || before == after)
            continue;
        if (!after.isObject()) {
            patch.insert(member.key(), after);
            continue;
        }
        const QJsonObject inner = patchBetween(before.toObject(), after.toObject());
        if (!inner.isEmpty() || !before.isObject())
            patch.insert(member.key(), inner);
    }
    for (auto member = from.begin(); member != from.end(); ++member) {
        const QJsonValue after = to.value(member.key());
        if (!member->isNull() && (after.isNull() || after.isUndefined()))
            patch.insert(member.key(), QJsonValue());
    }
    return patch;
}

QJsonObject patched(QJsonObject object, const QJsonObject &patch)
{
    for (auto member = patch.begin(); member != patch.end(); ++member) {
        if (member->isNull())
            object.remove(member.key());
        else if (member->isObject())
            object.insert(member.key(), patched(object.value(member.key()).toObject(), member->toObject()));
        else
            object.insert(member.key(), *member);
    }
    return object;
}

} // namespace wirewise::test
