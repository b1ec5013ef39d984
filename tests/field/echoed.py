"""Debian's python3-websockets and npm's ws send messages, compressed with every set of parameters, whole and in
fragments with pings between them, to `wirewise-cli connect --echo` and compare what comes back."""

import asyncio
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

LIMIT = 120  # seconds; a loaded machine is no failure
SIZES = [0, 1, 125, 126, 65535, 65536, 1000000]
LARGE = [16 * 1024 * 1024]
WS_SERVER = """
const { WebSocketServer } = require('ws');
const options = JSON.parse(process.argv[1]), sizes = JSON.parse(process.argv[2]), fragment = Number(process.argv[3]);
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
  let pings = 0, pongs = 0;
  socket.on('pong', data => { if (data.toString() === String(pongs)) ++pongs; });
  for (const one of sent) {
    const bytes = Buffer.from(one), binary = typeof one !== 'string';
    for (let from = 0; fragment > 0 && from + fragment < bytes.length; from += fragment) {
      socket.send(bytes.subarray(from, from + fragment), { fin: false, binary });
      if (from % (64 * fragment) === 0) socket.ping(String(pings++));
    }
    const cut = fragment > 0 ? Math.floor(Math.max(0, bytes.length - 1) / fragment) * fragment : 0;
    socket.send(bytes.subarray(cut), { fin: true, binary });
  }
  socket.on('close', code => process.exit(code === 1000 && at === sent.length && pongs === pings ? 0 : 1));
});
"""


def messages(sizes):
    for size in sizes:
        yield ("text ä " * (size // 7 + 1))[:size]
        yield b"\x07" * size


def pieces(message, size):
    """An empty fragment may stand at the end, as it may in a stream."""
    return [message[at : at + size] for at in range(0, len(message) + 1, size)]


async def run_client(client, port):
    process = await asyncio.create_subprocess_exec(
        client, "connect", "--echo", "--quiet", "--proxy", "none", f"ws://127.0.0.1:{port}/", stdin=subprocess.DEVNULL
    )
    return await asyncio.wait_for(process.wait(), LIMIT)


async def with_websockets(client, case):
    import websockets

    sizes, fragment, compression = case["sizes"], case["fragment"], case["terms"]

    faults = ["not everything came"]

    async def handle(connection, *_):
        async def send():
            for one in messages(sizes):
                await connection.send(pieces(one, fragment) if fragment else one)

        sending = asyncio.create_task(send())
        pongs = [await connection.ping(f"ping {number}") for number in range(20)] if fragment else []
        for number, one in enumerate(messages(sizes)):
            if await connection.recv() != one:
                faults.append(f"message {number} differs")
        await asyncio.gather(sending, *pongs)
        faults.remove("not everything came")
        await connection.close(1000, "all came")

    async with websockets.serve(handle, "127.0.0.1", 0, max_size=None, **compression) as server:
        status = await run_client(client, server.sockets[0].getsockname()[1])
    return faults + ([f"exit status {status}"] if status != 0 else [])


async def with_ws(client, case):
    server = await asyncio.create_subprocess_exec(
        "node",
        "-e",
        WS_SERVER,
        json.dumps(case["terms"]),
        json.dumps(case["sizes"]),
        str(case["fragment"]),
        stdout=subprocess.PIPE,
        env=dict(os.environ, NODE_PATH=modules()),
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


def parameter_sets(smallest):
    for server_bits in (None, 9, 15):
        for client_bits in (None, 9, 15):
            for server_forgets in (False, True):
                for client_forgets in (False, True):
                    yield server_bits, client_bits, server_forgets, client_forgets
    for bits in range(smallest, 16):
        yield bits, max(smallest, 23 - bits), False, False


def shapes(terms):
    """The same terms for whole messages, for fragments, and for large messages in large fragments."""
    yield {"terms": terms, "sizes": SIZES, "fragment": 1000}
    yield {"terms": terms, "sizes": LARGE, "fragment": 65536}


def websockets_cases():
    try:
        from websockets.extensions.permessage_deflate import ServerPerMessageDeflateFactory
    except ImportError:
        return
    plain = {"compression": None}
    yield {"terms": plain, "sizes": SIZES + LARGE, "fragment": 0}
    yield from shapes(plain)
    yield from shapes({"compression": "deflate"})
    for server_bits, client_bits, server_forgets, client_forgets in parameter_sets(9):
        factory = ServerPerMessageDeflateFactory(
            server_no_context_takeover=server_forgets,
            client_no_context_takeover=client_forgets,
            server_max_window_bits=server_bits,
            client_max_window_bits=client_bits,
        )
        yield {"terms": {"compression": None, "extensions": [factory]}, "sizes": SIZES, "fragment": 0}


def modules():
    """Where ./dev installs the npm packages of the tests."""
    return os.environ.get("WIREWISE_PEERS", str(Path(__file__).resolve().parents[2] / "build/peers/node_modules"))


def ws_cases():
    looks = ["node", "-e", "require('ws')"]
    environment = dict(os.environ, NODE_PATH=modules())
    if not shutil.which("node") or subprocess.run(looks, capture_output=True, env=environment).returncode != 0:
        return
    yield {"terms": False, "sizes": SIZES + LARGE, "fragment": 0}
    yield from shapes(False)
    yield from shapes({"threshold": 0})
    for server_bits, client_bits, server_forgets, client_forgets in parameter_sets(8):
        options = {"serverNoContextTakeover": server_forgets, "clientNoContextTakeover": client_forgets, "threshold": 0}
        if server_bits:
            options["serverMaxWindowBits"] = server_bits
        if client_bits:
            options["clientMaxWindowBits"] = client_bits
        yield {"terms": options, "sizes": SIZES, "fragment": 0}


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
        print(f"{name}: {count} sets of parameters and shapes" if count else f"SKIP {name}: it is not installed")
        tried += count
    return 1 if failed else 0 if tried else 77


if __name__ == "__main__":
    sys.exit(asyncio.run(main(str(Path(sys.argv[1]).resolve()))))
