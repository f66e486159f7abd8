// Moderation: readers report something, moderators decide, and whom it concerns learns why and may appeal.
import './support/moderated.js';
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DESKTOP, PHONE, drawn, open, settled, useBrowser, withPage } from './support/browser.js';
import { accessibility, clipped, focused, sideways, smallTargets, targetSizes, themeOf } from './support/checks.js';
import { appeal, caseOf, decide, decisionsOf, moderator, report, take } from './support/moderators.js';
import { AMONG_PEOPLE, PEOPLE, call, fillIn, letterTo, linkTo, signIn } from './support/people.js';
import { LVIV, addEdition, seller, shelf } from './support/selling.js';

useBrowser();
const among = (options, steps) => withPage({ viewport: DESKTOP, ...AMONG_PEOPLE, ...options, allow: [...AMONG_PEOPLE.allow, ...(options.allow ?? [])] }, steps);
const refused = (status) => [new RegExp(`\\b${status}\\b`)];
const heading = (page, text) => page.getByRole('heading', { level: 1, name: text }).waitFor();
const press = (page, name) => page.locator('main').getByRole('button', { name, exact: true }).click();
const dialog = (page) => page.getByRole('dialog');
const send = (page, name = 'Надіслати скаргу') => dialog(page).getByRole('button', { name, exact: true }).click();
const card = (page, title) => page.locator('main article').filter({ hasText: title });
const judging = (page) => page.locator('main section[aria-labelledby=decision]');
const told = (page, text) => page.getByRole('alert').filter({ hasText: text }).waitFor();
const copyPage = ({ copy }) => `/copies/${copy.id}`;
const NOBODYS = '01890000-0000-7000-8000-000000000000';
const caseFor = async (who, target, kind) => `/moderation/${(await caseOf(who, target, kind)).id}`;

/** Goes to a page of one's own as its links do. */
async function go(page, path) {
  await page.evaluate((to) => {
    history.pushState(null, '', to);
    dispatchEvent(new PopStateEvent('popstate'));
  }, path);
  await settled(page);
}

test('a reader reports a copy, learns what happens next, and later that nothing was wrong with it', () =>
  among({}, async (page) => {
    const [owner, who, judge] = [await shelf('Підозріла'), await seller(), await moderator()];
    await signIn(page, who, `/sign-in?next=${copyPage(owner)}`);
    await press(page, 'Поскаржитися на примірник');
    await send(page);
    await dialog(page).getByText('Оберіть, що саме не так.').waitFor();
    await dialog(page).getByRole('radio', { name: /^Інше Розкажіть/ }).check();
    await send(page);
    await dialog(page).getByText('Напишіть, що не так.').waitFor();
    await dialog(page).getByLabel('Підробка або незаконна копія').check();
    await dialog(page).getByLabel('Розкажіть докладніше').fill('На фото видно, що це ксерокопія.');
    await dialog(page).getByText('Модератор перегляне скаргу').waitFor();
    await send(page);
    await dialog(page).getByRole('heading', { name: 'Дякуємо, скаргу отримано' }).waitFor();
    await dialog(page).getByRole('link', { name: 'До моїх скарг' }).click();
    await heading(page, 'Мої скарги');
    await card(page, 'Підозріла').getByText('Розглядаємо').waitFor();
    await card(page, 'Підозріла').getByText('На фото видно, що це ксерокопія.').waitFor();

    await decide(judge, await caseOf(judge, owner.copy.id), 'dismiss');
    await page.reload();
    await card(page, 'Підозріла').getByText('Порушення не знайдено').waitFor();
  }));

