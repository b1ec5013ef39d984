// How `check` comes by the endpoints of a document.

#include "cli/checklist.h"
#include "cli/checkverb.h"

#include <algorithm>

namespace wirewise::cli {

void CheckVerb::discover(const Arguments &arguments)
{
    m_discovery = std::make_unique<Discovery>();
    connect(m_discovery.get(), &Discovery::finished, this, [this, arguments](const QString &error) {
        if (!error.isEmpty())
            return refuse(error);
        console().complain(m_discovery->summary());
        const CheckItems &found = m_discovery->items();
        if (!arguments.has("list") || found.items.isEmpty())
            tellPassedOver(m_discovery->passedOver(), console());
        if (found.items.isEmpty())
            return refuse(
                tr("--discover %1 names no endpoint that can be checked.").arg(arguments.value("discover")));
        const bool withholds = std::any_of(found.origins.cbegin(), found.origins.cend(),
                                           [](const ItemOrigin &origin) { return origin.withheld; });
        if (withholds)
            console().complain(
                tr("Headers, messages and credentials of the command line go to the host of the "
                   "document or of --server alone; --list shows who gets none."));
        begin(arguments);
    });
    m_discovery->start(arguments);
}

} // namespace wirewise::cli
