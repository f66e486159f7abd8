import '@/design/fonts.css';
import '@/design/tokens.css';
import '@/design/base.css';
import { localeOf } from '@/i18n/locale';
import { loadMessages } from '@/i18n/messages';
import { whenServed } from '@/served/whenServed';

const root = document.getElementById('root');
if (!root) throw new Error('the page has no #root');
// The server has drawn the page already: the application comes after it and takes over when it can draw the same. Its
// parts are evaluated one by one and it draws in small steps (a transition), so that the page can be scrolled meanwhile.
await whenServed();
const [{ createRoot }, { draw }] = await Promise.all([
  import('react-dom/client'),
  import('@/app/App'),
  loadMessages(localeOf(location.pathname)),
  import('@/app/preload').then(({ preload }) => preload(location)),
]);
draw(createRoot(root));
