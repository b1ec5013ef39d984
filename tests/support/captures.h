#pragma once

#include "observation/observation.h"

#include <QByteArray>
#include <QDir>
#include <QList>
#include <QString>
#include <QStringList>

namespace wirewise::test {

/// A check that was recorded against a real server, with the truth about that server beside it. The file is
/// JSON: every exchange is told as its difference to the first one, bytes as text in which each character is
/// one byte.
struct Capture
{
    QString name; ///< "upgrade.route-missing/nginx-prefix-stripped": folder and file
    QString title;
    QStringList stack;        ///< "nginx 1.22.1"
    QList<QByteArray> expect; ///< ids that are right as the primary finding, best first
    QList<QByteArray> never;  ///< ids that would be a wrong explanation: this is their near miss
    /// The rules do not get it right yet. It counts in the calibration, and its test fails once they do.
    bool misjudged = false;
    observation::Observation observation;
};

/// Left out are when each byte arrived, how long each address took, and the local port.
[[nodiscard]] QByteArray toBytes(const Capture &capture);
/// Ends the test program if the file is no capture.
[[nodiscard]] Capture readCapture(const QString &path);
/// All of a folder, which has one folder for each id, in the order of their names.
[[nodiscard]] QList<Capture> readCaptures(const QDir &folder);

} // namespace wirewise::test
