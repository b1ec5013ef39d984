// Contract of what another place says: any lines are orders, answers or nothing; what was read is written and
// read again as the same; what is taken of it stays with the address, the settings and the place that were
// asked for, within its limits, and can be judged.

#include "fuzz/fuzzing.h"

#include "diagnosis/diagnose.h"
#include "remote/gathering.h"
#include "remote/protocol.h"

using namespace wirewise;
using namespace wirewise::remote;

namespace {

const QString Address = QStringLiteral("ws://127.0.0.1:8000/ws");

void requireSameAgain(const Answer &answer)
{
    const QByteArray line = std::visit([](const auto &told) { return lineOf(told); }, answer);
    fuzz::require(line.count('\n') == 1 && line.endsWith('\n'), "one line");
    const std::optional<Answer> again = readAnswer(line);
    fuzz::require(again && again->index() == answer.index(), "answer again");
    fuzz::require(std::visit([](const auto &told) { return lineOf(told); }, *again) == line,
                  "same answer again");
}

void requireOurs(const observation::Observation &observation)
{
    fuzz::require(observation.typed == Address && observation.from == QLatin1String("ssh:bastion") &&
                      observation.lost.isEmpty() && observation.settings == observation::Settings(),
                  "address, place and settings are ours");
    fuzz::require(observation.exchanges.size() == 3, "the probes are those that were asked for");
    for (const observation::Exchange &exchange : observation.exchanges)
        fuzz::require(exchange.probe.endpoint == *observation.endpoint.endpoint, "so is where they went");
    const diagnosis::Diagnosis diagnosis = diagnosis::diagnose(observation);
    fuzz::require(!diagnosis.findings.isEmpty(), "it can be judged");
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    Gathering gathered(QStringLiteral("ssh:bastion"), Address, {},
                       QDateTime::fromMSecsSinceEpoch(0, Qt::UTC));
    const QList<QByteArray> lines = fuzz::view(data, size).toByteArray().split('\n');
    for (const QByteArray &line : lines) {
        (void)readGreeting(line);
        if (const std::optional<Order> order = readOrder(line)) {
            const QByteArray again = std::visit([](const auto &told) { return lineOf(told); }, *order);
            fuzz::require(readOrder(again).has_value(), "order again");
        }
        const std::optional<Answer> answer = readAnswer(line);
        if (!answer)
            continue;
        requireSameAgain(*answer);
        if (const Seen *seen = std::get_if<Seen>(&*answer))
            (void)gathered.take(*seen);
        else if (const Tried *tried = std::get_if<Tried>(&*answer))
            (void)gathered.take(*tried);
        else if (const Finished *finished = std::get_if<Finished>(&*answer))
            (void)gathered.take(*finished);
    }
    requireOurs(gathered.observation());
    return 0;
}
