// People come, confirm their address, sign in, forget their passwords and leave: against a server that sends letters.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DESKTOP, PHONE, drawn, open, settled, useBrowser, withPage } from './support/browser.js';
import { accessibility, clipped, sideways, smallTargets, themeOf } from './support/checks.js';
import { AMONG_PEOPLE, PASSWORD, PEOPLE, advance, fillIn, linkTo, newAddress, reader, signIn, stranger } from './support/people.js';

useBrowser();
const among = (options, steps) => withPage({ viewport: DESKTOP, ...AMONG_PEOPLE, ...options, allow: [...AMONG_PEOPLE.allow, ...(options.allow ?? [])] }, steps);
const refused = (status) => [new RegExp(`\\b${status}\\b`)];
const press = (page, name) => page.locator('main').getByRole('button', { name, exact: true }).click();
const heading = (page, text) => page.getByRole('heading', { level: 1, name: text }).waitFor();

for (const viewport of [DESKTOP, PHONE]) {
  test(`somebody signs up at ${viewport.width} px, confirms the letter, signs in, stays signed in, changes their name and leaves`, () =>
    among({ viewport }, async (page) => {
      const email = newAddress();
      const entrance = viewport === PHONE ? page.getByRole('navigation', { name: 'Головна навігація' }).last() : page.locator('header');
      await open(page, '/about');
      await entrance.getByRole('link', { name: 'Увійти' }).click();
      await heading(page, 'Вхід');
      await page.getByRole('link', { name: 'Створити запис' }).click();
      await heading(page, 'Створити обліковий запис');
      await page.getByLabel('Імʼя').fill('Леся');
      await fillIn(page, { email: ` ${email} `, password: PASSWORD });
      await press(page, 'Створити запис');
      await heading(page, 'Ми надіслали вам листа');
      assert.equal(await page.locator('main strong').textContent(), email);

      const link = await linkTo(email, '/verify-email');
      await press(page, 'Надіслати ще раз');
      await page.getByText('Надіслали ще одного листа.').waitFor();
      const newer = await linkTo(email, '/verify-email', link);
      assert.equal(new URL(newer).origin, PEOPLE);
      await open(page, newer);
      await press(page, 'Так, це моя адреса');
      await heading(page, 'Адресу підтверджено');
      await page.locator('main').getByRole('link', { name: 'Увійти' }).click();
      await heading(page, 'Вхід');
      await fillIn(page, { email, password: PASSWORD });
      await press(page, 'Увійти');
      await page.waitForURL(`${PEOPLE}/`);

      const name = () => (viewport === PHONE ? entrance.getByRole('link', { name: 'Профіль' }) : page.getByRole('button', { name: 'Леся: ваш обліковий запис' }));
      await name().waitFor();
      await page.reload();
      await settled(page);
      await name().waitFor();
      assert.equal(await entrance.getByRole('link', { name: 'Увійти' }).count(), 0);

      await name().click();
      if (viewport === DESKTOP) await page.getByRole('menuitem', { name: 'Обліковий запис' }).click();
      await heading(page, 'Ваш обліковий запис');
      await page.getByLabel('Імʼя').fill('Лариса');
      await press(page, 'Зберегти');
      await page.getByText('Збережено.').waitFor();
      await page.reload();
      await heading(page, 'Ваш обліковий запис');
      assert.equal(await page.getByLabel('Імʼя').inputValue(), 'Лариса');
      if (viewport === DESKTOP) await page.getByRole('button', { name: 'Лариса: ваш обліковий запис' }).waitFor();
      await page.locator('section', { has: page.locator('#audit') }).getByText('Ви увійшли').waitFor();

      await press(page, 'Вийти');
      await page.waitForURL(`${PEOPLE}/`);
      await entrance.getByRole('link', { name: 'Увійти' }).waitFor();
      await open(page, '/account');
      await page.waitForURL(/\/sign-in\?next=%2Faccount$/);
      // The browser is known again, so that others who guess cannot keep its owner out.
      assert.deepEqual((await page.context().cookies()).map((cookie) => cookie.name), ['device']);
    }));
}