test('who is not signed in is led there and back, and the report of a person is as they wrote it', () =>
  among({ viewport: PHONE }, async (page) => {
    const [owner, who, judge] = [await shelf('Чужа'), await seller(), await moderator()];
    const person = owner.copy.seller.id;
    await open(page, `/sellers/${person}`);
    await press(page, 'Поскаржитися на продавця');
    await dialog(page).getByLabel('Обманює покупців').check();
    await dialog(page).getByLabel('Розкажіть докладніше').fill('Просить платити на картку.');
    await send(page, 'Увійти й надіслати');
    await heading(page, 'Вхід');
    await fillIn(page, who);
    await press(page, 'Увійти');
    await dialog(page).getByText('Ви увійшли. Перегляньте скаргу й надішліть.').waitFor();
    await send(page);
    await dialog(page).getByRole('heading', { name: 'Дякуємо, скаргу отримано' }).waitFor();
    const found = await caseOf(judge, person);
    const { of_readers: [{ violation, text }] } = await call('GET', `/api/v1/moderation/cases/${found.id}`, undefined, judge.token);
    assert.deepEqual([violation, text], ['fraud', 'Просить платити на картку.']);
    await dialog(page).getByRole('button', { name: 'Закрити' }).last().click();
    assert.equal(new URL(page.url()).hash, '', 'a reload does not ask again');
  }));

test('who has reported something already is told so, before they write and afterwards', () =>
  among({ allow: refused(409) }, async (page) => {
    const [owner, who] = [await shelf('Двічі'), await seller()];
    await signIn(page, who, `/sign-in?next=${copyPage(owner)}`);
    await press(page, 'Поскаржитися на примірник');
    await dialog(page).getByLabel('Реклама або спам').check();
    await report(who, { copy_id: owner.copy.id });
    await send(page);
    await told(page, 'Ви вже поскаржилися на це');
    await page.keyboard.press('Escape');
    await page.reload();
    await settled(page);
    await press(page, 'Поскаржитися на примірник');
    await dialog(page).getByRole('heading', { name: 'Ви вже поскаржилися' }).waitFor();
    assert.equal(await dialog(page).getByRole('radio').count(), 0);
  }));

test('who reports too much is told when to go on, and nothing they wrote is lost', () =>
  among({ allow: refused(429) }, async (page) => {
    const who = await seller();
    for (const title of ['Перша', 'Друга', 'Третя']) await report(who, { copy_id: (await shelf(title)).copy.id });
    await signIn(page, who, `/sign-in?next=${copyPage(await shelf('Четверта'))}`);
    await press(page, 'Поскаржитися на примірник');
    await dialog(page).getByRole('radio', { name: /^Інше Розкажіть/ }).check();
    await dialog(page).getByLabel('Розкажіть докладніше').fill('Знову те саме.');
    await send(page);
    await told(page, 'Спробуйте знову за 24 години');
    assert.equal(await dialog(page).getByLabel('Розкажіть докладніше').inputValue(), 'Знову те саме.');
  }));

test('nobody is asked to report what is their own', () =>
  among({}, async (page) => {
    const owner = await shelf('Власна');
    await open(page, copyPage(owner));
    await page.getByRole('button', { name: 'Поскаржитися на примірник' }).waitFor();
    await signIn(page, owner, `/sign-in?next=${copyPage(owner)}`);
    await page.getByRole('button', { name: /ваш обліковий запис/ }).waitFor();
    assert.equal(await page.getByRole('button', { name: 'Поскаржитися на примірник' }).count(), 0);
    await go(page, `/sellers/${owner.copy.seller.id}`);
    assert.equal(await page.getByRole('button', { name: 'Поскаржитися на продавця' }).count(), 0);
  }));

test('the letter leads an owner to why their copy was hidden, where they appeal and read the answer', () =>
  among({}, async (page) => {
    const [owner, first, second] = [await shelf('Прихована'), await moderator(), await moderator()];
    await report(await seller(), { copy_id: owner.copy.id });
    await decide(first, await caseOf(first, owner.copy.id), 'hide_copy');
    const link = new URL(await linkTo(owner.email, '/decisions'));
    await page.goto(link.pathname);
    await fillIn(page, owner);
    await press(page, 'Увійти');
    await heading(page, 'Рішення щодо вас');
    const reasons = card(page, 'Примірник приховано');
    for (const part of ['Прихована', 'Підробка або незаконна копія', 'Правила ринку: Правила ринку, п. 3', 'Це ксерокопія.', 'Про це повідомив хтось із читачів.', 'Людина, модератор ринку.', ', один раз']) await reasons.getByText(part).first().waitFor();
    await press(page, 'Оскаржити: Примірник приховано, Прихована');
    await press(page, 'Надіслати оскарження');
    await page.getByText('Напишіть, чому рішення помилкове.').waitFor();
    await page.getByLabel('Чому рішення помилкове').fill('Це видання 1989 року.');
    await press(page, 'Надіслати оскарження');
    await reasons.getByText('Оскарження розглядаємо').waitFor();
    await reasons.getByText('Це видання 1989 року.').waitFor();
    assert.equal(await page.getByRole('button', { name: /^Оскаржити/ }).count(), 0);

    await go(page, '/shelf');
    await page.getByRole('link', { name: 'Приховано' }).click();
    await card(page, 'Прихована').getByRole('link', { name: 'Чому приховано: Прихована' }).click();
    await heading(page, 'Рішення щодо вас');

    await decide(second, await caseOf(second, owner.copy.id, 'appeal'), 'uphold', 'Справді, видання давнє.');
    await page.reload();
    await reasons.getByText('Оскарження задоволено').waitFor();
    await reasons.getByText('Справді, видання давнє.').waitFor();
    await go(page, '/shelf');
    await card(page, 'Прихована').waitFor();
    assert.equal(await page.getByRole('link', { name: 'Приховано' }).count(), 0);
  }));

