#include "diagnosis/remedies/tables.h"

namespace wirewise::diagnosis::remedies {

namespace {

constexpr Remedy table[] = {
    {.failure = "session.application-close",
     .text = QT_TRANSLATE_NOOP(
         "Diagnosis", "4406: offer the subprotocol that the server speaks, graphql-transport-ws, which the "
                      "client of the package graphql-ws does. The connection then stays open."),
     .snippet = "- new WebSocket('ws://HOST/graphql', 'graphql-ws')\n"
                "+ import { createClient } from 'graphql-ws'\n"
                "+ createClient({ url: 'ws://HOST/graphql' })",
     .triedWith = "graphql-ws 6.4.2, ws 8.23.0"},
    {.failure = "session.application-close",
     .text = QT_TRANSLATE_NOOP("Diagnosis",
                               "4400, 4401 and 4408: the first message must be connection_init, in time, and "
                               "everything else waits for connection_ack. The connection then stays open."),
     .snippet = "+ ws.send(JSON.stringify({ type: 'connection_init' }))\n"
                "  // after {\"type\":\"connection_ack\"}:\n"
                "  ws.send(JSON.stringify({ type: 'subscribe', id: '1', payload: { query } }))",
     .triedWith = "graphql-ws 6.4.2, ws 8.23.0"},
    {.failure = "session.application-close",
     .text = QT_TRANSLATE_NOOP(
         "Diagnosis",
         "4403: onConnect says no. Send in connectionParams what it looks for; connection_ack then comes."),
     .snippet = "- createClient({ url })\n"
                "+ createClient({ url, connectionParams: { token } })",
     .triedWith = "graphql-ws 6.4.2, ws 8.23.0"},
    {.failure = "session.application-close",
     .text = QT_TRANSLATE_NOOP(
         "Diagnosis", "4429: send connection_init once only. 4409: give every subscription its own id."),
     .snippet = "  ws.send(JSON.stringify({ type: 'connection_init' }))\n"
                "- ws.send(JSON.stringify({ type: 'connection_init' }))",
     .triedWith = "graphql-ws 6.4.2, ws 8.23.0"},
    {.failure = "session.application-close",
     .text = QT_TRANSLATE_NOOP("Diagnosis", "4500: onConnect or the schema throws. Print the error on the "
                                            "server, then repair it; connection_ack then comes."),
     .snippet = "  useServer({ schema,\n"
                "-     onConnect: () => { throw new Error('db down') }\n"
                "+     onConnect: () => true\n"
                "  }, wss)",
     .triedWith = "graphql-ws 6.4.2, ws 8.23.0"},
    {.failure = "session.closed-at-once",
     .text = QT_TRANSLATE_NOOP(
         "Diagnosis", "1002 right after the upgrade: subscriptions-transport-ws knows only the subprotocol "
                      "graphql-ws. Use its own client, or move the server to the package graphql-ws."),
     .snippet = "- createClient({ url })                // package graphql-ws\n"
                "+ new SubscriptionClient(url)          // package subscriptions-transport-ws",
     .triedWith = "subscriptions-transport-ws 0.11.0, ws 7.5.14"},
    {.failure = "upgrade.subprotocol-rejected",
     .text = QT_TRANSLATE_NOOP(
         "Diagnosis",
         "Offer the subprotocol that the server speaks: graphql-transport-ws for the package graphql-ws, "
         "graphql-ws for subscriptions-transport-ws. The connection then stays open."),
     .snippet = "- new WebSocket('ws://HOST/graphql', 'graphql-ws')\n"
                "+ new WebSocket('ws://HOST/graphql', 'graphql-transport-ws')",
     .triedWith = "graphql-ws 6.4.2, ws 8.23.0"}};

} // namespace

const StackRemedies graphqlws{"graphql-ws", table};

} // namespace wirewise::diagnosis::remedies
