"""Debian's python3-websockets on one port: every path takes an upgrade, every message comes back."""

import asyncio
import sys

import websockets


async def echo(connection):
    async for message in connection:
        await connection.send(message)


async def main(port):
    async with websockets.serve(echo, "127.0.0.1", port):
        await asyncio.Future()


asyncio.run(main(int(sys.argv[1])))
