#include "diagnosis/remedies/tables.h"

namespace wirewise::diagnosis::remedies {

namespace {

constexpr Remedy table[] = {
    {.failure = "upgrade.origin-rejected",
     .text = QT_TRANSLATE_NOOP(
         "Diagnosis", "Only the site's own Origin is let in unless others are named. Name the page's where "
                      "the handler is registered; the upgrade then gets 101 instead of 403."),
     .snippet = "+ registry.addHandler(handler, \"/ws\").setAllowedOrigins(\"https://app.example.com\");",
     .source = "https://docs.spring.io/spring-framework/reference/web/websocket/server.html"},
    {.failure = "upgrade.route-missing",
     .text = QT_TRANSLATE_NOOP(
         "Diagnosis",
         "Register the handler under the path of the address, in a class with @EnableWebSocket."),
     .snippet = "  @Configuration\n"
                "+ @EnableWebSocket\n"
                "  public class WebSocketConfig implements WebSocketConfigurer {\n"
                "      public void registerWebSocketHandlers(WebSocketHandlerRegistry registry) {\n"
                "+         registry.addHandler(handler, \"/ws\");",
     .source = "https://docs.spring.io/spring-framework/reference/web/websocket/server.html"},
    {.failure = "upgrade.route-missing",
     .text = QT_TRANSLATE_NOOP(
         "Diagnosis",
         "Where withSockJS() is set, a plain WebSocket client has to ask for /websocket below the endpoint."),
     .snippet = "- new WebSocket(\"wss://HOST/ws\")\n"
                "+ new WebSocket(\"wss://HOST/ws/websocket\")",
     .source = "https://docs.spring.io/spring-framework/reference/web/websocket/fallback.html"},
    {.failure = "upgrade.unauthorized",
     .text = QT_TRANSLATE_NOOP("Diagnosis",
                               "Spring Security guards the handshake as any GET. Send the session cookie, or "
                               "let the path through and check in a HandshakeInterceptor."),
     .snippet = "+ .requestMatchers(\"/ws/**\").permitAll()",
     .source = "https://docs.spring.io/spring-security/reference/servlet/authorization/"
               "authorize-http-requests.html"},
    {.failure = "session.message-too-big",
     .text = QT_TRANSLATE_NOOP("Diagnosis", "Raise the container's buffer; Tomcat's is 8192 otherwise."),
     .snippet = "+ @Bean ServletServerContainerFactoryBean container() {\n"
                "+     var container = new ServletServerContainerFactoryBean();\n"
                "+     container.setMaxTextMessageBufferSize(65536);\n"
                "+     return container;\n"
                "+ }",
     .source = "https://docs.spring.io/spring-framework/reference/web/websocket/server.html"},
    {.failure = "session.idle-timeout",
     .text = QT_TRANSLATE_NOOP("Diagnosis", "Raise the container's idle limit, or send heartbeats below it."),
     .snippet = "  var container = new ServletServerContainerFactoryBean();\n"
                "+ container.setMaxSessionIdleTimeout(600000L);",
     .source = "https://docs.spring.io/spring-framework/reference/web/websocket/server.html"}};

} // namespace

const StackRemedies spring{"spring", table};

} // namespace wirewise::diagnosis::remedies
