#include "cli/viaruns.h"

#include <QCoreApplication>
#include <QFile>

#include <algorithm>

namespace wirewise::cli {

namespace {

constexpr Option viaOptionTable[] = {
    {"via", "PLACE",
     QT_TRANSLATE_NOOP(
         "Options", "check from there, too, and compare: ssh:HOST, or a command that runs what stands "
                    "behind it elsewhere, such as \"docker exec -i NAME\" or \"kubectl exec -i POD --\"; "
                    "wirewise-cli has to be there; headers and tokens are sent to that place; may be given "
                    "again"),
     true},
    {"via-program", "PATH",
     QT_TRANSLATE_NOOP("Options", "where wirewise-cli lies there; default: found in PATH")},
    {"via-only", nullptr, QT_TRANSLATE_NOOP("Options", "check from the places of --via only")},
};

constexpr qsizetype MostPlaces = 16;

/// ssh asks on the terminal of the process itself, whatever the standard streams are.
remote::Questions questionsOfTerminal()
{
    QFile terminal(QStringLiteral("/dev/tty"));
    return terminal.open(QIODevice::ReadOnly) ? remote::Questions::CanBeAnswered
                                              : remote::Questions::CannotBeAnswered;
}

} // namespace

ViaRuns::~ViaRuns() = default;

std::span<const Option> ViaRuns::options()
{
    return viaOptionTable;
}

std::span<const Option> ViaRuns::placeOptions()
{
    return options().first(2);
}

QString ViaRuns::read(const Arguments &arguments)
{
    const QStringList texts = arguments.values("via");
    for (const char *name : {"via-only", "via-program"}) {
        if (texts.isEmpty() && arguments.has(name))
            return tr("--%1 goes with --via PLACE.").arg(QLatin1String(name));
    }
    // They go on with, or beside, a run of this computer alone.
    for (const char *name : {"resume", "since", "discover"}) {
        if (!texts.isEmpty() && arguments.has(name))
            return tr("--via and --%1 exclude each other.").arg(QLatin1String(name));
    }
    if (texts.size() > MostPlaces)
        return tr("--via: at most %1 places were expected.").arg(MostPlaces);
    const QString agent =
        arguments.has("via-program") ? arguments.value("via-program") : remote::usualAgent();
    if (agent.isEmpty())
        return tr("--via-program is empty. The path of wirewise-cli there was expected.");
    m_questions = texts.isEmpty() ? remote::Questions::CannotBeAnswered : questionsOfTerminal();
    for (const QString &text : texts) {
        const tl::expected<remote::Place, QString> place = remote::readPlace(text, agent, m_questions);
        if (!place)
            return place.error();
        const bool isTwice = std::any_of(m_places.cbegin(), m_places.cend(), [&](const remote::Place &other) {
            return other.text == place->text;
        });
        if (isTwice)
            return tr("--via %1 is given twice.").arg(place->name);
        m_places.append(*place);
    }
    m_here = !arguments.has("via-only");
    return {};
}

QString ViaRuns::spread(CheckItems &items)
{
    if (!isAsked())
        return {};
    CheckItems all;
    for (qsizetype i = 0; i < items.items.size(); ++i) {
        const check::BatchItem &item = items.items.at(i);
        if (const QString objection = remote::PlacedChecks::objectionTo(item.settings); !objection.isEmpty())
            return QLatin1String("--via: ") + objection;
        ItemOrigin origin = items.origins.at(i);
        if (m_here)
            all.append(item, origin);
        for (const remote::Place &place : std::as_const(m_places)) {
            origin.from = place.text;
            all.append(item, origin);
        }
    }
    items = all;
    return {};
}

QList<qsizetype> ViaRuns::here(qsizetype count) const
{
    QList<qsizetype> indexes;
    for (qsizetype index = 0; m_here && index < count; index += each())
        indexes.append(index);
    return indexes;
}

void ViaRuns::start(const QList<check::BatchItem> &items, remote::Width width, const Console &console)
{
    m_running = m_places.size();
    for (qsizetype number = 0; number < m_places.size(); ++number)
        startPlace(number, items, width, console);
}

void ViaRuns::startPlace(qsizetype number, const QList<check::BatchItem> &items, remote::Width width,
                         const Console &console)
{
    using remote::PlacedChecks;
    const qsizetype first = number + (m_here ? 1 : 0);
    QList<check::BatchItem> its;
    for (qsizetype index = first; index < items.size(); index += each())
        its.append(items.at(index));
    const remote::Place &place = m_places.at(number);
    auto checks = std::make_unique<PlacedChecks>(place, m_questions, its, width);
    connect(checks.get(), &PlacedChecks::itemFinished, this,
            [this, first](qsizetype index, const observation::Observation &observation,
                          const diagnosis::Diagnosis &diagnosis) {
                Q_EMIT itemFinished(first + index * each(), observation, diagnosis);
            });
    connect(checks.get(), &PlacedChecks::finished, this, [this] {
        if (--m_running == 0)
            Q_EMIT finished();
    });
    // Where somebody sits at the terminal, what ssh says may belong to a question that it asks there.
    if (console.interactive) {
        connect(checks.get(), &PlacedChecks::remarked, this,
                [console, name = place.name](const QString &line) {
                    console.complain(name + QLatin1String(": ") + line);
                });
    }
    checks->start();
    m_checks.push_back(std::move(checks));
}

void ViaRuns::stop()
{
    for (const auto &checks : m_checks)
        checks->stop();
}

} // namespace wirewise::cli
