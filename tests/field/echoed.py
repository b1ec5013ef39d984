"""Debian's python3-websockets and npm's ws send messages, compressed with every set of parameters, to
`wirewise-cli connect --echo` and compare what comes back."""

import asyncio
import json
import shutil
import subprocess
import sys
from pathlib import Path

LIMIT = 60  # seconds; a loaded machine is no failure
SIZES = [0, 1, 125, 126, 65535, 65536, 1000000]
WS_SERVER = """
const { WebSocketServer } = require('ws');
const options = JSON.parse(process.argv[1]), sizes = JSON.parse(process.argv[2]);
const server = new WebSocketServer({ host: '127.0.0.1', port: 0, perMessageDeflate: options }, () =>
  console.log(server.address().port));
server.on('connection', socket => {
  const sent = sizes.flatMap(size => ['text \\u00e4 '.repeat(size).slice(0, size), Buffer.alloc(size, 7)]);
  let at = 0;
  socket.on('message', (data, isBinary) => {
    const wanted = sent[at++];
    const same = isBinary ? Buffer.compare(data, Buffer.from(wanted)) === 0 : data.toString() === wanted;
    if (!same || isBinary !== (typeof wanted !== 'string')) throw new Error('message ' + at + ' differs');
    if (at === sent.length) socket.close(1000, 'all came');
  });
  for (const one of sent) socket.send(one);
  socket.on('close', code => process.exit(code === 1000 && at === sent.length ? 0 : 1));
});
"""


def messages():
    for size in SIZES:
        yield ("text ä " * size)[:size]
        yield b"\x07" * size


async def run_client(client, port):
    process = await asyncio.create_subprocess_exec(
        client, "connect", "--echo", "--quiet", "--proxy", "none", f"ws://127.0.0.1:{port}/", stdin=subprocess.DEVNULL
    )
    return await asyncio.wait_for(process.wait(), LIMIT)


async def with_websockets(client, compression):
    import websockets

    faults = ["not everything came"]

    async def handle(connection, *_):
        async def send():
            for one in messages():
                await connection.send(one)

        sending = asyncio.create_task(send())
        for number, one in enumerate(messages()):
            if await connection.recv() != one:
                faults.append(f"message {number} differs")
        await sending
        faults.remove("not everything came")
        await connection.close(1000, "all came")

    async with websockets.serve(handle, "127.0.0.1", 0, max_size=None, **compression) as server:
        status = await run_client(client, server.sockets[0].getsockname()[1])
    return faults + ([f"exit status {status}"] if status != 0 else [])


async def with_ws(client, options):
    server = await asyncio.create_subprocess_exec(
        "node", "-e", WS_SERVER, json.dumps(options), json.dumps(SIZES), stdout=subprocess.PIPE
    )
    try:
        port = int(await asyncio.wait_for(server.stdout.readline(), LIMIT))
        status = await run_client(client, port)
        ended = await asyncio.wait_for(server.wait(), LIMIT)
    finally:
        if server.returncode is None:
            server.kill()
            await server.wait()
    return [f"{who} ended with {code}" for who, code in (("the client", status), ("ws", ended)) if code != 0]


def parameter_sets():
    for server_bits in (None, 9, 15):
        for client_bits in (None, 9, 15):
            for server_forgets in (False, True):
                for client_forgets in (False, True):
                    yield server_bits, client_bits, server_forgets, client_forgets


def websockets_cases():
    try:
        from websockets.extensions.permessage_deflate import ServerPerMessageDeflateFactory
    except ImportError:
        return
    yield {"compression": None}
    for server_bits, client_bits, server_forgets, client_forgets in parameter_sets():
        yield {
            "compression": None,
            "extensions": [
                ServerPerMessageDeflateFactory(
                    server_no_context_takeover=server_forgets,
                    client_no_context_takeover=client_forgets,
                    server_max_window_bits=server_bits,
                    client_max_window_bits=client_bits,
                )
            ],
        }


def ws_cases():
    found = shutil.which("node") and subprocess.run(["node", "-e", "require('ws')"], capture_output=True).returncode == 0
    if not found:
        return
    yield False
    for server_bits, client_bits, server_forgets, client_forgets in parameter_sets():
        options = {"serverNoContextTakeover": server_forgets, "clientNoContextTakeover": client_forgets, "threshold": 0}
        if server_bits:
            options["serverMaxWindowBits"] = server_bits
        if client_bits:
            options["clientMaxWindowBits"] = client_bits
        yield options


async def main(client):
    tried = failed = 0
    for name, play, cases in (("websockets", with_websockets, websockets_cases()), ("ws", with_ws, ws_cases())):
        count = 0
        for case in cases:
            faults = await play(client, case)
            count += 1
            if faults:
                failed += 1
                print(f"FAIL {name}, case {count}: {'; '.join(faults)}")
        print(f"{name}: {count} sets of parameters" if count else f"SKIP {name}: it is not installed")
        tried += count
    return 1 if failed else 0 if tried else 77


if __name__ == "__main__":
    sys.exit(asyncio.run(main(str(Path(sys.argv[1]).resolve()))))
