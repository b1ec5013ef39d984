// Many handshakes by npm's ws, each ended as soon as it is open:
// batch_ws.js MODULES PORT COUNT PARALLEL [AUTHORITY]
'use strict';

const fs = require('fs');
const { createRequire } = require('module');
const [modules, port, count, parallel, authority] = process.argv.slice(2);
const WebSocket = createRequire(`${modules}/`)('ws');

const options = authority ? { ca: fs.readFileSync(authority) } : {};
const address = `${authority ? 'wss' : 'ws'}://127.0.0.1:${port}/`;
let begun = 0;
let ended = 0;

function next() {
  if (begun === Number(count)) return;
  const socket = new WebSocket(address + ++begun, options);
  socket.on('open', () => socket.close());
  socket.on('error', () => process.exit(1));
  socket.on('close', () => (++ended === Number(count) ? process.exit(0) : next()));
}

for (let i = 0; i < Number(parallel); ++i) next();
