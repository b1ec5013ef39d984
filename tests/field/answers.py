"""What the server really answers, asked without Wirewise: the ground on which its verdict is judged."""

import socket
from collections import namedtuple

Answer = namedtuple("Answer", "bytes status")  # status: "404", or "closed" where no byte came back

KEY = "dGhlIHNhbXBsZSBub25jZQ=="  # the sample of RFC 6455 section 1.3


def request(kind, path, port, key=KEY):
    lines = [f"{'HEAD' if kind == 'head' else 'GET'} {path} HTTP/1.1", f"Host: 127.0.0.1:{port}"]
    if kind == "upgrade":
        lines += ["Upgrade: websocket", "Connection: Upgrade", "Sec-WebSocket-Version: 13", f"Sec-WebSocket-Key: {key}"]
    else:
        lines += ["Connection: close"]
    return ("\r\n".join(lines) + "\r\n\r\n").encode()


def ask(kind, path, port, key=KEY):
    received = b""
    with socket.create_connection(("127.0.0.1", port), 10) as connection:
        connection.settimeout(30)
        connection.sendall(request(kind, path, port, key))
        try:
            while b"\r\n\r\n" not in received:
                chunk = connection.recv(65536)
                if not chunk:
                    break
                received += chunk
        except ConnectionResetError:
            pass
    status = received.split(b" ", 2)[1].decode() if received.startswith(b"HTTP/") else "closed"
    return Answer(received, status)
