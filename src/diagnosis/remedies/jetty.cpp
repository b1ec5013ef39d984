#include "diagnosis/remedies/tables.h"

namespace wirewise::diagnosis::remedies {

namespace {

constexpr Remedy table[] = {
    {.failure = "upgrade.route-missing",
     .text =
         QT_TRANSLATE_NOOP("Diagnosis", "Map a WebSocketServlet to the path; the context path comes before "
                                        "it. Jetty answers 404 where only other servlets are mapped."),
     .snippet = "+ public class ChatServlet extends WebSocketServlet {\n"
                "+     @Override public void configure(WebSocketServletFactory factory) { "
                "factory.register(Chat.class); }\n"
                "+ }\n"
                "+ context.addServlet(ChatServlet.class, \"/ws\");",
     .source = "https://www.eclipse.org/jetty/javadoc/jetty-9/org/eclipse/jetty/websocket/servlet/"
               "WebSocketServlet.html"},
    {.failure = "upgrade.not-supported-by-server",
     .text = QT_TRANSLATE_NOOP(
         "Diagnosis", "The servlet of this path is an ordinary one, and Jetty without its websocket module "
                      "upgrades nothing. Switch the module on and map a WebSocketServlet to the path."),
     .snippet = "+ java -jar $JETTY_HOME/start.jar --add-module=websocket",
     .source = "https://www.eclipse.org/jetty/javadoc/jetty-9/org/eclipse/jetty/websocket/servlet/"
               "WebSocketServlet.html"},
    {.failure = "upgrade.server-error",
     .text = QT_TRANSLATE_NOOP("Diagnosis", "\"HTTP ERROR 500\" names the exception. A WebSocketServlet that "
                                            "finds no factory lacks the websocket module: switch it on."),
     .snippet = "+ java -jar $JETTY_HOME/start.jar --add-module=websocket",
     .source = "https://www.eclipse.org/jetty/javadoc/jetty-9/org/eclipse/jetty/websocket/servlet/"
               "WebSocketServlet.html"},
    {.failure = "session.message-too-big",
     .text = QT_TRANSLATE_NOOP("Diagnosis",
                               "65536 bytes are the limit unless another is set. Raise it in configure."),
     .snippet = "  @Override public void configure(WebSocketServletFactory factory) {\n"
                "+     factory.getPolicy().setMaxTextMessageSize(1 << 20);",
     .source = "https://www.eclipse.org/jetty/javadoc/jetty-9/org/eclipse/jetty/websocket/servlet/"
               "WebSocketServlet.html"},
    {.failure = "session.going-away",
     .text = QT_TRANSLATE_NOOP("Diagnosis",
                               "Jetty closes idle connections. Raise the limit, or send pings below it."),
     .snippet = "  @Override public void configure(WebSocketServletFactory factory) {\n"
                "+     factory.getPolicy().setIdleTimeout(600000);",
     .source = "https://www.eclipse.org/jetty/javadoc/jetty-9/org/eclipse/jetty/websocket/servlet/"
               "WebSocketServlet.html"},
    {.failure = "session.idle-timeout",
     .text = QT_TRANSLATE_NOOP("Diagnosis", "Raise the idle limit, or send pings below it."),
     .snippet = "  @Override public void configure(WebSocketServletFactory factory) {\n"
                "+     factory.getPolicy().setIdleTimeout(600000);",
     .source = "https://www.eclipse.org/jetty/javadoc/jetty-9/org/eclipse/jetty/websocket/servlet/"
               "WebSocketServlet.html"}};

} // namespace

const StackRemedies jetty{"jetty", table};

} // namespace wirewise::diagnosis::remedies
