// The yardstick: node:http with a fixed body of the size given, in a process of its own.
import { createServer } from 'node:http';

const body = Buffer.alloc(Number(process.argv[2]), 0x20);
const headers = { 'content-type': 'application/fhir+json', 'content-length': body.length };
const server = createServer((request, response) => {
  response.writeHead(200, headers);
  response.end(body);
});
server.listen(0, '127.0.0.1', () => process.send(server.address().port));
