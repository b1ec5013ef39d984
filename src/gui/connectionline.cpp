#include "gui/connectionline.h"

#include "ui_connectionline.h"

#include "gui/checksession.h"
#include "gui/compressionwords.h"
#include "gui/outcomewords.h"
#include "gui/widgets/bannercontent.h"
#include "wire/closecode.h"

#include <QActionGroup>
#include <QLocale>
#include <QMenu>

#include <limits>

namespace wirewise::gui {

namespace {

QString endedWords(const observation::SessionFacts &facts)
{
    using By = observation::SessionFacts::CloseBy;
    const QString code = !facts.closeCode ? QString()
                                          : QString(QString::number(*facts.closeCode) % QLatin1Char(' ') %
                                                    QString::fromUtf8(wire::closeCodeName(*facts.closeCode)));
    if (facts.closeBy == By::Peer)
        return code.isEmpty() ? ConnectionLine::tr("closed by the server without a code")
                              : ConnectionLine::tr("closed by the server with %1").arg(code);
    if (facts.closeBy == By::Us)
        return code.isEmpty() ? ConnectionLine::tr("closed by Wirewise")
                              : ConnectionLine::tr("closed by Wirewise with %1").arg(code);
    return ConnectionLine::tr("ended without a Close frame");
}

/// What was negotiated, and what it saved so far.
QString compressionTip(const CheckSession &session)
{
    const CheckNews &news = session.counters();
    QStringList lines{compressionWords(session.observation())};
    const auto add = [&lines](const QString &sentence, qint64 wire, qint64 payload) {
        if (payload > 0)
            lines << sentence.arg(sizeWords(payload), sizeWords(wire))
                         .arg(100.0 * static_cast<double>(wire) / static_cast<double>(payload), 0, 'f', 1);
    };
    if (agreedDeflate(session.observation())) {
        add(ConnectionLine::tr("Received %1 in %2 on the wire, %3 %"), news.receivedWire, news.receivedBytes);
        add(ConnectionLine::tr("Sent %1 in %2 on the wire, %3 %"), news.sentWire, news.sentBytes);
    }
    return lines.join(QLatin1Char('\n'));
}

} // namespace

ConnectionLine::ConnectionLine(QWidget *parent)
    : Band(parent)
    , m_ui(std::make_unique<Ui::ConnectionLine>())
{
    m_ui->setupUi(this);
    setObjectName(QStringLiteral("connectionLine"));
    setGround(Token::Sunken);
    setLines(Qt::BottomEdge);
    applyLook(this);
    m_ui->receivedIcon->setAccessibleName(tr("Received"));
    m_ui->sentIcon->setAccessibleName(tr("Sent"));
    m_clock.start();
    makePingMenu();
    m_ui->reconnectButton->hide();
    m_ui->stopReconnectButton->hide();
    connect(m_ui->reconnectButton, &QToolButton::clicked, this, &ConnectionLine::reconnectRequested);
    connect(m_ui->stopReconnectButton, &QToolButton::clicked, this, &ConnectionLine::reconnectStopRequested);
    showPing({}, false);
}

ConnectionLine::~ConnectionLine() = default;

void ConnectionLine::makePingMenu()
{
    auto *menu = new QMenu(m_ui->pingButton);
    connect(menu->addAction(tr("Send a Ping Now")), &QAction::triggered, this,
            &ConnectionLine::pingRequested);
    menu->addSeparator();
    auto *group = new QActionGroup(menu);
    for (const int seconds : {0, 1, 5, 10, 30}) {
        QAction *action =
            menu->addAction(seconds == 0 ? tr("No Pings by Themselves") : tr("Ping Every %1 s").arg(seconds));
        action->setObjectName(QStringLiteral("pingEvery%1").arg(seconds));
        action->setCheckable(true);
        action->setChecked(seconds == m_pingInterval);
        group->addAction(action);
        connect(action, &QAction::triggered, this, [this, seconds] { setPingInterval(seconds); });
    }
    m_ui->pingButton->setMenu(menu);
}

QMenu *ConnectionLine::pingMenu() const
{
    return m_ui->pingButton->menu();
}

void ConnectionLine::setPingInterval(int seconds)
{
    if (seconds == m_pingInterval)
        return;
    m_pingInterval = seconds;
    if (auto *action = findChild<QAction *>(QStringLiteral("pingEvery%1").arg(seconds)))
        action->setChecked(true);
    Q_EMIT pingIntervalChanged(seconds);
}

void ConnectionLine::showPing(const observation::RoundTrips &trips, bool isLive)
{
    const bool known = !trips.isEmpty();
    m_ui->pingButton->setVisible(known || isLive);
    m_ui->pingButton->setEnabled(isLive);
    m_ui->pingButton->setText(known ? tr("Ping %1").arg(durationText(trips.latest())) : tr("Ping"));
    m_ui->pingPicture->setVisible(trips.times().size() > 1);
    m_ui->pingPicture->setValues(trips.times());
    QString words;
    if (trips.times().size() > 1)
        words = tr("median %1, worst %2").arg(durationText(trips.median()), durationText(trips.worst()));
    else if (m_pingInterval > 0 && isLive)
        words = tr("every %1 s").arg(m_pingInterval);
    m_ui->pingLabel->setText(words);
    m_ui->pingPicture->setAccessibleName(words);
}

void ConnectionLine::setDiskUse(const DiskUse &use)
{
    m_diskUse = use;
}

/// Over the last two seconds; shorter, the number would not stand still long enough to be read.
void ConnectionLine::showRate(qint64 received, bool isLive)
{
    constexpr qint64 Span = 2000, Least = 400; // milliseconds
    const qint64 now = m_clock.elapsed();
    if (!m_lately.isEmpty() && received < m_lately.constLast().second)
        m_lately.clear(); // another session
    m_lately.append({now, received});
    while (m_lately.size() > 2 && m_lately.at(1).first < now - Span)
        m_lately.removeFirst();
    const auto [since, before] = m_lately.constFirst();
    const qint64 rate = now - since >= Least ? (received - before) * 1000 / (now - since) : 0;
    if (isLive && rate > 0)
        m_ui->receivedBytesLabel->setText(
            tr("%1, %2 per s").arg(m_ui->receivedBytesLabel->text(), QLocale().toString(rate)));
}

void ConnectionLine::showState(const CheckSession &session)
{
    using Phase = check::ReconnectState::Phase;
    const auto &ended = session.endedFacts();
    QString state, since;
    const char *icon = "unplug";
    Token token = Token::Text2;
    if (session.isLive()) {
        state = tr("Open");
        icon = "radio";
        token = Token::Ok;
        since = durationText(std::chrono::milliseconds(session.liveFor() / 100 * 100));
    } else if (session.isReconnecting()) {
        state = tr("Reconnecting");
        icon = "circle-dashed";
        token = Token::Warn;
        since = session.reconnection().phase == Phase::Waiting
                    ? tr("in %1 s, try %2. %3")
                          .arg((session.untilNextTry() + 999) / 1000)
                          .arg(session.reconnection().tries)
                          .arg(session.reconnection().why)
                    : tr("now, try %1").arg(session.reconnection().tries);
    } else if (session.isRunning()) {
        state = session.keepsConnection() ? tr("Connecting") : tr("Checking");
        icon = "circle-dashed";
    } else if (session.reconnection().phase == Phase::GaveUp) {
        state = tr("Closed");
        since = tr("not reconnected. %1").arg(session.reconnection().why);
    } else if (ended && ended->opened) {
        state = tr("Closed");
        since = tr("%1, open for %2").arg(endedWords(*ended), durationText(ended->watched));
    } else {
        state = tr("Not connected");
    }
    m_ui->stateIcon->setSign(icon, 16, token);
    m_ui->stateLabel->setText(state);
    m_ui->openForLabel->setText(since);
}

/// Which connection this is, and what can be done where none is open.
void ConnectionLine::showReconnecting(const CheckSession &session)
{
    const qsizetype count = session.connections().size();
    m_ui->connectionLabel->setText(count > 1 ? tr("connection %1 of %1").arg(count) : QString());
    m_ui->connectionLabel->setVisible(count > 1);
    using Phase = check::ReconnectState::Phase;
    m_ui->reconnectButton->setVisible(session.canReconnect() &&
                                      session.reconnection().phase != Phase::Trying);
    m_ui->stopReconnectButton->setVisible(session.isReconnecting());
}

void ConnectionLine::show(CheckSession &session)
{
    const bool isLive = session.isLive();
    showState(session);
    showReconnecting(session);
    const CheckNews &news = session.counters();
    const bool hasCounters = news.messageCount > 0;
    setToolTip(compressionTip(session));
    m_ui->receivedLabel->setText(hasCounters ? QLocale().toString(news.receivedCount)
                                             : QLocale().toString(session.messages().count()));
    m_ui->receivedBytesLabel->setText(hasCounters ? sizeWords(news.receivedBytes) : QString());
    m_ui->sentIcon->setVisible(hasCounters);
    m_ui->sentLabel->setVisible(hasCounters);
    m_ui->sentBytesLabel->setVisible(hasCounters);
    m_ui->sentLabel->setText(QLocale().toString(news.sentCount));
    m_ui->sentBytesLabel->setText(sizeWords(news.sentBytes));
    showRate(news.receivedCount, isLive);
    showPing(session.messages().roundTrips(), isLive);
    showDisk(session);
}

/// A recording says what it may take, and when it ends by itself.
void ConnectionLine::showDisk(const CheckSession &session)
{
    const bool isKept = session.recordingProblem().isEmpty() && !session.path().isEmpty();
    const bool isKnown = m_diskUse.file >= 0;
    const qint64 limit = session.recordLimits().file;
    const bool isLimited = session.isLive() && limit < std::numeric_limits<qint64>::max();
    QString words, more;
    if (!isKept) {
        words = tr("Not kept");
        more = session.recordingProblem();
    } else if (session.isLive() && session.isDiskBehind()) {
        words = tr("Waiting for the disk");
        more = tr("The disk is slower than the server. Nothing is lost: what cannot be written yet is not "
                  "read yet, and the server waits.");
    } else if (isKnown) {
        words = isLimited ? tr("On disk %1 of %2").arg(sizeWords(m_diskUse.file), sizeWords(limit))
                          : tr("On disk %1").arg(sizeWords(m_diskUse.file));
        if (session.isLive() && m_diskUse.free >= 0)
            more =
                tr("%1 are free. Recording stops when the disk is nearly full%2; the connection stays open.")
                    .arg(sizeWords(m_diskUse.free),
                         isLimited ? tr(", or when the file has %1").arg(sizeWords(limit)) : QString());
    } else {
        words = session.isLive() ? tr("Recording") : tr("Kept in its session file");
    }
    m_ui->diskLabel->setText(words);
    m_ui->diskLabel->setToolTip(more);
    m_ui->diskLabel->setAccessibleDescription(more);
}

} // namespace wirewise::gui
