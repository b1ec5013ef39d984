// graphql-ws (graphql-transport-ws) and subscriptions-transport-ws (graphql-ws, the older one): graphql.js new|old
const { createServer } = require('http');
const { WebSocketServer } = require('ws');
const { GraphQLObjectType, GraphQLSchema, GraphQLInt, GraphQLString, execute, subscribe } = require('graphql');

async function* ticks() {
  for (let tick = 1; ; ++tick) {
    yield { ticks: tick };
    await new Promise(resolve => setTimeout(resolve, 50));
  }
}
const schema = new GraphQLSchema({
  query: new GraphQLObjectType({ name: 'Query', fields: { hello: { type: GraphQLString } } }),
  subscription: new GraphQLObjectType({
    name: 'Subscription',
    fields: { ticks: { type: GraphQLInt, subscribe: ticks } },
  }),
});
const http = createServer();
if (process.argv[2] === 'new') {
  const { makeServer } = require('graphql-ws');
  const server = makeServer({ schema });
  const sockets = new WebSocketServer({ server: http, handleProtocols: () => 'graphql-transport-ws' });
  sockets.on('connection', (socket, request) => {
    // Pings of the protocol itself; who does not answer them is left.
    let missed = 0;
    const pings = setInterval(() => {
      if (++missed > 3) socket.close(4499, 'no pong');
      else socket.send('{"type":"ping","payload":{"n":' + missed + '}}');
    }, 700);
    const closed = server.opened({
      protocol: socket.protocol,
      send: data => new Promise((resolve, reject) => socket.send(data, error => (error ? reject(error) : resolve()))),
      close: (code, reason) => socket.close(code, reason),
      onMessage: take => socket.on('message', async event => {
        if (JSON.parse(event).type === 'pong') missed = 0;
        try { await take(event.toString()); } catch (error) { socket.close(4500, error.message); }
      }),
      onPong: () => {},
    }, { socket, request });
    socket.once('close', (code, reason) => { clearInterval(pings); closed(code, reason.toString()); });
  });
} else {
  const { SubscriptionServer } = require('subscriptions-transport-ws');
  SubscriptionServer.create({ schema, execute, subscribe, keepAlive: 500 }, { server: http, path: '/graphql' });
}
http.listen(0, '127.0.0.1', () => console.log(http.address().port));
