#include "diagnosis/remedies/tables.h"

namespace wirewise::diagnosis::remedies {

namespace {

constexpr Remedy table[] = {
    {.failure = "health.head-misleading",
     .text = QT_TRANSLATE_NOOP("Diagnosis",
                               "An httpGet probe wants 200 to 399: point it at an HTTP path of its own, or "
                               "take tcpSocket. With the WebSocket route a readiness probe takes the Pod out "
                               "of its Service, and a liveness probe restarts it."),
     .snippet = "  readinessProbe:\n-   httpGet:\n-     path: /ws\n-     port: 8080\n+   tcpSocket:\n+     "
                "port: 8080",
     .source = "https://kubernetes.io/docs/tasks/configure-pod-container/"
               "configure-liveness-readiness-startup-probes/"},
    {.failure = "health.upgrade-required",
     .text = QT_TRANSLATE_NOOP(
         "Diagnosis",
         "426 fails an httpGet probe, which wants 200 to 399: take tcpSocket, or a path that answers 200."),
     .snippet = "  readinessProbe:\n-   httpGet:\n-     path: /ws\n-     port: 8080\n+   tcpSocket:\n+     "
                "port: 8080",
     .source = "https://kubernetes.io/docs/tasks/configure-pod-container/"
               "configure-liveness-readiness-startup-probes/"},
    {.failure = "health.head-unsupported",
     .text = QT_TRANSLATE_NOOP("Diagnosis", "The kubelet asks with GET, so a refused HEAD does not trouble "
                                            "it: the one who asks with HEAD is another monitor."),
     .snippet = "  readinessProbe:\n    httpGet:\n      path: /healthz\n      port: 8080",
     .source = "https://kubernetes.io/docs/tasks/configure-pod-container/"
               "configure-liveness-readiness-startup-probes/"},
    {.failure = "health.not-ready",
     .text = QT_TRANSLATE_NOOP(
         "Diagnosis", "While the readiness probe fails the Pod gets no traffic: see why with describe. Keep "
                      "that check out of the liveness probe, which restarts the container."),
     .snippet = "kubectl describe pod POD\nkubectl get endpointslices -l kubernetes.io/service-name=SERVICE",
     .source = "https://kubernetes.io/docs/tasks/configure-pod-container/"
               "configure-liveness-readiness-startup-probes/"},
    {.failure = "upgrade.service-unavailable",
     .text = QT_TRANSLATE_NOOP("Diagnosis", "No Pod behind the Service is ready: the EndpointSlice is empty. "
                                            "Look at the probes and at the selector of the Service."),
     .snippet = "kubectl get endpointslices -l kubernetes.io/service-name=SERVICE\nkubectl describe pod POD",
     .source = "https://kubernetes.io/docs/tasks/debug/debug-application/debug-service/"},
    {.failure = "upgrade.bad-gateway",
     .text = QT_TRANSLATE_NOOP(
         "Diagnosis",
         "`targetPort` of the Service has to be the port on which the container listens, on 0.0.0.0."),
     .snippet = "kind: Service\nspec:\n  ports:\n  - port: 80\n-   targetPort: 80\n+   targetPort: 8080",
     .source = "https://kubernetes.io/docs/tasks/debug/debug-application/debug-service/"},
    {.failure = "engineio.unknown-session",
     .text = QT_TRANSLATE_NOOP("Diagnosis",
                               "Keep a client on its Pod: ClientIP affinity in the Service where clients "
                               "reach it with their own address, else cookie affinity in the ingress."),
     .snippet = "kind: Service\nspec:\n+ sessionAffinity: ClientIP",
     .source = "https://kubernetes.io/docs/reference/networking/virtual-ips/"},
    {.failure = "upgrade.intermittent",
     .text = QT_TRANSLATE_NOOP("Diagnosis",
                               "Pods differ: compare the image of each, and wait for the rollout to end."),
     .snippet = "kubectl rollout status deployment/NAME\nkubectl get pods -o "
                "custom-columns=NAME:.metadata.name,IMAGE:.spec.containers[*].image",
     .source = "https://kubernetes.io/docs/concepts/workloads/controllers/deployment/"},
    {.failure = "session.going-away",
     .text =
         QT_TRANSLATE_NOOP("Diagnosis", "A rollout ends Pods, and their sockets with them, after 30 seconds "
                                        "unless set: give them longer, and let the client reconnect."),
     .snippet = "spec:\n+ terminationGracePeriodSeconds: 300",
     .source = "https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/"},
    {.failure = "session.dropped",
     .text = QT_TRANSLATE_NOOP("Diagnosis", "A Pod that ends takes its sockets with it: on SIGTERM close "
                                            "them with 1001, and give it time to do so."),
     .snippet = "spec:\n+ terminationGracePeriodSeconds: 60",
     .source = "https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/"}};

} // namespace

const StackRemedies kubernetes{"kubernetes", table};

} // namespace wirewise::diagnosis::remedies
