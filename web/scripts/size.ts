// First-load budget: the JavaScript a first visitor of any page downloads, in brotli, one language.
import { readFile } from 'node:fs/promises';
import { brotliCompressSync } from 'node:zlib';
import { firstLoad } from './firstLoad.ts';

const BUDGET = 150_000;
const dist = new URL('../dist/', import.meta.url);
let total = 0;
for (const file of await firstLoad(dist, 'uk')) total += brotliCompressSync(await readFile(new URL(file, dist))).length;
console.log(`${(total / 1000).toFixed(1)} kB of ${String(BUDGET / 1000)} kB`);
process.exitCode = total > BUDGET ? 1 : 0;
