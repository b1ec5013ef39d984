#include "gui/listdialog.h"

#include "ui_listdialog.h"

#include "gui/documentworker.h"
#include "gui/formlook.h"
#include "gui/listdesk.h"
#include "gui/widgets/theme.h"
#include "import/readtext.h"
#include "observation/redaction.h"

#include <QFile>
#include <QFileDialog>
#include <QFileInfo>
#include <QHeaderView>
#include <QSet>
#include <QThread>

#include <algorithm>

namespace wirewise::gui {

namespace {

constexpr int ReadAfter = 150; // ms after the last key
/// More is no list that somebody edits by hand.
constexpr qint64 LargestFile = 8 * 1024 * 1024;
constexpr qsizetype NamedHosts = 4;

QString toldOf(const imports::PastedEndpoint &endpoint)
{
    QStringList left;
    for (const imports::Part &part : endpoint.parts) {
        if (part.fate == imports::Part::Fate::Left)
            left << imports::lineOf(part);
    }
    if (!left.isEmpty())
        return ListDialog::tr("not sent: %1").arg(left.join(QLatin1String("; ")));
    if (!observation::parseEndpoint(endpoint.address).endpoint)
        return ListDialog::tr("no address; it will be listed as one that cannot be used");
    return ListDialog::tr("understood");
}

/// An object, the answer of a polling handshake, or YAML that says what it is.
bool mayBeDocument(const QByteArray &text)
{
    const QByteArray begin = text.left(4096).trimmed();
    return begin.startsWith('{') || begin.startsWith("0{") || begin.contains("openapi:") ||
           begin.contains("swagger:") || begin.contains("asyncapi:");
}

/// The only address of a text, if a document can lie there.
QString documentAddress(const QString &text)
{
    const QString address = text.trimmed();
    const bool isWeb = address.startsWith(QLatin1String("http://"), Qt::CaseInsensitive) ||
                       address.startsWith(QLatin1String("https://"), Qt::CaseInsensitive);
    const bool isAlone = std::none_of(address.cbegin(), address.cend(), [](QChar c) { return c.isSpace(); });
    return isWeb && isAlone && observation::parseEndpoint(address).endpoint ? address : QString();
}

QByteArray hostOf(const QString &address)
{
    const auto endpoint = observation::parseEndpoint(address).endpoint;
    return endpoint ? endpoint->host : QByteArray();
}

} // namespace

QString listWords(const QList<ImportEntry> &entries)
{
    QStringList hosts;
    QSet<QByteArray> seen;
    for (const ImportEntry &entry : entries) {
        const auto endpoint = observation::parseEndpoint(entry.endpoint.address).endpoint;
        if (!endpoint || seen.contains(endpoint->host))
            continue;
        seen.insert(endpoint->host);
        if (hosts.size() < NamedHosts)
            hosts << QString::fromUtf8(endpoint->host);
    }
    const QString counts = ListDialog::tr("%Ln endpoint(s)", nullptr, static_cast<int>(entries.size())) %
                           u' ' % ListDialog::tr("on %Ln host(s)", nullptr, static_cast<int>(seen.size()));
    if (hosts.isEmpty())
        return counts;
    return counts % QLatin1String(": ") % hosts.join(QLatin1String(", ")) %
           (seen.size() > hosts.size() ? QStringLiteral(", …") : QString());
}

ListDialog::ListDialog(ListDesk *desk, QThread *network, observation::Settings base, QWidget *parent)
    : QDialog(parent)
    , m_ui(std::make_unique<Ui::ListDialog>())
    , m_desk(desk)
    , m_network(network)
    , m_base(std::move(base))
{
    m_ui->setupUi(this);
    setObjectName(QStringLiteral("listDialog"));
    setWindowTitle(tr("Check a list"));
    applyLook(this);
    resize(Theme::instance().scaled(900), Theme::instance().scaled(620));
    m_ui->listText->setFont(Theme::instance().font(TextStyle::Code));
    m_ui->listEntries->setModel(&m_entries);
    m_ui->listEntries->header()->setStretchLastSection(true);
    m_ui->listEntries->setColumnWidth(ImportEntryModel::AddressColumn, Theme::instance().scaled(520));
    m_pause.setSingleShot(true);
    m_pause.setInterval(ReadAfter);
    connectParts();
    show({});
}

ListDialog::~ListDialog()
{
    if (m_document)
        m_document->deleteLater(); // on the network thread
}

void ListDialog::connectParts()
{
    connect(&m_pause, &QTimer::timeout, this, &ListDialog::read);
    connect(m_ui->listText, &QPlainTextEdit::textChanged, this, [this] {
        m_ui->listCheckButton->setEnabled(false); // until it is known what is in it now
        m_pause.start();
    });
    connect(m_ui->listServer, &QLineEdit::textChanged, this, [this] { m_pause.start(); });
    connect(&m_entries, &ImportEntryModel::chosenChanged, this, &ListDialog::showChosen);
    connect(m_ui->listFileButton, &QPushButton::clicked, this, &ListDialog::chooseFile);
    connect(m_ui->listSavedButton, &QPushButton::clicked, this, &ListDialog::savedRequested);
    connect(m_ui->listCloseButton, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_ui->listFetchButton, &QPushButton::clicked, this, &ListDialog::fetch);
    connect(m_ui->listCheckButton, &QPushButton::clicked, this, &ListDialog::check);
}

void ListDialog::setText(const QString &text)
{
    m_fetchedFrom.clear();
    m_ui->listText->setPlainText(text);
    m_pause.stop();
    read();
}

void ListDialog::openFile(const QString &path)
{
    QFile file(path);
    if (QFileInfo(path).isDir() || !file.open(QIODevice::ReadOnly))
        return complain(tr("%1 cannot be read: %2.").arg(QFileInfo(path).fileName(), file.errorString()));
    const QByteArray text = file.read(LargestFile + 1);
    if (text.size() > LargestFile)
        return complain(tr("%1 is larger than 8 MiB. Check such a list with wirewise-cli check --file, and "
                           "open the session that it keeps.")
                            .arg(QFileInfo(path).fileName()));
    m_title = QFileInfo(path).fileName();
    setText(QString::fromUtf8(imports::toUtf8(text)));
}

void ListDialog::complain(const QString &sentence)
{
    m_ui->listProblem->setText(sentence);
    m_ui->listProblem->show();
}

/// One plain GET, and only because the button was pressed; the request of the window has no part in it.
void ListDialog::fetch()
{
    const QString address = documentAddress(m_ui->listText->toPlainText());
    const auto endpoint = observation::parseEndpoint(address).endpoint;
    if (m_document || !endpoint)
        return;
    m_document = new DocumentWorker(*endpoint, m_base);
    m_document->moveToThread(m_network);
    connect(m_document, &DocumentWorker::finished, this,
            [this, address](const QByteArray &document, const QString &error) {
                takeDocument(address, document, error);
            });
    QMetaObject::invokeMethod(m_document, &DocumentWorker::start, Qt::QueuedConnection);
    m_ui->listFetchButton->setEnabled(false);
    m_ui->listFetchButton->setText(tr("Fetching…"));
}

void ListDialog::takeDocument(const QString &address, const QByteArray &document, const QString &error)
{
    std::exchange(m_document, nullptr)->deleteLater();
    m_ui->listFetchButton->setEnabled(true);
    m_ui->listFetchButton->setText(tr("Fetch the document"));
    if (documentAddress(m_ui->listText->toPlainText()) != address)
        return; // something else is wanted by now
    if (!error.isEmpty())
        return complain(tr("%1: %2").arg(observation::maskedUrl(address), error));
    if (!mayBeDocument(document))
        return complain(tr("%1: what came is no OpenAPI, Swagger or AsyncAPI document.")
                            .arg(observation::maskedUrl(address)));
    m_title = QString::fromUtf8(hostOf(address));
    setText(QString::fromUtf8(imports::toUtf8(document)));
    m_fetchedFrom = address;
    read();
}

/// Lists, commands and the like; else a document that describes an interface. Callable from any thread.
ListDialog::Reading ListDialog::readingOf(const QByteArray &text, const observation::Settings &base,
                                          const imports::DocumentPlace &place)
{
    constexpr qsizetype namedProblems = 3;
    Reading reading;
    if (mayBeDocument(text)) {
        const imports::Discovered found = imports::discover(text, place);
        reading.isDocument = found.kind != imports::DocumentKind::Unknown;
        // Whoever wrote a document does not choose which hosts are checked.
        const QByteArray host = hostOf(place.server.isEmpty() ? place.fetchedFrom : place.server);
        for (const imports::DiscoveredEndpoint &endpoint : found.endpoints) {
            const bool isElsewhere = !place.fetchedFrom.isEmpty() && hostOf(endpoint.address) != host;
            const QString told =
                isElsewhere ? tr("%1, on another host than the document").arg(endpoint.what) : endpoint.what;
            reading.entries.append({{endpoint.address, base, {}}, told, {}, !isElsewhere});
        }
        for (const imports::PassedOver &passed : found.passedOver.mid(0, namedProblems))
            reading.problems << tr("%1: %2").arg(passed.what, passed.why);
        if (const qsizetype more = found.passedOver.size() - reading.problems.size(); more > 0)
            reading.problems << tr("%Ln more of it cannot be checked.", nullptr, static_cast<int>(more));
        if (!found.error.isEmpty())
            reading.problems.prepend(found.error);
        if (reading.isDocument)
            return reading;
        reading = {};
    }
    const imports::Pasted pasted = imports::readText(text, base);
    for (const imports::PastedEndpoint &endpoint : pasted.endpoints)
        reading.entries.append({endpoint, toldOf(endpoint), {}, true});
    if (!pasted.error.isEmpty())
        reading.problems << pasted.error;
    for (const imports::Part &part : pasted.left.mid(0, namedProblems))
        reading.problems << imports::lineOf(part);
    return reading;
}

/// Off the window's thread: thousands of lines take a moment.
void ListDialog::read()
{
    const int number = ++m_reading;
    const QByteArray text = m_ui->listText->toPlainText().toUtf8();
    m_ui->listFetchButton->setVisible(!documentAddress(QString::fromUtf8(text)).isEmpty());
    if (text.trimmed().isEmpty()) {
        m_fetchedFrom.clear();
        return show({});
    }
    auto reading = std::make_shared<Reading>();
    const imports::DocumentPlace place{m_fetchedFrom, m_ui->listServer->text().trimmed()};
    m_desk->run([text, base = m_base, place, reading] { *reading = readingOf(text, base, place); },
                [self = QPointer<ListDialog>(this), number, reading] {
                    if (self && self->m_reading == number)
                        self->show(*reading);
                });
}

void ListDialog::show(const Reading &reading)
{
    m_entries.setEntries(reading.entries);
    m_ui->listProblem->setText(reading.problems.join(QLatin1Char('\n')));
    m_ui->listProblem->setVisible(!reading.problems.isEmpty());
    m_ui->listServerRow->setVisible(reading.isDocument);
    showChosen();
}

void ListDialog::showChosen()
{
    const QList<ImportEntry> chosen = m_entries.chosen();
    m_ui->listCount->setText(chosen.isEmpty()
                                 ? tr("Nothing is sent before Check.")
                                 : tr("%1. Nothing is sent before Check.").arg(listWords(chosen)));
    m_ui->listCheckButton->setEnabled(!chosen.isEmpty());
    m_ui->listCheckButton->setText(
        chosen.isEmpty() ? tr("Check")
                         : tr("Check %Ln endpoint(s)", nullptr, static_cast<int>(chosen.size())));
}

void ListDialog::chooseFile()
{
    auto *chooser =
        new QFileDialog(this, tr("Open a list of endpoints"), QDir::homePath(),
                        tr("Lists (*.txt *.list *.csv *.har *.json *.yaml *.yml);;All files (*)"));
    chooser->setObjectName(QStringLiteral("listFileChooser"));
    chooser->setAttribute(Qt::WA_DeleteOnClose);
    chooser->setFileMode(QFileDialog::ExistingFile);
    connect(chooser, &QFileDialog::fileSelected, this, &ListDialog::openFile);
    chooser->open();
}

void ListDialog::check()
{
    QList<session::PlannedEndpoint> endpoints;
    for (const ImportEntry &entry : m_entries.chosen())
        endpoints.append({entry.endpoint.address, entry.endpoint.settings, {}, {}});
    if (endpoints.isEmpty())
        return;
    Q_EMIT checkRequested(m_title, endpoints);
    accept();
}

} // namespace wirewise::gui
