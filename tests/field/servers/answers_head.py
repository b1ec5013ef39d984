"""The repaired health check: aiohttp answers HEAD, GET and the upgrade on one path and port."""

import sys

from aiohttp import web


async def root(request):
    socket = web.WebSocketResponse()
    if not socket.can_prepare(request):
        return web.Response(text="well\n")
    await socket.prepare(request)
    async for message in socket:
        await socket.send_str(message.data)
    return socket


app = web.Application()
app.router.add_get("/", root)  # aiohttp answers HEAD wherever GET is
web.run_app(app, host="127.0.0.1", port=int(sys.argv[1]))
