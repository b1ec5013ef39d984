"""What is said with each real server. A line "@NAME" sends the template of that name; "@NAME key=value …" fills its
places in. `named` are the names that the console must give to packets, in this order, others between them."""

from collections import namedtuple

Conversation = namedtuple("Conversation", "dialect address script named options", defaults=((), ()))

ANY = "expect within 20s /.|\\n/"


def mqtt(version, path):
    return Conversation(
        "mqtt",
        path,
        f"""
        @Connect, MQTT {version}
        {ANY}
        @Subscribe to everything, MQTT {version}
        {ANY}
        @Publish hello to wirewise, MQTT {version}
        expect within 20s /hello/
        @Ping
        {ANY}
        @Disconnect
        expect-close within 20s
        """,
        (
            "CONNECT wirewise",
            "CONNACK accepted",
            "SUBSCRIBE #",
            "SUBACK",
            "PUBLISH wirewise",
            "PUBLISH wirewise",
            "PINGREQ",
            "PINGRESP",
            "DISCONNECT",
        ),
        ("--subprotocol", "mqtt"),
    )


def socketio(version):
    engine = {"2": 3, "3": 4, "4": 4}[version]
    begin = {"2": "", "3": "@Connect to the main namespace", "4": "@Connect with a token token=secret"}[version]
    return Conversation(
        "socket.io",
        f"/socket.io/?EIO={engine}&transport=websocket",
        f"""
        expect within 20s /^0.*sid/
        {begin}
        expect within 20s /^40/
        @Send an event event=say
        expect within 20s /^42.*said/
        @Send an event that wants an answer event=ask
        expect within 20s /^431.*answer/
        @Connect to a namespace namespace=admin
        expect within 20s /^44.*no token/
        @Leave the namespace
        """,
        (
            "open",
            "CONNECT",
            "EVENT say",
            "EVENT said",
            "EVENT ask",
            "ACK",
            "CONNECT",
            "CONNECT_ERROR no token",
            "DISCONNECT",
        ),
        ("--heartbeat",),
    )


GRAPHQL_NEW = Conversation(
    "graphql-transport-ws",
    "/graphql",
    """
    @Open
    expect within 20s type:connection_ack
    @Subscribe field=ticks
    expect within 20s type:next id:1 ticks:
    @Ping
    expect within 20s type:pong
    @End the subscription
    """,
    ("connection_init", "connection_ack", "subscribe subscription { ticks }", "next 1", "ping", "pong", "complete 1"),
    ("--subprotocol", "graphql-transport-ws", "--heartbeat"),
)

GRAPHQL_OLD = Conversation(
    "graphql-ws",
    "/graphql",
    """
    @Open
    expect within 20s type:connection_ack
    expect within 20s type:ka
    @Subscribe field=ticks
    expect within 20s type:data id:1 ticks:
    @End the subscription
    @Close
    expect-close within 20s
    """,
    (
        "connection_init", "connection_ack", "ka", "start subscription { ticks }", "data 1", "stop 1",
        "connection_terminate",
    ),
    ("--subprotocol", "graphql-ws"),
)

JSON_RPC = Conversation(
    "json-rpc",
    "/",
    """
    @Call a method method=sum
    expect within 20s id:1 result:0
    @Call a method method=nothing
    expect within 20s code:-32601
    @Notify method=sum
    """,
    ("request sum", "result 1", "request nothing", "error Method not found", "notification sum"),
)

SIGNALR_JSON = Conversation(
    "signalr",
    "/hub",
    """
    @Begin, in JSON
    expect within 20s /^\\{\\}/
    @Call a hub method method=Send
    expect within 20s result:Send
    @Call a hub method method=Fail
    expect within 20s /it failed/
    @Ping
    @Close
    expect-close within 20s
    """,
    (
        "Handshake json", "Handshake accepted", "Invocation Send", "Completion", "Invocation Fail",
        "Completion it failed", "Ping", "Close",
    ),
)

SIGNALR_PACKED = Conversation(
    "signalr",
    "/hub",
    """
    @Begin, in MessagePack
    expect within 20s /^\\{\\}/
    @Ping, in MessagePack
    send-binary 0c 95 01 80 a1 31 a4 53 65 6e 64 91 2a
    expect within 20s /Send/
    send-binary 0b 95 01 80 a1 32 a4 46 61 69 6c 90
    expect within 20s /it failed/
    send-binary 03 92 07 c0
    expect-close within 20s
    """,
    (
        "Handshake messagepack", "Handshake accepted", "Ping", "Invocation Send", "Completion", "Invocation Fail",
        "Completion it failed", "Close",
    ),
)

