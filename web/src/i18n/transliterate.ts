// Official romanisation of Ukrainian: resolution 55 of the Cabinet of Ministers, 27 January 2010.
const ANYWHERE: Record<string, string> = {
  а: 'a', б: 'b', в: 'v', г: 'h', ґ: 'g', д: 'd', е: 'e', ж: 'zh', з: 'z', и: 'y', і: 'i', к: 'k', л: 'l', м: 'm',
  н: 'n', о: 'o', п: 'p', р: 'r', с: 's', т: 't', у: 'u', ф: 'f', х: 'kh', ц: 'ts', ч: 'ch', ш: 'sh', щ: 'shch',
  є: 'ie', ї: 'i', й: 'i', ю: 'iu', я: 'ia', ь: '',
};
const AT_START: Record<string, string> = { є: 'ye', ї: 'yi', й: 'y', ю: 'yu', я: 'ya' };
const APOSTROPHE = /['’ʼ`]/;
const LETTER = /\p{L}/u;

export function transliterate(text: string): string {
  const letters = Array.from(text);
  let out = '';
  letters.forEach((letter, i) => {
    const lower = letter.toLowerCase();
    const previous = letters[i - 1];
    const next = letters[i + 1];
    if (APOSTROPHE.test(letter) && previous && next && LETTER.test(previous) && LETTER.test(next)) return;
    const inWord = previous !== undefined && (LETTER.test(previous) || APOSTROPHE.test(previous));
    let latin = (inWord ? undefined : AT_START[lower]) ?? ANYWHERE[lower];
    if (latin === undefined) {
      out += letter;
      return;
    }
    // «зг» is written zgh, lest it read as «ж».
    if (lower === 'г' && previous?.toLowerCase() === 'з') latin = 'gh';
    if (letter !== lower) {
      const shouting = [previous, next].some((near) => near !== undefined && LETTER.test(near) && near === near.toUpperCase());
      latin = shouting ? latin.toUpperCase() : latin.charAt(0).toUpperCase() + latin.slice(1);
    }
    out += latin;
  });
  return out;
}

/** A place as written in the catalogue (Ukrainian), in the language of the page. */
export function placeName(locale: string, name: string): string {
  return locale === 'en' ? transliterate(name) : name;
}

export function regionName(locale: string, region: string): string {
  if (locale !== 'en') return region;
  return transliterate(region.replace(/ область$/, '')) + (region.endsWith(' область') ? ' Oblast' : '');
}
