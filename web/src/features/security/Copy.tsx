import { Check, Copy as Glyph } from 'lucide-react';
import { useState } from 'react';
import button from '@/components/Button.module.css';
import { useI18n } from '@/i18n/useI18n';

/** Copies a text, where the browser lets a page do so; else it can be selected. */
export function Copy({ text, children }: { text: string; children: string }) {
  const { t } = useI18n();
  const [done, setDone] = useState(false);
  if (!(navigator as Partial<Navigator>).clipboard) return null;
  const copy = () => { navigator.clipboard.writeText(text).then(() => { setDone(true); }, () => { setDone(false); }); };
  const Icon = done ? Check : Glyph;
  return (
    <>
      <button type="button" className={button.button} onClick={copy}>
        <Icon size={18} strokeWidth={1.75} aria-hidden="true" />
        {done ? t('security.copied') : children}
      </button>
      <span role="status" className="visually-hidden">{done && t('security.copied')}</span>
    </>
  );
}
