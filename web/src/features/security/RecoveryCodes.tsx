import { Download, Printer } from 'lucide-react';
import { useEffect, useRef } from 'react';
import button from '@/components/Button.module.css';
import { cx } from '@/components/cx';
import { useI18n } from '@/i18n/useI18n';
import { Copy } from './Copy';
import css from './Kept.module.css';
import setup from './TotpSetup.module.css';

interface Props {
  codes: string[];
  email: string;
  leave: () => void;
}

/** The server tells them this once: they can be copied, saved and printed. */
export function RecoveryCodes({ codes, email, leave }: Props) {
  const { t } = useI18n();
  const head = useRef<HTMLHeadingElement>(null);
  useEffect(() => { head.current?.focus(); }, []);
  const where = t('codes.where', { site: location.host, email });
  const text = [where, '', ...codes, ''].join('\n');
  const download = () => {
    const url = URL.createObjectURL(new Blob([text], { type: 'text/plain;charset=utf-8' }));
    Object.assign(document.createElement('a'), { href: url, download: 'bookmarket-recovery-codes.txt' }).click();
    URL.revokeObjectURL(url);
  };
  return (
    <div className={cx(css.kept, css.printed)}>
      <h3 tabIndex={-1} ref={head} className={setup.head}>{t('codes.title')}</h3>
      <p>{t('codes.text')}</p>
      <p className={css.where}>{where}</p>
      <ol role="list" className={css.codes} aria-label={t('codes.title')}>{codes.map((code) => <li key={code}>{code}</li>)}</ol>
      <div className={css.actions}>
        <Copy text={text}>{t('codes.copy')}</Copy>
        <button type="button" className={button.button} onClick={download}><Download size={18} strokeWidth={1.75} aria-hidden="true" />{t('codes.download')}</button>
        <button type="button" className={button.button} onClick={() => { window.print(); }}><Printer size={18} strokeWidth={1.75} aria-hidden="true" />{t('codes.print')}</button>
        <button type="button" className={cx(button.button, button.primary)} onClick={leave}>{t('codes.done')}</button>
      </div>
    </div>
  );
}
