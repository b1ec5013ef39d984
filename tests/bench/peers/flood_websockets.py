"""Debian's python3-websockets takes a flood and keeps nothing: flood_websockets.py PORT PATH COUNT"""

import asyncio
import sys

import websockets


async def main(port, path, count):
    messages = 0
    async with websockets.connect(f"ws://127.0.0.1:{port}{path}", max_size=None) as connection:
        async for _ in connection:
            messages += 1
    return 0 if messages == int(count) else 1


sys.exit(asyncio.run(main(*sys.argv[1:])))
