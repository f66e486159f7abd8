import { useQuery } from '@tanstack/react-query';
import { MapPin, Repeat, User } from 'lucide-react';
import { useParams } from 'react-router';
import { copyTitle } from '@/app/titles';
import { useMeta } from '@/app/useMeta';
import type { CopyPage as Copy } from '@/api/types';
import { CopyCard } from '@/components/BookCard';
import { bylineOf } from '@/components/byline';
import button from '@/components/Button.module.css';
import { Cover } from '@/components/Cover';
import { cx } from '@/components/cx';
import { LocalLink } from '@/components/LocalLink';
import { SectionHead } from '@/components/SectionHead';
import { QueryState } from '@/components/states/QueryState';
import { SkeletonPage } from '@/components/states/Skeleton';
import { Gallery } from '@/features/copies/Gallery';
import { copyQuery } from '@/features/copies/queries';
import { ReportButton } from '@/features/reports/ReportButton';
import { Row } from '@/features/shelves/ShelfRow';
import { EditionFacts } from '@/features/works/EditionFacts';
import { useI18n } from '@/i18n/useI18n';
import { demo } from '@/served/demo';
import css from './CopyPage.module.css';

export default function CopyPage() {
  const { id = '' } = useParams();
  const i18n = useI18n();
  const copy = useQuery(copyQuery(id));
  useMeta(copy.data && copyTitle(i18n, copy.data));
  return (
    <QueryState query={copy} loading={<SkeletonPage />} notFound="state.notFound.copy">
      {(data) => <Details copy={data} />}
    </QueryState>
  );
}

function Details({ copy }: { copy: Copy }) {
  const { t, grade, gradeMeaning, date, person } = useI18n();
  const { work, edition } = copy;
  return (
    <div className={css.page}>
      <div className={cx(css.columns, copy.photos.length > 0 && css.withPhotos)}>
        {copy.photos.length > 0 ? (
          <Gallery photos={copy.photos} title={work.title} />
        ) : (
          <figure className={css.stand}>
            <Cover book={work} eager className={css.cover} />
            <div className={css.board} />
            <figcaption className={css.caption}>
              {t('cover.generated')}. {t('copy.noPhoto')}
            </figcaption>
          </figure>
        )}
        <div className={css.words}>
          <div>
            <p className={css.kind}>{t('copy.title')}</p>
            <h1 lang={work.language} className={css.title}>
              <LocalLink to={`/works/${work.id}`} className={css.work}>{work.title}</LocalLink>
            </h1>
            <p className={css.byline}>{bylineOf({ authors: work.authors, ...(work.volume && { volume: work.volume }), year: edition.year === undefined ? t('year.unknown') : String(edition.year) })}</p>
          </div>
          <Buy copy={copy} />
          <section className={css.state} aria-labelledby="grade">
            <h2 id="grade" className={css.sub}>{t('copy.grade', { grade: grade(copy.grade) })}</h2>
            <p>{gradeMeaning(copy.grade)}</p>
            {copy.notes ? (
              <figure className={css.said}>
                <figcaption className={css.quiet}>{t('copy.notes')}</figcaption>
                <blockquote className={css.notes} lang="uk">{copy.notes}</blockquote>
              </figure>
            ) : (
              <p className={css.quiet}>{t('copy.notes.none')}</p>
            )}
          </section>
          <section aria-labelledby="edition">
            <h2 id="edition" className={css.sub}>{t('edition.details')}</h2>
            <EditionFacts edition={edition} />
          </section>
          <div className={css.foot}>
            <p className={css.quiet}>{t('copy.listed', { date: date(copy.listed_at) })}</p>
            <ReportButton target={{ kind: 'copy', id: copy.id, owner: copy.seller.id }} />
          </div>
        </div>
      </div>
      {copy.more_from_seller.length > 0 && (
        <section aria-labelledby="more">
          <SectionHead id="more" title={t('copy.more')} more={{ to: `/sellers/${copy.seller.id}`, label: person(copy.seller.name) }} />
          <Row name={t('copy.more')}>
            {copy.more_from_seller.map((item) => <li key={item.id}><CopyCard item={item} /></li>)}
          </Row>
        </section>
      )}
    </div>
  );
}

function Buy({ copy }: { copy: Copy }) {
  const { t, money, town, person } = useI18n();
  return (
    <div className={css.buy}>
      <p className={css.price}>{copy.price ? money(copy.price) : t('price.none')}</p>
      {copy.status !== 'available' && <p className={css.status}>{t(`status.${copy.status}`)}</p>}
      <ul className={css.points}>
        {copy.exchange && copy.price && (
          <li className={css.exchange}><Repeat {...glyph} />{t('filter.exchange')}</li>
        )}
        <li><MapPin {...glyph} />{town(copy.place)}</li>
        <li>
          <User {...glyph} />
          <LocalLink to={`/sellers/${copy.seller.id}`} className={css.seller}>{person(copy.seller.name)}</LocalLink>
        </li>
      </ul>
      {demo && <p className={css.demo}>{t('copy.demo')}</p>}
      <div className={css.actions}>
        <LocalLink to={`/works/${copy.work.id}`} className={button.button}>{t('copy.others')}</LocalLink>
        <LocalLink to={`/sellers/${copy.seller.id}`} className={button.button}>{t('copy.seller.visit')}</LocalLink>
      </div>
    </div>
  );
}

const glyph = { size: 20, strokeWidth: 1.75, 'aria-hidden': true } as const;
