// The yardstick: node:http with a fixed body of the size given, in a process of its own. With `parse` it reads what is
// sent and parses it as JSON first.
import { createServer } from 'node:http';

const body = Buffer.alloc(Number(process.argv[2]), 0x20);
const headers = { 'content-type': 'application/fhir+json', 'content-length': body.length };
const answer = response => {
  response.writeHead(200, headers);
  response.end(body);
};
const server = createServer((request, response) => {
  if (process.argv[3] !== 'parse') {
    answer(response);
    return;
  }
  const chunks = [];
  request.on('data', chunk => chunks.push(chunk));
  request.on('end', () => {
    JSON.parse(Buffer.concat(chunks).toString('utf8'));
    answer(response);
  });
});
server.listen(0, '127.0.0.1', () => process.send(server.address().port));
