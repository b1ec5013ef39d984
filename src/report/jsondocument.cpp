#include "report/jsondocument.h"

#include "report/messagewalk.h"
#include "report/ndjson.h"
#include "report/output.h"

namespace wirewise::report {

Checked chosen(Checked checked, const ExportChoice &choice)
{
    for (diagnosis::Finding &finding : checked.diagnosis.findings) {
        if (!choice.verdict)
            finding.evidence.clear();
        if (!choice.causes) {
            finding.causes.clear();
            finding.fixes.clear();
        }
    }
    if (!choice.exchanges)
        checked.observation.exchanges.clear();
    if (!choice.experiments) {
        checked.observation.experiments.clear();
        checked.observation.skipped.clear();
    }
    return checked;
}

bool writeJson(const Case &exported, const MessagePages &pages, const ExportChoice &choice, QIODevice &device)
{
    Output out(device);
    out << jsonHead() << jsonResult(chosen(exported.checked, choice), Secrets::Kept);
    if (!choice.messages) {
        out << jsonTail();
        return out.ok();
    }
    const std::optional<Instant> opened = openedAt(exported.checked.observation);
    out << "\n],\n\"messages\": [";
    const char *separator = "\n";
    walkMessages(exported, pages, [&](const observation::Message &message) {
        out << separator << messageLine(message, opened);
        separator = ",\n";
        return out.ok();
    });
    out << jsonTail();
    return out.ok();
}

} // namespace wirewise::report
