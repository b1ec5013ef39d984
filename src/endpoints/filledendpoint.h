#pragma once

#include "endpoints/environment.h"
#include "endpoints/savedendpoint.h"

#include <QByteArray>
#include <QList>
#include <QString>

#include <functional>
#include <optional>

namespace wirewise::endpoints {

/// Where the values of {{variables}} come from.
struct Values
{
    const Environment *environment = nullptr; ///< may be null
    FieldList given;                          ///< by hand, before all others
    /// The value of a secret for that place; nothing where it is not known.
    using Secret = std::function<std::optional<QByteArray>(const QByteArray &name, const QByteArray &place)>;
    Secret secret;
    /// Files that options name are in it; the path of the folder.
    QString folder;
};

/// A saved endpoint with its variables filled in, ready to be checked.
struct FilledEndpoint
{
    QByteArray address;
    /// "--header", "Name: value", …, as `wirewise-cli check` takes them.
    QList<QByteArray> arguments;
    /// Values that count as secrets wherever they stand.
    QList<QByteArray> secrets;
    /// Where it goes: "wss://staging.example.org", and what the file says of the way there (proxy, resolve,
    /// cacert, insecure), since each of these can lead elsewhere, too.
    QByteArray place;
    QList<QByteArray> missing;        ///< variables without a value
    QList<QByteArray> missingSecrets; ///< secrets without one, for that place
    QString problem;                  ///< why it cannot be checked even so; empty if it can

    [[nodiscard]] bool isComplete() const
    {
        return missing.isEmpty() && missingSecrets.isEmpty() && problem.isEmpty();
    }
};

/// The secrets of an endpoint are asked for by name and place, and none of them may say where it goes: a file
/// that was changed to lead to another host gets none of the old one's secrets.
[[nodiscard]] FilledEndpoint fill(const SavedEndpoint &endpoint, const Values &values);

/// Every variable that the endpoint uses, each once.
[[nodiscard]] QList<QByteArray> variablesOf(const SavedEndpoint &endpoint);

} // namespace wirewise::endpoints
