// Which scripts the first visitor of any page downloads, in one language, read from the build's manifest.
import { readFile } from 'node:fs/promises';

interface Chunk {
  file: string;
  imports?: string[];
}

// What main.tsx asks for at once.
const starts = (locale: 'uk' | 'en') => ['index.html', 'node_modules/react-dom/client.js', 'src/app/App.tsx', 'src/app/preload.ts', `src/i18n/${locale}.json`];

/** Names below dist, the entry first. */
export async function firstLoad(dist: URL, locale: 'uk' | 'en'): Promise<string[]> {
  const manifest = JSON.parse(await readFile(new URL('.vite/manifest.json', dist), 'utf8')) as Record<string, Chunk>;
  const files = new Set<string>();
  const collect = (key: string) => {
    const chunk = manifest[key];
    if (!chunk) throw new Error(`no chunk ${key} in the build manifest`);
    if (files.has(chunk.file)) return;
    files.add(chunk.file);
    chunk.imports?.forEach(collect);
  };
  starts(locale).forEach(collect);
  return [...files];
}
