#include "report/har.h"

#include "report/harentry.h"
#include "report/jsondocument.h"
#include "report/messagewalk.h"
#include "report/output.h"

#include <QJsonArray>

namespace wirewise::report {

using namespace observation;

namespace {

constexpr int OwnSchema = 1;

/// What concerns the whole log, as members of an object that entries are still to be written into.
QByteArray logHead(const Case &exported, const ExportChoice &choice)
{
    QJsonArray connections;
    for (const ConnectionMark &mark : exported.connections) {
        connections.append(QJsonObject{{QStringLiteral("number"), mark.number},
                                       {QStringLiteral("first_message"), mark.firstMessage},
                                       {QStringLiteral("opened_at_us"), qint64(mark.openedAt.count())},
                                       {QStringLiteral("tries"), mark.tries}});
    }
    QJsonObject result = toJson(chosen(exported.checked, choice), Secrets::Kept);
    result.remove(QStringLiteral("probes"));
    const QJsonObject log{
        {QStringLiteral("version"), QStringLiteral("1.2")},
        {QStringLiteral("creator"),
         QJsonObject{{QStringLiteral("name"), QStringLiteral("Wirewise")},
                     {QStringLiteral("version"), QStringLiteral(WIREWISE_VERSION)}}},
        {QStringLiteral("comment"), exported.checked.diagnosis.summary()},
        {QStringLiteral("_wirewise"), QJsonObject{{QStringLiteral("schema"), OwnSchema},
                                                  {QStringLiteral("name"), exported.name},
                                                  {QStringLiteral("notes"), exported.notes},
                                                  {QStringLiteral("result"), result},
                                                  {QStringLiteral("connections"), connections}}},
    };
    return jsonLine(log).chopped(1);
}

/// Writes the entry's messages as its last member.
void writeMessages(Output &out, std::optional<Instant> opened,
                   const std::function<void(const TakeMessage &)> &walk)
{
    out << ",\"_webSocketMessages\":[";
    const char *separator = "\n";
    walk([&](const Message &message) {
        out << separator << harMessage(message, opened);
        separator = ",\n";
        return out.ok();
    });
    out << "]";
}

/// When the connection of an experiment opened.
std::optional<Instant> openedAt(std::optional<Instant> start, const Timing &timing)
{
    return start ? std::optional(*start + timing.startedAfter + timing.total) : std::nullopt;
}

} // namespace

bool writeHar(const Case &exported, const MessagePages &pages, const ExportChoice &choice, QIODevice &device)
{
    const Observation &observation = exported.checked.observation;
    const std::optional<Instant> start = startOf(observation);
    const Exchange *upgrade = observation.exchange(ProbeKind::Upgrade);
    Output out(device);
    out << "{\"log\":" << logHead(exported, choice) << ",\"entries\":[";
    const char *separator = "\n";
    for (const ShownExchange &shown : shownExchanges(observation, choice.experiments)) {
        const Exchange &exchange = *shown.exchange;
        out << separator << jsonLine(harEntry(shown, start)).chopped(1);
        separator = ",\n";
        const auto opened = openedAt(start, exchange.timing);
        if (choice.messages && &exchange == upgrade && messagesIn(exported) > 0) {
            writeMessages(out, opened, [&](const TakeMessage &take) { walkMessages(exported, pages, take); });
        } else if (choice.messages && shown.experiment && shown.experiment->session) {
            writeMessages(out, opened, [&](const TakeMessage &take) {
                for (const Message &message : shown.experiment->session->messages)
                    if (!take(message))
                        return;
            });
        }
        out << "}";
    }
    out << "\n]}}\n";
    return out.ok();
}

} // namespace wirewise::report
