#include "gui/requestpanel.h"

#include "ui_requestpanel.h"

#include "gui/formlook.h"
#include "gui/placechoice.h"
#include "gui/widgets/icons.h"
#include "gui/widgets/theme.h"
#include "observation/endpoint.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHeaderView>
#include <QKeyEvent>
#include <QScreen>
#include <QSignalBlocker>

namespace wirewise::gui {

RequestPanel::RequestPanel(QWidget *parent)
    : QFrame(parent, Qt::Popup)
    , m_ui(std::make_unique<Ui::RequestPanel>())
{
    m_ui->setupUi(this);
    setObjectName(QStringLiteral("requestPanel"));
    setBackgroundRole(QPalette::Base);
    applyLook(this);
    m_ui->commandLabel->setTextStyle(TextStyle::Code);
    m_ui->problemBand->hide();
    m_ui->proxyCombo->addItems({QStringLiteral("system"), QStringLiteral("none")});
    m_ui->proxyCombo->lineEdit()->setPlaceholderText(tr("system, none, or http://host:port"));
    m_ui->extensionsCombo->addItems(
        {QString(), QStringLiteral("none"),
         QStringLiteral("permessage-deflate; client_no_context_takeover; server_no_context_takeover"),
         QStringLiteral("permessage-deflate; client_max_window_bits=10; server_max_window_bits=10")});
    m_ui->extensionsCombo->lineEdit()->setPlaceholderText(tr("permessage-deflate, as browsers offer it"));
    m_ui->fromCombo->lineEdit()->setPlaceholderText(tr("this computer alone, or ssh:host"));
    m_ui->familyCombo->addItems({tr("IPv4 and IPv6"), tr("IPv4 only"), tr("IPv6 only")});
    QTableView *table = m_ui->headerTable;
    table->setModel(&m_headers);
    table->verticalHeader()->hide();
    table->verticalHeader()->setDefaultSectionSize(Theme::instance().scaled(26));
    table->horizontalHeader()->setStretchLastSection(true);
    table->horizontalHeader()->setDefaultAlignment(Qt::AlignLeading | Qt::AlignVCenter);
    table->horizontalHeader()->setHighlightSections(false);
    table->horizontalHeader()->resizeSection(HeaderModel::NameColumn, Theme::instance().scaled(150));
    table->setEditTriggers(QAbstractItemView::AllEditTriggers);
    table->setTabKeyNavigation(false);

    connect(&m_headers, &HeaderModel::changed, this, &RequestPanel::refresh);
    for (QLineEdit *edit : findChildren<QLineEdit *>())
        connect(edit, &QLineEdit::textChanged, this, &RequestPanel::refresh);
    for (QCheckBox *box : findChildren<QCheckBox *>())
        connect(box, &QCheckBox::toggled, this, &RequestPanel::refresh);
    connect(m_ui->familyCombo, &QComboBox::currentIndexChanged, this, &RequestPanel::refresh);
    connect(m_ui->resetButton, &QPushButton::clicked, this, [this] {
        m_ui->fromCombo->setCurrentText({});
        setOptions({});
    });
    connect(m_ui->copyCommandButton, &QPushButton::clicked, this, [this] {
        QGuiApplication::clipboard()->setText(commandLine(options(), m_address, ShownSecrets::Kept) +
                                              viaOption(place()));
    });
    connect(m_ui->panelCheckButton, &QPushButton::clicked, this, [this] {
        hide();
        Q_EMIT checkRequested();
    });
    refresh();
}

RequestPanel::~RequestPanel() = default;

RequestOptions RequestPanel::options() const
{
    RequestOptions options;
    options.headers = m_headers.headers();
    options.origin = m_ui->originEdit->text();
    options.subprotocols = m_ui->subprotocolsEdit->text();
    options.key = m_ui->keyEdit->text();
    options.version = m_ui->versionEdit->text();
    options.host = m_ui->hostEdit->text();
    options.extensions = m_ui->extensionsCombo->currentText();
    options.largestMessage = m_ui->largestMessageEdit->text();
    options.proxy = m_ui->proxyCombo->currentText();
    options.address = m_ui->addressOverrideEdit->text();
    options.family = static_cast<observation::AddressFamily>(std::max(0, m_ui->familyCombo->currentIndex()));
    options.caFile = m_ui->caFileEdit->text();
    options.certificateFile = m_ui->certificateFileEdit->text();
    options.keyFile = m_ui->keyFileEdit->text();
    options.insecure = m_ui->insecureCheck->isChecked();
    options.timeLimit = m_ui->timeLimitEdit->text();
    options.watchFor = m_ui->watchForEdit->text();
    options.send = m_ui->sendEdit->text();
    options.experiments = m_ui->experimentsCheck->isChecked();
    options.secrets = m_secrets;
    options.secretHost = m_secretHost;
    return options;
}

void RequestPanel::setOptions(const RequestOptions &options)
{
    m_setting = true;
    m_headers.setHeaders(options.headers);
    m_ui->originEdit->setText(options.origin);
    m_ui->subprotocolsEdit->setText(options.subprotocols);
    m_ui->keyEdit->setText(options.key);
    m_ui->versionEdit->setText(options.version);
    m_ui->hostEdit->setText(options.host);
    m_ui->extensionsCombo->setCurrentText(options.extensions);
    m_ui->largestMessageEdit->setText(options.largestMessage);
    m_ui->proxyCombo->setCurrentText(options.proxy.isEmpty() ? QStringLiteral("system") : options.proxy);
    m_ui->addressOverrideEdit->setText(options.address);
    m_ui->familyCombo->setCurrentIndex(static_cast<int>(options.family));
    m_ui->caFileEdit->setText(options.caFile);
    m_ui->certificateFileEdit->setText(options.certificateFile);
    m_ui->keyFileEdit->setText(options.keyFile);
    m_ui->insecureCheck->setChecked(options.insecure);
    m_ui->timeLimitEdit->setText(options.timeLimit);
    m_ui->watchForEdit->setText(options.watchFor);
    m_ui->sendEdit->setText(options.send);
    m_ui->experimentsCheck->setChecked(options.experiments);
    m_secrets = options.secrets;
    m_secretHost = options.secretHost;
    m_setting = false;
    refresh();
}

QString RequestPanel::place() const
{
    return placeFrom(m_ui->fromCombo->currentText());
}

void RequestPanel::setPlaces(const QStringList &places)
{
    const QString typed = m_ui->fromCombo->currentText();
    const QSignalBlocker quiet(m_ui->fromCombo->lineEdit());
    m_ui->fromCombo->clear();
    m_ui->fromCombo->addItem(QString());
    m_ui->fromCombo->addItems(places);
    m_ui->fromCombo->setCurrentText(typed);
}

void RequestPanel::setAddress(const QString &address)
{
    m_address = address;
    refresh();
}

void RequestPanel::refresh()
{
    if (m_setting)
        return;
    const RequestOptions now = options();
    // A hundred kilobytes of address need not be laid out for one line.
    m_ui->commandLabel->setText(commandLine(now, m_address.left(2000), ShownSecrets::Masked) +
                                viaOption(place()));
    const auto endpoint = observation::parseEndpoint(m_address.trimmed()).endpoint;
    RequestReading reading = readRequest(now, endpoint ? &*endpoint : nullptr);
    if (const QString problem = placeProblem(place(), reading.settings); !problem.isEmpty())
        reading.problems.append({"fromCombo", problem});
    showProblems(reading);
    Q_EMIT optionsChanged();
}

/// A remark stands there and stops nothing.
void RequestPanel::showProblems(const RequestReading &reading)
{
    QStringList sentences;
    for (const RequestProblem &problem : reading.problems)
        sentences << problem.sentence;
    sentences << reading.remarks;
    m_ui->problemLabel->setText(sentences.join(QLatin1Char('\n')));
    m_ui->problemBand->setVisible(!sentences.isEmpty());
    m_ui->panelCheckButton->setEnabled(reading.problems.isEmpty());
}

void RequestPanel::popUp(QWidget *under)
{
    const QWidget *top = under->window();
    const QRect screen = under->screen()->availableGeometry();
    adjustSize();
    resize(std::min(std::max(width(), top->width() - 260), std::min(top->width() - 24, screen.width())),
           sizeHint().height());
    QPoint at = under->mapToGlobal(QPoint(under->width(), under->height() + 4));
    const QPoint right = top->mapToGlobal(QPoint(top->width() - 12, 0));
    at.setX(std::max(screen.left(), right.x() - width()));
    at.setY(std::min(at.y(), std::max(screen.top(), screen.bottom() - height())));
    move(at);
    show();
    m_ui->originEdit->setFocus(Qt::PopupFocusReason);
}

void RequestPanel::addHeader()
{
    const QModelIndex next = m_headers.index(m_headers.rowCount() - 1, HeaderModel::NameColumn);
    m_ui->headerTable->setFocus(Qt::ShortcutFocusReason);
    m_ui->headerTable->setCurrentIndex(next);
    m_ui->headerTable->edit(next);
}

void RequestPanel::paintEvent(QPaintEvent *)
{
    paintPanelFrame(this);
}

void RequestPanel::keyPressEvent(QKeyEvent *event)
{
    const bool isEnter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (isEnter && m_ui->panelCheckButton->isEnabled()) {
        hide();
        Q_EMIT checkRequested();
        return;
    }
    QFrame::keyPressEvent(event);
}

} // namespace wirewise::gui
