#pragma once

#include "cli/exportorder.h"
#include "cli/verb.h"
#include "record/redactedsession.h"

#include <QThread>

#include <atomic>
#include <memory>

namespace wirewise::cli {

/// `export FILE`: hands a session on in another form, without its secrets. The work is done on a thread of
/// its own, so that Ctrl+C is heard; a file is there whole or not at all.
class ExportVerb : public Verb
{
    Q_OBJECT
public:
    explicit ExportVerb(const Console &console, QObject *parent = nullptr);
    ~ExportVerb() override;

    [[nodiscard]] static std::span<const Option> options();
    void run(const Arguments &arguments) override;
    void interrupt() override;

private:
    /// The thread's: it alone writes to the console until it ends.
    [[nodiscard]] ExitStatus work(const ExportOrder &order);
    [[nodiscard]] ExitStatus writeSession(record::RedactedSession &session, const ExportOrder &order);
    [[nodiscard]] ExitStatus writeFormat(record::RedactedSession &session, const ExportOrder &order);
    [[nodiscard]] bool writeTo(record::RedactedSession &session, const ExportOrder &order, QIODevice &device);
    [[nodiscard]] ExitStatus fail(ExitStatus status, const QString &sentence) const;
    [[nodiscard]] ExitStatus stopped() const;
    void list(const redaction::Redactor &redactor) const;
    void sayWhatIsGone(const redaction::Redactor &redactor) const;
    [[nodiscard]] bool passed(qint64 count, qint64 all);

    std::unique_ptr<QThread> m_thread;
    std::atomic<bool> m_stopped = false;
    ExitStatus m_status = ExitStatus::Broken;
    qint64 m_percent = -1; ///< told last
};

} // namespace wirewise::cli
