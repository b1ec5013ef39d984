#pragma once

#include "lab/scenario.h"

#include <QHash>
#include <QMetaType>

namespace wirewise::lab {

/// Where a running lab can be reached: a value, to be handed to other threads.
struct LabAddresses
{
    quint16 main = 0;
    quint16 free = 0;        ///< reserved, nobody listens
    quint16 application = 0; ///< the application behind the lab's proxy, asked directly
    QHash<QByteArray, quint16> own;
    QByteArray caFile; ///< PEM, the authority that signed the lab's certificates; gone when the lab stops

    [[nodiscard]] bool isEmpty() const { return main == 0; }
    /// Whether this lab plays it; one that needs TLS is not played where TLS cannot be had.
    [[nodiscard]] bool plays(const Scenario &scenario) const;
    /// The address to check; empty if it is not played.
    [[nodiscard]] QByteArray urlOf(const Scenario &scenario) const;
    /// Options of `wirewise-cli check` that belong to the address, for example --origin and its value.
    [[nodiscard]] QList<QByteArray> optionsOf(const Scenario &scenario) const;
    /// The same request past the failing middle: 101; empty where there is none.
    [[nodiscard]] QByteArray directUrlOf(const Scenario &scenario) const;

private:
    [[nodiscard]] QByteArray filled(QByteArray text, const Scenario &scenario) const;
};

} // namespace wirewise::lab

Q_DECLARE_METATYPE(wirewise::lab::LabAddresses)
