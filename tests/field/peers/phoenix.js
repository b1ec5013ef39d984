// A channel that speaks with the serializer of Phoenix' own client. There is no Elixir in it.
const { WebSocketServer } = require('ws');
const { Serializer } = require('phoenix');

const server = new WebSocketServer({ host: '127.0.0.1', port: 0 }, () => console.log(server.address().port));
const reply = ({ join_ref, ref, topic }, status, response) =>
  ({ join_ref, ref, topic, event: 'phx_reply', payload: { status, response } });
/// What a Phoenix server writes and its client never does: the client's decoder is the judge of it.
const binaryReply = ({ join_ref, ref, topic }, status, data) => {
  const parts = [join_ref, ref, topic, status].map(part => Buffer.from(part));
  const bytes = Buffer.concat([Buffer.from([1, ...parts.map(part => part.length)]), ...parts, data]);
  Serializer.decode(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length), message => {
    if (message.event !== 'phx_reply' || message.payload.status !== status) throw new Error('not as the client reads it');
  });
  return bytes;
};
/// A client's push has a reference; its serializer only writes these.
const readPush = bytes => {
  let at = 5;
  const [join_ref, ref, topic, event] = [1, 2, 3, 4].map(part => {
    at += bytes[part];
    return bytes.toString('utf8', at - bytes[part], at);
  });
  const payload = new Uint8Array(bytes.subarray(at)).buffer;
  const message = { join_ref, ref, topic, event, payload };
  if (Buffer.compare(Buffer.from(Serializer.binaryEncode(message)), bytes) !== 0) throw new Error('not as the client writes it');
  return message;
};
server.on('connection', socket => {
  let heard = Date.now();
  const end = setInterval(() => { if (Date.now() - heard > 40000) socket.close(1000); }, 1000);
  socket.on('close', () => clearInterval(end));
  const send = message => Serializer.encode(message, bytes => socket.send(bytes));
  socket.on('message', (data, isBinary) => {
    heard = Date.now();
    const take = message => {
      const { topic, event } = message;
      if (event === 'phx_join' && topic === 'room:closed') return send(reply(message, 'error', { reason: 'unauthorized' }));
      send(reply(message, 'ok', {}));
      if (event === 'shout') {
        send({ join_ref: null, ref: null, topic, event, payload: isBinary ? {} : message.payload });
        socket.send(binaryReply(message, 'ok', Buffer.from([1, 2, 3])));
      }
      if (event === 'phx_leave') send({ join_ref: message.join_ref, ref: message.ref, topic, event: 'phx_close', payload: {} });
    };
    if (isBinary) take(readPush(data));
    else Serializer.decode(data.toString(), take);
  });
});