test('an appeal that was sent in another window is told, with what it said', () =>
  among({ allow: refused(409) }, async (page) => {
    const [owner, judge] = [await shelf('Оскаржена'), await moderator()];
    await report(await seller(), { copy_id: owner.copy.id });
    await decide(judge, await caseOf(judge, owner.copy.id), 'remove_copy');
    await signIn(page, owner, '/sign-in?next=/decisions');
    await press(page, 'Оскаржити: Примірник вилучено з ринку, Оскаржена');
    await page.getByLabel('Чому рішення помилкове').fill('Другі слова.');
    await appeal(owner, (await decisionsOf(owner))[0], 'Перші слова.');
    await press(page, 'Надіслати оскарження');
    await told(page, 'Це рішення вже оскаржено');
    await page.getByText('Перші слова.').waitFor();
    assert.equal(await page.getByLabel('Чому рішення помилкове').inputValue(), 'Другі слова.');
  }));

test('an owner is led from what they are asked to change to where they change it, and moderators look again', () =>
  among({}, async (page) => {
    const [owner, judge] = [await shelf('Недоладна'), await moderator()];
    await report(await seller(), { copy_id: owner.copy.id }, 'spam');
    await decide(judge, await caseOf(judge, owner.copy.id), 'ask_to_amend');
    await signIn(page, owner, '/sign-in?next=/decisions');
    await card(page, 'Модератор просить виправити').getByRole('link', { name: 'Виправити примірник' }).click();
    await page.getByRole('heading', { level: 1, name: 'Змінити примірник' }).waitFor();
    await page.getByLabel(/^Примітки|^Що ще/).fill('Без реклами.');
    await press(page, 'Зберегти');
    await page.waitForURL('**/shelf?tab=hidden');
    await card(page, 'Недоладна').getByText('Модератор просить виправити').waitFor();
    await caseOf(judge, owner.copy.id, 'amended');
  }));

