import { describe, expect, it } from 'vitest';
import { placeName, regionName, transliterate } from './transliterate';

describe('romanisation of 2010', () => {
  it.each([
    ['Алушта', 'Alushta'], ['Борщагівка', 'Borshchahivka'], ['Вінниця', 'Vinnytsia'], ['Гадяч', 'Hadiach'],
    ['Ґалаґан', 'Galagan'], ['Донецьк', 'Donetsk'], ['Єнакієве', 'Yenakiieve'], ['Наєнко', 'Naienko'],
    ['Житомир', 'Zhytomyr'], ['Закарпаття', 'Zakarpattia'], ['Медвин', 'Medvyn'], ['Іршава', 'Irshava'],
    ['Їжакевич', 'Yizhakevych'], ['Кадиївка', 'Kadyivka'], ['Йосипівка', 'Yosypivka'], ['Стрий', 'Stryi'],
    ['Київ', 'Kyiv'], ['Згурський', 'Zghurskyi'], ['Розгон', 'Rozghon'], ['Суми', 'Sumy'], ['Харків', 'Kharkiv'],
    ['Біла Церква', 'Bila Tserkva'], ['Чернівці', 'Chernivtsi'], ['Шостка', 'Shostka'], ['Гоща', 'Hoshcha'],
    ['Юрій', 'Yurii'], ['Крюківка', 'Kriukivka'], ['Яготин', 'Yahotyn'], ['Ічня', 'Ichnia'], ['Русь', 'Rus'],
    ['Камʼянець-Подільський', 'Kamianets-Podilskyi'], ['Запоріжжя', 'Zaporizhzhia'], ['Марʼїне', 'Marine'],
  ])('%s is written %s', (ukrainian, latin) => {
    expect(transliterate(ukrainian)).toBe(latin);
  });

  it('reads every kind of apostrophe as one', () => {
    expect(new Set(["Знам'янка", 'Знам’янка', 'Знамʼянка', 'Знам`янка'].map(transliterate))).toEqual(new Set(['Znamianka']));
  });

  it('keeps capitals where the whole word is in capitals', () => {
    expect(transliterate('ЩАСТЯ')).toBe('SHCHASTIA');
    expect(transliterate('Щастя')).toBe('Shchastia');
  });

  it('leaves everything that is not Ukrainian alone', () => {
    expect(transliterate('Lviv, 79000 (UA)')).toBe('Lviv, 79000 (UA)');
  });
});

describe('names of places', () => {
  it('stay Ukrainian on a Ukrainian page', () => {
    expect(placeName('uk', 'Львів')).toBe('Львів');
    expect(regionName('uk', 'Львівська область')).toBe('Львівська область');
  });

  it('are romanised on an English page', () => {
    expect(placeName('en', 'Львів')).toBe('Lviv');
    expect(regionName('en', 'Львівська область')).toBe('Lvivska Oblast');
    expect(regionName('en', 'Київ')).toBe('Kyiv');
  });
});
