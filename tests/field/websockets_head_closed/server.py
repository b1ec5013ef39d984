"""python3-websockets' own Sans-I/O parser, driven as websockets 14 to 16 drive it in their asyncio server.

Their parser raises on any method but GET, and the asyncio layer then aborts the transport: no byte is sent.
"""

import asyncio
import sys

from websockets.frames import Frame, Opcode
from websockets.http11 import Request
from websockets.server import ServerConnection


class Peer(asyncio.Protocol):
    def connection_made(self, transport):
        self.transport = transport
        self.websocket = ServerConnection()

    def data_received(self, data):
        try:
            self.websocket.receive_data(data)
        except ValueError:
            self.transport.abort()
            return
        for event in self.websocket.events_received():
            if isinstance(event, Request):
                self.websocket.send_response(self.websocket.accept(event))
            elif isinstance(event, Frame) and event.opcode is Opcode.TEXT:
                self.websocket.send_text(event.data)
        self.flush()

    def eof_received(self):
        self.websocket.receive_eof()
        self.flush()

    def flush(self):
        for data in self.websocket.data_to_send():
            if data:
                self.transport.write(data)
            else:  # the parser's sign that our side of the stream ends
                self.transport.close()


async def main(port):
    server = await asyncio.get_running_loop().create_server(Peer, "127.0.0.1", port)
    await server.serve_forever()


asyncio.run(main(int(sys.argv[1])))