test('a moderator finds a case, takes it and decides it, and its owner gets the letter that was shown', () =>
  among({}, async (page) => {
    const [owner, judge] = [await shelf('Спірна'), await moderator()];
    await report(await seller(), { copy_id: owner.copy.id }, 'counterfeit', 'Погляньте на титул.');
    await caseOf(judge, owner.copy.id);
    await signIn(page, judge);
    await page.getByRole('button', { name: /ваш обліковий запис/ }).click();
    await page.getByRole('menuitem', { name: 'Модерація' }).click();
    await heading(page, 'Модерація');
    await card(page, 'Спірна').getByText('Погляньте на титул.').waitFor();
    await card(page, 'Спірна').getByRole('link').click();
    await heading(page, 'Спірна');
    for (const part of ['Погляньте на титул.', '150 ₴', 'Леся', 'Справу відкрито']) await page.locator('main').getByText(part).first().waitFor();
    await press(page, 'Взяти справу');
    await judging(page).getByText(/^Справа ваша до/).waitFor();
    await press(page, 'Вирішити');
    await judging(page).getByText('Оберіть, що робити.').waitFor();
    await judging(page).getByLabel('Приховати примірник').check();
    assert.equal(await judging(page).getByLabel('Що порушено').inputValue(), 'counterfeit', 'as most reports say');
    await press(page, 'Вирішити');
    for (const part of ['Оберіть підставу.', 'Назвіть закон або правило.', 'Поясніть, чому так.']) await judging(page).getByText(part).waitFor();
    await judging(page).getByLabel('Закон', { exact: true }).check();
    await judging(page).getByLabel('Який саме закон або правило').fill('Закон про авторське право, ст. 50');
    await judging(page).getByLabel('Пояснення власникові').fill('Титул не з того видання.');
    const shown = (await judging(page).locator('section[aria-labelledby=letter] p').allInnerTexts()).slice(0, 4);
    await press(page, 'Вирішити');
    await judging(page).getByText('Справу вирішено. Усе станеться за кілька секунд.').waitFor();
    await judging(page).getByText('Примірник приховано').waitFor();

    const letter = (await letterTo(owner.email, 'Модератор зняв')).replaceAll('\r', '');
    const bare = (text) => text.replaceAll('\u00a0', ' ').replace(/[:.]$/, '');
    for (const part of shown.slice(1).flatMap((text) => text.split('\n'))) assert.ok(letter.includes(bare(part)), `«${part}» in ${letter}`);
    for (const part of ['«Спірна»', 'Закон про авторське право, ст. 50', 'Титул не з того видання.']) assert.ok(shown.join('\n').includes(part), part);
    const gone = await fetch(`${PEOPLE}/api/v1/copies/${owner.copy.id}`);
    assert.equal(gone.status, 404);
  }));

test('what comes in while a moderator writes is shown before it is decided, and nothing written is lost', () =>
  among({ allow: refused(409) }, async (page) => {
    const [owner, judge] = [await shelf('Жвава'), await moderator()];
    await report(await seller(), { copy_id: owner.copy.id }, 'spam', 'Перша скарга.');
    await signIn(page, judge, `/sign-in?next=${await caseFor(judge, owner.copy.id)}`);
    await press(page, 'Взяти справу');
    await judging(page).getByLabel('Залишити як є').check();
    await judging(page).getByLabel('Чому порушення немає').fill('Усе гаразд.');
    await report(await seller(), { copy_id: owner.copy.id }, 'fraud', 'Друга скарга.');
    await press(page, 'Вирішити');
    await told(page, 'Поки ви писали, надійшло щось нове.');
    const fresh = page.locator('main section[aria-labelledby=reports] li').filter({ hasText: 'Друга скарга.' });
    await fresh.getByText('Нове').waitFor();
    assert.equal(await page.locator('main section[aria-labelledby=reports]').getByText('Нове').count(), 1);
    assert.equal(await judging(page).getByLabel('Чому порушення немає').inputValue(), 'Усе гаразд.');
    await press(page, 'Вирішити');
    await judging(page).getByText('Залишено як є').waitFor();
  }));

test('two moderators do not decide at once: each sees who has the case, and what one wrote stays when the other was first', () =>
  among({ allow: refused(409) }, async (page) => {
    const [owner, judge, other] = [await shelf('Одна на двох'), await moderator(), await moderator()];
    await report(await seller(), { copy_id: owner.copy.id });
    const found = await caseOf(judge, owner.copy.id);
    await signIn(page, judge, `/sign-in?next=/moderation/${found.id}`);
    await take(other, found);
    await press(page, 'Взяти справу');
    await told(page, 'Цю справу щойно взяв інший модератор.');
    await judging(page).getByText('Справу взяв інший модератор').waitFor();
    assert.equal(await judging(page).getByRole('button', { name: 'Взяти справу' }).count(), 0);
    await call('DELETE', `/api/v1/moderation/cases/${found.id}/taken`, undefined, other.token);
    await page.reload();
    await press(page, 'Взяти справу');
    await judging(page).getByLabel('Залишити як є').check();
    await judging(page).getByLabel('Чому порушення немає').fill('Мої слова.');
    // In another window the same moderator gives it back, and the other one is quicker.
    await call('DELETE', `/api/v1/moderation/cases/${found.id}/taken`, undefined, judge.token);
    await decide(other, found, 'dismiss', 'Слова іншого.');
    await press(page, 'Вирішити');
    await told(page, 'Цю справу вже вирішив інший модератор.');
    await judging(page).getByText('Слова іншого.').waitFor();
    assert.equal(await judging(page).getByLabel('Чому порушення немає').inputValue(), 'Мої слова.');
    assert.equal(await judging(page).getByRole('button', { name: 'Вирішити', exact: true }).count(), 0);
  }));

