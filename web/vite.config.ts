import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { basename } from 'node:path';
import { defineConfig } from 'vite';
import { messages } from './scripts/messages.ts';
import { themeScript } from './scripts/themeScript.ts';

export default defineConfig({
  plugins: [messages(), themeScript(), react()],
  resolve: { alias: { '@': fileURLToPath(new URL('./src', import.meta.url)) } },
  // react-intl asks the browser whether it knows the language, which takes a phone a quarter of a second. Every browser
  // that can run this knows Ukrainian and English.
  define: { 'Intl.NumberFormat.supportedLocalesOf': 'Array.of', 'Intl.DateTimeFormat.supportedLocalesOf': 'Array.of' },
  // The server writes the first content of a page with the same classes (src/services/web): BookCard_title.
  css: { modules: { generateScopedName: (name, file) => `${basename(file).replace(/\.module\.css.*/, '')}_${name}` } },
  build: {
    // The server forbids data: in scripts, styles and fonts, so no asset is inlined.
    assetsInlineLimit: 0,
    // One style sheet: it is small, and a page never waits for a second one.
    cssCodeSplit: false,
    manifest: true,
    modulePreload: { polyfill: false },
    // Few files: each costs a slow network a round trip and the page's thread a millisecond or two. The first one, which
    // waits for the page to be complete, must not bring any of the others with it.
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            { name: 'start', test: /preload-helper|src\/i18n\/(locale|messages)\.ts/, priority: 3 },
            { name: 'react', test: /node_modules\/(react|react-dom|scheduler)\//, priority: 2 },
            // Forms are for those who have an account, or make one.
            { name: 'forms', test: /src\/(components\/form|features\/account)\/|node_modules\/react-hook-form/, minShareCount: 2, priority: 2 },
            // What keeps a session is for those who have one, and waiting for books and seeing to lists of one's own, too.
            { name: 'shared', test: /src\/(?!main|served|i18n\/.*\.json|components\/(Confirm|DeedNews|useDeeds)|features\/(session\/(keeper|own)|selling|security|privacy|moderation|reports\/(?!ReportButton)|wishes\/(?!WishCard|[Ww]aiting))|pages\/(people|shelf|wishes|reports|moderation))|node_modules\/(?!@base-ui|@floating-ui)/, minShareCount: 2, priority: 1 },
          ],
        },
      },
    },
  },
  server: { proxy: { '/api': 'http://localhost:8080', '/covers': 'http://localhost:8080' } },
});
