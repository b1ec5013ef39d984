#include "diagnosis/remedies/tables.h"

namespace wirewise::diagnosis::remedies {

namespace {

constexpr Remedy table[] = {
    {.failure = "upgrade.service-unavailable",
     .text = QT_TRANSLATE_NOOP(
         "Diagnosis",
         "Listen on 0.0.0.0, not on localhost, at the `http_port` of the app spec, 8080 unless set."),
     .snippet = "services:\n- name: web\n  http_port: 8080",
     .source = "https://docs.digitalocean.com/support/my-app-deployment-failed-because-of-a-health-check"},
    {.failure = "upgrade.bad-gateway",
     .text = QT_TRANSLATE_NOOP(
         "Diagnosis",
         "Listen on 0.0.0.0, not on localhost, at the `http_port` of the app spec, 8080 unless set."),
     .snippet = "services:\n- name: web\n  http_port: 8080",
     .source = "https://docs.digitalocean.com/support/my-app-deployment-failed-because-of-a-health-check"},
    {.failure = "health.head-misleading",
     .text = QT_TRANSLATE_NOOP(
         "Diagnosis", "Take a TCP health check, or give the HTTP one a path that answers a plain GET."),
     .source = "https://docs.digitalocean.com/products/app-platform/how-to/manage-health-checks/"},
    {.failure = "health.upgrade-required",
     .text = QT_TRANSLATE_NOOP(
         "Diagnosis",
         "Take a TCP health check: a server that answers every GET with 426 fails the HTTP one."),
     .source = "https://docs.digitalocean.com/products/app-platform/how-to/manage-health-checks/"}};

} // namespace

const StackRemedies digitalocean{"digitalocean", table};

} // namespace wirewise::diagnosis::remedies
