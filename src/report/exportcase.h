#pragma once

#include "observation/connectionmarks.h"
#include "observation/message.h"
#include "report/json.h"

#include <QList>
#include <QString>

#include <functional>

namespace wirewise::redaction {
class Redactor;
}

namespace wirewise::report {

/// A whole case as it leaves the house. Whoever writes it has removed the secrets already, or was asked to
/// keep them: a writer masks nothing.
struct Case
{
    Checked checked;
    QString name, notes; ///< given by the user; may be empty
    QString writtenBy;   ///< "Wirewise 0.1.0"; empty: this one
    /// Of a session that was opened again, in order; else empty.
    QList<observation::ConnectionMark> connections;
    qint64 messageCount =
        0; ///< in the log that MessagePages reads; 0: those of the session facts are written
};

/// Messages number first to first+count-1, secrets removed. May give fewer than that; an empty list ends the
/// messages, and the writer goes on behind them.
using MessagePages = std::function<QList<observation::Message>(qint64 first, qint64 count)>;

/// What of a case is written. Formats for machines keep their frame and leave lists empty.
struct ExportChoice
{
    bool verdict = true; ///< with the evidence
    bool causes = true;  ///< with the fixes
    bool exchanges = true;
    bool experiments = true;
    bool timeline = true;
    bool messages = true;
    /// The exchange that curl, Python and JavaScript make again.
    QByteArray exchange = "upgrade";
    /// Knows what was removed, so that people see a label there; null if nothing was. Not owned.
    const redaction::Redactor *redactor = nullptr;
};

} // namespace wirewise::report
