#pragma once

#include <QtGlobal>

namespace wirewise::wire {

/// Which way bytes went, seen from Wirewise.
enum class Direction { Sent, Received };

/// A stretch of a byte stream: offset from its first byte, and length, both in bytes.
struct ByteRange
{
    qint64 offset = 0;
    qint64 length = 0;

    [[nodiscard]] constexpr qint64 end() const { return offset + length; }
    [[nodiscard]] constexpr bool isEmpty() const { return length <= 0; }
    [[nodiscard]] constexpr bool contains(qint64 position) const
    {
        return position >= offset && position < end();
    }
    friend constexpr bool operator==(ByteRange, ByteRange) = default;
};

} // namespace wirewise::wire
