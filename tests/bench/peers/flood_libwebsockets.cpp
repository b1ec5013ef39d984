// libwebsockets takes a flood and keeps nothing: flood_libwebsockets PORT PATH COUNT

#include <libwebsockets.h>

#include <cstdlib>

namespace {

long long messages = 0;
bool isOver = false;

int onEvent(lws *connection, lws_callback_reasons reason, void *, void *, size_t)
{
    switch (reason) {
    case LWS_CALLBACK_CLIENT_RECEIVE:
        if (lws_is_final_fragment(connection) && lws_remaining_packet_payload(connection) == 0) {
            ++messages;
        }
        break;
    case LWS_CALLBACK_CLIENT_CONNECTION_ERROR:
    case LWS_CALLBACK_CLIENT_CLOSED:
        isOver = true;
        lws_cancel_service(lws_get_context(connection));
        break;
    default:
        break;
    }
    return 0;
}

} // namespace

int main(int argc, char **argv)
{
    if (argc != 4) {
        return 2;
    }
    lws_set_log_level(0, nullptr);
    // Bytes that are read at once; the default of 4096 would make it slower still.
    const lws_protocols protocols[] = {{"flood", onEvent, 0, 65536, 0, nullptr, 0},
                                       {nullptr, nullptr, 0, 0, 0, nullptr, 0}};
    lws_context_creation_info options{};
    options.port = CONTEXT_PORT_NO_LISTEN;
    options.protocols = protocols;
    lws_context *context = lws_create_context(&options);
    lws_client_connect_info target{};
    target.context = context;
    target.address = target.host = target.origin = "127.0.0.1";
    target.port = std::atoi(argv[1]);
    target.path = argv[2];
    target.local_protocol_name = "flood";
    if (context == nullptr || lws_client_connect_via_info(&target) == nullptr) {
        return 1;
    }
    while (!isOver && lws_service(context, 0) >= 0) {
    }
    lws_context_destroy(context);
    return messages == std::atoll(argv[3]) ? 0 : 1;
}
