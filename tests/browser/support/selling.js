// People who offer books: their catalogue, their photos, and what their camera sees.
import { writeFileSync } from 'node:fs';
import { crc32, deflateSync } from 'node:zlib';
import { call, reader } from './people.js';

export const LVIV = 'UA46060250010015970';

let printed = 0;
/** An ISBN that no other test uses: 978 617 and a count of ours, with its check digit. */
export function newIsbn() {
  const body = `978617${String(process.pid % 1000).padStart(3, '0')}${String(++printed).padStart(3, '0')}`;
  return body + String((10 - ([...body].reduce((sum, digit, i) => sum + Number(digit) * (i % 2 ? 3 : 1), 0) % 10)) % 10);
}

/** Somebody who can sign in, and their key for asking the market directly. */
export async function seller() {
  const who = await reader();
  const { access_token: token } = await call('POST', '/api/v1/sessions', { email: who.email, password: who.password });
  return { ...who, token };
}

/** An edition in the catalogue, which the seller's hand has added. */
export function addEdition({ token }, { title, isbn = newIsbn(), year = 1991 }) {
  return call('POST', '/api/v1/me/editions', { title, authors: ['Леся Пробна'], language: 'uk', year, publisher: 'Основи', place: 'Київ', isbn }, token);
}

/** A seller with one copy on the shelf. */
export async function shelf(title) {
  const who = await seller();
  const edition = await addEdition(who, { title });
  await call('PUT', '/api/v1/me/profile', { name: 'Леся', place: LVIV, languages: ['uk'] }, who.token);
  const copy = await call('POST', '/api/v1/me/copies', { edition_id: edition.id, grade: 'good', exchange: false, price: { amount: 15000, currency: 'UAH' }, place: LVIV }, who.token);
  return { ...who, edition, copy };
}

/** A picture as a camera of few points would take it, for a field of files. */
export function photo(name, [red, green, blue], width = 60, height = 80) {
  const chunk = (type, data) => {
    const body = Buffer.concat([Buffer.from(type), data]);
    const frame = Buffer.alloc(8 + body.length);
    frame.writeUInt32BE(data.length, 0);
    body.copy(frame, 4);
    frame.writeUInt32BE(crc32(body), 4 + body.length);
    return frame;
  };
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 2, 0, 0, 0], 8);
  const line = Buffer.concat([Buffer.from([0]), Buffer.from(Array.from({ length: width }, () => [red, green, blue]).flat())]);
  const data = deflateSync(Buffer.concat(Array.from({ length: height }, () => line)));
  const buffer = Buffer.concat([Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]), chunk('IHDR', head), chunk('IDAT', data), chunk('IEND', Buffer.alloc(0))]);
  return { name, mimeType: 'image/png', buffer };
}

// The bars of EAN-13 (ISO/IEC 15420): seven modules a digit, and which of two sets the left ones take tells the first.
const ODD = ['0001101', '0011001', '0010011', '0111101', '0100011', '0110001', '0101111', '0111011', '0110111', '0001011'];
const PARITY = ['OOOOOO', 'OOEOEE', 'OOEEOE', 'OOEEEO', 'OEOOEE', 'OEEOOE', 'OEEEOO', 'OEOEOE', 'OEOEEO', 'OEEOEO'];

export function bars(isbn) {
  const [first, ...rest] = [...isbn].map(Number);
  const inverse = (modules) => [...modules].map((bit) => (bit === '1' ? '0' : '1')).join('');
  const left = rest.slice(0, 6).map((digit, i) => (PARITY[first][i] === 'O' ? ODD[digit] : [...inverse(ODD[digit])].reverse().join('')));
  const right = rest.slice(6).map((digit) => inverse(ODD[digit]));
  return `101${left.join('')}01010${right.join('')}101`;
}

/** A film of a book's back, for Chromium's invented camera: Y4M, 640 × 480. */
export function filmBarcode(file, isbn) {
  const width = 640;
  const height = 480;
  const modules = bars(isbn);
  const wide = 5;
  const start = Math.round((width - modules.length * wide) / 2);
  const luma = Buffer.alloc(width * height, 235);
  for (let y = 140; y < 340; y++) {
    for (let x = 0; x < modules.length * wide; x++) if (modules[Math.floor(x / wide)] === '1') luma[y * width + start + x] = 16;
  }
  const frame = Buffer.concat([Buffer.from('FRAME\n'), luma, Buffer.alloc((width * height) / 2, 128)]);
  writeFileSync(file, Buffer.concat([Buffer.from(`YUV4MPEG2 W${width} H${height} F10:1 Ip A1:1 C420jpeg\n`), frame, frame, frame]));
}
