#include "gui/importcommands.h"

#include "gui/addressbar.h"
#include "gui/mainwindow.h"
#include "gui/requestpanel.h"
#include "gui/workbench.h"
#include "import/readtext.h"

#include <QDir>
#include <QFile>
#include <QFileDialog>
#include <QFileInfo>

#include <algorithm>

namespace wirewise::gui {

namespace {

/// Checks of a list that run at the same moment.
constexpr int RunningAtOnce = 3;
/// What Request holds of a text to send is one message.
bool fitsRequest(const imports::PastedEndpoint &endpoint)
{
    return endpoint.settings.send.size() <= 1 && endpoint.settings.resolve.size() <= 1;
}

} // namespace

ImportCommands::ImportCommands(MainWindow *window, RequestPanel *request)
    : QObject(window)
    , m_window(window)
    , m_request(request)
{
    m_thread.setMaxThreadCount(1);
    connect(m_window->addressBar()->edit(), &AddressEdit::textHandedOver, this, &ImportCommands::takeText);
    connect(m_window->actions()["importHar"], &QAction::triggered, this, &ImportCommands::chooseHar);
    connect(m_window->actions()["importText"], &QAction::triggered, this, [this] {
        dialog()->showText({});
        dialog()->show();
    });
    const auto ended = [this](const CheckSession *session) {
        if (m_running.remove(session))
            checkNext();
    };
    connect(&m_window->workbench(), &Workbench::finished, this, ended);
    connect(&m_window->workbench(), &Workbench::closing, this, ended);
}

ImportCommands::~ImportCommands()
{
    stop();
    m_thread.waitForDone();
}

ImportDialog *ImportCommands::dialog()
{
    if (!m_dialog) {
        m_dialog = new ImportDialog(m_window);
        m_dialog->setAttribute(Qt::WA_DeleteOnClose);
        connect(m_dialog, &ImportDialog::takeRequested, this,
                [this](const imports::PastedEndpoint &endpoint) {
                    m_dialog->close();
                    take(endpoint, tr("It is in the address and in Request. Enter checks it."));
                });
        connect(m_dialog, &ImportDialog::checkRequested, this, &ImportCommands::checkAll);
        connect(m_dialog, &ImportDialog::sessionsRequested, this, &ImportCommands::makeSessions);
        connect(m_dialog, &ImportDialog::stopRequested, this, &ImportCommands::stop);
        connect(m_dialog, &QDialog::finished, this, &ImportCommands::stop);
    }
    return m_dialog;
}

void ImportCommands::takeText(const QString &text)
{
    const imports::Pasted pasted = imports::readText(text.toUtf8(), readRequest({}, nullptr).settings);
    if (!pasted.isUnderstood())
        return m_window->notice(pasted.error);
    if (pasted.kind == imports::TextKind::AddressList && pasted.endpoints.size() > 1)
        return Q_EMIT listPasted(text);
    const bool saysAll =
        pasted.endpoints.size() == 1 && !pasted.hasLeft() && fitsRequest(pasted.endpoints.constFirst());
    if (saysAll)
        return take(pasted.endpoints.constFirst(),
                    tr("%1 Nothing is left out; Request shows it. Enter checks it.").arg(summaryOf(pasted)));
    dialog()->showText(text);
    dialog()->show();
}

void ImportCommands::take(const imports::PastedEndpoint &endpoint, const QString &sentence)
{
    m_request->setOptions(optionsFrom(endpoint.settings));
    m_window->setAddress(endpoint.address);
    m_window->notice(sentence);
}

void ImportCommands::checkAll(const QList<imports::PastedEndpoint> &endpoints)
{
    m_dialog->close();
    m_waiting += endpoints;
    checkNext();
}

/// A few at a time, each a session of its own; the first one is shown.
void ImportCommands::checkNext()
{
    while (m_running.size() < RunningAtOnce && !m_waiting.isEmpty()) {
        const imports::PastedEndpoint endpoint = m_waiting.takeFirst();
        CheckSession *session = m_window->workbench().check(endpoint.address, endpoint.settings, false);
        m_running.insert(session);
        const CheckSession *shown = m_window->current();
        if (!shown || !shown->isRunning())
            m_window->showSession(session);
        m_window->notice(m_waiting.isEmpty() ? tr("All of them are being checked.")
                                             : tr("%n more wait(s) to be checked.", nullptr,
                                                  static_cast<int>(m_waiting.size())));
    }
}

void ImportCommands::chooseHar()
{
    auto *chooser = new QFileDialog(m_window, tr("Import a HAR recording"), QDir::homePath(),
                                    tr("HAR recordings (*.har);;All files (*)"));
    chooser->setObjectName(QStringLiteral("importHarChooser"));
    chooser->setAttribute(Qt::WA_DeleteOnClose);
    chooser->setFileMode(QFileDialog::ExistingFile);
    connect(chooser, &QFileDialog::fileSelected, this, &ImportCommands::openHar);
    chooser->open();
}

void ImportCommands::openHar(const QString &path)
{
    m_thread.start([this, path] {
        QFile file(path);
        imports::HarListing listing;
        if (QFileInfo(path).isDir() || !file.open(QIODevice::ReadOnly))
            listing.error = tr("%1 cannot be read: %2.").arg(QFileInfo(path).fileName(), file.errorString());
        else
            listing = imports::listHar(&file);
        QMetaObject::invokeMethod(this, [this, path, listing] {
            if (listing.entries.isEmpty())
                return m_window->notice(listing.error.isEmpty() ? tr("The HAR holds no request.")
                                                                : listing.error);
            m_harPath = path;
            m_listing = std::make_shared<const imports::HarListing>(listing);
            dialog()->showHar(path, listing);
            dialog()->show();
        });
    });
}

void ImportCommands::makeSessions(const QList<imports::HarGroup> &groups)
{
    m_stopped = std::make_shared<std::atomic_bool>(false);
    const QDateTime now = QDateTime::currentDateTimeUtc();
    QStringList paths;
    for (qsizetype i = 0; i < groups.size(); ++i) {
        const QByteArray url = m_listing->entries.at(groups.at(i).constFirst()).url;
        const auto endpoint = observation::parseEndpoint(QString::fromUtf8(url)).endpoint;
        const QString host = endpoint ? QString::fromUtf8(endpoint->host) : QStringLiteral("recording");
        paths.append(m_window->workbench().desk().pathForNew(host, now.addSecs(i)));
    }
    m_dialog->showProgress(tr("Reading the recording…"), 0);
    m_thread.start([this, groups, paths, har = m_harPath, listing = m_listing, stopped = m_stopped] {
        QStringList made, problems;
        for (qsizetype i = 0; i < groups.size() && !*stopped; ++i) {
            double told = 0;
            const auto progress = [&](double part) {
                constexpr double step = 0.01;
                if (part < told + step)
                    return !*stopped;
                told = part;
                const double all = (static_cast<double>(i) + part) / static_cast<double>(groups.size());
                QMetaObject::invokeMethod(this, [this, all] {
                    if (m_dialog && m_stopped && !*m_stopped)
                        m_dialog->showProgress(tr("Reading the recording…"), all);
                });
                return !*stopped;
            };
            const auto session = imports::makeSession(har, *listing, groups.at(i), paths.at(i), progress);
            if (session)
                made.append(paths.at(i));
            else
                problems.append(session.error().text);
        }
        QMetaObject::invokeMethod(this, [this, made, problems] { sessionsMade(made, problems); });
    });
}

void ImportCommands::sessionsMade(const QStringList &paths, const QStringList &problems)
{
    m_stopped.reset();
    m_window->workbench().desk().list();
    if (m_dialog) {
        m_dialog->showProgress({}, 1);
        if (!paths.isEmpty())
            m_dialog->close();
    }
    if (!paths.isEmpty())
        m_window->openFile(paths.constFirst());
    if (!problems.isEmpty())
        m_window->notice(problems.constFirst());
    else
        m_window->notice(tr("%n session(s) made of the recording.", nullptr, static_cast<int>(paths.size())));
}

void ImportCommands::stop()
{
    if (m_stopped)
        *m_stopped = true;
}

} // namespace wirewise::gui
