#include "gui/messagespage.h"

#include "ui_messagespage.h"

#include "gui/checksession.h"
#include "record/sessionrate.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QThreadPool>

// The overview of the session, its pings and its size on disk: what a MessagesPage shows above the list.
namespace wirewise::gui {

void MessagesPage::connectOverview()
{
    constexpr int FrameMilliseconds = 33;
    m_overview.setSingleShot(true);
    m_overview.setInterval(FrameMilliseconds);
    connect(&m_overview, &QTimer::timeout, this, &MessagesPage::showOverview);
    connect(m_ui->messageView, &MessageView::scrolled, this, [this] {
        if (!m_overview.isActive())
            m_overview.start();
    });
    connect(m_ui->overviewStrip, &OverviewStrip::moveRequested, this, &MessagesPage::showTime);
    connect(m_ui->overviewStrip, &OverviewStrip::latestRequested, this, [this] {
        m_ui->messageView->setPaused(false);
        m_ui->messageView->setFollowing(true);
    });
    ConnectionLine *line = m_ui->connectionLine;
    const auto ping = [this] {
        if (m_session && m_session->isLive())
            m_session->sendPing("wirewise " + QByteArray::number(++m_pings));
    };
    connect(&m_ping, &QTimer::timeout, this, ping);
    connect(line, &ConnectionLine::pingRequested, this, ping);
    connect(line, &ConnectionLine::pingIntervalChanged, this, [this, ping](int seconds) {
        m_ping.stop();
        if (seconds == 0)
            return;
        ping();
        m_ping.start(seconds * 1000);
    });
}

void MessagesPage::showOverview()
{
    OverviewContent content;
    if (m_session) {
        MessageStore &store = m_session->messages();
        content.rate = store.rate();
        content.openedAt = store.openedAt();
        content.isLive = m_session->isLive();
        if (content.isLive || m_session->isReconnecting())
            content.end = std::chrono::milliseconds(m_session->sessionFor());
        content.connections = store.connections();
        const auto timeAt = [this, &store](qint64 index) {
            const qint64 number = index >= 0 ? pages()->numberAt(index) : 0;
            const QList<observation::Message> one = store.atHand(number);
            return one.isEmpty() ? store.rate().timeOf(number) : one.constFirst().at;
        };
        const auto [first, last] = m_ui->messageView->visible();
        if (first >= 0 && last < pages()->count()) {
            content.windowFrom = timeAt(first);
            content.windowTo = timeAt(last);
        }
    }
    m_ui->overviewStrip->show(content);
}

void MessagesPage::showTime(observation::Duration from)
{
    if (!m_session)
        return;
    const qint64 number = m_session->messages().rate().numberAt(from);
    const qint64 index = m_filtered.isRunning() ? m_filtered.indexFrom(number) : number - 1;
    if (number > 0)
        m_ui->messageView->showFrom(index);
    else
        m_ui->messageView->setFollowing(true);
}

void MessagesPage::readRate()
{
    if (!m_session || !m_session->isFromFile() || m_session->messages().count() == 0 ||
        !m_session->messages().rate().isEmpty())
        return;
    const QPointer<MessageStore> store(&m_session->messages());
    QThreadPool::globalInstance()->start([store, path = m_session->path(), left = m_leftSession] {
        const observation::RateBuckets rate = record::readRate(path, *left);
        if (*left)
            return;
        QMetaObject::invokeMethod(
            QCoreApplication::instance(),
            [store, rate, left] {
                if (store && !*left)
                    store->setRate(rate);
            },
            Qt::QueuedConnection);
    });
}

void MessagesPage::readFileSize()
{
    if (!m_session || m_session->path().isEmpty())
        return;
    const QPointer<MessagesPage> page(this);
    QThreadPool::globalInstance()->start([page, path = m_session->path(), left = m_leftSession] {
        DiskUse use;
        if (QFileInfo::exists(path))
            use.file = QFileInfo(path).size();
        if (const auto room = record::diskRoom(path))
            use.free = room->free;
        QMetaObject::invokeMethod(
            QCoreApplication::instance(),
            [page, use, left] {
                if (!page || *left || !page->m_session)
                    return;
                page->m_ui->connectionLine->setDiskUse(use);
                page->m_ui->connectionLine->show(*page->m_session);
            },
            Qt::QueuedConnection);
    });
}

} // namespace wirewise::gui
