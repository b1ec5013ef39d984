#include "report/html.h"

#include "report/htmlpage.h"

namespace wirewise::report {

bool writeHtml(const Case &exported, const MessagePages &pages, const ExportChoice &choice, HtmlFor use,
               QIODevice &device)
{
    Output out(device);
    HtmlPage page(exported, choice, use, out);
    page.writeHead();
    page.writeVerdict();
    page.writeNotes();
    if (choice.verdict)
        page.writeEvidence();
    if (choice.causes) {
        page.writeCauses();
        page.writeFix();
    }
    if (choice.verdict)
        page.writeOtherFindings();
    if (choice.experiments)
        page.writeExperiments();
    if (choice.timeline)
        page.writeTimeline();
    if (choice.exchanges) {
        page.writeTls();
        page.writeExchanges();
    }
    if (choice.messages)
        page.writeMessages(pages);
    page.writeFoot();
    return out.ok();
}

} // namespace wirewise::report
