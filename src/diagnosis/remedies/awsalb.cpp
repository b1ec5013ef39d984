#include "diagnosis/remedies/tables.h"

namespace wirewise::diagnosis::remedies {

namespace {

constexpr Remedy table[] = {
    {.failure = "session.idle-timeout",
     .text = QT_TRANSLATE_NOOP("Diagnosis",
                               "The balancer closes a connection on which nothing moved for 60 seconds, "
                               "unless set otherwise. Raise that, and send pings more often than it."),
     .snippet = "aws elbv2 modify-load-balancer-attributes --load-balancer-arn ARN \\\n  --attributes "
                "Key=idle_timeout.timeout_seconds,Value=300",
     .source = "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/"
               "edit-load-balancer-attributes.html"},
    {.failure = "upgrade.bad-gateway",
     .text = QT_TRANSLATE_NOOP(
         "Diagnosis",
         "The target closed the connection or answered with something else than HTTP. Let the app keep its "
         "idle connections longer than the idle timeout of the balancer, and compare the protocol and port "
         "of the target group with those on which the app listens."),
     .source = "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/"
               "edit-load-balancer-attributes.html"},
    {.failure = "upgrade.service-unavailable",
     .text = QT_TRANSLATE_NOOP(
         "Diagnosis",
         "The target group has no target in use: register one, and look why its health check fails."),
     .snippet = "aws elbv2 describe-target-health --target-group-arn ARN",
     .source = "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/"
               "load-balancer-troubleshooting.html"},
    {.failure = "upgrade.gateway-timeout",
     .text = QT_TRANSLATE_NOOP(
         "Diagnosis",
         "The balancer could not connect to the target, or it did not answer in time: let the security group "
         "of the target accept the balancer on that port, then look at the log of the app."),
     .snippet = "aws elbv2 describe-target-health --target-group-arn ARN",
     .source = "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/"
               "load-balancer-troubleshooting.html"},
    {.failure = "upgrade.forbidden",
     .text = QT_TRANSLATE_NOOP(
         "Diagnosis", "A 403 of the balancer itself is from the AWS WAF web ACL in front of it: look at its "
                      "sampled requests for the rule, and make an exception for the WebSocket path."),
     .source = "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/"
               "load-balancer-troubleshooting.html"},
    {.failure = "upgrade.redirected",
     .text = QT_TRANSLATE_NOOP("Diagnosis",
                               "A listener rule sends HTTP to HTTPS: use wss, which no rule redirects."),
     .source =
         "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-listeners.html"},
    {.failure = "health.head-misleading",
     .text = QT_TRANSLATE_NOOP("Diagnosis", "The health checks of the balancer cannot speak WebSocket: give "
                                            "the target group an HTTP path that answers GET with 200."),
     .snippet = "aws elbv2 modify-target-group --target-group-arn ARN \\\n  --health-check-path /healthz "
                "--matcher HttpCode=200",
     .source = "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/"
               "target-group-health-checks.html"},
    {.failure = "health.head-unsupported",
     .text = QT_TRANSLATE_NOOP(
         "Diagnosis",
         "The health check asks with GET: a path that answers GET with 200 is all that it needs."),
     .snippet = "aws elbv2 modify-target-group --target-group-arn ARN \\\n  --health-check-path /healthz "
                "--matcher HttpCode=200",
     .source = "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/"
               "target-group-health-checks.html"},
    {.failure = "health.upgrade-required",
     .text = QT_TRANSLATE_NOOP("Diagnosis",
                               "Give the target group a path that answers 200; where the server has none, "
                               "let the matcher take 426 (it may hold any code from 200 to 499)."),
     .snippet = "aws elbv2 modify-target-group --target-group-arn ARN \\\n  --matcher HttpCode=426",
     .source = "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/"
               "target-group-health-checks.html"},
    {.failure = "engineio.unknown-session",
     .text =
         QT_TRANSLATE_NOOP("Diagnosis", "Switch stickiness on in the target group, so that the polls and the "
                                        "upgrade reach the same target; the client has to keep cookies."),
     .snippet = "aws elbv2 modify-target-group-attributes --target-group-arn ARN \\\n  --attributes "
                "Key=stickiness.enabled,Value=true \\\n    Key=stickiness.type,Value=lb_cookie",
     .source = "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/sticky-sessions.html"},
    {.failure = "upgrade.intermittent",
     .text = QT_TRANSLATE_NOOP("Diagnosis", "Targets differ: see which are registered, and compare their "
                                            "version and settings. Stickiness only hides it."),
     .snippet = "aws elbv2 describe-target-health --target-group-arn ARN",
     .source = "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/"
               "load-balancer-troubleshooting.html"}};

} // namespace

const StackRemedies awsalb{"aws-alb", table};

} // namespace wirewise::diagnosis::remedies
