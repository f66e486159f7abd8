// Writes .br and .gz beside every compressible file of dist, so that the server never compresses a static file itself.
import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

const dist = new URL('../dist', import.meta.url).pathname;
const compressible = /\.(js|css|html|svg|json|webmanifest|txt|wasm)$/;

// The server fills the one and keeps the other to itself.
const notServed = ['index.html', 'frames.json'];

for (const entry of await readdir(dist, { recursive: true })) {
  const file = join(dist, entry);
  if (notServed.includes(entry) || !compressible.test(file) || (await stat(file)).isDirectory()) continue;
  const bytes = await readFile(file);
  const [br, gz] = await Promise.all([
    promisify(brotliCompress)(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }),
    promisify(gzip)(bytes, { level: 9 }),
  ]);
  await Promise.all([writeFile(`${file}.br`, br), writeFile(`${file}.gz`, gz)]);
}