test('an English reader does all that in English', () =>
  among({}, async (page) => {
    const email = newAddress();
    await open(page, '/en/sign-up');
    await fillIn(page, { email, password: PASSWORD });
    await press(page, 'Create account');
    await heading(page, 'We have sent you a letter');
    const link = await linkTo(email, '/verify-email');
    assert.ok(new URL(link).pathname.startsWith('/en/'));
    await open(page, link);
    await press(page, 'Yes, it is my address');
    await heading(page, 'Your address is confirmed');
    await signIn(page, { email, password: PASSWORD }, '/en/sign-in');
    assert.equal(new URL(page.url()).pathname, '/en');
    await page.locator('header').getByRole('button', { name: `${email.split('@')[0]}: your account` }).click();
    await page.getByRole('menuitem', { name: 'Sign out' }).click();
    await page.locator('header').getByRole('link', { name: 'Sign in' }).waitFor();
  }));

test('the language of a page that a letter leads to can be changed without losing the link', () =>
  among({}, async (page) => {
    const { link } = await stranger();
    await open(page, link);
    await page.locator('header a[hreflang=en]').click();
    await press(page, 'Yes, it is my address');
    await heading(page, 'Your address is confirmed');
  }));

test('a wrong password is told with the focus on it, keeps the address, and the right one gets in', () =>
  among({ allow: refused(401) }, async (page) => {
    const who = await reader();
    await open(page, '/sign-in');
    await fillIn(page, { ...who, password: 'не той пароль зовсім' });
    await page.keyboard.press('Enter');
    const alert = page.getByRole('alert').filter({ hasText: 'Адреса або пароль не підходять.' });
    await alert.waitFor();
    assert.ok(await alert.evaluate((element) => element === document.activeElement));
    assert.equal(await page.getByLabel('Електронна пошта').inputValue(), who.email);
    assert.equal(await page.getByLabel('Пароль', { exact: true }).inputValue(), 'не той пароль зовсім');
    assert.deepEqual(await accessibility(page), []);
    await fillIn(page, who);
    await press(page, 'Увійти');
    await page.waitForURL(`${PEOPLE}/`);
  }));

test('who has not confirmed the address is told so, and gets another letter', () =>
  among({ allow: refused(403) }, async (page) => {
    const who = await stranger();
    await open(page, '/sign-in');
    await fillIn(page, who);
    await press(page, 'Увійти');
    await page.getByRole('alert').filter({ hasText: 'Спершу підтвердьте адресу' }).waitFor();
    await open(page, await linkTo(who.email, '/verify-email', who.link));
    await press(page, 'Так, це моя адреса');
    await heading(page, 'Адресу підтверджено');
  }));

test('a link that was used, is too old or is cut off says what to do', () =>
  among({ allow: refused(400) }, async (page) => {
    const used = await reader();
    const old = await stranger();
    await advance(25 * 3600);
    for (const { link } of [used, old]) {
      await open(page, link);
      await press(page, 'Так, це моя адреса');
      await heading(page, 'Посилання вже не діє');
      await page.locator('main').getByRole('link', { name: 'Увійти' }).waitFor();
      await page.goto('about:blank');
    }
    await open(page, '/verify-email');
    await page.getByText('Відкрийте цю сторінку за посиланням із листа').waitFor();
  }));