test('a case that is given back is free, and what waits longest comes first however it is filtered', () =>
  among({}, async (page) => {
    const [owner, other, judge] = [await shelf('Давніша'), await shelf('Новіша'), await moderator()];
    for (const { copy } of [owner, other]) await report(await seller(), { copy_id: copy.id });
    const oldest = await caseOf(judge, owner.copy.id);
    await caseOf(judge, other.copy.id);
    await signIn(page, judge, '/sign-in?next=/moderation');
    // Cases of other tests wait, too, and longer.
    const rows = page.locator('main article h3');
    for (const more = page.getByRole('button', { name: 'Показати ще' }); ; ) {
      await page.locator('main article h3').filter({ hasText: 'Читаємо справу' }).first().waitFor({ state: 'detached' });
      if ((await card(page, 'Новіша').count()) > 0) break;
      const before = await rows.count();
      await more.click();
      await rows.nth(before).waitFor();
    }
    const titles = await rows.allInnerTexts();
    assert.ok(titles.indexOf('Давніша') < titles.indexOf('Новіша'), titles.join());
    await page.getByLabel('Звідки справа').selectOption('appeal');
    await page.waitForURL('**/moderation?kind=appeal');
    await card(page, 'Новіша').waitFor({ state: 'detached' });
    await page.getByLabel('Звідки справа').selectOption('');
    await card(page, 'Давніша').getByRole('link').click();
    await press(page, 'Взяти справу');
    await page.locator('main').getByRole('link', { name: 'До черги' }).click();
    await page.getByLabel('Лише ті, що взяли ви').click();
    await page.waitForURL('**/moderation?mine=true');
    await card(page, 'Новіша').waitFor({ state: 'detached' });
    await card(page, 'Давніша').getByText(/^Ваша до/).waitFor();
    await card(page, 'Давніша').getByRole('link').click();
    await press(page, 'Віддати назад');
    await judging(page).getByText('Справа знову в черзі.').waitFor();
    await page.goBack();
    await page.waitForURL('**/moderation?mine=true');
    await page.getByRole('heading', { name: 'Таких справ немає' }).waitFor();
    assert.equal((await call('GET', `/api/v1/moderation/cases/${oldest.id}`, undefined, judge.token)).taken_by, undefined);
  }));

test('an appeal is not decided by who decided first, but by another, who sees both sides', () =>
  among({ allow: refused(403) }, async (page) => {
    const [owner, first, second] = [await shelf('Оскаржувана'), await moderator(), await moderator()];
    await report(await seller(), { copy_id: owner.copy.id });
    await decide(first, await caseOf(first, owner.copy.id), 'hide_copy');
    await appeal(owner, (await decisionsOf(owner))[0], 'Подивіться ще раз.');
    const path = await caseFor(second, owner.copy.id, 'appeal');
    await signIn(page, first, `/sign-in?next=${path}`);
    await press(page, 'Взяти справу');
    await told(page, 'Тут оскаржують ваше рішення, тож вирішить інший модератор.');
    await page.context().clearCookies();
    await signIn(page, second, `/sign-in?next=${path}`);
    for (const part of ['Подивіться ще раз.', 'Це ксерокопія.', 'Правила ринку: Правила ринку, п. 3']) await page.locator('main').getByText(part).first().waitFor();
    await press(page, 'Взяти справу');
    assert.equal(await judging(page).getByLabel('Приховати примірник').count(), 0);
    await judging(page).getByLabel('Відхилити оскарження').check();
    await judging(page).getByLabel('Відповідь на оскарження').fill('Титул усе ж не той.');
    await judging(page).getByText('Тема: Ваше оскарження відхилено').waitFor();
    await press(page, 'Вирішити');
    await judging(page).getByText('Оскарження відхилено').first().waitFor();
    await letterTo(owner.email, 'Титул усе ж не той.');
  }));

