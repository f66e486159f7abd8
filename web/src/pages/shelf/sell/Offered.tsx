import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import type { OwnCopy } from '@/api/types';
import button from '@/components/Button.module.css';
import { Cover } from '@/components/Cover';
import { cx } from '@/components/cx';
import { LocalLink } from '@/components/LocalLink';
import { Photo } from '@/components/Photo';
import { Ribbon } from '@/components/Ribbon';
import { QueryState } from '@/components/states/QueryState';
import { SkeletonPage } from '@/components/states/Skeleton';
import { ownCopyQuery } from '@/features/selling/queries';
import { termsOf } from '@/features/selling/terms';
import { useI18n } from '@/i18n/useI18n';
import type { Kept } from './FindBook';
import css from './Offered.module.css';

/** The book is on the shelf. What the next one may have in common with it is kept. */
export function Offered({ id }: { id: string }) {
  const copy = useQuery(ownCopyQuery(id));
  return (
    <QueryState query={copy} loading={<SkeletonPage />} notFound="state.notFound.copy">
      {(data) => <Done copy={data} />}
    </QueryState>
  );
}

function Done({ copy }: { copy: OwnCopy }) {
  const { t, path } = useI18n();
  const { grade, kind, place } = termsOf(copy, copy.place.code);
  const kept: Kept = { grade, kind, place };
  const [photo] = copy.photos;
  const paused = copy.status === 'paused';
  return (
    <div className={css.card}>
      <Ribbon className={css.ribbon} length={56} />
      <div className={css.picture}>
        {photo ? <Photo photo={photo} alt="" sizes="180px" eager /> : <Cover book={copy.work} decorative eager />}
      </div>
      <div className={css.words}>
        <h1>{t('sell.done.title')}</h1>
        <p className={css.book}>{copy.work.title}</p>
        <p className={css.text}>{t(paused ? 'sell.done.paused' : 'sell.done.text')}</p>
        <div className={css.actions}>
          <Link to={path('/sell')} state={{ kept }} className={cx(button.button, button.primary)}>{t('sell.another')}</Link>
          {!paused && <LocalLink to={`/copies/${copy.id}`} className={button.button}>{t('sell.toCopy')}</LocalLink>}
          <LocalLink to="/shelf" className={button.button}>{t('sell.toShelf')}</LocalLink>
        </div>
        <p className={css.quiet}>{t('sell.another.hint')}</p>
      </div>
    </div>
  );
}
