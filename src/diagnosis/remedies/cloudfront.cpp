#include "diagnosis/remedies/tables.h"

namespace wirewise::diagnosis::remedies {

namespace {

constexpr Remedy table[] = {
    {.failure = "upgrade.stripped-by-proxy",
     .text = QT_TRANSLATE_NOOP("Diagnosis",
                               "Attach an origin request policy that forwards the headers of the handshake "
                               "to the behaviour of this path: the managed AllViewer does."),
     .snippet = "+ OriginRequestPolicyId: 216adef6-5c7f-47e4-b989-5492eafa07d3  # AllViewer",
     .source = "https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/"
               "distribution-working-with.websockets.html"},
    {.failure = "upgrade.bad-request",
     .text = QT_TRANSLATE_NOOP("Diagnosis",
                               "The origin misses Sec-WebSocket-Key or Sec-WebSocket-Version: forward both "
                               "in the origin request policy, or all headers with AllViewer."),
     .source = "https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/"
               "distribution-working-with.websockets.html"},
    {.failure = "upgrade.host-rejected",
     .text = QT_TRANSLATE_NOOP(
         "Diagnosis", "AllViewer forwards the Host of the viewer, which the origin may not know: take "
                      "AllViewerExceptHostHeader, or let the origin accept the name of the distribution."),
     .source = "https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/"
               "using-managed-origin-request-policies.html"},
    {.failure = "upgrade.redirected",
     .text = QT_TRANSLATE_NOOP("Diagnosis", "The viewer protocol policy redirects HTTP to HTTPS: use wss."),
     .source = "https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/"
               "distribution-working-with.websockets.html"}};

} // namespace

const StackRemedies cloudfront{"cloudfront", table};

} // namespace wirewise::diagnosis::remedies
