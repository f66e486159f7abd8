import '@/design/fonts.css';
import '@/design/tokens.css';
import '@/design/base.css';
import { startTransition, StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from '@/app/App';
import { preload } from '@/app/preload';
import { localeOf } from '@/i18n/locale';
import { loadMessages } from '@/i18n/messages';

const root = document.getElementById('root');
if (!root) throw new Error('the page has no #root');
// The server has drawn the page already: the application takes over when it can draw the same.
await Promise.all([preload(location), loadMessages(localeOf(location.pathname))]);
// A transition is worked off in small steps: the page stays scrollable while it is drawn anew.
startTransition(() => {
  createRoot(root).render(
    <StrictMode>
      <App />
    </StrictMode>,
  );
});
