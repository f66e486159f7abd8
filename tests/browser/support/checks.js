// Checks of a drawn page. Each answers with a list of faults in words; an empty list is a good page.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

export function accessibility(page, part = 'html') {
  // As in Lighthouse: by itself axe leaves out what WCAG 2.2 added.
  return axe(page, part, { rules: { 'target-size': { enabled: true } } });
}

/** Of that only what a finger does not hit. */
export const targetSizes = (page) => axe(page, 'html', { runOnly: ['target-size'] });

async function axe(page, part, rules) {
  await page.evaluate(axeSource);
  const { violations } = await page.evaluate(
    ([selector, options]) => globalThis.axe.run({ include: [...document.querySelectorAll(selector)] }, { resultTypes: ['violations'], ...options }),
    [part, rules],
  );
  return violations.map(({ id, help, nodes }) => `${id}: ${help}: ${nodes.map(({ target }) => target.join(' ')).slice(0, 5).join(', ')}`);
}

/**
 * The theme in which a page is checked at the `width`th of its widths in the `language`th of its languages: each pair
 * among language, width and theme comes up, in half of the runs that all three together would take.
 */
export const themeOf = (language, width) => ((language + width) % 2 === 0 ? 'light' : 'dark');

/**
 * Whatever makes the page scroll sideways, or stands outside of it unreachable because the page itself cuts it off.
 * Rows that scroll by themselves are no fault.
 */
export function sideways(page) {
  const { width } = page.viewportSize();
  return page.evaluate((allowed) => {
    const contained = (element) => element && !element.matches('main, body, html')
      && (/(auto|scroll|hidden|clip)/.test(getComputedStyle(element).overflowX) || contained(element.parentElement));
    const faults = [...document.body.querySelectorAll('*')]
      .filter((element) => {
        const { left, right, width } = element.getBoundingClientRect();
        return width > 1 && (right > allowed + 1 || left < -1) && !contained(element.parentElement) && !element.closest('[aria-hidden=true], svg');
      })
      .slice(0, 5)
      .map((element) => `${element.tagName}.${element.className} reaches ${Math.round(element.getBoundingClientRect().right)} px of ${allowed}`);
    if (document.documentElement.scrollWidth > allowed) faults.unshift(`the page is ${document.documentElement.scrollWidth} px wide in ${allowed}`);
    return faults;
  }, width);
}

/** Controls whose words are cut off. An ellipsis is a decision, not a fault. */
export function clipped(page) {
  return page.evaluate(() => {
    const faults = [];
    for (const element of document.querySelectorAll('a, button, h1, h2, h3, th, td, label, legend, p, dt, dd, li > span')) {
      const style = getComputedStyle(element);
      if (style.display === 'inline' || style.textOverflow === 'ellipsis' || style.webkitLineClamp !== 'none') continue;
      if (element.closest('.visually-hidden') || element.clientWidth <= 1) continue;
      const cut = (/(hidden|clip)/.test(style.overflowX) && element.scrollWidth > element.clientWidth + 1)
        || (/(hidden|clip)/.test(style.overflowY) && element.scrollHeight > element.clientHeight + 2);
      const spills = element.matches('button, th, label') && element.scrollWidth > element.clientWidth + 1;
      if (cut || spills) faults.push(`${element.tagName}.${element.className} «${element.textContent.trim().slice(0, 40)}»`);
    }
    return faults;
  });
}

/** Makes every word a third longer, as another language would. */
export function lengthen(page) {
  return page.evaluate(() => {
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const list = [];
    while (texts.nextNode()) if (!texts.currentNode.parentElement.closest('script, noscript, style')) list.push(texts.currentNode);
    // What was drawn anew since the last time is still short.
    const done = (globalThis.lengthened ??= new WeakSet());
    for (const text of list) {
      if (done.has(text)) continue;
      done.add(text);
      const length = text.data.trim().length;
      if (length === 0) continue;
      let more = Math.ceil(length * 0.35);
      text.data = text.data.replace(/[\p{L}\p{N}]+/gu, (word) => {
        const extra = Math.min(more, Math.ceil(word.length * 0.5));
        more -= extra;
        return word + 'о'.repeat(extra);
      });
    }
  });
}

/** Controls too small for a finger: 24 px for anything, `least` for what `primary` selects. Links in running text may be lower. */
export function smallTargets(page, least = 48, primary = 'button, select, input:not([type=checkbox]):not([type=radio]), nav[aria-label] a, [role=option]') {
  return page.evaluate(({ least, primary }) => {
    const faults = [];
    for (const control of document.querySelectorAll('a[href], button, select, input, [role=option]')) {
      const area = control.closest('label') ?? control;
      if (!control.checkVisibility({ opacityProperty: false, visibilityProperty: true }) || area.closest('[inert], [aria-hidden=true]')) continue;
      const { width, height } = reach(area);
      if (width <= 2 || height <= 2) continue; // for screen readers only, until it has the focus
      const inText = control.matches('a') && getComputedStyle(control).display === 'inline' && control.parentElement.textContent.trim() !== control.textContent.trim();
      const wanted = control.matches(primary) && !control.closest('footer') ? least : 24;
      if (inText) continue;
      if (height < wanted - 0.5 || width < wanted - 0.5) {
        faults.push(`${control.tagName}.${control.className} «${(control.getAttribute('aria-label') ?? control.textContent).trim().slice(0, 30)}» ${Math.round(width)}×${Math.round(height)}, wanted ${wanted}`);
      }
    }
    return faults;

    // A card's link may be stretched over the card, and a field's group answers for the field.
    function reach(element) {
      const group = element.matches('input') && element.closest('[role=group], form > div');
      const own = (group || element).getBoundingClientRect();
      const over = getComputedStyle(element, '::after');
      if (over.content === 'none' || over.position !== 'absolute') return own;
      const base = element.offsetParent?.getBoundingClientRect();
      return over.inset === '0px' && base ? base : { width: Math.max(own.width, parseFloat(over.width) || 0), height: Math.max(own.height, parseFloat(over.height) || 0) };
    }
  }, { least, primary });
}

/** What has the focus: its name, whether one can see that it has it, and whether it is on the screen, uncovered. */
export function focused(page) {
  return page.evaluate(() => {
    const element = document.activeElement;
    if (!element || element === document.body) return undefined;
    const ring = (node, pseudo) => {
      const style = getComputedStyle(node, pseudo);
      return style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
    };
    const visible = ring(element) || ring(element, '::after') || ring(element, '::before')
      || [element.parentElement, element.parentElement?.parentElement, element.closest('article, label, li')].some((node) => node && (ring(node) || ring(node, '::after')));
    const holder = element.closest('label') ?? element;
    const { left, top, right, bottom, width, height } = holder.getBoundingClientRect();
    const onScreen = width > 0 && height > 0 && bottom > 0 && top < innerHeight && right > 0 && left < innerWidth;
    const x = Math.min(Math.max((left + right) / 2, 1), innerWidth - 1);
    const y = Math.min(Math.max((top + bottom) / 2, 1), innerHeight - 1);
    const hit = document.elementFromPoint(x, y);
    const covered = onScreen && hit !== null && !(holder.contains(hit) || hit.contains(holder));
    return {
      name: `${element.tagName}.${String(element.className)} «${(element.getAttribute('aria-label') ?? element.textContent).replace(/\s+/g, ' ').trim().slice(0, 40)}»`,
      visible, onScreen, covered,
    };
  });
}
