"""Many handshakes by Debian's python3-websockets, each closed as soon as it is open:
batch_websockets.py PORT COUNT PARALLEL [AUTHORITY]"""

import asyncio
import ssl
import sys

import websockets


async def main(port, count, parallel, authority=None):
    context = ssl.create_default_context(cafile=authority) if authority else None
    scheme = "wss" if authority else "ws"
    numbers = iter(range(int(count)))

    async def work():
        for number in numbers:
            async with websockets.connect(f"{scheme}://127.0.0.1:{port}/{number}", ssl=context):
                pass

    await asyncio.gather(*(work() for _ in range(int(parallel))))


asyncio.run(main(*sys.argv[1:]))
