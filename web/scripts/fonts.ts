// Makes the font subsets the site ships: Ukrainian Cyrillic, Latin, the rest of Latin on demand, and the hryvnia sign,
// weights 400–700 only. The packages split their files by script, so the split stays (unicode-range in fonts.css).
import { copyFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import subsetFont from 'subset-font';

const range = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, i) => String.fromCodePoint(from + i)).join('');

const subsets = [
  // Russian letters stay too: titles of older editions need them.
  { name: 'cyrillic', source: 'cyrillic', text: range(0x0400, 0x045f) + 'Ґґ\u0301№' },
  { name: 'latin', source: 'latin', text: range(0x20, 0x7e) + '\u00a0«»°·×©\u02bc–—‘’‚“”„…•−\u2009\u202f' },
  { name: 'latin-1', source: 'latin', text: range(0xc0, 0xff) + '§ªº¡¿ŒœŁł' },
  { name: 'latin-ext', source: 'latin-ext', text: range(0x0100, 0x017f) + range(0x0218, 0x021b) },
  { name: 'hryvnia', source: 'cyrillic-ext', text: '₴' },
];

// Small capitals and alternates would double the files; the design uses kerning, marks, ligatures and lining figures.
const keepFeatures = ['kern', 'mark', 'mkmk', 'ccmp', 'locl', 'liga', 'calt', 'lnum', 'tnum'];

const root = new URL('..', import.meta.url);
const out = new URL('src/design/fonts/', root);
await mkdir(out, { recursive: true });
for (const face of ['alegreya', 'commissioner']) {
  const pkg = new URL(`node_modules/@fontsource-variable/${face}/`, root);
  for (const { name, source, text } of subsets) {
    const font = await readFile(new URL(`files/${face}-${source}-wght-normal.woff2`, pkg));
    const subset = await subsetFont(font, text, {
      targetFormat: 'woff2',
      keepFeatures,
      variationAxes: { wght: { min: 400, max: 700 } },
    });
    await writeFile(new URL(`${face}-${name}.woff2`, out), subset);
    console.log(`${face}-${name}.woff2 ${(subset.length / 1000).toFixed(1)} kB`);
  }
  await copyFile(new URL('LICENSE', pkg), new URL(`OFL-${face}.txt`, out));
}
