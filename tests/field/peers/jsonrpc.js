// JSON-RPC 2.0 as rpc-websockets speaks it.
const { Server } = require('rpc-websockets');
const server = new Server({ host: '127.0.0.1', port: 0 });
server.register('sum', numbers => numbers.reduce((all, one) => all + one, 0));
server.on('listening', () => console.log(server.wss.address().port));
