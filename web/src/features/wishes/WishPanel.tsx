import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { useLocation, useNavigate } from 'react-router';
import { body } from '@/api/client';
import type { Edition, Wish, Work } from '@/api/types';
import button from '@/components/Button.module.css';
import { Done } from '@/components/form/FormParts';
import { LocalLink } from '@/components/LocalLink';
import { QueryState } from '@/components/states/QueryState';
import { Loading } from '@/components/states/Skeleton';
import { signInPath } from '@/features/session/next';
import { own } from '@/features/session/own';
import { useSession } from '@/features/session/store';
import { editionName } from '@/features/works/editionName';
import { useI18n } from '@/i18n/useI18n';
import { forgetWish, keepWish, keptWish } from './kept';
import { latestWishesQuery } from './queries';
import { anyCopy, bodyOf, termsOf, type WishTerms } from './terms';
import { countAgain } from './waiting';
import { WishForm } from './WishForm';
import { WithWords } from './WithWords';
import css from './WishForm.module.css';

interface Props {
  work: Work;
  /** The one that is looked at. */
  edition: Edition | undefined;
  close: () => void;
}

export default function WishPanel(props: Props) {
  const session = useSession();
  return (
    <WithWords>
      {session.kind === 'anonymous' ? <Anonymous {...props} /> : <Own {...props} />}
    </WithWords>
  );
}

/** The wish is kept while one signs in, and is made on the way back. */
function Anonymous({ work, edition, close }: Props) {
  const i18n = useI18n();
  const { t } = i18n;
  const { pathname, search } = useLocation();
  const navigate = useNavigate();
  return (
    <WishForm
      terms={anyCopy('work')}
      edition={edition && editionName(edition, i18n)}
      send={async (terms) => {
        keepWish({ work: work.id, edition: edition?.id, terms });
        await navigate(signInPath(`${pathname}${search}#wish`));
      }}
      action={t('wish.send.anonymous')}
      hint={t('wish.anonymous')}
      cancel={close}
    />
  );
}

function Own(props: Props) {
  const wishes = useQuery(latestWishesQuery);
  return (
    <QueryState query={wishes} loading={<Loading />} part>
      {({ items }) => <OwnForm {...props} there={items.filter(({ work_id: id }) => id === props.work.id)} />}
    </QueryState>
  );
}

function OwnForm({ work, edition: looked, close, there }: Props & { there: Wish[] }) {
  const i18n = useI18n();
  const { t } = i18n;
  const { hash } = useLocation();
  const queries = useQueryClient();
  const [kept] = useState(() => (hash === '#wish' ? keptWish(work.id) : undefined));
  const [saved, setSaved] = useState(false);
  const box = useRef<HTMLDivElement>(null);
  // Whoever comes back from signing in, or from a list, finds the place again.
  useEffect(() => { if (hash === '#wish') box.current?.scrollIntoView({ block: 'center' }); }, [hash]);

  const edition = kept ? work.editions.find(({ id }) => id === kept.edition) : looked;
  const wish = there.find((one) => one.edition && one.edition.id === edition?.id) ?? there.find((one) => !one.edition);
  const send = async (terms: WishTerms) => {
    await body(own.PUT('/api/v1/me/wishes', { body: bodyOf(terms, work.id, edition?.id) }));
    if (kept) forgetWish();
    setSaved(true);
    void queries.invalidateQueries({ queryKey: ['me', 'wishes'] });
    countAgain(queries, work.id);
  };
  return (
    <div ref={box} className={css.group}>
      <Done>{saved && t('wish.done', { title: work.title })}</Done>
      {saved ? <Leading /> : (
        <WishForm
          terms={kept?.terms ?? (wish ? termsOf(wish) : anyCopy('work'))}
          edition={edition && editionName(edition, i18n)}
          begun={kept !== undefined}
          send={send}
          action={t(wish ? 'wish.save' : 'wish.send')}
          hint={wish ? t('wish.there') : edition || work.editions.length < 2 ? undefined : t('wish.target.choose')}
          cancel={close}
        />
      )}
    </div>
  );
}

/** The button that was pressed is gone: its place is taken by where one may go on. */
function Leading() {
  const { t } = useI18n();
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => { box.current?.querySelector('a')?.focus(); }, []);
  return <div ref={box} className={css.actions}><LocalLink to="/wishes" className={button.button}>{t('wish.toList')}</LocalLink></div>;
}
