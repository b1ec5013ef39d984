#include "diagnosis/remedies/tables.h"

namespace wirewise::diagnosis::remedies {

namespace {

constexpr Remedy table[] = {
    {.failure = "upgrade.not-supported-by-server",
     .text = QT_TRANSLATE_NOOP("Diagnosis", "No gateway is loaded. Add the gateway to the providers of a "
                                            "module, and choose the adapter; the upgrade then gets 101."),
     .snippet = "- @Module({})\n"
                "+ @Module({ providers: [EventsGateway] })   // @WebSocketGateway({ path: '/ws' })\n"
                "  const app = await NestFactory.create(AppModule)\n"
                "+ app.useWebSocketAdapter(new WsAdapter(app)) // from @nestjs/platform-ws",
     .triedWith = "NestJS 12.5.1, @nestjs/platform-ws 12.1.1"},
    {.failure = "upgrade.dropped",
     .text = QT_TRANSLATE_NOOP("Diagnosis",
                               "Gateways speak Socket.IO unless told otherwise, and Socket.IO ends other "
                               "paths. For plain WebSockets set the adapter; the upgrade then gets 101."),
     .snippet = "  const app = await NestFactory.create(AppModule)\n"
                "+ app.useWebSocketAdapter(new WsAdapter(app)) // npm install @nestjs/platform-ws",
     .triedWith = "NestJS 12.5.1, @nestjs/platform-ws 12.1.1"},
    {.failure = "upgrade.dropped",
     .text = QT_TRANSLATE_NOOP("Diagnosis", "With the adapter set, ask for the path of the gateway; others "
                                            "are ended. The upgrade then gets 101."),
     .snippet = "- @WebSocketGateway({ path: '/socket' })\n"
                "+ @WebSocketGateway({ path: '/ws' })",
     .triedWith = "NestJS 12.5.1, @nestjs/platform-ws 12.1.1"}};

} // namespace

const StackRemedies nest{"nest", table};

} // namespace wirewise::diagnosis::remedies
