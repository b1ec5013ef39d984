#include "cli/compareverb.h"

#include "cli/checkoptions.h"
#include "session/sessionfile.h"

#include <QFileInfo>

namespace wirewise::cli {

namespace {

constexpr Option compareOptionTable[] = {
    {"json", nullptr,
     QT_TRANSLATE_NOOP("Options", "one JSON document on standard output, nothing else there")},
    {"verbose", nullptr, QT_TRANSLATE_NOOP("Options", "the lines of every probe beside each other")},
    {"keep-secrets", nullptr, QT_TRANSLATE_NOOP("Options", "do not mask credentials in what is printed")},
};

constexpr int MostConnectionsToOneHost = 6;

/// An address has its scheme, or is no file.
bool isSession(const QString &operand)
{
    if (operand.contains(QLatin1String("://")))
        return false;
    return operand.endsWith(QLatin1String(".wirewise")) || QFileInfo(operand).isFile();
}

} // namespace

CompareVerb::~CompareVerb() = default;

std::span<const Option> CompareVerb::options()
{
    static const QList<Option> all = [] {
        QList<Option> list;
        for (const Option &option : compareOptionTable)
            list.append(option);
        for (const Option &option : ViaRuns::placeOptions())
            list.append(option);
        for (const Option &option : probeOptions())
            list.append(option);
        return list;
    }();
    return {all.constData(), static_cast<std::size_t>(all.size())};
}

void CompareVerb::run(const Arguments &arguments)
{
    m_json = arguments.has("json");
    m_verbose = arguments.has("verbose");
    m_secrets = arguments.has("keep-secrets") ? report::Secrets::Kept : report::Secrets::Masked;
    if (const QString error = readOperands(arguments); !error.isEmpty())
        return refuse(error);
    for (qsizetype i = 0; i < 2; ++i) {
        Operand &operand = m_operands[static_cast<std::size_t>(i)];
        if (m_via.isAsked() || !isSession(operand.typed))
            m_checked.append(i);
        else if (!readSession(operand))
            return;
    }
    const std::optional<observation::Settings> settings = settingsFor(arguments);
    if (!settings)
        return;
    if (m_checked.isEmpty())
        return conclude();
    if (m_via.isAsked())
        checkElsewhere(*settings);
    else
        check(*settings);
}

QString CompareVerb::readOperands(const Arguments &arguments)
{
    if (const QString error = m_via.read(arguments); !error.isEmpty())
        return error;
    const QStringList &typed = arguments.positional();
    if (m_via.isAsked() && (typed.size() != 1 || m_via.each() != 2))
        return tr(
            "With --via one place and one address were expected: wirewise-cli compare --via ssh:bastion "
            "wss://staging.example.org/ws");
    if (!m_via.isAsked() && typed.size() != 2)
        return tr("Two were expected, each a session file or an address: wirewise-cli compare "
                  "ws://localhost:8000/ws wss://staging.example.org/ws");
    m_operands[0].typed = typed.constFirst();
    m_operands[1].typed = typed.constLast();
    return {};
}

bool CompareVerb::readSession(Operand &operand)
{
    const auto contents = session::SessionFile::readAll(operand.typed);
    if (!contents) {
        refuse(contents.error().text);
        return false;
    }
    if (contents->isEmpty()) {
        refuse(tr("%1 holds no check yet.").arg(operand.typed));
        return false;
    }
    const session::SessionContent &content = contents->constFirst();
    if (!content.complete)
        console().complain(content.damage);
    if (contents->size() > 1)
        console().complain(
            tr("%1 holds %2 checks; the first is compared.").arg(operand.typed).arg(contents->size()));
    operand.name = content.info.name;
    operand.checked = report::Checked{content.observation, content.diagnosis};
    return true;
}

/// An address beside a session is checked as the session was, but for the options that are given.
std::optional<observation::Settings> CompareVerb::settingsFor(const Arguments &arguments)
{
    observation::Settings settings = usualSettings();
    for (const Operand &operand : m_operands) {
        if (operand.checked)
            settings = operand.checked->observation.settings;
    }
    if (const QString error = applyOptions(arguments, settings); !error.isEmpty()) {
        refuse(error);
        return std::nullopt;
    }
    return settings;
}

void CompareVerb::check(const observation::Settings &settings)
{
    QList<check::BatchItem> items;
    for (const qsizetype index : std::as_const(m_checked))
        items.append({m_operands[static_cast<std::size_t>(index)].typed, settings});
    m_batch = std::make_unique<check::Batch>(items, static_cast<int>(items.size()), MostConnectionsToOneHost);
    connect(m_batch.get(), &check::Batch::itemFinished, this,
            [this](qsizetype index, const observation::Observation &observation,
                   const diagnosis::Diagnosis &diagnosis) {
                m_operands[static_cast<std::size_t>(m_checked.at(index))].checked =
                    report::Checked{observation, diagnosis};
            });
    connect(m_batch.get(), &check::Batch::finished, this, [this] { takeEnd(m_hereOver); });
    m_hereOver = false;
    m_batch->start();
}

/// The same address from here and from there.
void CompareVerb::checkElsewhere(const observation::Settings &settings)
{
    CheckItems items;
    items.append({m_operands[0].typed, settings}, {});
    if (const QString error = m_via.spread(items); !error.isEmpty())
        return refuse(error);
    connect(&m_via, &ViaRuns::itemFinished, this,
            [this](qsizetype, const observation::Observation &observation,
                   const diagnosis::Diagnosis &diagnosis) {
                m_operands[1].checked = report::Checked{observation, diagnosis};
            });
    connect(&m_via, &ViaRuns::finished, this, [this] { takeEnd(m_thereOver); });
    m_thereOver = false;
    m_via.start(items.items, {1, MostConnectionsToOneHost}, console());
    m_checked = {0};
    check(settings);
}

void CompareVerb::takeEnd(bool &isOver)
{
    isOver = true;
    if (m_hereOver && m_thereOver)
        conclude();
}

void CompareVerb::interrupt()
{
    m_stopped = true;
    m_via.stop();
    if (m_batch)
        m_batch->stop();
}

void CompareVerb::conclude()
{
    if (!m_operands[0].checked || !m_operands[1].checked) {
        console().complain(tr("Stopped before both sides were checked; nothing is compared."));
        Q_EMIT finished(ExitStatus::Fails);
        return;
    }
    report::SideBySide compared{report::sideOf(m_operands[0].name, *m_operands[0].checked, m_secrets),
                                report::sideOf(m_operands[1].name, *m_operands[1].checked, m_secrets),
                                {}};
    compared.comparison = comparison::compare(compared.left, compared.right);
    if (m_json)
        console().out->write(report::jsonDocument(compared));
    else
        console().print(report::toText(compared, {console().colour, console().width, m_verbose}));
    Q_EMIT finished(compared.comparison.outcomeDiffers ? ExitStatus::Fails : ExitStatus::Works);
}

} // namespace wirewise::cli
