#pragma once

#include "wire/json.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QList>

#include <optional>

namespace wirewise::wire {

/// The way to one value of a JSON text, as people write it: `event.type`, `items[0].id`, `["odd key"].x`.
class JsonPath
{
public:
    static constexpr qsizetype MostSteps = 64;

    /// A member's name, or the place of an element.
    struct Step
    {
        QByteArray name;
        qint64 nth = -1; ///< from 0; -1 for a member

        friend bool operator==(const Step &, const Step &) = default;
    };

    /// A `$` before the first step may be left out. Nothing where it cannot be read, or has too many steps.
    [[nodiscard]] static std::optional<JsonPath> read(QByteArrayView written);

    /// As short as it can be read again, without `$`; `$` alone for the whole text.
    [[nodiscard]] QByteArray written() const;
    [[nodiscard]] const QList<Step> &steps() const { return m_steps; }
    /// The name of the last member on the way, empty if there is none.
    [[nodiscard]] QByteArray lastName() const;
    /// Index of the value in the tree of that text, -1 if there is none.
    [[nodiscard]] qsizetype find(const JsonTree &tree, QByteArrayView text) const;

    friend bool operator==(const JsonPath &, const JsonPath &) = default;

private:
    QList<Step> m_steps;
};

} // namespace wirewise::wire
