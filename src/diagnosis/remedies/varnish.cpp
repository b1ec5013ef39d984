#include "diagnosis/remedies/tables.h"

namespace wirewise::diagnosis::remedies {

namespace {

constexpr Remedy table[] = {
    {.failure = "upgrade.stripped-by-proxy",
     .text = QT_TRANSLATE_NOOP("Diagnosis", "Pipe upgrades and copy their headers."),
     .snippet = "+ if (req.http.Upgrade ~ \"(?i)websocket\") { return (pipe); }\n+ sub vcl_pipe { set "
                "bereq.http.Upgrade = req.http.Upgrade; set bereq.http.Connection = req.http.Connection; }"}};

} // namespace

const StackRemedies varnish{"varnish", table};

} // namespace wirewise::diagnosis::remedies
