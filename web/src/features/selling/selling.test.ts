import { describe, expect, it } from 'vitest';
import { isbnIn } from './barcode';
import { editOf, frameOf, isWhole, turned, whole } from './edits';
import { isbn13 } from './isbn';
import { bodyOf, offerOf, parsePrice, type Terms, termsOf, writePrice } from './terms';
import { faultOf } from './upload';
import { uuid } from './uuid';

describe('a price as one types it', () => {
  it.each([
    ['150', 15_000], ['1 180', 118_000], ['1\u00a0180 ₴', 118_000], ['99,50', 9_950], ['99.5', 9_950], ['80 грн.', 8_000], ['0', 0],
  ])('%j is %i hundredths', (text, amount) => {
    expect(parsePrice(text)).toBe(amount);
  });

  it.each(['', 'дешево', '-5', '1,234', '1.2.3', '1e3', '12345678901'])('%j is none', (text) => {
    expect(parsePrice(text)).toBeUndefined();
  });

  it('is written so that it reads back the same', () => {
    for (const amount of [100, 9_950, 9_905, 118_000]) expect(parsePrice(writePrice({ amount, currency: 'UAH' }))).toBe(amount);
  });
});

describe('the terms of an offer', () => {
  const terms: Terms = { grade: 'good', kind: 'both', price: '120', place: 'UA1', notes: '  Підпис. ' };

  it('are sale, exchange or both by what is there', () => {
    const price = { amount: 12_000, currency: 'UAH' };
    expect(termsOf({ price, exchange: false }, '').kind).toBe('sale');
    expect(termsOf({ price, exchange: true }, '').kind).toBe('both');
    expect(termsOf({ exchange: true }, '').kind).toBe('exchange');
    expect(termsOf({}, '').kind).toBe('sale');
  });

  it('go to the server without what is empty', () => {
    expect(bodyOf(terms)).toEqual({ grade: 'good', price: { amount: 12_000, currency: 'UAH' }, exchange: true, place: 'UA1', notes: 'Підпис.' });
    expect(bodyOf({ grade: '', kind: 'sale', price: 'сто', place: '', notes: ' ' })).toEqual({ exchange: false });
  });

  it('have no price where only an exchange is offered, whatever was typed before', () => {
    expect(offerOf({ ...terms, kind: 'exchange' })).not.toHaveProperty('price');
  });

  it('come back as they were sent', () => {
    expect(termsOf(offerOf(terms), terms.place)).toEqual({ ...terms, notes: 'Підпис.' });
  });
});

describe('an ISBN', () => {
  it('is read however it is written', () => {
    expect(isbn13('978-617-7409-40-2')).toBe('9786177409402');
    expect(isbn13(' 978 617 7409 40 2 ')).toBe('9786177409402');
  });

  it.each(['9786177409403', '4820000000000', '978617740940', ''])('is not %j', (text) => {
    expect(isbn13(text)).toBeUndefined();
  });

  it('is found among the barcodes in sight, and another barcode is told', () => {
    expect(isbnIn(['4820024700016', '9786177409402'])).toEqual({ isbn: '9786177409402', other: false });
    expect(isbnIn(['4820024700016'])).toEqual({ other: true });
    expect(isbnIn([])).toEqual({ other: false });
  });
});

describe('the cut of a photo', () => {
  it('is the same for the server and for the frame', () => {
    const edit = { rotate: 90, left: 1_234, top: 0, width: 5_000, height: 9_999 };
    expect(editOf(frameOf(edit), 90)).toEqual(edit);
  });

  it('never leaves the picture, and an empty one is the whole', () => {
    const { left, width } = editOf({ unit: '%', x: 99.996, y: -0.1, width: 10, height: 100.2 }, 0);
    expect(left + width).toBeLessThanOrEqual(10_000);
    expect(width).toBeGreaterThan(0);
    expect(isWhole(editOf({ unit: '%', x: 40, y: 40, width: 0, height: 0 }, 0))).toBe(true);
  });

  it('turns with the picture: after four quarters it is where it was', () => {
    const frame = frameOf({ rotate: 0, left: 1_000, top: 2_000, width: 3_000, height: 4_000 });
    expect(turned(frame)).toEqual({ unit: '%', x: 40, y: 10, width: 40, height: 30 });
    expect(turned(turned(turned(turned(frame))))).toEqual(frame);
    expect(isWhole(whole(270))).toBe(true);
  });
});

describe('a file', () => {
  it('is refused before it is sent when no server could take it', () => {
    expect(faultOf({ type: 'image/heic', size: 1 })).toBe('unsupported_image');
    expect(faultOf({ type: 'image/jpeg', size: 20_000_001 })).toBe('too_many_bytes');
    expect(faultOf({ type: 'image/png', size: 0 })).toBe('image_broken');
    expect(faultOf({ type: 'image/webp', size: 20_000_000 })).toBeUndefined();
  });
});

describe('an id of a draft', () => {
  it('is a random UUID, another each time', () => {
    expect(uuid()).toMatch(/^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/);
    expect(uuid()).not.toBe(uuid());
  });
});
