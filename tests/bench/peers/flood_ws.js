// npm's ws takes a flood and keeps nothing: flood_ws.js MODULES PORT PATH COUNT
'use strict';

const { createRequire } = require('module');
const [modules, port, path, count] = process.argv.slice(2);
const WebSocket = createRequire(`${modules}/`)('ws');

let messages = 0;
const socket = new WebSocket(`ws://127.0.0.1:${port}${path}`, { maxPayload: 0 });
socket.on('message', () => ++messages);
socket.on('close', () => process.exit(messages === Number(count) ? 0 : 1));