test('a forgotten password is set anew by a letter, once', () =>
  among({ allow: [...refused(400), ...refused(401)] }, async (page) => {
    const who = await reader();
    const fresh = 'вісім вишень на вечірньому столі';
    await open(page, '/sign-in');
    await page.getByRole('link', { name: 'Забули пароль?' }).click();
    await heading(page, 'Новий пароль');
    await page.getByLabel('Електронна пошта').fill(who.email);
    await press(page, 'Надіслати посилання');
    await heading(page, 'Перевірте пошту');
    const link = await linkTo(who.email, '/reset-password');
    await open(page, link);
    await page.getByLabel('Новий пароль').fill('закоротко');
    assert.match(await page.locator('main form').textContent(), /Ще 6 знаків/);
    await press(page, 'Зберегти пароль');
    await page.getByText('Потрібно щонайменше 15 знаків.').waitFor();
    await page.getByLabel('Новий пароль').fill(fresh);
    await press(page, 'Зберегти пароль');
    await heading(page, 'Пароль змінено');

    await page.goto('about:blank');
    await open(page, link);
    await page.getByLabel('Новий пароль').fill(`${fresh} знову`);
    await press(page, 'Зберегти пароль');
    await heading(page, 'Посилання вже не діє');
    await page.getByRole('link', { name: 'Надіслати нове посилання' }).click();
    await page.getByLabel('Електронна пошта').waitFor();

    await open(page, '/sign-in');
    await fillIn(page, who);
    await press(page, 'Увійти');
    await page.getByRole('alert').filter({ hasText: 'не підходять' }).waitFor();
    await signIn(page, { ...who, password: fresh });
  }));

test('the same answer meets an address that nobody has', () =>
  among({}, async (page) => {
    await open(page, '/reset-password');
    await page.getByLabel('Електронна пошта').fill('nobody-at-all@example.org');
    await press(page, 'Надіслати посилання');
    await heading(page, 'Перевірте пошту');
  }));

test('a password is changed with the present one, and its fields are empty afterwards', () =>
  among({ allow: refused(400) }, async (page) => {
    const who = await reader();
    await signIn(page, who, '/sign-in?next=/account');
    await page.getByLabel('Теперішній пароль').fill('не він');
    await page.getByLabel('Новий пароль').fill('десять дубів на дальньому полі');
    await press(page, 'Змінити пароль');
    await page.getByText('Це не теперішній пароль.').waitFor();
    assert.ok(await page.getByLabel('Теперішній пароль').evaluate((element) => element === document.activeElement));
    assert.equal(await page.getByLabel('Новий пароль').inputValue(), 'десять дубів на дальньому полі');
    await page.getByLabel('Теперішній пароль').fill(who.password);
    await press(page, 'Змінити пароль');
    await page.getByText('Пароль змінено. На інших пристроях сеанси завершено.').waitFor();
    assert.equal(await page.getByLabel('Теперішній пароль').inputValue(), '');
    assert.equal(await page.getByLabel('Новий пароль').inputValue(), '');
    await page.locator('section', { has: page.locator('#audit') }).getByText('Пароль змінено').waitFor();
  }));

test('the page of one’s own can be used by everybody, and fits, in both languages', () =>
  among({ viewport: PHONE, touch: false }, async (page) => {
    const who = await reader();
    await signIn(page, who);
    for (const [i, address] of ['/account', '/en/account'].entries()) {
      await open(page, address);
      await page.locator('#audit ~ ol li').first().waitFor();
      for (const [j, width] of [320, 390, 820, 1440].entries()) {
        const colorScheme = themeOf(i, j);
        await page.setViewportSize({ width, height: 900 });
        await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
        await drawn(page);
        assert.deepEqual(await accessibility(page), [], `${address} ${width} px, ${colorScheme}`);
        assert.deepEqual(await sideways(page), [], `${address} ${width} px`);
        assert.deepEqual(await clipped(page), [], `${address} ${width} px`);
        assert.deepEqual(await smallTargets(page), [], `${address} ${width} px`);
      }
    }
    await page.getByRole('button', { name: 'Леся: your account' }).click();
    await page.getByRole('menu').waitFor();
    await drawn(page);
    assert.deepEqual(await accessibility(page, '[role=menu]'), []);
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Escape');
    await page.getByRole('menu').waitFor({ state: 'detached' });
    await page.getByRole('navigation', { name: 'Sections' }).getByRole('link', { name: 'What happened' }).click();
    await page.waitForFunction(() => { const { top } = document.getElementById('audit').getBoundingClientRect(); return top >= 0 && top < innerHeight; });
  }));
