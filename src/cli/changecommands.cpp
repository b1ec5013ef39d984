#include "cli/changecommands.h"

#include "observation/printable.h"

#include <QStandardPaths>
#include <QTimer>

namespace wirewise::cli {

namespace {

/// A NUL would end a variable, and a program that is told of it would see another text.
QString variable(const QString &text)
{
    return observation::printable(text.toUtf8());
}

} // namespace

ChangeCommands::ChangeCommands(QObject *parent)
    : QObject(parent)
{
    m_process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    m_process.setStandardInputFile(QProcess::nullDevice());
    m_process.setStandardOutputFile(QProcess::nullDevice());
    connect(&m_process, &QProcess::finished, this, [this](int code, QProcess::ExitStatus status) {
        onEnded(status == QProcess::NormalExit && code == 0
                    ? QString()
                    : tr("The command of a change ended with status %1.").arg(code));
    });
    connect(&m_process, &QProcess::errorOccurred, this, [this](QProcess::ProcessError error) {
        if (error == QProcess::FailedToStart)
            onEnded(tr("The command of a change could not be run: %1.").arg(m_process.errorString()));
    });
}

ChangeCommands::~ChangeCommands()
{
    m_process.disconnect(this);
    if (m_running) {
        m_process.kill();
        m_process.waitForFinished(1000);
    }
}

void ChangeCommands::run(const QString &command, const report::WatchedEvent &told)
{
    const diagnosis::CourseEvent &event = told.event;
    const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(event.lasted).count();
    Job job{
        QStringLiteral("/bin/sh"), {QStringLiteral("-c"), command}, QProcessEnvironment::systemEnvironment()};
    job.environment.insert(QStringLiteral("WIREWISE_URL"), variable(told.url));
    job.environment.insert(QStringLiteral("WIREWISE_VERDICT"),
                           QString::fromLatin1(diagnosis::toString(event.to.verdict)));
    job.environment.insert(QStringLiteral("WIREWISE_WAS"),
                           QString::fromLatin1(diagnosis::toString(event.from.verdict)));
    job.environment.insert(QStringLiteral("WIREWISE_FINDING"),
                           variable(QString::fromUtf8(event.to.findingId)));
    job.environment.insert(QStringLiteral("WIREWISE_SUMMARY"), variable(event.cause));
    job.environment.insert(QStringLiteral("WIREWISE_LASTED"), QString::number(seconds));
    add(std::move(job));
}

bool ChangeCommands::notify(const report::WatchedEvent &told)
{
    const QString program = QStandardPaths::findExecutable(QStringLiteral("notify-send"));
    if (program.isEmpty())
        return false;
    const bool isUrgent = told.event.to.verdict == diagnosis::Verdict::Fails;
    QString body = variable(diagnosis::eventWords(told.event));
    body.replace(QLatin1Char('&'), QLatin1String("&amp;")).replace(QLatin1Char('<'), QLatin1String("&lt;"));
    // No shell: the words of a server are arguments, not commands.
    add({program,
         {QStringLiteral("--app-name=Wirewise"), QStringLiteral("--urgency"),
          isUrgent ? QStringLiteral("critical") : QStringLiteral("normal"), QStringLiteral("--"),
          variable(told.url), body},
         QProcessEnvironment::systemEnvironment()});
    return true;
}

void ChangeCommands::add(Job job)
{
    if (m_waiting.size() >= MostWaiting) {
        Q_EMIT failed(tr("Commands take longer than changes take to come. This one was not run."));
        return;
    }
    m_waiting.push_back(std::move(job));
    startNext();
}

void ChangeCommands::startNext()
{
    if (m_running)
        return;
    if (m_waiting.empty()) {
        if (m_finishing)
            Q_EMIT idle();
        return;
    }
    const Job job = std::move(m_waiting.front());
    m_waiting.pop_front();
    m_running = true;
    m_process.setProcessEnvironment(job.environment);
    m_process.start(job.program, job.arguments);
}

void ChangeCommands::onEnded(const QString &problem)
{
    m_running = false;
    if (!problem.isEmpty())
        Q_EMIT failed(problem);
    // From the event loop: the process is inside its own signal here.
    QMetaObject::invokeMethod(
        this, [this] { startNext(); }, Qt::QueuedConnection);
}

void ChangeCommands::finish()
{
    m_finishing = true;
    QTimer::singleShot(Patience, this, [this] {
        m_waiting.clear();
        Q_EMIT idle();
    });
    QMetaObject::invokeMethod(
        this, [this] { startNext(); }, Qt::QueuedConnection);
}

} // namespace wirewise::cli
