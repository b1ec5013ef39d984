#include "gui/loadcommands.h"

#include "diagnosis/diagnose.h"
#include "diagnosis/loadverdict.h"
#include "gui/addressbar.h"
#include "gui/loadpage.h"
#include "gui/mainwindow.h"
#include "gui/requestpanel.h"
#include "load/descriptorlimit.h"
#include "load/reach.h"
#include "report/load.h"
#include "report/loadscript.h"
#include "session/sessionfile.h"

#include <QDir>
#include <QFileDialog>
#include <QMessageBox>
#include <QPushButton>
#include <QSaveFile>

namespace wirewise::gui {

LoadCommands::LoadCommands(MainWindow *window, RequestPanel *request)
    : QObject(window)
    , m_window(window)
    , m_request(request)
    , m_page(new LoadPage)
{
    window->addPage(m_page);
    connect(window->actions()["loadTest"], &QAction::triggered, this, &LoadCommands::showPage);
    connect(window->addressBar()->edit(), &QLineEdit::textChanged, m_page, &LoadPage::setAddress);
    connect(m_page, &LoadPage::startRequested, this, &LoadCommands::start);
    connect(m_page, &LoadPage::stopRequested, this, &LoadCommands::stop);
    connect(m_page, &LoadPage::sampleRequested, this, &LoadCommands::openSample);
    connect(m_page, &LoadPage::exportRequested, this, &LoadCommands::exportResult);
    connect(m_page, &LoadPage::k6Requested, this, [this] { exportScript(true); });
    connect(m_page, &LoadPage::artilleryRequested, this, [this] { exportScript(false); });
}

LoadCommands::~LoadCommands()
{
    if (m_worker)
        m_worker->deleteLater();
}

void LoadCommands::showPage()
{
    m_page->setAddress(m_window->addressBar()->edit()->text());
    m_window->showPage(m_page, tr("Load test"));
    m_page->setFocus(Qt::OtherFocusReason);
}

bool LoadCommands::takeOrder()
{
    const QString typed = m_window->addressBar()->edit()->text().trimmed();
    const observation::EndpointResult read = observation::parseEndpoint(typed);
    if (!read.endpoint) {
        observation::Observation seen;
        seen.typed = typed;
        seen.endpoint = read;
        m_page->complain(typed.isEmpty() ? tr("Type an address first, for example ws://localhost:8000/ws.")
                                         : diagnosis::diagnose(seen).summary());
        return false;
    }
    const RequestReading request = readRequest(m_request->options(), &*read.endpoint);
    if (!request.problems.isEmpty()) {
        m_page->complain(request.problems.constFirst().sentence);
        return false;
    }
    m_endpoint = *read.endpoint;
    m_order = {typed, request.settings, m_page->plan()};
    // Compression is the server's memory for each session; a load test that is to have it says so.
    if (m_request->options().extensions.isEmpty())
        m_order.settings.extensions.clear();
    return true;
}

void LoadCommands::start()
{
    if (m_worker || !takeOrder())
        return;
    const int wanted = m_order.plan.connections;
    if (const int room = load::roomForConnections(wanted); room < wanted)
        return m_page->complain(
            tr("This system lets one program have %L1 connections at most. Take fewer, or "
               "raise the limit of open files.")
                .arg(room));
    if (load::staysHere(m_endpoint, m_order.settings))
        run();
    else
        ask();
}

/// Load on somebody else's computer is never begun by accident.
void LoadCommands::ask()
{
    const QString host = QString::fromUtf8(m_endpoint.host);
    auto *box = new QMessageBox(QMessageBox::NoIcon, tr("Load another computer"),
                                tr("This loads %1: %2.").arg(host, diagnosis::wordsOf(m_order.plan)),
                                QMessageBox::Ok | QMessageBox::Cancel, m_window);
    box->setObjectName(QStringLiteral("loadQuestion"));
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setTextFormat(Qt::PlainText);
    box->setInformativeText(tr("Load only what you are allowed to load: for others it is an attack."));
    box->button(QMessageBox::Ok)
        ->setText(tr("Load %1").arg(host.left(60).replace(u'&', QLatin1String("&&"))));
    box->setDefaultButton(QMessageBox::Cancel);
    connect(box, &QMessageBox::finished, this, [this](int answer) {
        if (answer == QMessageBox::Ok && !m_worker)
            run();
    });
    box->open();
}

void LoadCommands::run()
{
    m_worker = new LoadWorker(m_order);
    m_worker->moveToThread(m_window->workbench().network());
    connect(m_worker, &LoadWorker::moved, this, &LoadCommands::take);
    QMetaObject::invokeMethod(m_worker, &LoadWorker::start, Qt::QueuedConnection);
    observation::LoadTest begun;
    begun.plan = m_order.plan;
    m_page->show(begun);
    m_page->setRunning(true);
}

void LoadCommands::stop()
{
    if (m_worker)
        QMetaObject::invokeMethod(m_worker, &LoadWorker::stop, Qt::QueuedConnection);
}

void LoadCommands::take(const observation::LoadTest &test)
{
    if (!m_worker)
        return;
    if (test.finished)
        std::exchange(m_worker, nullptr)->deleteLater();
    m_page->show(test);
    m_page->setRunning(!test.finished);
}

/// A failure becomes a session like any other: kept in a file, with its bytes and its diagnosis.
void LoadCommands::openSample(const observation::Observation &sample)
{
    const QString host =
        sample.endpoint.endpoint ? QString::fromUtf8(sample.endpoint.endpoint->host) : QString();
    const QString path = m_window->workbench().desk().pathForNew(host, QDateTime::currentDateTimeUtc());
    const auto write = [path, sample]() -> QString {
        auto file = session::SessionFile::create(path);
        if (!file)
            return file.error().text;
        const auto kept = file->addCheck(sample, diagnosis::diagnose(sample));
        return kept ? QString() : kept.error().text;
    };
    m_writing = std::make_unique<probe::AnswerLater<QString>>(write, [this, path](const QString &problem) {
        if (!problem.isEmpty())
            return m_window->notice(problem);
        m_window->workbench().desk().list();
        m_window->openFile(path);
    });
}

void LoadCommands::write(const QString &title, const QString &name, const QByteArray &content)
{
    auto *dialog = new QFileDialog(m_window, title, QDir::homePath());
    dialog->setObjectName(QStringLiteral("loadFileDialog"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->selectFile(name);
    connect(dialog, &QFileDialog::fileSelected, this, [this, content](const QString &path) {
        QSaveFile file(path);
        if (file.open(QIODevice::WriteOnly) && file.write(content) == content.size() && file.commit())
            m_window->notice(tr("Saved as %1, without known secrets.").arg(path));
        else
            m_window->notice(tr("%1 cannot be written: %2.").arg(path, file.errorString()));
    });
    dialog->open();
}

void LoadCommands::exportResult()
{
    write(tr("Export the result"), QStringLiteral("load.json"), report::jsonDocument(m_page->test()));
}

void LoadCommands::exportScript(bool k6)
{
    if (!takeOrder())
        return;
    if (k6)
        write(tr("Write a k6 script"), QStringLiteral("load.js"),
              report::k6Script(m_endpoint, m_order.settings, m_order.plan).text);
    else
        write(tr("Write an Artillery script"), QStringLiteral("load.yml"),
              report::artilleryScript(m_endpoint, m_order.settings, m_order.plan).text);
}

} // namespace wirewise::gui
