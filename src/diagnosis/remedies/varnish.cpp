#include "diagnosis/remedies/tables.h"

namespace wirewise::diagnosis::remedies {

namespace {

constexpr Remedy table[] = {
    {.failure = "upgrade.stripped-by-proxy",
     .text =
         QT_TRANSLATE_NOOP("Diagnosis", "Pipe upgrades, as the first thing in vcl_recv, and copy their two "
                                        "headers in vcl_pipe; then load the VCL. The upgrade gets 101."),
     .snippet = "  sub vcl_recv {\n"
                "+     if (req.http.Upgrade ~ \"(?i)websocket\") { return (pipe); }\n"
                "  }\n"
                "+ sub vcl_pipe {\n"
                "+     if (req.http.Upgrade) {\n"
                "+         set bereq.http.Upgrade = req.http.Upgrade;\n"
                "+         set bereq.http.Connection = req.http.Connection;\n"
                "+     }\n"
                "+ }",
     .triedWith = "Varnish 7.1.1"},
    {.failure = "upgrade.not-supported-by-server",
     .text =
         QT_TRANSLATE_NOOP("Diagnosis", "If the application does upgrade when it is asked directly, Varnish "
                                        "drops the header on the way. Pipe upgrades and load the VCL."),
     .snippet = "  sub vcl_recv {\n"
                "+     if (req.http.Upgrade ~ \"(?i)websocket\") { return (pipe); }\n"
                "  }\n"
                "+ sub vcl_pipe {\n"
                "+     if (req.http.Upgrade) {\n"
                "+         set bereq.http.Upgrade = req.http.Upgrade;\n"
                "+         set bereq.http.Connection = req.http.Connection;\n"
                "+     }\n"
                "+ }",
     .triedWith = "Varnish 7.1.1"},
    {.failure = "upgrade.service-unavailable",
     .text = QT_TRANSLATE_NOOP("Diagnosis", "\"Backend fetch failed\" is a backend that refuses or is too "
                                            "slow. Start it, or correct its address, then load the VCL."),
     .snippet = "  backend default {\n"
                "      .host = \"127.0.0.1\";\n"
                "-     .port = \"9000\";\n"
                "+     .port = \"8000\";\n"
                "  }",
     .triedWith = "Varnish 7.1.1"},
    {.failure = "upgrade.forbidden",
     .text = QT_TRANSLATE_NOOP("Diagnosis", "If Varnish's own page says 403, a synth in the VCL matches. Add "
                                            "the client's network to its acl, then load the VCL."),
     .snippet = "  acl office {\n"
                "      \"10.0.0.0\"/8;\n"
                "+     \"203.0.113.0\"/24;\n"
                "  }",
     .triedWith = "Varnish 7.1.1"},
    {.failure = "upgrade.request-too-large",
     .text = QT_TRANSLATE_NOOP(
         "Diagnosis", "Raise the limits of one header and of all, then restart; or clear the cookies."),
     .snippet = "varnishd -p http_req_hdr_len=40k -p http_req_size=64k -p workspace_client=256k",
     .triedWith = "Varnish 7.1.1"},
    {.failure = "session.idle-timeout",
     .text = QT_TRANSLATE_NOOP("Diagnosis", "A piped connection ends after pipe_timeout of silence, 60 "
                                            "seconds by default. Raise it; new connections then stay."),
     .snippet = "varnishadm param.set pipe_timeout 3600",
     .triedWith = "Varnish 7.1.1"}};

} // namespace

const StackRemedies varnish{"varnish", table};

} // namespace wirewise::diagnosis::remedies
