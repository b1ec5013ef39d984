#pragma once

#include "session/sessionfile.h"

#include <QObject>

#include <atomic>
#include <functional>
#include <optional>

namespace wirewise::record {

/// Owns the session file on the writing thread. Everything but queuedBytes is used on that thread only.
/// After the first failure it writes nothing more: a file that ends early beats one with a hole.
class RecordWriter : public QObject
{
    Q_OBJECT
public:
    explicit RecordWriter(session::SessionFile file);

    /// Does one thing with the file, and says so if it cannot.
    void write(const std::function<session::Result<void>(session::SessionFile &)> &step);
    void appendMessages(const QList<observation::Message> &messages, qint64 bytes);
    [[nodiscard]] QList<observation::Message> messages(qint64 first, qint64 count) const;
    /// No more is written, for a reason that was found elsewhere.
    void giveUp(const QString &sentence);

    /// Payload bytes that were handed over and are not yet written. Any thread.
    std::atomic<qint64> queuedBytes{0};

Q_SIGNALS:
    void saved();
    void failed(const QString &sentence);

private:
    session::SessionFile m_file;
    bool m_failed = false;
};

} // namespace wirewise::record