test('the letter of somebody who is blocked is written down as their appeal', () =>
  among({}, async (page) => {
    const [owner, first, second] = [await shelf('Заблокована'), await moderator(), await moderator()];
    const person = owner.copy.seller.id;
    await report(await seller(), { seller_id: person }, 'fraud');
    await signIn(page, first, `/sign-in?next=${await caseFor(first, person)}`);
    await heading(page, 'Продавець: Леся');
    await press(page, 'Взяти справу');
    assert.equal(await judging(page).getByLabel('Приховати примірник').count(), 0);
    await judging(page).getByLabel('Заблокувати обліковий запис').check();
    await judging(page).getByLabel('Правила ринку', { exact: true }).check();
    await judging(page).getByLabel('Який саме закон або правило').fill('п. 1');
    await judging(page).getByLabel('Пояснення власникові').fill('Гроші взято, книги немає.');
    await press(page, 'Вирішити');
    await judging(page).getByText('Обліковий запис заблоковано').first().waitFor();
    await press(page, 'Записати оскарження з листа');
    await judging(page).getByLabel('Що написала людина').fill('Книга була на пошті.');
    await press(page, 'Записати');
    await judging(page).getByText('Оскарження записано.').waitFor();
    assert.equal((await caseOf(second, person, 'appeal')).kind, 'appeal');
    assert.equal(await judging(page).getByRole('button', { name: 'Записати оскарження з листа' }).count(), 0);
  }));

test('a book that a rule finds comes to moderators without anybody reporting it', () =>
  among({}, async (page) => {
    const [who, judge] = [await seller(), await moderator()];
    await call('PUT', '/api/v1/me/profile', { name: 'Леся', place: LVIV, languages: ['uk'] }, who.token);
    const edition = await addEdition(who, { title: 'За правилом', isbn: '9785000000007', year: 2001 });
    const copy = await call('POST', '/api/v1/me/copies', { edition_id: edition.id, grade: 'good', exchange: true, place: LVIV }, who.token);
    await signIn(page, judge, `/sign-in?next=${await caseFor(judge, copy.id, 'rule')}`);
    await heading(page, 'За правилом');
    await page.getByText('Справу завело правило «isbn-978-5-since-1992»').waitFor();
  }));

test('readers see neither the link nor the pages of moderators, and who is not signed in is led to the door', () =>
  among({ viewport: PHONE }, async (page) => {
    const who = await seller();
    await page.goto('/moderation');
    await heading(page, 'Вхід');
    await fillIn(page, who);
    await press(page, 'Увійти');
    await heading(page, 'Ця сторінка для модераторів');
    await go(page, `/moderation/${NOBODYS}`);
    await heading(page, 'Ця сторінка для модераторів');
    await page.getByRole('navigation', { name: 'Головна навігація' }).last().getByRole('link', { name: 'Профіль' }).click();
    await heading(page, 'Ваш обліковий запис');
    assert.equal(await page.locator('main').getByRole('link', { name: 'Модерація' }).count(), 0);
    await page.locator('main').getByRole('link', { name: 'Мої скарги' }).click();
    await heading(page, 'Мої скарги');
    await page.getByText('Ви ні на що не скаржилися').waitFor();
    await go(page, '/account');
    await page.locator('main').getByRole('link', { name: 'Рішення щодо вас' }).click();
    await page.getByText('Рішень щодо вас немає').waitFor();
  }));

test('a report is made and a case decided with the keyboard alone', () =>
  among({}, async (page) => {
    const [owner, who, judge] = [await shelf('Клавішна'), await seller(), await moderator()];
    const to = async (name) => {
      for (let i = 0; i < 90; i++) {
        await page.keyboard.press('Tab');
        const now = await focused(page);
        if (now?.name.includes(name)) {
          assert.ok(now.visible && now.onScreen && !now.covered, JSON.stringify(now));
          return;
        }
      }
      throw new Error(`Tab does not reach ${name}`);
    };
    await signIn(page, who, `/sign-in?next=${copyPage(owner)}`);
    await to('Поскаржитися на примірник');
    await page.keyboard.press('Enter');
    await dialog(page).waitFor();
    await page.keyboard.press('Escape');
    await dialog(page).waitFor({ state: 'detached' });
    assert.match((await focused(page)).name, /Поскаржитися на примірник/, 'the focus comes back');
    await page.keyboard.press('Enter');
    await dialog(page).getByRole('radio').first().waitFor();
    for (let i = 0; i < 5 && !(await page.evaluate(() => document.activeElement.type === 'radio')); i++) await page.keyboard.press('Tab');
    await page.keyboard.press('Space');
    await to('Надіслати скаргу');
    await page.keyboard.press('Enter');
    await dialog(page).getByRole('heading', { name: 'Дякуємо, скаргу отримано' }).waitFor();
    assert.match((await focused(page)).name, /До моїх скарг/);

    await page.context().clearCookies();
    await signIn(page, judge, `/sign-in?next=${await caseFor(judge, owner.copy.id)}`);
    await to('Взяти справу');
    await page.keyboard.press('Enter');
    await judging(page).getByRole('radio').first().waitFor();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Space');
    assert.equal(await judging(page).getByLabel('Залишити як є').isChecked(), true);
    await page.keyboard.press('Tab');
    await page.keyboard.type('Усе гаразд.');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await judging(page).getByText('Залишено як є').waitFor();
  }));

