#include "diagnosis/remedies/tables.h"

namespace wirewise::diagnosis::remedies {

namespace {

constexpr Remedy table[] = {
    {.failure = "upgrade.stripped-by-proxy",
     .text = QT_TRANSLATE_NOOP(
         "Diagnosis",
         "HTTP and REST APIs take requests and answers only: use a WebSocket API with the routes `$connect`, "
         "`$disconnect` and `$default`, or put a load balancer before the server."),
     .snippet = "aws apigatewayv2 create-api --name NAME --protocol-type WEBSOCKET \\\n  "
                "--route-selection-expression '$request.body.action'",
     .source = "https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api.html"},
    {.failure = "upgrade.not-supported-by-server",
     .text = QT_TRANSLATE_NOOP(
         "Diagnosis", "A Lambda function behind an HTTP or REST API cannot hold a socket: use a WebSocket "
                      "API, which keeps the connection and calls the function for each message."),
     .snippet = "aws apigatewayv2 create-api --name NAME --protocol-type WEBSOCKET \\\n  "
                "--route-selection-expression '$request.body.action'",
     .source = "https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api.html"},
    {.failure = "session.idle-timeout",
     .text = QT_TRANSLATE_NOOP(
         "Diagnosis",
         "API Gateway ends a WebSocket after 10 minutes of silence, and neither this nor the 2 hours of its "
         "whole life can be raised. Send a message more often, and let the client reconnect."),
     .snippet = "+ setInterval(() => socket.send('{\"action\":\"ping\"}'), 5 * 60_000);",
     .source = "https://docs.aws.amazon.com/apigateway/latest/developerguide/"
               "apigateway-execution-service-websocket-limits-table.html"},
    {.failure = "session.dropped",
     .text = QT_TRANSLATE_NOOP("Diagnosis", "A WebSocket of API Gateway lives 2 hours at most, and 10 "
                                            "minutes without a message. Let the client reconnect."),
     .source = "https://docs.aws.amazon.com/apigateway/latest/developerguide/"
               "apigateway-execution-service-websocket-limits-table.html"},
    {.failure = "session.going-away",
     .text = QT_TRANSLATE_NOOP("Diagnosis", "A WebSocket of API Gateway lives 2 hours at most, and 10 "
                                            "minutes without a message. Let the client reconnect."),
     .source = "https://docs.aws.amazon.com/apigateway/latest/developerguide/"
               "apigateway-execution-service-websocket-limits-table.html"},
    {.failure = "session.message-too-big",
     .text = QT_TRANSLATE_NOOP(
         "Diagnosis",
         "A frame may have 32 KB and a message 128 KB, and neither can be raised: larger ones end in 1009. "
         "Send larger messages in frames of at most 32 KB, and larger data by an address to fetch it from."),
     .source = "https://docs.aws.amazon.com/apigateway/latest/developerguide/"
               "apigateway-execution-service-websocket-limits-table.html"},
    {.failure = "upgrade.forbidden",
     .text = QT_TRANSLATE_NOOP(
         "Diagnosis",
         "The address needs the API id, the Region and the stage; a missing or wrong stage gives 403. If "
         "they are right, the authorizer of `$connect` refuses: its log in CloudWatch says why."),
     .snippet =
         "- wss://ID.execute-api.REGION.amazonaws.com/\n+ wss://ID.execute-api.REGION.amazonaws.com/STAGE",
     .source = "https://repost.aws/knowledge-center/api-gateway-websocket-error"},
    {.failure = "upgrade.rate-limited",
     .text = QT_TRANSLATE_NOOP("Diagnosis",
                               "A Region opens 500 new connections a second for the whole account, unless "
                               "raised: let clients reconnect with a random pause, or ask AWS for more."),
     .source = "https://docs.aws.amazon.com/apigateway/latest/developerguide/"
               "apigateway-execution-service-websocket-limits-table.html"},
    {.failure = "upgrade.server-error",
     .text =
         QT_TRANSLATE_NOOP("Diagnosis", "The integration of `$connect` fails: its log in CloudWatch has the "
                                        "reason. It must answer with a 2xx status within 29 seconds."),
     .source = "https://repost.aws/knowledge-center/api-gateway-websocket-error"},
    {.failure = "upgrade.gateway-timeout",
     .text = QT_TRANSLATE_NOOP("Diagnosis", "An integration has 29 seconds for its answer: let `$connect` "
                                            "answer at once, and do the slow work afterwards."),
     .source = "https://docs.aws.amazon.com/apigateway/latest/developerguide/"
               "apigateway-execution-service-websocket-limits-table.html"}};

} // namespace

const StackRemedies awsapigateway{"aws-api-gateway", table};

} // namespace wirewise::diagnosis::remedies
