// First-load budget: the JavaScript a first visitor of any page downloads, in brotli, one language.
import { readFile } from 'node:fs/promises';
import { brotliCompressSync } from 'node:zlib';

const BUDGET = 150_000;
const dist = new URL('../dist/', import.meta.url);
type Chunk = { file: string; imports?: string[]; isEntry?: boolean };
const manifest = JSON.parse(await readFile(new URL('.vite/manifest.json', dist), 'utf8')) as Record<string, Chunk>;

function collect(key: string, files: Set<string>): Set<string> {
  const chunk = manifest[key];
  if (!chunk) throw new Error(`no chunk ${key} in the build manifest`);
  if (files.has(chunk.file)) return files;
  files.add(chunk.file);
  for (const next of chunk.imports ?? []) collect(next, files);
  return files;
}

const entry = Object.keys(manifest).find((key) => manifest[key]?.isEntry);
if (!entry) throw new Error('the build manifest has no entry');
let total = 0;
for (const file of collect('src/i18n/uk.json', collect(entry, new Set()))) {
  if (file.endsWith('.js')) total += brotliCompressSync(await readFile(new URL(file, dist))).length;
}
console.log(`${(total / 1000).toFixed(1)} kB of ${String(BUDGET / 1000)} kB`);
process.exitCode = total > BUDGET ? 1 : 0;