PHOENIX = Conversation(
    "phoenix",
    "/socket/websocket?vsn=2.0.0",
    """
    @Join a topic topic=room:lobby
    expect within 20s /phx_reply.*ok/
    @Send an event topic=room:lobby event=shout
    expect within 20s /phx_reply.*ok/
    expect within 20s /shout/
    expect within 20s /room:lobby/
    send-binary 00 01 01 0a 05 31 32 72 6f 6f 6d 3a 6c 6f 62 62 79 73 68 6f 75 74 ff
    expect within 20s /phx_reply.*ok/
    expect within 20s /shout/
    expect within 20s /room:lobby/
    @Heartbeat
    expect within 20s /phoenix/
    @Join a topic topic=room:closed
    expect within 20s /unauthorized/
    @Leave topic=room:lobby
    expect within 20s /phx_close/
    """,
    (
        "phx_join room:lobby", "phx_reply room:lobby", "shout room:lobby", "shout room:lobby", "phx_reply room:lobby",
        "shout room:lobby", "phx_reply room:lobby", "shout room:lobby", "phx_reply room:lobby", "heartbeat phoenix",
        "phx_reply phoenix", "phx_join room:closed", "phx_reply room:closed", "phx_leave room:lobby",
        "phx_close room:lobby",
    ),
)

STOMP = Conversation(
    "stomp",
    "/ws",
    """
    @Connect with a password host=/ user=guest password=guest
    expect within 20s /^CONNECTED/
    @Subscribe destination=/topic/calls
    @Send destination=/topic/calls
    expect within 20s /^MESSAGE/
    @Disconnect
    expect-close within 20s
    """,
    (
        "CONNECT /", "CONNECTED 1.2", "SUBSCRIBE /topic/calls", "SEND /topic/calls", "MESSAGE /topic/calls",
        "DISCONNECT 1",
    ),
    ("--subprotocol", "v12.stomp"),
)

ACTION_CABLE = Conversation(
    "actioncable",
    "/",
    """
    expect within 20s type:welcome
    @Subscribe channel=EchoChannel
    expect within 20s type:confirm_subscription
    @Call an action channel=EchoChannel action=shout
    expect within 20s action:shout
    expect within 20s type:ping
    @End the subscription channel=EchoChannel
    send {"command":"subscribe","identifier":"{\\"channel\\":\\"EchoChannel\\",\\"room\\":\\"closed\\"}"}
    expect within 20s type:reject_subscription
    """,
    (
        "welcome", "subscribe EchoChannel", "confirm_subscription EchoChannel", "message EchoChannel",
        "message EchoChannel", "ping", "unsubscribe EchoChannel", "subscribe EchoChannel",
        "reject_subscription EchoChannel",
    ),
    ("--subprotocol", "actioncable-v1-json"),
)

# A first part, and what proves afterwards that the connection lives. Without --heartbeat the server ends it.
Heartbeat = namedtuple("Heartbeat", "begin alive")
HEARTBEATS = {
    "socketio-2": Heartbeat("expect within 20s /^40/", "@Send an event event=say\nexpect within 20s /said/"),
    "socketio-4": Heartbeat(
        "@Connect to the main namespace\nexpect within 20s /^40/", "@Send an event event=say\nexpect within 20s /said/"
    ),
    "graphql-new": Heartbeat("@Open\nexpect within 20s type:connection_ack", "@Ping\nexpect within 20s type:pong"),
    "signalr": Heartbeat(
        "@Begin, in JSON\nexpect within 20s /^\\{\\}/", "@Call a hub method method=Send\nexpect within 20s result:Send"
    ),
    "mosquitto": Heartbeat(  # the template with a keep alive of one second
        "send-binary 10 14 00 04 4d 51 54 54 04 02 00 01 00 08 77 69 72 65 77 69 73 65\n" + ANY,
        "@Publish hello to wirewise, MQTT 3.1.1\n@Ping\n" + ANY,
    ),
    "rabbitmq": Heartbeat(  # the template with one second in place of ten
        "send <<END\nCONNECT\naccept-version:1.2\nhost:/\nheart-beat:1000,0\n\n{{NUL}}\nEND\n"
        "expect within 20s /^CONNECTED/",
        "@Subscribe destination=/topic/calls\n@Send destination=/topic/calls\nexpect within 20s /^MESSAGE/",
    ),
}

SPOKEN = {
    "socketio-2": [socketio("2")],
    "socketio-3": [socketio("3")],
    "socketio-4": [socketio("4")],
    "graphql-new": [GRAPHQL_NEW],
    "graphql-old": [GRAPHQL_OLD],
    "jsonrpc": [JSON_RPC],
    "signalr": [SIGNALR_JSON, SIGNALR_PACKED],
    "phoenix": [PHOENIX],
    "mosquitto": [mqtt("3.1.1", "/"), mqtt("5", "/")],
    "rabbitmq": [STOMP],
    "actioncable": [ACTION_CABLE],
}
