#pragma once

#include "check/documentfetch.h"

#include <QObject>

#include <memory>

namespace wirewise::gui {

/// Fetches the document of an interface for the window. Lives on the network thread.
class DocumentWorker : public QObject
{
    Q_OBJECT
public:
    DocumentWorker(observation::Endpoint endpoint, observation::Settings settings);
    ~DocumentWorker() override;

    void start();

Q_SIGNALS:
    /// Emitted exactly once. Where there is no document, error is a sentence that says why, else it is empty.
    void finished(const QByteArray &document, const QString &error);

private:
    observation::Endpoint m_endpoint;
    observation::Settings m_settings;
    std::unique_ptr<check::DocumentFetch> m_fetch; ///< made on the network thread
};

} // namespace wirewise::gui
