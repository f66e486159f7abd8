import '@/design/fonts.css';
import '@/design/tokens.css';
import '@/design/base.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from '@/app/App';
import { preload } from '@/app/preload';
import { localeOf } from '@/i18n/locale';
import { loadMessages } from '@/i18n/messages';

const root = document.getElementById('root');
if (!root) throw new Error('the page has no #root');
preload(location);
await loadMessages(localeOf(location.pathname));
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
