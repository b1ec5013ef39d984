#include "gui/messagespage.h"

#include "ui_messagespage.h"

#include "gui/checksession.h"
#include "gui/formlook.h"
#include "gui/messagecopy.h"
#include "gui/sessiondialect.h"
#include "gui/widgets/bannercontent.h"
#include "record/sessionrate.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QLocale>
#include <QMenu>
#include <QThreadPool>

namespace wirewise::gui {

MessagesPage::MessagesPage(QWidget *parent)
    : QWidget(parent)
    , m_ui(std::make_unique<Ui::MessagesPage>())
{
    m_ui->setupUi(this);
    applyLook(this);
    m_ui->messagesSplitter->setStretchFactor(0, 1);
    m_ui->messagesSplitter->setStretchFactor(1, 0);
    m_ui->messagesSplitter->setSizes({860, 352});
    m_tick.setInterval(250);
    connect(&m_tick, &QTimer::timeout, this, [this] {
        if (!m_session || !isVisible())
            return;
        constexpr int TicksBetweenSizes = 8;
        if (m_ticks++ % TicksBetweenSizes == 0)
            readFileSize();
        m_ui->connectionLine->show(*m_session);
        showEmptyText();
        showOverview();
    });
    connectOverview();
    MessageView *view = m_ui->messageView;
    connect(view, &MessageView::currentChanged, this, [this](qint64) {
        m_ui->messageDetail->setFollows(false);
        showCurrent();
    });
    connect(view, &MessageView::menuRequested, this, &MessagesPage::showMenu);
    connect(m_ui->messageDetail, &MessageDetail::followsChanged, this, [this](bool follows) {
        if (follows)
            m_ui->messageView->setFollowing(true);
        showCurrent();
    });
    connect(m_ui->messageDetail, &MessageDetail::nextClicked, this,
            [view] { view->setCurrent(view->current() + 1); });
    connect(m_ui->messageDetail, &MessageDetail::previousClicked, this,
            [view] { view->setCurrent(std::max<qint64>(0, view->current() - 1)); });
    connect(m_ui->filterBar, &FilterBar::filterChanged, this, &MessagesPage::applyFilter);
    connect(m_ui->filterBar, &FilterBar::leaveRequested, view, [view] { view->setFocus(); });
    connect(&m_filtered, &FilteredMessages::progressed, this, [this] {
        showCounts();
        showEmptyText();
        showCurrent();
    });
    Composer *composer = m_ui->composer;
    connect(m_ui->messageDetail, &MessageDetail::dialectChanged, composer, &Composer::setDialect);
    connect(m_ui->messageDetail, &MessageDetail::filterRequested, m_ui->filterBar, &FilterBar::addTerm);
    connect(composer, &Composer::textReady, this, [this](const QByteArray &utf8) {
        if (m_session)
            m_session->sendText(utf8);
    });
    connect(composer, &Composer::binaryReady, this, [this](const QByteArray &data) {
        if (m_session)
            m_session->sendBinary(data);
    });
    connect(composer, &Composer::pingReady, this, [this](const QByteArray &payload) {
        if (m_session)
            m_session->sendPing(payload);
    });
    connect(composer, &Composer::closeReady, this, [this](quint16 code, const QByteArray &reason) {
        if (m_session)
            m_session->closeConnection(code, reason);
    });
}

MessagesPage::~MessagesPage()
{
    // The view may scroll while it goes, and would start a timer of this page that is gone by then.
    m_ui->messageView->disconnect(this);
    if (m_leftSession)
        *m_leftSession = true;
    // The view outlives the members of this page, and tells of pages that go away.
    m_ui->messageView->setPages(nullptr);
    m_ui->messageView->disconnect(this);
    m_filtered.disconnect(this);
}

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

MessageView *MessagesPage::view() const
{
    return m_ui->messageView;
}

Composer *MessagesPage::composer() const
{
    return m_ui->composer;
}

QSplitter *MessagesPage::columns() const
{
    return m_ui->messagesSplitter;
}

void MessagesPage::setSession(CheckSession *session)
{
    if (m_session)
        disconnect(&m_session->messages(), nullptr, this, nullptr);
    m_session = session;
    m_filtered.stop();
    if (m_leftSession)
        *m_leftSession = true;
    m_leftSession = std::make_shared<std::atomic<bool>>(false);
    m_ticks = 0;
    // Pings are asked for by hand, for one connection.
    m_ui->connectionLine->setPingInterval(0);
    m_ui->connectionLine->setFileSize(-1);
    m_ui->composer->beginSession();
    m_ui->messageDetail->setPages(session ? &session->messages() : nullptr);
    m_ui->messageDetail->setFollows(true);
    m_ui->messageView->setPages(session ? &session->messages() : nullptr);
    m_ui->messageView->setFollowing(true);
    // A filter belongs to the session that it was typed for.
    m_ui->filterBar->clear();
    if (session) {
        connect(&session->messages(), &MessagePages::grown, this, &MessagesPage::showCurrent);
        connect(&session->messages(), &MessagePages::loaded, this, &MessagesPage::showCurrent);
        connect(&session->messages(), &MessagePages::loaded, this, &MessagesPage::showOverview);
    }
    refresh();
    showCurrent();
    readRate();
    readFileSize();
    showOverview();
}

void MessagesPage::refresh()
{
    if (!m_session)
        return;
    const bool isLive = m_session->isLive();
    if (isLive || m_session->isRunning())
        m_tick.start();
    else
        m_tick.stop();
    m_ui->connectionLine->show(*m_session);
    m_ui->composer->setOpen(isLive);
    m_ui->messageDetail->setSigns(signsOf(m_session->observation()));
    showEmptyText();
}

MessagePages *MessagesPage::pages()
{
    if (m_filtered.isRunning())
        return &m_filtered;
    return m_session ? &m_session->messages() : nullptr;
}

void MessagesPage::applyFilter()
{
    if (!m_session)
        return;
    MessageView *view = m_ui->messageView;
    const qint64 number = view->currentMessage().number;
    const bool wasFollowing = view->isFollowing();
    const observation::MessageFilter &filter = m_ui->filterBar->filter();
    if (filter.isEmpty()) {
        if (!m_filtered.isRunning())
            return showCounts();
        view->setPages(&m_session->messages());
        m_filtered.stop();
        // Back among all messages, the one that was found stays in sight.
        if (number > 0) {
            view->setFollowing(wasFollowing);
            view->setCurrent(number - 1);
        }
    } else {
        m_filtered.start(&m_session->messages(), m_session->path(), filter);
        view->setPages(&m_filtered);
    }
    showCounts();
    showEmptyText();
    showCurrent();
}

void MessagesPage::showCounts()
{
    const qint64 all = m_session ? m_session->messages().count() : 0;
    const qint64 judged = qBound<qint64>(0, m_filtered.judged(), qMax<qint64>(all, 1));
    const int searched =
        m_filtered.isComplete() ? 100 : qMin(99, static_cast<int>(judged * 100 / qMax<qint64>(all, 1)));
    const qint64 shown = m_filtered.isRunning() ? m_filtered.count() : all;
    m_ui->filterBar->setCounts(shown, qMax<qint64>(0, m_filtered.judged() - shown), searched);
}

void MessagesPage::focusFilter()
{
    m_ui->filterBar->focusLine();
}

void MessagesPage::showNext()
{
    m_ui->messageView->setCurrent(m_ui->messageView->current() + 1);
}

void MessagesPage::showEmptyText()
{
    QString text;
    const qint64 all = m_session->messages().count();
    if (m_filtered.isRunning() && !m_filtered.isComplete())
        text = tr("Searching %1 messages.").arg(QLocale().toString(all));
    else if (m_filtered.isRunning() && all > 0)
        text = tr("None of %1 messages match. Clear the filter.").arg(QLocale().toString(all));
    else if (m_session->isLive())
        text = tr("No messages. The session is open and quiet for %1.")
                   .arg(durationText(std::chrono::seconds(m_session->liveFor() / 1000)));
    else if (m_session->isRunning())
        text = tr("No messages yet.");
    else
        text = tr("Not connected. Ctrl+Enter in the address connects.");
    m_ui->messageView->setEmptyText(text);
}

void MessagesPage::showCurrent()
{
    if (!m_session)
        return;
    if (m_ui->messageDetail->follows()) {
        const qint64 count = pages()->count();
        const QList<observation::Message> last =
            count > 0 ? pages()->fetch(count - 1, 1) : QList<observation::Message>();
        if (!last.isEmpty() && last.constFirst().number > 0)
            m_ui->messageDetail->show(last.constFirst());
        return;
    }
    const observation::Message message = m_ui->messageView->currentMessage();
    if (message.number > 0)
        m_ui->messageDetail->show(message);
}

void MessagesPage::showMenu(const QPoint &at)
{
    const observation::Message message = m_ui->messageView->currentMessage();
    if (!m_session || message.number == 0)
        return;
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    connect(menu->addAction(tr("Copy")), &QAction::triggered, m_ui->messageView, &MessageView::copy);
    addCopyAsMenu(menu, message);
    QAction *again = menu->addAction(tr("Send Again"));
    const bool isData = message.opcode == wire::Opcode::Text || message.opcode == wire::Opcode::Binary;
    again->setEnabled(isData && m_session->isLive());
    connect(again, &QAction::triggered, m_session, [session = m_session, message] {
        if (message.opcode == wire::Opcode::Text)
            session->sendText(message.payload);
        else
            session->sendBinary(message.payload);
    });
    QAction *change = menu->addAction(tr("Edit and Send"));
    change->setEnabled(isData);
    connect(change, &QAction::triggered, m_ui->composer,
            [composer = m_ui->composer, message] { composer->edit(message); });
    menu->popup(at);
}

void MessagesPage::showOverview()
{
    OverviewContent content;
    if (m_session) {
        MessageStore &store = m_session->messages();
        content.rate = store.rate();
        content.openedAt = store.openedAt();
        content.isLive = m_session->isLive();
        if (content.isLive)
            content.end = std::chrono::milliseconds(m_session->liveFor());
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
        const qint64 size = QFileInfo::exists(path) ? QFileInfo(path).size() : -1;
        QMetaObject::invokeMethod(
            QCoreApplication::instance(),
            [page, size, left] {
                if (!page || *left || !page->m_session)
                    return;
                page->m_ui->connectionLine->setFileSize(size);
                page->m_ui->connectionLine->show(*page->m_session);
            },
            Qt::QueuedConnection);
    });
}

} // namespace wirewise::gui
