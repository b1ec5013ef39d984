#pragma once

#include "observation/endpoint.h"
#include "observation/settings.h"

#include <QList>
#include <QString>
#include <QStringList>

namespace wirewise::gui {

/// One line of the header table, as typed.
struct HeaderLine
{
    bool on = true;
    QString name;
    QString value;

    friend bool operator==(const HeaderLine &, const HeaderLine &) = default;
};

/// What the Request panel holds, as typed. An empty field means: as usual.
struct RequestOptions
{
    QList<HeaderLine> headers;
    QString origin, subprotocols, key, version, host;
    QString extensions; ///< "": as browsers offer them; "none", or what the header shall say
    QString proxy;      ///< "", "system", "none" or an address
    QString address;    ///< instead of what the resolver says; several with commas
    observation::AddressFamily family = observation::AddressFamily::Any;
    QString caFile, certificateFile, keyFile;
    bool insecure = false;
    QString timeLimit;      ///< seconds
    QString watchFor;       ///< seconds
    QString send;           ///< one text, sent once the connection is open
    QString largestMessage; ///< "64 MiB"
    bool experiments = true;
    /// Of a saved endpoint, not shown: values that count as secrets, and the host that they belong to.
    QList<QByteArray> secrets;
    QByteArray secretHost;

    friend bool operator==(const RequestOptions &, const RequestOptions &) = default;
};

/// A field that cannot be used, and what to write instead.
struct RequestProblem
{
    QByteArray field; ///< object name of the field in the panel
    QString sentence;
};

/// Settings as far as they could be read, beside everything that could not.
struct RequestReading
{
    observation::Settings settings;
    QList<RequestProblem> problems;
    QStringList remarks; ///< on what may be sent and will not be understood
};

/// endpoint, if known, gives the address override its host and port.
[[nodiscard]] RequestReading readRequest(const RequestOptions &options,
                                         const observation::Endpoint *endpoint);
/// The other way: what a saved session was sent with.
[[nodiscard]] RequestOptions optionsFrom(const observation::Settings &settings);
/// From options of `wirewise-cli check`, as the practice lab gives them; unknown ones are left out.
[[nodiscard]] RequestOptions optionsFrom(const QList<QByteArray> &arguments);
/// Written on the Request button: "1 header, Origin app.example".
[[nodiscard]] QString requestSummary(const RequestOptions &options);

enum class ShownSecrets { Masked, Kept };
/// The same check as one line for a POSIX shell.
[[nodiscard]] QString commandLine(const RequestOptions &options, const QString &address,
                                  ShownSecrets secrets);

} // namespace wirewise::gui
