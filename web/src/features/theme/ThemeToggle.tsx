import { Moon, Sun } from 'lucide-react';
import { useState } from 'react';
import button from '@/components/Button.module.css';
import { cx } from '@/components/cx';
import { useMediaQuery } from '@/components/useMediaQuery';
import { useI18n } from '@/i18n/useI18n';
import { rememberTheme, storedTheme } from './theme';

export function ThemeToggle() {
  const { t } = useI18n();
  const systemDark = useMediaQuery('(prefers-color-scheme: dark)');
  const [chosen, setChosen] = useState(storedTheme);
  const dark = chosen === undefined ? systemDark : chosen === 'dark';
  const label = t(dark ? 'theme.toLight' : 'theme.toDark');
  const Icon = dark ? Sun : Moon;
  return (
    <button
      type="button"
      className={cx(button.button, button.icon)}
      aria-label={label}
      title={label}
      onClick={() => {
        const next = dark ? 'light' : 'dark';
        rememberTheme(next);
        setChosen(next);
      }}
    >
      <Icon size={22} strokeWidth={1.75} aria-hidden="true" />
    </button>
  );
}
