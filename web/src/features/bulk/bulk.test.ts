import { createIntl } from 'react-intl';
import { describe, expect, it } from 'vitest';
import type { Common, Pile, Piled } from './pile';
import { asks, defers, fits, piles, priceOf, read, says, skips } from './pile';
import { rowProblem } from './problems';
import words from '@/i18n/bulk/uk.json';

const intl = createIntl({ locale: 'uk', messages: words as Record<string, string> as never });
const t = ((id: string, values?: Record<string, string>) => intl.formatMessage({ id: id as never }, values)) as never;
const empty: Pile = { asked: [], piled: [], later: [] };
const common: Common = { grade: 'good', kind: 'sale', way: 'same', price: '80', place: 'UA1' };
const book: Omit<Piled, 'key'> = { isbn: '1', edition: { id: 'e', title: 'Місто' }, work: { id: 'w', title: 'Місто', cover: '', authors: [] }, terms: { grade: 'good', kind: 'sale', price: '80', place: 'UA1', notes: '' } };

describe('what is wrong with a row', () => {
  it.each([
    [{ field: 'price', code: 'not_a_price', value: 'дорого' }, 'Ціна «дорого»: це не ціна. Напишіть число, як-от 250 або 250,50.'],
    [{ field: 'grade', code: 'required', value: '' }, 'Стан: не вказано. Допишіть у рядку або задайте один стан на весь файл.'],
    [{ field: 'title', code: 'required', value: '' }, 'Назва: не вказано. Допишіть у рядку.'],
    [{ field: 'isbn', code: 'wrong_check_digit', value: '123' }, 'ISBN «123»: це не ISBN, тож ми його пропустили.'],
    [{ field: '', code: 'text_after_closing_quote', value: '' }, 'Лапки не на місці: перевірте, чи кожні закрито.'],
    [{ field: 'edition/isbn', code: 'brand_new', value: '' }, 'edition/isbn: це нам не підходить.'],
  ])('is said of %o', (message, said) => {
    expect(rowProblem(t, message)).toBe(said);
  });
});

describe('a pile of books', () => {
  it('asks about one book after another, and each is decided on once', () => {
    const asked = asks('2')(asks('1')(empty));
    expect(asked.asked).toEqual(['1', '2']);
    expect(skips(asked).asked).toEqual(['2']);
    expect(defers('1')(asked)).toMatchObject({ asked: ['2'], later: ['1'] });
    const piled = piles(book)(asked);
    expect([piled.asked, piled.piled.map(({ edition }) => edition.title)]).toEqual([['2'], ['Місто']]);
    expect(says(piled.piled[0]?.key ?? '', { price: '90' })(piled).piled[0]?.terms).toMatchObject({ price: '90', grade: 'good' });
  });

  it('gives two copies of one book two keys', () => {
    const { piled } = piles(book)(piles(book)(empty));
    expect(new Set(piled.map(({ key }) => key)).size).toBe(2);
  });

  it('begins with the price that was said for all, with the usual one, or with none', () => {
    expect(priceOf(common, '70')).toBe('80');
    expect(priceOf({ ...common, way: 'market' }, '70')).toBe('70');
    expect(priceOf({ ...common, way: 'market' }, undefined)).toBe('');
    expect(priceOf({ ...common, way: 'each' }, '70')).toBe('');
    expect(priceOf({ ...common, kind: 'exchange' }, '70')).toBe('');
  });

  it('holds back what cannot be offered', () => {
    expect(fits({ grade: 'good', kind: 'sale', price: '' })).toBe(false);
    expect(fits({ grade: 'good', kind: 'both', price: '0,50' })).toBe(false);
    expect(fits({ grade: '', kind: 'exchange', price: '' })).toBe(false);
    expect(fits({ grade: 'good', kind: 'exchange', price: '' })).toBe(true);
    expect(fits({ grade: 'good', kind: 'sale', price: '99,50' })).toBe(true);
  });

  it('is read as it was kept, and what nobody can read is an empty one', () => {
    const pile = { ...piles(book)(asks('2')(empty)), common, later: ['3'] };
    expect(read(JSON.stringify(pile))).toEqual(pile);
    for (const broken of [null, '', '{', '[]', '"x"', 'null', '{"piled":[null,{"key":"1"}],"asked":"2","later":[3]}']) expect(read(broken)).toEqual(empty);
  });
});
