#include "cli/interrupt.h"
#include "cli/keylogging.h"
#include "cli/usage.h"
#include "cli/verbs.h"

#include <QAbstractEventDispatcher>
#include <QCoreApplication>
#include <QFile>
#include <QTimer>

#include <algorithm>
#include <cstdio>

#include <fcntl.h>
#include <sys/ioctl.h>
#include <unistd.h>

namespace {

using wirewise::cli::Console;
using wirewise::cli::ExitStatus;

int columnsOf(int descriptor)
{
    winsize size{};
    return ::ioctl(descriptor, TIOCGWINSZ, &size) == 0 && size.ws_col >= 40 ? size.ws_col : 80;
}

Console consoleOn(QFile &out, QFile &err)
{
    const bool terminal = ::isatty(STDOUT_FILENO) == 1;
    const bool errTerminal = ::isatty(STDERR_FILENO) == 1;
    const QByteArray kind = qgetenv("TERM");
    const bool capable = !kind.isEmpty() && kind != "dumb"; // the cursor can be moved
    return {&out,
            &err,
            terminal && capable && qEnvironmentVariableIsEmpty("NO_COLOR"),
            errTerminal,
            terminal ? columnsOf(STDOUT_FILENO) : 80,
            !capable      ? -1
            : terminal    ? STDOUT_FILENO
            : errTerminal ? STDERR_FILENO
                          : -1};
}

/// What is answered without a verb; nothing if there is one.
std::optional<ExitStatus> answerAtOnce(const QStringList &words, const Console &console)
{
    using namespace wirewise::cli;
    if (words.isEmpty()) {
        console.err->write(overview().toUtf8());
        return ExitStatus::BadUsage;
    }
    if (words.constFirst() == QLatin1String("--help") || words.constFirst() == QLatin1String("-h") ||
        words.constFirst() == QLatin1String("help")) {
        console.print(overview());
        return ExitStatus::Works;
    }
    if (words.constFirst() == QLatin1String("--version")) {
        console.line(QLatin1String("Wirewise " WIREWISE_VERSION));
        return ExitStatus::Works;
    }
    const VerbRow *verb = findVerb(words.constFirst());
    if (!verb) {
        console.complain(QCoreApplication::translate("Main", "%1 is no verb. wirewise-cli --help lists them.")
                             .arg(words.constFirst()));
        return ExitStatus::BadUsage;
    }
    if (words.contains(QLatin1String("--help")) || words.contains(QLatin1String("-h"))) {
        console.print(usageOf(*verb, console.width));
        return ExitStatus::Works;
    }
    return {};
}

/// The verb makes connections of its own: it has the options of a probe.
bool connects(const wirewise::cli::VerbRow &row)
{
    return std::any_of(row.options.begin(), row.options.end(), [](const wirewise::cli::Option &option) {
        return qstrcmp(option.name, "keylog") == 0;
    });
}

/// Whoever starts a program may have closed its standard streams; the first file or socket would get their
/// numbers, and be read and written in their place.
void openStandardStreams()
{
    int descriptor = 0;
    while (descriptor >= 0 && descriptor <= STDERR_FILENO)
        descriptor = ::open("/dev/null", O_RDWR);
    if (descriptor > STDERR_FILENO)
        ::close(descriptor);
}

} // namespace

int main(int argc, char *argv[])
{
    using namespace wirewise::cli;
    openStandardStreams();
    // GLib's event loop makes a system call of every event that is posted.
    qputenv("QT_NO_GLIB", "1");
    QCoreApplication application(argc, argv);
    QCoreApplication::setApplicationName(QStringLiteral("Wirewise"));
    QCoreApplication::setApplicationVersion(QStringLiteral(WIREWISE_VERSION));
    QFile out, err;
    if (!out.open(stdout, QIODevice::WriteOnly | QIODevice::Unbuffered) ||
        !err.open(stderr, QIODevice::WriteOnly | QIODevice::Unbuffered))
        return static_cast<int>(ExitStatus::Broken);
    const Console console = consoleOn(out, err);
    const QStringList words = QCoreApplication::arguments().sliced(1);
    if (const std::optional<ExitStatus> status = answerAtOnce(words, console))
        return static_cast<int>(*status);

    const VerbRow &row = *findVerb(words.constFirst());
    const Arguments arguments = Arguments::parse(words.sliced(1), row.options);
    if (!arguments.error().isEmpty()) {
        console.complain(arguments.error());
        return static_cast<int>(ExitStatus::BadUsage);
    }
    if (connects(row) && !startKeyLog(arguments, console))
        return static_cast<int>(ExitStatus::BadUsage);
    // Into a pipe the system gathers what is printed; whoever reads there is not to wait for more of it.
    QObject::connect(QAbstractEventDispatcher::instance(), &QAbstractEventDispatcher::aboutToBlock,
                     &application, [&out] { out.flush(); });
    const Interrupt interrupt;
    const std::unique_ptr<Verb> verb = row.make(console);
    QObject::connect(&interrupt, &Interrupt::happened, verb.get(), &Verb::interrupt);
    QObject::connect(
        verb.get(), &Verb::finished, &application,
        [](ExitStatus status) { QCoreApplication::exit(static_cast<int>(status)); }, Qt::QueuedConnection);
    QTimer::singleShot(0, verb.get(), [&verb, &arguments] { verb->run(arguments); });
    return QCoreApplication::exec();
}
