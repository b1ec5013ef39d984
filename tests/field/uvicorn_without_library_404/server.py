"""uvicorn without a WebSocket library, doing what 0.19 and later do then: it serves the upgrade as a plain GET."""

import os
import sys

import uvicorn
from uvicorn.protocols.http.h11_impl import H11Protocol

sys.path.insert(0, os.environ["SERVERS"])


class UpgradeIgnored(H11Protocol):
    def data_received(self, data):
        asks_upgrade = (b"upgrade:", b"connection:")
        lines = [line for line in data.split(b"\r\n") if not line.lower().startswith(asks_upgrade)]
        super().data_received(b"\r\n".join(lines))


uvicorn.run("calls:app", host="127.0.0.1", port=int(sys.argv[1]), http=UpgradeIgnored, ws="none", access_log=False)
