#include "gui/messagedetail.h"

#include "ui_messagedetail.h"

#include "gui/exchangetreemodel.h"
#include "gui/formlook.h"
#include "gui/widgets/bannercontent.h"
#include "gui/widgets/copyformat.h"
#include "gui/widgets/messagepages.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QLocale>

namespace wirewise::gui {

MessageDetail::MessageDetail(QWidget *parent)
    : QWidget(parent)
    , m_ui(std::make_unique<Ui::MessageDetail>())
{
    m_ui->setupUi(this);
    applyLook(this);
    setMinimumWidth(220);
    m_ui->detailMode->setTexts({tr("Text"), tr("Hex")});
    m_ui->followCheck->setChecked(true);
    connect(m_ui->detailMode, &SegmentedControl::currentChanged, this, [this](int index) {
        m_ui->payloadView->setMode(index == 0 ? ExchangeView::Mode::Text : ExchangeView::Mode::Hex);
    });
    connect(m_ui->followCheck, &QCheckBox::toggled, this, &MessageDetail::followsChanged);
    connect(m_ui->nextMessageButton, &QToolButton::clicked, this, &MessageDetail::nextClicked);
    connect(m_ui->previousMessageButton, &QToolButton::clicked, this, &MessageDetail::previousClicked);
    connect(m_ui->copyMessageButton, &QToolButton::clicked, this, [this] {
        if (m_message)
            QGuiApplication::clipboard()->setText(
                copyText(m_message->payload,
                         m_message->opcode == wire::Opcode::Binary ? CopyFormat::Hex : CopyFormat::Text));
    });
    clear();
}

MessageDetail::~MessageDetail() = default;

bool MessageDetail::follows() const
{
    return m_ui->followCheck->isChecked();
}

void MessageDetail::setFollows(bool follows)
{
    m_ui->followCheck->setChecked(follows);
}

void MessageDetail::addFact(int row, const QString &name, const QString &value)
{
    auto *nameLabel = new TextLabel(name, TextStyle::Secondary, Token::Text2);
    auto *valueLabel = new TextLabel(value, TextStyle::Secondary, Token::Text1);
    valueLabel->setWordWrap(true);
    m_ui->factsGrid->addWidget(nameLabel, row, 0, Qt::AlignTop);
    m_ui->factsGrid->addWidget(valueLabel, row, 1);
    m_ui->factsGrid->setColumnStretch(1, 1);
}

void MessageDetail::clear()
{
    m_message.reset();
    m_ui->numberLabel->setText(tr("No message chosen"));
    m_ui->whatLabel->setText({});
    m_ui->payloadView->clear();
    qDeleteAll(m_ui->detailFacts->findChildren<QWidget *>(QString(), Qt::FindDirectChildrenOnly));
    m_ui->copyMessageButton->setEnabled(false);
    m_ui->previousMessageButton->setEnabled(false);
    m_ui->nextMessageButton->setEnabled(false);
}

void MessageDetail::show(const observation::Message &message)
{
    if (m_message && *m_message == message)
        return;
    clear();
    m_message = message;
    m_ui->copyMessageButton->setEnabled(true);
    m_ui->previousMessageButton->setEnabled(true);
    m_ui->nextMessageButton->setEnabled(true);
    m_ui->numberLabel->setText(QString(QLatin1Char('#') % QLocale::c().toString(message.number)));
    m_ui->whatLabel->setText(messageTitle(message));
    ByteSection section;
    section.direction = message.direction;
    section.title = message.direction == wire::Direction::Sent ? tr("Sent") : tr("Received");
    section.counts = byteCount(message.payload.size());
    section.bytes = message.payload;
    section.emptyText = tr("no payload");
    m_ui->payloadView->setSections({section});
    int row = 0;
    if (message.opcode == wire::Opcode::Close) {
        const CloseExplanation close = explainClose(message);
        addFact(row++, tr("Means"), QString(close.title % QLatin1Char(' ') % close.meaning));
        if (!close.detail.isEmpty())
            addFact(row++, tr("Detail"), close.detail);
    }
    addFact(row++, tr("Frames"),
            message.frames == 1 ? tr("one, final") : QLocale::c().toString(message.frames));
    addFact(row++, tr("On the wire"),
            message.compressed ? tr("%1, compressed").arg(byteCount(message.wireSize))
                               : byteCount(message.wireSize));
    addFact(row++, tr("Time"), tr("%1 after the 101").arg(durationText(message.at)));
}

} // namespace wirewise::gui
