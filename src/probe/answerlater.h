#pragma once

#include "probe/background.h"

#include <QMetaObject>
#include <QObject>

#include <functional>
#include <memory>
#include <mutex>

namespace wirewise::probe {

/// One question put to a background thread; the answer comes to the asker's thread through its event loop,
/// or not at all once this object is gone.
template<typename Answer>
class AnswerLater
{
public:
    AnswerLater(std::function<Answer()> question, std::function<void(const Answer &)> done)
        : m_link(std::make_shared<Link>())
    {
        m_link->receiver = std::make_unique<QObject>();
        m_link->done = std::move(done);
        runInBackground([link = m_link, question = std::move(question)] {
            Answer answer = question();
            const std::lock_guard lock(link->mutex);
            if (!link->receiver)
                return;
            QMetaObject::invokeMethod(
                link->receiver.get(),
                [link, answer = std::move(answer)] {
                    const auto callback = link->done; // may destroy this object
                    callback(answer);
                },
                Qt::QueuedConnection);
        });
    }
    ~AnswerLater()
    {
        std::unique_ptr<QObject> receiver;
        const std::lock_guard lock(m_link->mutex);
        receiver = std::move(m_link->receiver);
    }
    AnswerLater(const AnswerLater &) = delete;
    AnswerLater &operator=(const AnswerLater &) = delete;

private:
    struct Link
    {
        std::mutex mutex;
        std::unique_ptr<QObject> receiver;
        std::function<void(const Answer &)> done;
    };
    std::shared_ptr<Link> m_link;
};

} // namespace wirewise::probe
