#include "gui/messagespage.h"

#include "ui_messagespage.h"

#include "gui/checksession.h"
#include "gui/compressionwords.h"
#include "gui/contentcolumn.h"
#include "gui/formlook.h"
#include "gui/freedmemory.h"
#include "gui/jsonpane.h"
#include "gui/sessiondialect.h"
#include "gui/widgets/bannercontent.h"

#include <QLocale>
#include <QSettings>

namespace wirewise::gui {

MessagesPage::MessagesPage(QWidget *parent)
    : QWidget(parent)
    , m_ui(std::make_unique<Ui::MessagesPage>())
{
    m_ui->setupUi(this);
    applyLook(this);
    m_column = new ContentColumn(m_ui->messageView);
    m_ui->messagesSplitter->setStretchFactor(0, 1);
    m_ui->messagesSplitter->setStretchFactor(1, 0);
    m_ui->messagesSplitter->setSizes({860, 352, 360});
    m_ui->conversationPanel->hide();
    m_ui->idlePanel->hide();
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
    connectParts();
    connectComposer();
}

void MessagesPage::connectParts()
{
    MessageView *view = m_ui->messageView;
    MessageDetail *detail = m_ui->messageDetail;
    connect(view, &MessageView::currentChanged, this, [this, detail](qint64) {
        detail->setFollows(false);
        m_place = 0;
        showCurrent();
    });
    connect(view, &MessageView::headClicked, this, [this](MessageColumn column) {
        if (column == MessageColumn::Time)
            showClockTimes();
        else
            m_column->popUpMenu();
    });
    connect(view, &MessageView::emptyOfferClicked, m_ui->filterBar, &FilterBar::clear);
    connect(detail, &MessageDetail::followsChanged, this, [this](bool follows) {
        if (follows)
            m_ui->messageView->setFollowing(true);
        showCurrent();
    });
    connect(detail, &MessageDetail::nextClicked, this, [view] { view->setCurrent(view->current() + 1); });
    connect(detail, &MessageDetail::previousClicked, this,
            [view] { view->setCurrent(std::max<qint64>(0, view->current() - 1)); });
    connect(detail, &MessageDetail::dialectChanged, m_column, &ContentColumn::setDialect);
    connect(detail, &MessageDetail::filterRequested, m_ui->filterBar, &FilterBar::addTerm);
    connect(detail->jsonPane(), &JsonPane::columnToggled, m_column, &ContentColumn::setShown);
    connect(m_column, &ContentColumn::keysChanged, detail,
            [this, detail] { detail->jsonPane()->setColumns(m_column->keys()); });
    connect(m_ui->filterBar, &FilterBar::filterChanged, this, &MessagesPage::applyFilter);
    connect(m_ui->filterBar, &FilterBar::stopRequested, &m_filtered, &FilteredMessages::cut);
    connect(m_ui->filterBar, &FilterBar::searchAllRequested, this, &MessagesPage::applyFilter);
    connect(m_ui->filterBar, &FilterBar::leaveRequested, view, [view] { view->setFocus(); });
    connect(&m_filtered, &FilteredMessages::progressed, this, [this] {
        showPlace();
        showCounts();
        showEmptyText();
        showCurrentSoon();
    });
    m_soon.setSingleShot(true);
    m_soon.setInterval(100);
    connect(&m_soon, &QTimer::timeout, this, &MessagesPage::showCurrent);
}

void MessagesPage::connectComposer()
{
    Composer *composer = m_ui->composer;
    connect(m_ui->messageDetail, &MessageDetail::dialectChanged, composer, &Composer::setDialect);
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
    connect(composer, &Composer::piecesReady, this,
            [this](wire::Opcode opcode, const QByteArray &data, const QList<qsizetype> &cuts, bool pings) {
                if (m_session)
                    m_session->sendPieces(opcode, data, cuts, pings);
            });
    connect(composer, &Composer::bytesReady, this, [this](const QByteArray &bytes) {
        if (m_session)
            m_session->sendBytes(bytes);
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
    m_filtered.disconnect(this);
}

MessageView *MessagesPage::view() const
{
    return m_ui->messageView;
}

MessageDetail *MessagesPage::detail() const
{
    return m_ui->messageDetail;
}

FilterBar *MessagesPage::filterBar() const
{
    return m_ui->filterBar;
}

CheckSession *MessagesPage::session() const
{
    return m_session;
}

void MessagesPage::setSettings(QSettings *settings)
{
    m_column->setSettings(settings);
    m_ui->composer->setSettings(settings);
}

Composer *MessagesPage::composer() const
{
    return m_ui->composer;
}

ConnectionLine *MessagesPage::connectionLine() const
{
    return m_ui->connectionLine;
}

ConversationPanel *MessagesPage::conversation() const
{
    return m_ui->conversationPanel;
}

QSplitter *MessagesPage::columns() const
{
    return m_ui->messagesSplitter;
}

IdlePanel *MessagesPage::idlePanel() const
{
    return m_ui->idlePanel;
}

void MessagesPage::setSession(CheckSession *session)
{
    if (m_session) {
        disconnect(&m_session->messages(), nullptr, this, nullptr);
        disconnect(m_session, nullptr, this, nullptr);
        m_session->messages().setShown(false);
    }
    m_session = session;
    if (session)
        session->messages().setShown(true);
    m_filtered.stop();
    giveFreedMemoryBack();
    if (m_leftSession)
        *m_leftSession = true;
    m_leftSession = std::make_shared<std::atomic<bool>>(false);
    m_ticks = 0;
    m_place = 0;
    // Pings are asked for by hand, for one connection.
    m_ui->connectionLine->setPingInterval(0);
    m_ui->connectionLine->setDiskUse({});
    m_ui->composer->beginSession();
    m_ui->conversationPanel->setSession(session);
    m_ui->messageDetail->setPages(session ? &session->messages() : nullptr);
    m_ui->messageDetail->setFollows(true);
    m_ui->messageView->setPages(session ? &session->messages() : nullptr);
    m_ui->messageView->setFollowing(true);
    // A filter and a zero of times belong to the session that they were made for.
    m_ui->filterBar->clear();
    showClockTimes();
    const auto &endpoint = session ? session->observation().endpoint.endpoint : std::nullopt;
    m_column->setHost(endpoint ? QString::fromLatin1(endpoint->hostHeader()) : QString());
    if (session) {
        connect(session, &CheckSession::reconnectChanged, this, &MessagesPage::refresh);
        connect(&session->messages(), &MessagePages::grown, this, &MessagesPage::showCurrentSoon);
        connect(&session->messages(), &MessagePages::loaded, this, &MessagesPage::showCurrentSoon);
        connect(&session->messages(), &MessagePages::loaded, this, [this] {
            if (!m_overview.isActive())
                m_overview.start();
        });
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
    if (isLive || m_session->isRunning() || m_session->isReconnecting())
        m_tick.start();
    else
        m_tick.stop();
    m_ui->connectionLine->show(*m_session);
    m_ui->composer->setOpen(isLive);
    const auto deflate = agreedDeflate(m_session->observation());
    m_ui->composer->setDeflate(deflate);
    m_ui->messageDetail->setDeflate(deflate);
    m_ui->conversationPanel->refresh();
    m_session->messages().setEnded(isLive ? std::nullopt : m_session->endedFacts());
    m_ui->messageDetail->setSigns(signsOf(m_session->observation()));
    showEmptyText();
    Q_EMIT chosenChanged();
}

void MessagesPage::showNext()
{
    m_ui->messageView->setCurrent(m_ui->messageView->current() + 1);
}

void MessagesPage::showEmptyText()
{
    QString text, offer;
    const qint64 all = m_session->messages().count();
    if (m_filtered.isRunning() && !m_filtered.isComplete())
        text = tr("Searching %1 messages.").arg(QLocale().toString(all));
    else if (m_filtered.isRunning() && all > 0)
        text = tr("None of %1 messages match.").arg(QLocale().toString(all));
    else if (m_session->isLive())
        text = tr("No messages. The session is open and quiet for %1.")
                   .arg(durationText(std::chrono::seconds(m_session->liveFor() / 1000)));
    else if (m_session->isRunning())
        text = tr("No messages yet.");
    else
        text = tr("Not connected. Ctrl+Enter in the address connects.");
    if (m_filtered.isRunning() && all > 0)
        offer = tr("Clear the filter");
    m_ui->messageView->setEmptyText(text, offer);
}

void MessagesPage::showCurrentSoon()
{
    if (!m_soon.isActive())
        m_soon.start();
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
        Q_EMIT chosenChanged();
        return;
    }
    const observation::Message message = m_ui->messageView->currentMessage();
    if (message.number > 0)
        m_ui->messageDetail->show(message);
    Q_EMIT chosenChanged();
}

observation::Message MessagesPage::chosenMessage() const
{
    const observation::Message current = m_ui->messageView->currentMessage();
    return current.number > 0 ? current : m_ui->messageDetail->message();
}

void MessagesPage::sendAgain(const observation::Message &message)
{
    if (m_session && message.frames == 0)
        m_session->sendBytes(message.payload);
    else if (m_session && message.opcode == wire::Opcode::Text)
        m_session->sendText(message.payload);
    else if (m_session && message.opcode == wire::Opcode::Binary)
        m_session->sendBinary(message.payload);
}

void MessagesPage::countTimesFrom(const observation::Message &message)
{
    MessageColumns columns = m_ui->messageView->columns();
    columns.zero = ZeroMark{message.number, message.at};
    m_ui->messageView->setColumns(columns);
    Q_EMIT chosenChanged();
}

void MessagesPage::showClockTimes()
{
    MessageColumns columns = m_ui->messageView->columns();
    columns.zero.reset();
    m_ui->messageView->setColumns(columns);
    Q_EMIT chosenChanged();
}

} // namespace wirewise::gui
