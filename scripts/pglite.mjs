// A PostgreSQL that runs inside of Node (PGlite), for one client at a time, over the wire:
//
//     node scripts/pglite.mjs FOLDER PORT     FOLDER: where the package @electric-sql/pglite is installed
//
// The start of a connection is answered here, since older packages cannot; everything behind it goes to the engine.
import { createServer } from 'node:net';
import { pathToFileURL } from 'node:url';

const [folder, port] = process.argv.slice(2);
const { PGlite } = await import(pathToFileURL(`${folder}/node_modules/@electric-sql/pglite/dist/index.js`).href);
const db = await PGlite.create('memory://');
const version = (await db.query('SHOW server_version')).rows[0].server_version;

const message = (type, ...parts) => {
  const body = Buffer.concat(parts);
  const head = Buffer.alloc(5);
  head.write(type);
  head.writeInt32BE(body.length + 4, 1);
  return Buffer.concat([head, body]);
};
const text = (value) => Buffer.from(`${value}\0`);
const number = (value) => {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32BE(value);
  return bytes;
};
const setting = (name, value) => message('S', text(name), text(value));
const query = (sql) => db.execProtocolRaw(message('Q', text(sql)));

// ROLLBACK for what a client left open
const welcome = () =>
  Buffer.concat([
    message('R', number(0)),
    setting('server_version', version),
    setting('client_encoding', 'UTF8'),
    setting('standard_conforming_strings', 'on'),
    message('K', number(1), number(1)),
    message('Z', Buffer.from('I')),
  ]);

let turn = Promise.resolve(); // clients wait for each other

function serve(socket) {
  let data = Buffer.alloc(0);
  let started = false;
  let done;
  const waiting = turn;
  turn = new Promise((resolve) => (done = resolve));
  const ready = waiting.then(() => query('ROLLBACK')).then(() => query('DISCARD ALL'));
  let work = ready;

  const start = () => {
    if (data.length < 8 || data.length < data.readInt32BE(0)) return false;
    const code = data.readInt32BE(4);
    data = data.subarray(data.readInt32BE(0));
    if (code === 80877103 || code === 80877104) socket.write('N'); // TLS, GSS
    else {
      started = true;
      work = work.then(() => socket.write(welcome()));
    }
    return true;
  };
  // Messages go to the engine together, up to a Sync or a query.
  const next = () => {
    let end = 0;
    for (let last = 0; last !== 0x53 && last !== 0x51 && last !== 0x58; ) {
      if (data.length < end + 5 || data.length < end + data.readInt32BE(end + 1) + 1) return false;
      last = data[end];
      end += data.readInt32BE(end + 1) + 1;
    }
    const all = data.subarray(0, end);
    data = data.subarray(end);
    if (all[0] === 0x58) socket.end();
    else work = work.then(async () => socket.writable && socket.write(await db.execProtocolRaw(new Uint8Array(all))));
    return true;
  };
  socket.on('data', (chunk) => {
    data = Buffer.concat([data, chunk]);
    while (started ? next() : start());
  });
  socket.on('error', () => socket.destroy());
  socket.on('close', () => work.finally(done));
}

createServer(serve).listen(Number(port), '127.0.0.1', () => console.log('ready'));
