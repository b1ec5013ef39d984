#include "gui/messagespage.h"

#include "ui_messagespage.h"

#include "gui/checksession.h"
#include "gui/formlook.h"
#include "gui/widgets/bannercontent.h"

#include <QMenu>

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
        m_ui->connectionLine->show(*m_session);
        showPing();
        showEmptyText();
    });
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
    Composer *composer = m_ui->composer;
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

MessagesPage::~MessagesPage() = default;

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
    m_pingSearched = 0;
    m_pingSentAt = -1;
    m_ui->connectionLine->setPing({});
    m_ui->messageDetail->clear();
    m_ui->messageDetail->setFollows(true);
    m_ui->messageView->setPages(session ? &session->messages() : nullptr);
    m_ui->messageView->setFollowing(true);
    if (session) {
        connect(&session->messages(), &MessagePages::grown, this, &MessagesPage::showCurrent);
        connect(&session->messages(), &MessagePages::loaded, this, &MessagesPage::showCurrent);
    }
    refresh();
    showCurrent();
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
    showPing();
    showEmptyText();
}

void MessagesPage::showEmptyText()
{
    QString text;
    if (m_session->isLive())
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
        const qint64 count = m_session->messages().count();
        const QList<observation::Message> last =
            count > 0 ? m_session->messages().fetch(count - 1, 1) : QList<observation::Message>();
        if (!last.isEmpty())
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
    QAction *again = menu->addAction(tr("Send Again"));
    const bool isData = message.opcode == wire::Opcode::Text || message.opcode == wire::Opcode::Binary;
    again->setEnabled(isData && m_session->isLive());
    connect(again, &QAction::triggered, m_session, [session = m_session, message] {
        if (message.opcode == wire::Opcode::Text)
            session->sendText(message.payload);
        else
            session->sendBinary(message.payload);
    });
    menu->popup(at);
}

void MessagesPage::showPing()
{
    // Walks over what is new; a ping and its pong lie close together.
    MessageStore &store = m_session->messages();
    const qint64 count = store.count();
    const qint64 from = std::max(m_pingSearched, count - 200);
    const QList<observation::Message> recent = store.fetch(from, count - from);
    for (const observation::Message &message : recent) {
        if (message.opcode == wire::Opcode::Ping && message.direction == wire::Direction::Sent)
            m_pingSentAt = message.at.count();
        if (message.opcode == wire::Opcode::Pong && message.direction == wire::Direction::Received &&
            m_pingSentAt >= 0) {
            m_ui->connectionLine->setPing(
                tr("Ping %1").arg(durationText(message.at - observation::Duration(m_pingSentAt))));
            m_pingSentAt = -1;
        }
    }
    m_pingSearched = from + recent.size();
}

} // namespace wirewise::gui
