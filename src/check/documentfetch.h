#pragma once

#include "observation/endpoint.h"
#include "observation/settings.h"

#include <QObject>

#include <memory>

namespace wirewise::check {

/// Fetches a document with one plain GET, on the same way as a check: proxy, certificates, time limits.
/// Redirects are not followed, because credentials would follow them. Lives on the thread that starts it.
class DocumentFetch : public QObject
{
    Q_OBJECT
public:
    DocumentFetch(observation::Endpoint endpoint, observation::Settings settings, QObject *parent = nullptr);
    ~DocumentFetch() override;

    void start();
    /// finished() follows.
    void stop();

Q_SIGNALS:
    /// Emitted exactly once. Where there is no document, error is a sentence that says why, else it is empty.
    void finished(const QByteArray &document, const QString &error);

private:
    class Run;
    std::unique_ptr<Run> m_run;
};

} // namespace wirewise::check
