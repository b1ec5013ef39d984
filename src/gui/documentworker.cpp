#include "gui/documentworker.h"

namespace wirewise::gui {

DocumentWorker::DocumentWorker(observation::Endpoint endpoint, observation::Settings settings)
    : m_endpoint(std::move(endpoint))
    , m_settings(std::move(settings))
{
}

DocumentWorker::~DocumentWorker() = default;

void DocumentWorker::start()
{
    m_fetch = std::make_unique<check::DocumentFetch>(m_endpoint, m_settings);
    connect(m_fetch.get(), &check::DocumentFetch::finished, this, &DocumentWorker::finished);
    m_fetch->start();
}

} // namespace wirewise::gui
