// Boost.Beast takes a flood and keeps nothing: flood_beast PORT PATH COUNT

#include <boost/asio/connect.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/websocket.hpp>

#include <cstdio>
#include <cstdlib>

int main(int argc, char **argv)
{
    if (argc != 4) {
        return 2;
    }
    namespace asio = boost::asio;
    namespace beast = boost::beast;
    asio::io_context context;
    beast::websocket::stream<beast::tcp_stream> stream(context);
    beast::get_lowest_layer(stream).connect(
        {asio::ip::address_v4::loopback(), static_cast<unsigned short>(std::atoi(argv[1]))});
    beast::websocket::permessage_deflate deflate;
    deflate.client_enable = true;
    stream.set_option(deflate);
    stream.read_message_max(0);
    stream.handshake("127.0.0.1", argv[2]);
    long long messages = 0;
    beast::flat_buffer buffer;
    beast::error_code error;
    while (stream.read(buffer, error), !error) {
        ++messages;
        buffer.consume(buffer.size());
    }
    return error == beast::websocket::error::closed && messages == std::atoll(argv[3]) ? 0 : 1;
}
