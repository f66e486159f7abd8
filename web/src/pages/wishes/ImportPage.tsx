import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { ApiError } from '@/api/client';
import type { GoodreadsImport } from '@/api/types';
import button from '@/components/Button.module.css';
import { cx } from '@/components/cx';
import form from '@/components/form/Form.module.css';
import { heading } from '@/components/heading';
import { LocalLink } from '@/components/LocalLink';
import { QueryState } from '@/components/states/QueryState';
import { Loading } from '@/components/states/Skeleton';
import { applyLibrary } from '@/features/wishes/goodreads';
import { importProblem } from '@/features/wishes/problems';
import { goodreadsQuery, wishesQuery } from '@/features/wishes/queries';
import { useI18n } from '@/i18n/useI18n';
import css from './ImportPage.module.css';
import { Preview } from './Preview';
import { SendFile } from './SendFile';

type Applied = NonNullable<GoodreadsImport['result']>;

/** A Goodreads library: sent, looked at, taken over. Where it is the server knows, so the page may be closed at any time. */
export function ImportPage() {
  const { t } = useI18n();
  const queries = useQueryClient();
  const library = useQuery(goodreadsQuery);
  const [another, setAnother] = useState(false);
  const { data, error } = library;
  // What lies there is no library: there is nothing to look at, and the form says why.
  const refused = error instanceof ApiError && error.status === 409 ? importProblem(t, error) : undefined;
  const sent = async () => {
    // Throws: the form says what is wrong.
    await queries.query(goodreadsQuery);
    setAnother(false);
    heading()?.focus({ preventScroll: true });
  };
  useFreshWishes(data?.state);
  const sending = (
    <SendFile sent={sent} refused={refused}>
      {another && <button type="button" className={button.button} onClick={() => { setAnother(false); }}>{t('import.back')}</button>}
    </SendFile>
  );
  return (
    <div className={css.page}>
      <h1>{t('own.wishes_import.title')}</h1>
      {another || refused !== undefined ? sending : (
        <QueryState query={library} loading={<Loading />} part>
          {(now) => {
            if (now?.state === 'preview' && now.preview) return <Looked key={now.preview.file} preview={now.preview} another={() => { setAnother(true); }} />;
            if (now?.state === 'applying') return <Applying result={now.result} />;
            if (now?.state === 'applied' && now.result) return <Done result={now.result} another={() => { setAnother(true); }} />;
            return sending;
          }}
        </QueryState>
      )}
    </div>
  );
}

/** What has come over is on the wish list and among the drafts. */
function useFreshWishes(state: string | undefined) {
  const queries = useQueryClient();
  useEffect(() => {
    if (state !== 'applied') return;
    void queries.invalidateQueries({ queryKey: wishesQuery.queryKey });
    void queries.invalidateQueries({ queryKey: ['me', 'drafts'] });
  }, [queries, state]);
}

function Looked({ preview, another }: { preview: NonNullable<GoodreadsImport['preview']>; another: () => void }) {
  const { t } = useI18n();
  const queries = useQueryClient();
  const [busy, setBusy] = useState(false);
  const [failed, setFailed] = useState<string>();
  const apply = async () => {
    if (busy) return;
    setBusy(true);
    setFailed(undefined);
    try {
      queries.setQueryData(goodreadsQuery.queryKey, await applyLibrary(preview.file));
      heading()?.focus({ preventScroll: true });
    } catch (error) {
      setFailed(importProblem(t, error));
      setBusy(false);
      // Another file lies there, or none any more.
      if (error instanceof ApiError && error.status < 500 && error.status !== 429) void queries.invalidateQueries({ queryKey: goodreadsQuery.queryKey });
    }
  };
  const nothing = preview.wishes.total + preview.drafts.total === 0;
  return (
    <>
      <Preview preview={preview} />
      {nothing && <p>{t('import.apply.nothing')}</p>}
      <p role="alert" className={cx(failed && form.alert)}>{failed}</p>
      <div className={css.actions}>
        {!nothing && <button type="button" className={cx(button.button, button.primary)} aria-disabled={busy} onClick={() => void apply()}>{t(busy ? 'form.sending' : 'import.apply')}</button>}
        <button type="button" className={button.button} onClick={another}>{t('import.another')}</button>
      </div>
    </>
  );
}

const countOf = ({ wished, drafted, known, left_out: left }: Applied) => wished + drafted + known + left;

function Applying({ result }: { result: Applied | undefined }) {
  const { t } = useI18n();
  return (
    <section aria-labelledby="applying" className={css.card}>
      <h2 id="applying">{t('import.applying')}</h2>
      {/* Without a value: how much is left only the server knows. */}
      <progress className={css.progress} aria-labelledby="applying" />
      <p role="status">{t('import.soFar', { n: result ? countOf(result) : 0 })}</p>
      <p className={css.quiet}>{t('import.applying.text')}</p>
    </section>
  );
}

function Done({ result, another }: { result: Applied; another: () => void }) {
  const { t } = useI18n();
  const { wished, drafted, known, left_out: left } = result;
  return (
    <section aria-labelledby="done" className={css.card}>
      <h2 id="done">{t('import.done')}</h2>
      <ul className={css.result} role="list">
        <li>{t('import.result.wished', { n: wished })}</li>
        <li>{t('import.result.drafted', { n: drafted })}</li>
        {known > 0 && <li>{t('import.result.known', { n: known })}</li>}
        {left > 0 && <li>{t('import.result.left_out', { n: left })}</li>}
      </ul>
      <div className={css.actions}>
        <LocalLink to="/wishes" className={cx(button.button, button.primary)}>{t('wish.toList')}</LocalLink>
        <LocalLink to="/shelf?tab=drafts" className={button.button}>{t('import.toDrafts')}</LocalLink>
        <button type="button" className={button.button} onClick={another}>{t('import.another')}</button>
      </div>
    </section>
  );
}
