#pragma once

#include "redaction/redactor.h"
#include "session/sessionfile.h"

#include <QList>
#include <QString>

#include <functional>
#include <memory>
#include <optional>

namespace wirewise::record {

/// Told how many of the messages have passed; says whether to go on.
using PassedMessages = std::function<bool(qint64 passed, qint64 all)>;

/// A session file as it may leave the house: everything that is read of it has passed a redactor, which has
/// seen all of the file before. Messages pass by the block, so that memory does not grow with their number.
/// Blocks while it reads; use on one thread, not that of a window.
class RedactedSession
{
public:
    /// Reads all of the file, its messages included, to learn the secrets in it. Nothing if it was stopped.
    [[nodiscard]] static session::Result<std::optional<RedactedSession>>
    open(const QString &path, const redaction::Choice &choice, const PassedMessages &passed = {});

    RedactedSession(RedactedSession &&) noexcept;
    RedactedSession &operator=(RedactedSession &&) noexcept;
    ~RedactedSession();

    /// The checks in the file, in the order they began; at least one.
    [[nodiscard]] const QList<session::SessionContent> &checks() const;
    [[nodiscard]] qint64 messageCount() const;
    /// Messages number first to first+count-1, those that exist; fewer where they are large, at least one.
    [[nodiscard]] QList<observation::Message> messages(qint64 first, qint64 count);
    /// Writes all of it as a new session file, whole or not at all. False if it was stopped.
    [[nodiscard]] session::Result<bool> saveAs(const QString &path, bool overwrite,
                                               const PassedMessages &passed = {});

    [[nodiscard]] const redaction::Redactor &redactor() const;

private:
    struct State;
    explicit RedactedSession(std::unique_ptr<State> state);
    std::unique_ptr<State> m_state;
};

} // namespace wirewise::record
