import '@/design/fonts.css';
import '@/design/tokens.css';
import '@/design/base.css';
import { startTransition, StrictMode } from 'react';
import { preload } from '@/app/preload';
import { localeOf } from '@/i18n/locale';
import { loadMessages } from '@/i18n/messages';

const root = document.getElementById('root');
if (!root) throw new Error('the page has no #root');
// The server has drawn the page already: the application takes over when it can draw the same. Its parts are evaluated
// one by one and it draws in small steps (a transition), so that the page can be scrolled meanwhile.
const [{ createRoot }, { App }] = await Promise.all([
  import('react-dom/client'),
  import('@/app/App'),
  loadMessages(localeOf(location.pathname)),
  preload(location),
]);
startTransition(() => {
  createRoot(root).render(
    <StrictMode>
      <App />
    </StrictMode>,
  );
});
