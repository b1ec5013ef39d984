#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QList>

#include <utility>

namespace wirewise::imports {

/// A value of a program text as far as it stands there literally. Nothing is computed.
struct ScriptValue
{
    enum class Kind {
        None, ///< null, None, undefined
        True,
        False,
        Number,
        Text,
        List,
        Object,
        Expression, ///< anything that a program would have to compute; text is its source
    };
    Kind kind = Kind::None;
    QByteArray text; ///< of a text its characters in UTF-8, of a number and an expression the source
    QList<ScriptValue> items;
    QList<std::pair<QByteArray, ScriptValue>> members;

    [[nodiscard]] const ScriptValue *member(QByteArrayView name) const;
    [[nodiscard]] bool isText() const { return kind == Kind::Text; }
};

/// A call of a program text, with its arguments.
struct ScriptCall
{
    QByteArray function; ///< "new WebSocket", "io", "websockets.connect"
    QList<ScriptValue> arguments;
    QList<std::pair<QByteArray, ScriptValue>> named; ///< Python's name=value
    bool isWhole = true;                             ///< false: the text ends inside of it
};

/// The calls in a program text of JavaScript or Python whose function has one of these names, in their order;
/// "connect" also finds "websockets.connect". Strings and comments are not searched.
[[nodiscard]] QList<ScriptCall> findCalls(QByteArrayView text, const QList<QByteArray> &functions);

/// JSON of a literal value; expressions become null.
[[nodiscard]] QByteArray toJson(const ScriptValue &value);

} // namespace wirewise::imports
