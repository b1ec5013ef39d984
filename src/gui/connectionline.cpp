#include "gui/connectionline.h"

#include "ui_connectionline.h"

#include "gui/checksession.h"
#include "gui/outcomewords.h"
#include "gui/widgets/bannercontent.h"
#include "wire/closecode.h"

#include <QLocale>

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
    setPing({});
}

ConnectionLine::~ConnectionLine() = default;

void ConnectionLine::setPing(const QString &words)
{
    m_ui->pingIcon->setVisible(!words.isEmpty());
    m_ui->pingLabel->setVisible(!words.isEmpty());
    m_ui->pingLabel->setText(words);
}

void ConnectionLine::show(CheckSession &session)
{
    const bool isLive = session.isLive();
    const auto &ended = session.endedFacts();
    QString state, since;
    const char *icon = "unplug";
    Token token = Token::Text2;
    if (isLive) {
        state = tr("Open");
        icon = "radio";
        token = Token::Ok;
        since = durationText(std::chrono::milliseconds(session.liveFor() / 100 * 100));
    } else if (session.isRunning()) {
        state = session.keepsConnection() ? tr("Connecting") : tr("Checking");
        icon = "circle-dashed";
    } else if (ended && ended->opened) {
        state = tr("Closed");
        since = tr("%1, open for %2").arg(endedWords(*ended), durationText(ended->watched));
    } else {
        state = tr("Not connected");
    }
    m_ui->stateIcon->setSign(icon, 16, token);
    m_ui->stateLabel->setText(state);
    m_ui->openForLabel->setText(since);
    const CheckNews &news = session.counters();
    const bool hasCounters = news.messageCount > 0;
    m_ui->receivedLabel->setText(hasCounters ? QLocale::c().toString(news.receivedCount)
                                             : QLocale::c().toString(session.messages().count()));
    m_ui->receivedBytesLabel->setText(hasCounters ? sizeWords(news.receivedBytes) : QString());
    m_ui->sentIcon->setVisible(hasCounters);
    m_ui->sentLabel->setVisible(hasCounters);
    m_ui->sentBytesLabel->setVisible(hasCounters);
    m_ui->sentLabel->setText(QLocale::c().toString(news.sentCount));
    m_ui->sentBytesLabel->setText(sizeWords(news.sentBytes));
    const bool isKept = session.recordingProblem().isEmpty() && !session.path().isEmpty();
    m_ui->diskLabel->setText(isKept ? (isLive ? tr("Recording") : tr("Kept in its session file"))
                                    : tr("Not kept: %1").arg(session.recordingProblem()));
}

} // namespace wirewise::gui
