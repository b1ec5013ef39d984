#include "gui/importdialog.h"

#include "ui_importdialog.h"

#include "gui/formlook.h"
#include "gui/requestoptions.h"
#include "gui/widgets/theme.h"
#include "gui/widgets/wirestyle.h"
#include "import/readtext.h"
#include "observation/printable.h"

#include <QFileInfo>
#include <QHeaderView>

#include <algorithm>

namespace wirewise::gui {

namespace {

constexpr int ReadAfter = 150; // ms after the last key
/// Longer texts are not read while somebody types.
constexpr qsizetype LongestText = 1'000'000;
/// A recording that opens with so many entries chosen would start as many checks.
constexpr qsizetype ChosenAtFirst = 50;

QString toldOf(const imports::PastedEndpoint &endpoint)
{
    const qsizetype left =
        std::count_if(endpoint.parts.begin(), endpoint.parts.end(),
                      [](const imports::Part &part) { return part.fate == imports::Part::Fate::Left; });
    return left == 0 ? ImportDialog::tr("all of it is understood")
                     : ImportDialog::tr("%n part(s) are not sent", nullptr, static_cast<int>(left));
}

QString toldOf(const imports::HarEntry &entry)
{
    QStringList parts;
    parts << (entry.status > 0 ? QString::number(entry.status) : ImportDialog::tr("no answer"));
    if (entry.isWebSocket())
        parts << ImportDialog::tr("WebSocket");
    if (entry.messages > 0)
        parts << ImportDialog::tr("%n message(s)", nullptr,
                                  static_cast<int>(std::min<qint64>(entry.messages, INT_MAX)));
    if (!entry.networkError.isEmpty())
        parts << observation::printable(entry.networkError, 120);
    return parts.join(QLatin1String(", "));
}

} // namespace

ImportDialog::ImportDialog(QWidget *parent)
    : QDialog(parent)
    , m_ui(std::make_unique<Ui::ImportDialog>())
{
    m_ui->setupUi(this);
    setObjectName(QStringLiteral("importDialog"));
    applyLook(this);
    m_ui->importEntries->setModel(&m_entries);
    m_ui->importParts->setModel(&m_parts);
    for (QTreeView *view : {m_ui->importEntries, m_ui->importParts})
        view->header()->setStretchLastSection(true);
    m_ui->importEntries->setColumnWidth(ImportEntryModel::AddressColumn, 520);
    m_ui->importParts->setColumnWidth(PartModel::FateColumn, 120);
    m_ui->importParts->setColumnWidth(PartModel::NameColumn, 200);
    m_ui->importParts->setColumnWidth(PartModel::ValueColumn, 260);
    m_ui->importText->setFont(Theme::instance().font(TextStyle::Code));
    m_ui->importProgress->hide();
    m_reading.setSingleShot(true);
    m_reading.setInterval(ReadAfter);
    connect(&m_reading, &QTimer::timeout, this, &ImportDialog::readText);
    connect(m_ui->importText, &QPlainTextEdit::textChanged, this, [this] { m_reading.start(); });
    connect(m_ui->importEntries->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            &ImportDialog::showParts);
    connect(&m_entries, &ImportEntryModel::chosenChanged, this, &ImportDialog::follow);
    connect(m_ui->importAll, &QCheckBox::clicked, this, [this](bool on) { m_entries.chooseAll(on); });
    connect(m_ui->importButton, &QPushButton::clicked, this, &ImportDialog::act);
    connect(m_ui->importSessionsButton, &QPushButton::clicked, this, [this] {
        QList<imports::HarGroup> groups;
        const QList<ImportEntry> chosen = m_entries.chosen();
        for (const ImportEntry &entry : chosen) {
            if (!entry.group.isEmpty() && !groups.contains(entry.group))
                groups.append(entry.group);
        }
        Q_EMIT sessionsRequested(groups);
    });
    connect(m_ui->importCloseButton, &QPushButton::clicked, this, [this] {
        if (m_isBusy)
            Q_EMIT stopRequested();
        else
            close();
    });
    showText({});
}

ImportDialog::~ImportDialog() = default;

void ImportDialog::showText(const QString &text)
{
    m_isHar = false;
    setWindowTitle(tr("Import a command or a call"));
    m_ui->importText->show();
    m_ui->importText->setPlainText(text.left(LongestText));
    m_reading.stop();
    readText();
}

void ImportDialog::readText()
{
    const QString text = m_ui->importText->toPlainText();
    if (text.trimmed().isEmpty()) {
        m_left = {};
        return showEntries(tr("Paste what another tool or a browser copied."),
                           tr("curl for bash, cmd and PowerShell, wscat, websocat, fetch, WebSocket and "
                              "Socket.IO calls, the head of a request, or a list of addresses."),
                           {});
    }
    const imports::Pasted pasted = imports::readText(text.toUtf8(), readRequest({}, nullptr).settings);
    m_left = pasted.left;
    QList<ImportEntry> entries;
    for (const imports::PastedEndpoint &endpoint : pasted.endpoints)
        entries.append({endpoint, toldOf(endpoint), {}, pasted.endpoints.size() <= ChosenAtFirst});
    const QString second = pasted.hasLeft()
                               ? tr("What is marked is not sent. Everything else is shown in Request.")
                               : tr("Nothing is left out. It is shown in Request before it is sent.");
    showEntries(summaryOf(pasted), pasted.isUnderstood() ? second : QString(), entries);
}

void ImportDialog::showHar(const QString &path, const imports::HarListing &listing)
{
    m_isHar = true;
    setWindowTitle(tr("Import %1").arg(QFileInfo(path).fileName()));
    m_ui->importText->hide();
    m_reading.stop();
    m_left = listing.left;
    const QList<imports::HarGroup> groups = sessionGroups(listing);
    QList<ImportEntry> entries;
    for (const imports::HarEntry &entry : listing.entries) {
        const auto group = std::find_if(groups.begin(), groups.end(), [&entry](const imports::HarGroup &one) {
            return one.contains(entry.index);
        });
        const bool hasGroup = group != groups.end();
        entries.append({endpointOf(entry, readRequest({}, nullptr).settings), toldOf(entry),
                        hasGroup ? *group : imports::HarGroup{entry.index}, hasGroup});
    }
    const QString title = entries.isEmpty()
                              ? tr("%1 holds no whole request.").arg(QFileInfo(path).fileName())
                              : tr("%1 holds %n request(s).", nullptr, static_cast<int>(entries.size()))
                                    .arg(QFileInfo(path).fileName());
    const QString second =
        !listing.error.isEmpty() ? listing.error
        : groups.isEmpty()       ? tr("None of them is a WebSocket. Choose what to check, or what to keep.")
                           : tr("The WebSockets are chosen. A session keeps what was recorded and is judged "
                                "by today's rules; a check asks the server anew.");
    showEntries(title, second, entries);
}

void ImportDialog::showEntries(const QString &title, const QString &second, const QList<ImportEntry> &entries)
{
    m_ui->importTitle->setText(title);
    m_ui->importSecond->setText(second);
    m_entries.setEntries(entries);
    const bool hasSeveral = entries.size() > 1 || m_isHar;
    m_ui->importEntries->setVisible(hasSeveral);
    m_ui->importAll->setVisible(hasSeveral);
    if (!entries.isEmpty())
        m_ui->importEntries->setCurrentIndex(m_entries.index(0, 0));
    showParts();
    follow();
}

void ImportDialog::showParts()
{
    const QModelIndex current = m_ui->importEntries->currentIndex();
    QList<imports::Part> parts = m_left;
    if (current.isValid() && current.row() < m_entries.entries().size())
        parts = m_entries.entries().at(current.row()).endpoint.parts + m_left;
    // What is left out first: that is what somebody has to know.
    std::stable_sort(parts.begin(), parts.end(), [](const imports::Part &a, const imports::Part &b) {
        const auto rank = [](const imports::Part &part) {
            return part.fate == imports::Part::Fate::Left    ? 0
                   : part.fate == imports::Part::Fate::Taken ? 1
                                                             : 2;
        };
        return rank(a) < rank(b);
    });
    m_parts.setParts(parts);
}

void ImportDialog::follow()
{
    const qsizetype all = m_entries.entries().size();
    const QList<ImportEntry> chosen = m_entries.chosen();
    const bool isOne = all == 1 && !m_isHar;
    m_ui->importButton->setText(isOne ? tr("Put It into the Address")
                                      : tr("Check %n Endpoint(s)", nullptr, static_cast<int>(chosen.size())));
    m_ui->importButton->setEnabled(!m_isBusy && !chosen.isEmpty());
    m_ui->importSessionsButton->setVisible(m_isHar);
    m_ui->importSessionsButton->setEnabled(!m_isBusy && !chosen.isEmpty());
    m_ui->importAll->setChecked(all > 0 && chosen.size() == all);
    m_ui->importCloseButton->setText(m_isBusy ? tr("Stop") : tr("Close"));
    setButtonRole(m_ui->importButton, m_isHar ? ButtonRole::Normal : ButtonRole::Primary);
    setButtonRole(m_ui->importSessionsButton, ButtonRole::Primary);
    (m_isHar ? m_ui->importSessionsButton : m_ui->importButton)->setDefault(true);
}

void ImportDialog::act()
{
    const QList<ImportEntry> chosen = m_entries.chosen();
    if (m_entries.entries().size() == 1 && !m_isHar && !chosen.isEmpty())
        return Q_EMIT takeRequested(chosen.constFirst().endpoint);
    QList<imports::PastedEndpoint> endpoints;
    for (const ImportEntry &entry : chosen)
        endpoints.append(entry.endpoint);
    Q_EMIT checkRequested(endpoints);
}

void ImportDialog::showProgress(const QString &sentence, double part)
{
    m_isBusy = !sentence.isEmpty();
    m_ui->importProgress->setVisible(m_isBusy);
    m_ui->importProgress->setValue(static_cast<int>(part * 1000));
    if (m_isBusy)
        m_ui->importSecond->setText(sentence);
    follow();
}

} // namespace wirewise::gui
