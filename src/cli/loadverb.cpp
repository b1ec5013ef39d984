#include "cli/loadverb.h"

#include "cli/checkoptions.h"
#include "cli/wholefile.h"
#include "diagnosis/diagnose.h"
#include "diagnosis/loadverdict.h"
#include "load/descriptorlimit.h"
#include "load/reach.h"
#include "report/load.h"
#include "report/loadscript.h"

#include <QCoreApplication>

#include <cmath>
#include <iterator>

#include <unistd.h>

namespace wirewise::cli {

using observation::Duration;
using observation::LoadBounds;
using observation::LoadMessage;
using observation::LoadPlanError;
using observation::LoadTest;

namespace {

constexpr Option loadOptionTable[] = {
    {"connections", "N", QT_TRANSLATE_NOOP("Options", "how many sessions, at most 10000; has to be given")},
    {"for", "SECONDS",
     QT_TRANSLATE_NOOP("Options", "how long, from the first connection until all are closed, at most 3600; "
                                  "has to be given")},
    {"rate", "R", QT_TRANSLATE_NOOP("Options", "connections begun a second; default 50, at most 2000")},
    {"steps", "N",
     QT_TRANSLATE_NOOP("Options",
                       "begin them in so many equal steps over the whole time, to see at which one "
                       "the curve bends; default 1: all at the rate, then hold")},
    {"ping", nullptr,
     QT_TRANSLATE_NOOP("Options", "send pings in every session and measure how long their pongs take")},
    {"echo", "TEXT",
     QT_TRANSLATE_NOOP("Options", "send this text in every session; a message that holds it is its answer, "
                                  "and is timed")},
    {"send", "TEXT",
     QT_TRANSLATE_NOOP("Options", "send this text in every session; with --answer PART its answer is timed")},
    {"answer", "PART",
     QT_TRANSLATE_NOOP("Options", "a message that holds this answers the oldest one that was sent")},
    {"every", "SECONDS", QT_TRANSLATE_NOOP("Options", "how often each session sends; default 1")},
    {"allow-failures", "PERCENT",
     QT_TRANSLATE_NOOP("Options", "how many of the connections may not open, or not stay open, before the "
                                  "exit status is 1; default 0")},
    {"yes", nullptr,
     QT_TRANSLATE_NOOP("Options", "do not ask before connections go to another computer than this one")},
    {"out-k6", "FILE",
     QT_TRANSLATE_NOOP("Options", "load nothing, write the scenario as a k6 script instead; \"-\" for "
                                  "standard output")},
    {"out-artillery", "FILE",
     QT_TRANSLATE_NOOP("Options", "load nothing, write the scenario for Artillery instead (YAML)")},
    {"json", nullptr,
     QT_TRANSLATE_NOOP("Options", "one JSON document on standard output, nothing else there")},
    {"keep-secrets", nullptr, QT_TRANSLATE_NOOP("Options", "do not mask credentials in what is printed")},
};

/// A number above zero; the sentence goes to error.
double positiveNumber(const Arguments &arguments, const char *name, double absent, QString &error)
{
    if (!arguments.has(name))
        return absent;
    bool isNumber = false;
    const double value = arguments.value(name).toDouble(&isNumber);
    if (isNumber && std::isfinite(value) && value > 0 && value < 1e9)
        return value;
    if (error.isEmpty())
        error = LoadVerb::tr("--%1 %2: a number above 0 was expected.")
                    .arg(QLatin1String(name), arguments.value(name));
    return absent;
}

Duration seconds(double count)
{
    return Duration(std::llround(count * 1e6));
}

bool writesScripts(const Arguments &arguments)
{
    return arguments.has("out-k6") || arguments.has("out-artillery");
}

} // namespace

std::span<const Option> LoadVerb::options()
{
    static const QList<Option> all = withUpgradeOptions(loadOptionTable);
    return {all.constData(), static_cast<std::size_t>(all.size())};
}

void LoadVerb::run(const Arguments &arguments)
{
    if (arguments.positional().size() != 1)
        return refuse(tr("One address was expected, for example: wirewise-cli load ws://localhost:8000/ws "
                         "--connections 200 --for 30"));
    m_typed = arguments.positional().constFirst();
    QString error = applyOptions(arguments, m_settings);
    m_settings.send.clear();
    if (error.isEmpty())
        error = readPlan(arguments);
    m_json = arguments.has("json");
    m_secrets = arguments.has("keep-secrets") ? report::Secrets::Kept : report::Secrets::Masked;
    const auto read = observation::parseEndpoint(m_typed);
    if (error.isEmpty() && !read.endpoint) {
        observation::Observation seen;
        seen.typed = m_typed;
        seen.endpoint = read;
        error = diagnosis::diagnose(seen).summary();
    }
    if (!error.isEmpty())
        return refuse(error);
    m_endpoint = *read.endpoint;
    if (writesScripts(arguments))
        return writeScripts(arguments);
    if (const int room = load::roomForConnections(m_plan.connections); room < m_plan.connections)
        return refuse(
            tr("This system lets one program have %L1 connections at most. Take fewer, or raise the "
               "limit of open files: ulimit -n %2.")
                .arg(room)
                .arg(m_plan.connections + 200));
    if (load::staysHere(m_endpoint, m_settings) || arguments.has("yes"))
        return begin();
    ask();
}

QString LoadVerb::readPlan(const Arguments &arguments)
{
    if (!arguments.has("connections") || !arguments.has("for"))
        return tr("A load test needs both bounds: --connections N and --for SECONDS.");
    QString error;
    const LoadBounds bounds = writesScripts(arguments) ? LoadBounds::ofScripts() : LoadBounds();
    m_plan.connections = wholeNumber(arguments, "connections", 0, 1, bounds.connections, error);
    m_plan.rate = positiveNumber(arguments, "rate", 50, error);
    m_plan.time = seconds(positiveNumber(arguments, "for", 0, error));
    m_plan.steps = wholeNumber(arguments, "steps", 1, 1, observation::LoadPlan::MostSteps, error);
    m_plan.message.every = seconds(positiveNumber(arguments, "every", 1, error));
    if (error.isEmpty())
        error = readMessage(arguments);
    if (arguments.has("allow-failures")) {
        bool isNumber = false;
        m_allowedFailures = arguments.value("allow-failures").toDouble(&isNumber) / 100;
        if (!isNumber || !(m_allowedFailures >= 0 && m_allowedFailures <= 1))
            error = tr("--allow-failures %1: a percentage from 0 to 100 was expected.")
                        .arg(arguments.value("allow-failures"));
    }
    return error.isEmpty() ? diagnosis::wordsOf(observation::errorOf(m_plan, bounds), m_plan, bounds) : error;
}

QString LoadVerb::readMessage(const Arguments &arguments)
{
    const int kinds = int(arguments.has("ping")) + int(arguments.has("echo")) + int(arguments.has("send"));
    if (kinds > 1 || arguments.values("send").size() > 1)
        return tr("One of --ping, --echo TEXT and --send TEXT was expected, once.");
    if (arguments.has("answer") && !arguments.has("send"))
        return tr("--answer PART goes with --send TEXT.");
    if (arguments.has("every") && kinds == 0)
        return tr("--every SECONDS goes with --ping, --echo TEXT or --send TEXT.");
    LoadMessage &message = m_plan.message;
    if (kinds == 0)
        return {};
    message.kind = arguments.has("ping") ? LoadMessage::Kind::Ping : LoadMessage::Kind::Text;
    message.text = arguments.value(arguments.has("echo") ? "echo" : "send").toUtf8();
    message.answer = arguments.has("echo") ? message.text : arguments.value("answer").toUtf8();
    if (arguments.has("echo") && message.text.isEmpty())
        return tr("--echo needs a text by which its answer is known.");
    return {};
}

void LoadVerb::writeScripts(const Arguments &arguments)
{
    const auto write = [&](const char *option, const report::LoadScript &script, const QString &command) {
        const QString path = arguments.value(option);
        if (path == QLatin1String("-")) {
            console().out->write(script.text);
            return true;
        }
        if (const QString problem = writeWhole(path, script.text); !problem.isEmpty()) {
            console().complain(tr("%1 cannot be written: %2.").arg(path, problem));
            return false;
        }
        console().line(tr("%1 is written. Run it with: %2")
                           .arg(observation::printable(path.toUtf8()),
                                command.arg(observation::printable(path.toUtf8()))));
        for (const report::ScriptVariable &variable : script.variables)
            console().line(tr("  It takes %1 from the variable %2, and holds no secret itself.")
                               .arg(variable.meaning, QString::fromLatin1(variable.name)));
        return true;
    };
    bool isWritten = true;
    if (arguments.has("out-k6"))
        isWritten = write("out-k6", report::k6Script(m_endpoint, m_settings, m_plan),
                          QStringLiteral("k6 run --summary-export summary.json %1"));
    if (arguments.has("out-artillery"))
        isWritten = write("out-artillery", report::artilleryScript(m_endpoint, m_settings, m_plan),
                          QStringLiteral("artillery run %1")) &&
                    isWritten;
    Q_EMIT finished(isWritten ? ExitStatus::Works : ExitStatus::BadUsage);
}

/// Load on somebody else's computer is never begun by accident.
void LoadVerb::ask()
{
    const QString what = diagnosis::wordsOf(m_plan);
    if (!console().interactive || ::isatty(m_input) != 1)
        return refuse(
            tr("%1 is not this computer. Where nobody can be asked, --yes says that it may be loaded "
               "with %2.")
                .arg(QString::fromUtf8(m_endpoint.host), what));
    console().err->write(tr("This goes to %1: %2.\nLoad only what you are allowed to load. Begin? [y/N] ")
                             .arg(QString::fromUtf8(m_endpoint.host), what)
                             .toUtf8());
    m_answer = std::make_unique<StdinLines>(m_input);
    const auto decline = [this] {
        if (!m_answer)
            return;                        // answered already
        m_answer.release()->deleteLater(); // this comes from inside its signal
        console().complain(tr("Nothing was begun."));
        Q_EMIT finished(ExitStatus::Fails);
    };
    connect(
        m_answer.get(), &StdinLines::line, this,
        [this, decline](const QByteArray &line) {
            const QByteArray word = line.trimmed().toLower();
            if (word != "y" && word != "yes")
                return decline();
            m_answer.release()->deleteLater();
            begin();
        },
        Qt::SingleShotConnection);
    connect(m_answer.get(), &StdinLines::ended, this, decline, Qt::SingleShotConnection);
}

void LoadVerb::begin()
{
    m_load = std::make_unique<load::LoadRun>(m_typed, m_settings, m_plan);
    connect(m_load.get(), &load::LoadRun::finished, this, &LoadVerb::conclude);
    connect(&m_progress, &QTimer::timeout, this, &LoadVerb::tellProgress);
    if (console().interactive)
        m_progress.start(1000);
    m_load->start();
}

void LoadVerb::tellProgress() const
{
    const LoadTest test = m_load->test();
    QString line = tr("%1 s: begun %L2, open %L3, failed %L4, dropped %L5")
                       .arg(std::chrono::round<std::chrono::seconds>(test.took).count())
                       .arg(test.begun)
                       .arg(test.open)
                       .arg(test.failed)
                       .arg(test.dropped);
    if (test.handshake.p95)
        line += tr("; 95 % of the handshakes within %1").arg(diagnosis::shortTime(*test.handshake.p95));
    if (test.answer.p95)
        line += tr(", of the answers within %1").arg(diagnosis::shortTime(*test.answer.p95));
    console().err->write((line + QLatin1Char('\n')).toUtf8());
}

void LoadVerb::interrupt()
{
    if (m_load) {
        m_load->stop();
    } else if (m_answer) {
        m_answer.reset();
        console().complain(tr("Nothing was begun."));
        Q_EMIT finished(ExitStatus::Fails);
    }
}

void LoadVerb::conclude()
{
    m_progress.stop();
    const LoadTest test = m_load->test();
    if (m_json)
        console().out->write(report::jsonDocument(test, m_secrets));
    else
        console().print(report::toText(test, {console().colour, console().width, false}, m_secrets));
    const bool isFine = test.opened > 0 && test.missedShare() <= m_allowedFailures;
    Q_EMIT finished(isFine ? ExitStatus::Works : ExitStatus::Fails);
}

} // namespace wirewise::cli
