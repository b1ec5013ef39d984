#include "gui/watchpage.h"

#include "ui_watchpage.h"

#include "gui/formlook.h"
#include "gui/watchentrydelegate.h"
#include "gui/widgets/theme.h"

#include <QEvent>
#include <QHeaderView>

namespace wirewise::gui {

WatchPage::WatchPage(QWidget *parent)
    : QWidget(parent)
    , m_ui(std::make_unique<Ui::WatchPage>())
{
    m_ui->setupUi(this);
    setObjectName(QStringLiteral("watchPage"));
    setBackgroundRole(QPalette::Base);
    setAutoFillBackground(true);
    applyLook(this);
    m_ui->watchBanner->setForm(VerdictBanner::Form::Compact);
    m_ui->watchAddress->setTextStyle(TextStyle::Secondary);
    m_ui->watchAddress->setElideMode(Qt::ElideMiddle);
    m_ui->watchSpanSwitch->setTexts({tr("10 min"), tr("1 h"), tr("6 h"), tr("24 h"), tr("7 d")});
    m_ui->watchSpanSwitch->setCurrentIndex(m_ui->watchStrip->span());
    QTableView *table = m_ui->watchTable;
    table->setModel(&m_entries);
    table->setItemDelegate(new WatchEntryDelegate(this));
    table->setMouseTracking(true);
    table->verticalHeader()->hide();
    table->horizontalHeader()->setDefaultAlignment(Qt::AlignLeading | Qt::AlignVCenter);
    table->horizontalHeader()->setHighlightSections(false);
    table->horizontalHeader()->setStretchLastSection(true);
    connectParts();
    fitTable();
    refresh();
}

WatchPage::~WatchPage() = default;

void WatchPage::connectParts()
{
    constexpr int oneSecond = 1000;
    m_tick.setInterval(oneSecond);
    connect(&m_tick, &QTimer::timeout, this, &WatchPage::refresh);
    connect(m_ui->startWatchButton, &QPushButton::clicked, this, &WatchPage::startRequested);
    connect(m_ui->stopWatchButton, &QPushButton::clicked, this, [this] {
        if (m_session)
            m_session->stop();
    });
    connect(m_ui->watchNowButton, &QPushButton::clicked, this, [this] {
        if (m_session)
            m_session->checkNow();
    });
    connect(m_ui->watchNotify, &QCheckBox::toggled, this, [this](bool on) {
        if (m_session)
            m_session->setNotifies(on);
        Q_EMIT choicesChanged();
    });
    connect(m_ui->watchGreen, &QCheckBox::toggled, this, [this](bool on) {
        if (m_session)
            m_session->setWaitsForGreen(on);
    });
    connect(m_ui->watchEvery, &QSpinBox::valueChanged, this, &WatchPage::choicesChanged);
    connect(m_ui->watchBanner, &VerdictBanner::idActivated, this, &WatchPage::explainRequested);
    connect(m_ui->watchTable, &QTableView::activated, this, &WatchPage::choose);
    WatchStrip *strip = m_ui->watchStrip;
    connect(m_ui->watchSpanSwitch, &SegmentedControl::currentChanged, strip, &WatchStrip::setSpan);
    connect(strip, &WatchStrip::spanChanged, m_ui->watchSpanSwitch, &SegmentedControl::setCurrentIndex);
    connect(strip, &WatchStrip::currentChanged, m_ui->watchStripPlace, &QLabel::setText);
    connect(strip, &WatchStrip::bucketActivated, this, &WatchPage::chooseTime);
    connect(&Theme::instance(), &Theme::changed, this, &WatchPage::fitTable);
}

void WatchPage::setSession(WatchSession *session)
{
    if (m_session)
        disconnect(m_session, nullptr, this, nullptr);
    m_session = session;
    m_offered.clear();
    m_entries.show(session ? session->entries() : QList<session::WatchEntry>());
    if (session) {
        connect(session, &WatchSession::moved, this, &WatchPage::refresh);
        connect(session, &WatchSession::told, this, [this](const session::WatchEntry &entry) {
            m_entries.add(entry, WatchSession::MostEntries);
        });
        connect(session, &WatchSession::turnedGreen, this, [this] { m_ui->watchGreen->setChecked(false); });
        const QSignalBlocker quiet[] = {QSignalBlocker(m_ui->watchEvery), QSignalBlocker(m_ui->watchNotify),
                                        QSignalBlocker(m_ui->watchGreen)};
        m_ui->watchEvery->setValue(static_cast<int>(session->every() / std::chrono::seconds(1)));
        m_ui->watchNotify->setChecked(session->notifies());
        m_ui->watchGreen->setChecked(session->waitsForGreen());
    }
    refresh();
}

void WatchPage::offer(const QString &url)
{
    setSession(nullptr);
    m_offered = url;
    m_ui->watchGreen->setChecked(false);
    refresh();
    m_ui->startWatchButton->setFocus(Qt::OtherFocusReason);
}

std::chrono::seconds WatchPage::every() const
{
    return std::chrono::seconds(m_ui->watchEvery->value());
}

bool WatchPage::notifies() const
{
    return m_ui->watchNotify->isChecked();
}

bool WatchPage::waitsForGreen() const
{
    return m_ui->watchGreen->isChecked();
}

void WatchPage::setChoices(std::chrono::seconds every, bool notifies)
{
    const QSignalBlocker quiet[] = {QSignalBlocker(m_ui->watchEvery), QSignalBlocker(m_ui->watchNotify)};
    m_ui->watchEvery->setValue(static_cast<int>(every.count()));
    m_ui->watchNotify->setChecked(notifies);
}

void WatchPage::refresh()
{
    const bool isRunning = m_session && m_session->isRunning();
    if (isRunning != m_tick.isActive())
        isRunning ? m_tick.start() : m_tick.stop();
    showControls();
    if (!isVisible() && m_session)
        return;
    BannerContent content;
    if (m_session) {
        content = m_session->banner();
    } else {
        content.kind = BannerContent::Kind::Stopped;
        content.word = tr("Watch");
        content.title = tr("Check this address again and again, and tell what changes.");
        content.second = tr("Each change is kept with all its bytes. Several watches can go on at once.");
    }
    m_ui->watchBanner->setContent(content);
    m_ui->watchStrip->show(m_session ? &m_session->history() : nullptr,
                           m_session ? m_session->end() : std::chrono::milliseconds(0));
}

void WatchPage::showControls()
{
    const bool isRunning = m_session && m_session->isRunning();
    const bool hadFocus = m_ui->stopWatchButton->hasFocus() || m_ui->startWatchButton->hasFocus();
    m_ui->watchAddress->setText(m_session ? m_session->url() : m_offered);
    m_ui->watchEvery->setEnabled(!isRunning);
    m_ui->watchNowButton->setVisible(isRunning);
    m_ui->startWatchButton->setVisible(!isRunning);
    m_ui->startWatchButton->setText(m_session ? tr("Watch Again") : tr("Start Watching"));
    m_ui->stopWatchButton->setVisible(isRunning);
    // In the place of the button that goes, if that had it.
    if (QPushButton *shown = isRunning ? m_ui->stopWatchButton : m_ui->startWatchButton;
        hadFocus && !shown->hasFocus())
        shown->setFocus(Qt::OtherFocusReason);
}

void WatchPage::choose(const QModelIndex &index)
{
    if (const qint64 check = index.data(WatchEntryModel::CheckRole).toLongLong(); check > 0)
        Q_EMIT checkRequested(check);
}

/// The newest change before the end of the stretch: what was so then.
void WatchPage::chooseTime(const WatchBucket &bucket)
{
    const int row = m_entries.rowAt(bucket.to);
    if (row < 0)
        return;
    m_ui->watchTable->selectRow(row);
    m_ui->watchTable->scrollTo(m_entries.index(row, 0));
}

void WatchPage::fitTable()
{
    const Theme &theme = Theme::instance();
    QTableView *table = m_ui->watchTable;
    const int row = theme.scaled(26);
    table->verticalHeader()->setMinimumSectionSize(row);
    table->verticalHeader()->setDefaultSectionSize(row);
    table->horizontalHeader()->setFixedHeight(row);
    table->horizontalHeader()->resizeSection(WatchEntryModel::TimeColumn, theme.scaled(190));
    table->horizontalHeader()->resizeSection(WatchEntryModel::StateColumn, theme.scaled(200));
    table->horizontalHeader()->resizeSection(WatchEntryModel::LastedColumn, theme.scaled(140));
}

void WatchPage::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    refresh(); // nothing was painted for nobody
}

void WatchPage::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::FontChange)
        fitTable();
}

} // namespace wirewise::gui
