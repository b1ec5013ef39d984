#include "gui/messagedetail.h"

#include "ui_messagedetail.h"

#include "gui/formlook.h"
#include "gui/framefacts.h"
#include "gui/messagecopy.h"
#include "gui/sessiondialect.h"
#include "gui/widgets/bannercontent.h"
#include "gui/widgets/messagepages.h"
#include "gui/widgets/theme.h"
#include "observation/printable.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QLocale>
#include <QMenu>
#include <QPromise>
#include <QThreadPool>

namespace wirewise::gui {

namespace {

constexpr qsizetype ReadAtOnce = 256 * 1024; // bytes that are read on the GUI thread

} // namespace

MessageDetail::MessageDetail(QWidget *parent)
    : QWidget(parent)
    , m_ui(std::make_unique<Ui::MessageDetail>())
    , m_dialect(new SessionDialect(this))
{
    m_ui->setupUi(this);
    applyLook(this);
    setMinimumWidth(260);
    for (const QString &name : {tr("JSON"), tr("Text"), tr("Hex"), tr("Frame"), tr("Packet")})
        m_ui->detailTabs->addTab(name);
    m_ui->detailTabs->setTabVisible(static_cast<int>(Tab::Packet), false);
    for (ElidedLabel *label : {m_ui->packetValue, m_ui->frameValue, m_ui->timeValue})
        label->setTextStyle(TextStyle::Secondary);
    m_ui->pathValue->setTextStyle(TextStyle::Code);
    m_ui->pathValue->setElideMode(Qt::ElideLeft);
    m_ui->detailSize->setToken(Token::Text2);
    m_ui->detailSize->setTextStyle(TextStyle::Secondary);
    m_ui->detailSize->setAlignment(Qt::AlignTrailing | Qt::AlignVCenter);
    connectParts();
    clear();
}

MessageDetail::~MessageDetail() = default;

void MessageDetail::connectParts()
{
    connect(m_ui->detailTabs, &QTabBar::tabBarClicked, this, [this](int index) {
        if (index >= 0)
            setTab(static_cast<Tab>(index));
    });
    connect(m_ui->detailTabs, &QTabBar::currentChanged, this, [this](int index) {
        // Only the keys come this way with another tab than the one that is shown.
        if (m_ui->detailTabs->hasFocus() && index >= 0 && static_cast<Tab>(index) != fittingTab())
            setTab(static_cast<Tab>(index));
    });
    connect(m_ui->pinButton, &QToolButton::toggled, this, [this](bool pinned) {
        m_ui->whatLabel->setText(!m_message ? QString() : pinned ? tr("pinned") : tr("the latest"));
        m_ui->pinButton->setToolTip(pinned ? tr("Follow the latest (Ctrl+P)")
                                           : tr("Pin this message (Ctrl+P)"));
        Q_EMIT followsChanged(!pinned);
    });
    connect(m_ui->nextMessageButton, &QToolButton::clicked, this, &MessageDetail::nextClicked);
    connect(m_ui->previousMessageButton, &QToolButton::clicked, this, &MessageDetail::previousClicked);
    connect(m_ui->copyMessageButton, &QToolButton::clicked, this, [this] {
        if (m_message)
            copyMessage(*m_message);
    });
    connect(m_ui->payloadView, &ExchangeView::menuRequested, this, &MessageDetail::showMenu);
    connect(m_ui->jsonPane, &JsonPane::currentPathChanged, this, &MessageDetail::showPath);
    connect(m_ui->jsonPane, &JsonPane::filterRequested, this, &MessageDetail::filterRequested);
    connect(m_ui->jsonPane, &JsonPane::treeRequested, this, [this] {
        m_wanted = Tab::Json;
        read(-1, true);
    });
    connect(m_ui->copyPathButton, &QToolButton::clicked, m_ui->jsonPane, &JsonPane::copyPath);
    connect(m_ui->packetTree, &PacketTree::packetChosen, this, [this](int packet) { read(packet, true); });
    connect(&m_reader, &QFutureWatcher<MessageReading>::finished, this, [this] {
        if (!m_reader.isCanceled() && m_reader.future().resultCount() > 0)
            take(m_reader.result());
    });
    connect(m_dialect, &SessionDialect::changed, this, [this](wire::Dialect dialect) {
        Q_EMIT dialectChanged(dialect);
        if (m_message)
            read(-1, false);
    });
}

void MessageDetail::setPages(MessagePages *pages)
{
    clear();
    m_pages = pages;
    m_dialect->follow(pages);
}

void MessageDetail::setSigns(const wire::DialectSigns &signs)
{
    m_dialect->setSigns(signs);
}

observation::Message MessageDetail::message() const
{
    return m_message.value_or(observation::Message());
}

wire::Dialect MessageDetail::dialect() const
{
    return m_dialect->dialect();
}

JsonPane *MessageDetail::jsonPane() const
{
    return m_ui->jsonPane;
}

bool MessageDetail::follows() const
{
    return !m_ui->pinButton->isChecked();
}

void MessageDetail::setFollows(bool follows)
{
    m_ui->pinButton->setChecked(!follows);
}

MessageDetail::Tab MessageDetail::tab() const
{
    return static_cast<Tab>(m_ui->detailTabs->currentIndex());
}

void MessageDetail::setTab(Tab tab)
{
    m_wanted = tab;
    m_chosen = true;
    showTab();
}

void MessageDetail::clear()
{
    m_reader.setFuture({});
    m_message.reset();
    m_hasTree = false;
    m_ui->numberLabel->setText(tr("No message chosen"));
    m_ui->whatLabel->setText({});
    m_ui->detailSize->setText({});
    m_ui->payloadView->clear();
    m_ui->jsonPane->explain({});
    m_ui->packetTree->clear();
    m_ui->detailTabs->setTabVisible(static_cast<int>(Tab::Packet), false);
    m_ui->packetName->hide();
    m_ui->packetValue->hide();
    m_ui->frameValue->setText({});
    m_ui->timeValue->setText({});
    delete m_ui->frameScroll->takeWidget();
    for (QWidget *button : {m_ui->copyMessageButton, m_ui->previousMessageButton, m_ui->nextMessageButton})
        button->setEnabled(false);
}

void MessageDetail::show(const observation::Message &message)
{
    if (m_message && *m_message == message)
        return;
    const bool isFirst = !m_message;
    m_message = message;
    m_chosen = false;
    if (isFirst) {
        for (QWidget *button :
             {m_ui->copyMessageButton, m_ui->previousMessageButton, m_ui->nextMessageButton})
            button->setEnabled(true);
    }
    m_ui->numberLabel->setText(
        QString(QLatin1Char('#') % QLocale(QLocale::English).toString(message.number)));
    m_ui->whatLabel->setText(follows() ? tr("the latest") : tr("pinned"));
    m_ui->detailSize->setText(byteCount(message.payload.size()));
    showBytes();
    showFacts();
    // Its many labels are made when somebody looks at them.
    delete m_ui->frameScroll->takeWidget();
    if (tab() == Tab::Frame)
        showFrame();
    read(-1, false);
}

void MessageDetail::showBytes()
{
    ByteSection section;
    section.direction = m_message->direction;
    section.title = m_message->direction == wire::Direction::Sent ? tr("Sent") : tr("Received");
    section.counts = byteCount(m_message->payload.size());
    section.bytes = m_message->payload;
    section.emptyText = tr("no payload");
    m_ui->payloadView->setSections({section});
}

std::optional<observation::Duration> MessageDetail::sinceLast() const
{
    if (!m_pages || m_message->number < 2)
        return {};
    const QList<observation::Message> before = m_pages->fetch(m_message->number - 2, 1);
    if (before.isEmpty() || before.constFirst().number != m_message->number - 1)
        return {};
    return m_message->at - before.constFirst().at;
}

void MessageDetail::showFacts()
{
    m_ui->frameValue->setText(frameLine(*m_message));
    const QString time = microsecondTime(*m_message, m_pages ? m_pages->openedAt() : QDateTime());
    const auto since = sinceLast();
    m_ui->timeValue->setText(since ? tr("%1, %2 after the last").arg(time, durationText(*since)) : time);
}

void MessageDetail::showFrame()
{
    auto *page = new QWidget;
    auto *grid = new QGridLayout(page);
    grid->setContentsMargins(12, 10, 12, 10);
    grid->setHorizontalSpacing(12);
    grid->setVerticalSpacing(6);
    grid->setColumnStretch(1, 1);
    int row = 0;
    const QDateTime openedAt = m_pages ? m_pages->openedAt() : QDateTime();
    for (const FrameFact &fact : frameFacts(*m_message, sinceLast(), openedAt, m_deflate)) {
        auto *value = new TextLabel(fact.value, TextStyle::Secondary, Token::Text1);
        value->setTextInteractionFlags(Qt::TextSelectableByMouse);
        value->setWordWrap(true);
        grid->addWidget(new TextLabel(fact.name, TextStyle::Secondary, Token::Text2), row, 0, Qt::AlignTop);
        grid->addWidget(value, row++, 1);
    }
    grid->setRowStretch(row, 1);
    m_ui->frameScroll->setWidget(page);
}

void MessageDetail::read(int packet, bool large)
{
    if (!m_message)
        return;
    m_reader.setFuture({}); // what is still being read is of another message
    const ReadingOrder order{m_message->opcode, m_message->payload, m_dialect->dialect(), packet, large};
    const bool isSkipped = order.payload.size() > ReadingOrder::LargeFrom && !large;
    if (order.payload.size() <= ReadAtOnce || isSkipped) {
        take(readMessage(order));
        return;
    }
    m_ui->jsonPane->explain(tr("Reading %1…").arg(byteCount(order.payload.size())));
    auto promise = std::make_shared<QPromise<MessageReading>>();
    promise->start();
    m_reader.setFuture(promise->future());
    QThreadPool::globalInstance()->start([promise, order] {
        promise->addResult(readMessage(order));
        promise->finish();
    });
}

void MessageDetail::take(const MessageReading &reading)
{
    m_hasTree = reading.tree.isValid();
    if (m_hasTree)
        m_ui->jsonPane->show(reading.json, reading.tree);
    else
        showReading(reading);
    const bool withPackets = wire::hasPackets(reading.dialect);
    m_ui->detailTabs->setTabVisible(static_cast<int>(Tab::Packet), withPackets);
    m_ui->packetName->setVisible(withPackets);
    m_ui->packetValue->setVisible(withPackets);
    if (withPackets) {
        const QString protocol = QString::fromLatin1(wire::decoderOf(reading.dialect)->name);
        m_ui->packetTree->show(protocol, reading.packets, reading.packet);
        const QString title = PacketTree::titleOf(reading.packets);
        m_ui->packetValue->setText(title.isEmpty() ? protocol
                                                   : QString(protocol % QStringLiteral(", ") % title));
        const bool isBroken =
            std::any_of(reading.packets.cbegin(), reading.packets.cend(),
                        [](const wire::Packet &packet) { return !packet.breach.isEmpty(); });
        m_ui->packetValue->setToken(isBroken ? Token::Fail : Token::Text1);
    }
    showTab();
}

void MessageDetail::showReading(const MessageReading &reading)
{
    const QString size = byteCount(m_message->payload.size());
    if (reading.tooLarge) {
        m_hasTree = true; // the offer is what the tab has to say
        m_ui->jsonPane->explain(tr("%1 are a lot for a tree.").arg(size), tr("Show the Tree"));
    } else if (wire::isControl(m_message->opcode)) {
        m_ui->jsonPane->explain(tr("A control frame holds no JSON."));
    } else if (m_message->payload.isEmpty()) {
        m_ui->jsonPane->explain(tr("The message is empty."));
    } else if (reading.json.isEmpty()) {
        m_ui->jsonPane->explain(tr("This message carries no JSON, MessagePack or CBOR."));
    } else {
        const auto [line, column] = lineAndColumn(reading.json, reading.tree.faultAt());
        m_ui->jsonPane->explain(tr("This is not JSON. Line %1, column %2: %3.")
                                    .arg(line)
                                    .arg(column)
                                    .arg(faultText(reading.tree.fault())));
    }
}

MessageDetail::Tab MessageDetail::fittingTab() const
{
    const bool isText = m_message && (m_message->opcode == wire::Opcode::Text);
    if (m_chosen)
        return m_wanted;
    if (m_wanted == Tab::Packet && !m_ui->detailTabs->isTabVisible(static_cast<int>(Tab::Packet)))
        return m_hasTree ? Tab::Json : isText ? Tab::Text : Tab::Hex;
    if (m_wanted == Tab::Json && !m_hasTree && m_message && !m_reader.isRunning())
        return isText ? Tab::Text : m_message->opcode == wire::Opcode::Close ? Tab::Frame : Tab::Hex;
    return m_wanted;
}

void MessageDetail::showTab()
{
    const Tab tab = fittingTab();
    if (tab == Tab::Frame && m_message && !m_ui->frameScroll->widget())
        showFrame();
    m_ui->detailTabs->setCurrentIndex(static_cast<int>(tab));
    QWidget *const pages[] = {m_ui->jsonPane, m_ui->payloadView, m_ui->payloadView, m_ui->frameScroll,
                              m_ui->packetTree};
    m_ui->detailStack->setCurrentWidget(pages[static_cast<int>(tab)]);
    if (tab == Tab::Text || tab == Tab::Hex)
        m_ui->payloadView->setMode(tab == Tab::Text ? ExchangeView::Mode::Text : ExchangeView::Mode::Hex);
}

void MessageDetail::showPath(const QByteArray &path)
{
    m_ui->pathValue->setText(observation::printable(path, 400));
    m_ui->copyPathButton->setEnabled(!path.isEmpty());
}

void MessageDetail::showMenu(const QPoint &at)
{
    if (!m_message)
        return;
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    connect(menu->addAction(tr("Copy")), &QAction::triggered, m_ui->payloadView, &ExchangeView::copy);
    addCopyAsMenu(menu, *m_message);
    menu->popup(at);
}

} // namespace wirewise::gui