test('the pages of reports, decisions and cases can be used by everybody, and fit, in both languages', { timeout: 300_000 }, () =>
  among({ viewport: PHONE, touch: false, allow: refused(404) }, async (page) => {
    const [owner, first, second, who] = [await shelf('Зручна до розгляду'), await moderator('admin'), await moderator(), await seller()];
    const look = async (what) => {
      for (const [i, width] of [320, 390, 1440].entries()) {
        const colorScheme = themeOf(what.startsWith('/en') ? 1 : 0, i);
        await page.setViewportSize({ width, height: 900 });
        await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
        await drawn(page);
        assert.deepEqual(await accessibility(page), [], `${what} ${width} px, ${colorScheme}`);
        assert.deepEqual(await sideways(page), [], `${what} ${width} px`);
        assert.deepEqual(await clipped(page), [], `${what} ${width} px`);
        if (width < 820) assert.deepEqual(await smallTargets(page), [], `${what} ${width} px`);
        assert.deepEqual(await targetSizes(page), [], `${what} ${width} px`);
      }
    };
    await report(who, { copy_id: owner.copy.id }, 'counterfeit', 'Дуже схоже на ксерокопію: і папір, і обкладинка не ті.');
    await report(who, { seller_id: owner.copy.seller.id }, 'fraud');
    const found = await caseOf(first, owner.copy.id);
    const person = await caseOf(first, owner.copy.seller.id);
    await decide(first, found, 'hide_copy');
    await appeal(owner, (await decisionsOf(owner))[0]);
    const appealed = await caseOf(second, owner.copy.id, 'appeal');

    await signIn(page, who);
    const other = await shelf('Ще одна');
    for (const prefix of ['', '/en']) {
      await go(page, `${prefix}/reports`);
      await look(`${prefix}/reports`);
      await go(page, `${prefix}${copyPage(other)}#report`);
      await dialog(page).getByRole('radio').last().check();
      await look(`${prefix}/copies#report`);
      await dialog(page).locator('button[type=submit]').click();
      await look(`${prefix}/copies#report, wrong`);
      await page.keyboard.press('Escape');
    }
    await page.context().clearCookies();
    await signIn(page, owner);
    for (const prefix of ['', '/en']) {
      await go(page, `${prefix}/decisions`);
      await page.locator('main article dl').first().waitFor();
      await look(`${prefix}/decisions`);
    }
    await page.context().clearCookies();
    await signIn(page, second);
    for (const prefix of ['', '/en']) {
      await go(page, `${prefix}/moderation`);
      await page.locator('main article h3').first().waitFor();
      await look(`${prefix}/moderation`);
      await go(page, `${prefix}/moderation/${appealed.id}`);
      await look(`${prefix}/moderation/appeal`);
      await go(page, `${prefix}/moderation/${found.id}`);
      await look(`${prefix}/moderation/decided`);
      await go(page, `${prefix}/moderation/${person.id}`);
      const free = judging(page).locator('button').first();
      if ((await judging(page).getByRole('radio').count()) === 0) await free.click();
      await judging(page).getByRole('radio').nth(1).check();
      await look(`${prefix}/moderation/form`);
      await judging(page).locator('button[type=submit]').click();
      await look(`${prefix}/moderation/form, wrong`);
    }
  }));
