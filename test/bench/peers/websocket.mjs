// Baseline W: node websocket.mjs <port>. README.md says why it is as it is.
import { createServer } from 'node:http';
import { setupWSConnection } from '@y/websocket-server/utils';
import { WebSocketServer } from 'ws';

const [port] = process.argv.slice(2);

// As in @y/websocket-server/src/server.js.
const sockets = new WebSocketServer({ noServer: true });
sockets.on('connection', setupWSConnection);
const server = createServer((_request, response) => {
  response.writeHead(200, { 'Content-Type': 'text/plain' });
  response.end('okay');
});
server.on('upgrade', (request, socket, head) => {
  sockets.handleUpgrade(request, socket, head, (opened) => {
    sockets.emit('connection', opened, request);
  });
});
server.listen(Number(port), '127.0.0.1', () => console.log('listening'));
