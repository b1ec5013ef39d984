// Socket.IO 2 (protocol 4 over Engine.IO 3), 3 and 4 (protocol 5 over Engine.IO 4): socketio.js 2|3|4
const { createServer } = require('http');
const version = process.argv[2];
const library = require(version === '4' ? 'socket.io' : 'socket.io-' + version);
const http = createServer();
const options = { pingInterval: 1000, pingTimeout: 2000 };
const io = version === '2' ? library(http, options) : new library.Server(http, options);
const serve = socket => {
  socket.on('say', words => socket.emit('said', words));
  socket.on('ask', (words, answer) => answer({ answer: words }));
  socket.emit('bytes', Buffer.from([1, 2, 3]));
};
io.on('connection', serve);
io.of('/admin').use((socket, next) => {
  const token = version === '2' ? socket.handshake.query.token : socket.handshake.auth.token;
  next(token ? undefined : new Error('no token'));
}).on('connection', serve);
http.listen(0, '127.0.0.1', () => console.log(http.address().port));
