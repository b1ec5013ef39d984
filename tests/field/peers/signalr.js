// A hub that speaks with the serializers of @microsoft/signalr, JSON and MessagePack; .NET is not needed.
const { WebSocketServer } = require('ws');
const { JsonHubProtocol, NullLogger, MessageType } = require('@microsoft/signalr');
const { MessagePackHubProtocol } = require('@microsoft/signalr-protocol-msgpack');
const separator = '\x1e';

const server = new WebSocketServer({ host: '127.0.0.1', port: 0 }, () => console.log(server.address().port));
server.on('connection', socket => {
  let protocol = null, seen = Date.now();
  const isPacked = () => protocol.name === 'messagepack';
  const send = message => {
    const bytes = protocol.writeMessage(message);
    socket.send(isPacked() ? Buffer.from(bytes) : bytes, { binary: isPacked() });
  };
  const fail = words => send({ type: MessageType.Close, error: words, allowReconnect: false });
  const take = message => {
    if (message.type === MessageType.Invocation && message.target === 'Fail')
      send({ type: MessageType.Completion, invocationId: message.invocationId, error: 'it failed' });
    else if (message.type === MessageType.Invocation)
      send({ type: MessageType.Completion, invocationId: message.invocationId, result: message.target });
    else if (message.type === MessageType.Close)
      socket.close(1000);
  };
  socket.on('message', (data, isBinary) => {
    seen = Date.now();
    if (protocol) {
      const bytes = isBinary ? data.buffer.slice(data.byteOffset, data.byteOffset + data.length) : data.toString();
      try { protocol.parseMessages(bytes, NullLogger.instance).forEach(take); } catch (error) { fail(error.message); }
      return;
    }
    const name = JSON.parse(data.toString().split(separator)[0]).protocol;
    protocol = name === 'json' ? new JsonHubProtocol() : name === 'messagepack' ? new MessagePackHubProtocol() : null;
    if (!protocol) {
      socket.send(JSON.stringify({ error: 'The protocol ' + name + ' is not supported.' }) + separator);
      socket.close(1000);
      return;
    }
    socket.send('{}' + separator, { binary: isPacked() }); // also of a binary protocol in JSON
    // The server's part: a ping every now and then, and an end of who says nothing for three of them.
    const pings = setInterval(() => {
      if (Date.now() - seen > 2500) { fail('timeout'); socket.close(1000); }
      else send({ type: MessageType.Ping });
    }, 800);
    socket.on('close', () => clearInterval(pings));
  });
});
