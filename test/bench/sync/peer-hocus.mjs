// The peer « hocus »: @hocuspocus/server with its SQLite extension, as its documentation shows it.
import { SQLite } from '../peers/node_modules/@hocuspocus/extension-sqlite/dist/hocuspocus-sqlite.esm.js';
import { Server } from '../peers/node_modules/@hocuspocus/server/dist/hocuspocus-server.esm.js';

const server = new Server({
  port: Number(process.env.PORT),
  address: '127.0.0.1',
  quiet: true,
  extensions: [new SQLite({ database: `${process.env.DATA}/hocus.sqlite` })],
});
await server.listen();
console.log(`running on ${process.env.PORT}`);
