// Puts src/theme-boot.js into the head as a small blocking script with a hashed name: it must run before the first
// paint, and the server forbids inline scripts.
import { readFile } from 'node:fs/promises';
import type { Plugin } from 'vite';

export function themeScript(): Plugin {
  const source = new URL('../src/features/theme/boot.js', import.meta.url);
  let reference: string | undefined;
  return {
    name: 'theme-script',
    apply: 'build',
    async buildStart() {
      reference = this.emitFile({ type: 'asset', name: 'theme.js', source: await readFile(source, 'utf8') });
    },
    generateBundle: {
      order: 'post',
      handler(_options, bundle) {
        const page = bundle['index.html'];
        if (reference === undefined || page?.type !== 'asset') throw new Error('index.html is not in the bundle');
        const tag = `<script src="/${this.getFileName(reference)}"></script>`;
        page.source = String(page.source).replace('<!--theme-->', tag);
      },
    },
  };
}
