#include "gui/sessionpage.h"

#include "ui_sessionpage.h"

#include "gui/bannertext.h"
#include "gui/checksession.h"
#include "gui/exchangepane.h"
#include "gui/formlook.h"
#include "gui/widgets/wirenodes.h"
#include "gui/widgets/wirestyle.h"
#include "report/tlsrows.h"

#include <QLocale>
#include <QWindow>

namespace wirewise::gui {

SessionPage::SessionPage(QWidget *parent)
    : QWidget(parent)
    , m_ui(std::make_unique<Ui::SessionPage>())
{
    m_ui->setupUi(this);
    setObjectName(QStringLiteral("sessionPage"));
    setBackgroundRole(QPalette::Base);
    setAutoFillBackground(true);
    applyLook(this);
    for (int i = 0; i < 4; ++i)
        m_ui->sessionTabs->addTab(QString());
    m_ui->sessionTabs->setDrawBase(false);
    m_ui->sessionTabs->setExpanding(false);
    m_ui->sessionTabs->setAccessibleName(tr("Session"));
    showCounts();
    connect(m_ui->sessionTabs, &QTabBar::currentChanged, this, [this](int index) {
        m_ui->tabPages->setCurrentIndex(index);
        fitHeight();
        refreshTab();
        Q_EMIT tabChanged(static_cast<Tab>(index));
    });
    connect(m_ui->checkAgainButton, &QPushButton::clicked, this, &SessionPage::checkAgainClicked);
    connect(m_ui->compareButton, &QPushButton::clicked, this, &SessionPage::compareClicked);
    connect(m_ui->exportButton, &QPushButton::clicked, this, &SessionPage::exportClicked);
    connect(m_ui->verdictBanner, &VerdictBanner::idActivated, this, &SessionPage::explainRequested);
    connect(m_ui->wireStrip, &WireStrip::nodeActivated, this, [this](WireNode::Place place) {
        const char *probe = place == WireNode::Place::Http ? "get" : "upgrade";
        const bool isTls = place == WireNode::Place::Tls && m_session &&
                           report::exchangeOverTls(m_session->observation()) != nullptr;
        if (place == WireNode::Place::Session) {
            setTab(Tab::Messages);
        } else if (isTls) {
            setTab(Tab::Exchange);
            m_ui->exchangePage->showTls();
        } else {
            m_ui->diagnosisPage->exchangePane()->showExchange(probe);
        }
    });
    m_counts.setSingleShot(true);
    m_counts.setInterval(100);
    connect(&m_counts, &QTimer::timeout, this, &SessionPage::showCounts);
    m_tick.setInterval(100);
    connect(&m_tick, &QTimer::timeout, this, [this] {
        showBanner();
        showWire();
    });
}

SessionPage::~SessionPage() = default;

DiagnosisPage *SessionPage::diagnosisPage() const
{
    return m_ui->diagnosisPage;
}

ExchangePage *SessionPage::exchangePage() const
{
    return m_ui->exchangePage;
}

MessagesPage *SessionPage::messagesPage() const
{
    return m_ui->messagesPage;
}

NotesPage *SessionPage::notesPage() const
{
    return m_ui->notesPage;
}

VerdictBanner *SessionPage::banner() const
{
    return m_ui->verdictBanner;
}

CheckSession *SessionPage::session() const
{
    return m_session;
}

SessionPage::Tab SessionPage::tab() const
{
    return static_cast<Tab>(m_ui->sessionTabs->currentIndex());
}

void SessionPage::setTab(Tab tab)
{
    m_ui->sessionTabs->setCurrentIndex(static_cast<int>(tab));
}

void SessionPage::setSession(CheckSession *session)
{
    if (m_session) {
        disconnect(m_session, nullptr, this, nullptr);
        disconnect(&m_session->messages(), nullptr, &m_counts, nullptr);
    }
    m_session = session;
    if (m_session) {
        connect(m_session, &CheckSession::progressed, this, &SessionPage::refresh);
        connect(m_session, &CheckSession::finished, this, &SessionPage::refresh);
        connect(m_session, &CheckSession::liveChanged, this, &SessionPage::refresh);
        connect(m_session, &CheckSession::recordingChanged, this, &SessionPage::showBanner);
        connect(&m_session->messages(), &MessagePages::grown, &m_counts, [this] {
            if (!m_counts.isActive())
                m_counts.start();
        });
    }
    m_ui->diagnosisPage->setSession(session);
    m_ui->exchangePage->setSession(session);
    m_ui->messagesPage->setSession(session);
    m_ui->notesPage->setSession(session);
    refresh();
    fitHeight();
}

void SessionPage::refresh()
{
    if (!m_session) {
        m_tick.stop();
        return;
    }
    if (m_session->isRunning())
        m_tick.start();
    else
        m_tick.stop();
    showBanner();
    showWire();
    showCounts();
    refreshTab();
    m_ui->checkAgainButton->setEnabled(!m_session->isRunning());
    m_ui->compareButton->setEnabled(m_session->diagnosis().has_value());
    m_ui->exportButton->setEnabled(m_session->diagnosis().has_value());
}

/// Only what can be seen is brought up to date while bytes arrive.
void SessionPage::refreshTab()
{
    if (!m_session)
        return;
    switch (tab()) {
    case Tab::Diagnosis:
        m_ui->diagnosisPage->refresh();
        break;
    case Tab::Exchange:
        m_ui->exchangePage->refresh();
        break;
    case Tab::Messages:
        m_ui->messagesPage->refresh();
        break;
    case Tab::Notes:
        break;
    }
}

void SessionPage::showBanner()
{
    if (m_session)
        m_ui->verdictBanner->setContent(bannerFor(*m_session, QDateTime::currentDateTime()));
}

void SessionPage::showWire()
{
    if (!m_session)
        return;
    const observation::Observation &observation = m_session->observation();
    if (m_session->diagnosis()) {
        m_ui->wireStrip->setNodes(wireNodes(observation, *m_session->diagnosis()));
        return;
    }
    const observation::Exchange *upgrade = observation.exchange(observation::ProbeKind::Upgrade);
    const auto elapsed =
        std::chrono::duration_cast<observation::Duration>(std::chrono::milliseconds(m_session->elapsed())) -
        (upgrade ? upgrade->timing.startedAfter : observation::Duration(0));
    if (observation.endpoint.endpoint)
        m_ui->wireStrip->setNodes(
            runningWireNodes(*observation.endpoint.endpoint, observation.exchanges, elapsed));
}

void SessionPage::showCounts()
{
    const auto tab = [](const QString &name, qint64 count) {
        return count < 0 ? name : QString(name % TabDetailSeparator % QLocale().toString(count));
    };
    qint64 exchanges = -1, messages = -1;
    if (m_session) {
        exchanges = m_session->observation().exchanges.size() + m_session->observation().experiments.size();
        messages = m_session->messages().count();
    }
    const QString texts[] = {tr("Diagnosis"), tab(tr("Exchange"), exchanges), tab(tr("Messages"), messages),
                             tr("Notes")};
    for (int index = 0; index < 4; ++index) {
        // The same text again would lay out all tabs anew.
        if (m_ui->sessionTabs->tabText(index) != texts[index])
            m_ui->sessionTabs->setTabText(index, texts[index]);
    }
}

void SessionPage::fitHeight()
{
    const bool isDiagnosis = tab() == Tab::Diagnosis;
    const bool isLow = window()->height() < 850;
    m_ui->verdictBanner->setForm(!isDiagnosis ? VerdictBanner::Form::Line
                                 : isLow      ? VerdictBanner::Form::Compact
                                              : VerdictBanner::Form::Full);
    m_ui->wireStrip->setCompact(isLow);
    m_ui->wireStrip->setVisible(isDiagnosis);
    m_ui->diagnosisPage->setStacked(window()->width() < 1120);
}

void SessionPage::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    fitHeight();
}

} // namespace wirewise::gui
