// Compiles the ICU messages at build time, so that no browser downloads the parser. Messages without placeholders
// stay plain strings.
import { fileURLToPath } from 'node:url';
import { type MessageFormatElement, parse, TYPE } from '@formatjs/icu-messageformat-parser';
import type { Plugin } from 'vite';

// A short Ukrainian word does not stay alone at the end of a line, nor does a dash open one.
export function bindShortWords(text: string): string {
  return text.replace(/(?<![\p{L}ʼ])(і|й|в|у|з|із|та|на|до|по|за|не|що|а) (?=[\p{L}«#])/giu, '$1\u00a0').replace(/ —/g, '\u00a0—');
}

// «#» of {n, plural, …} becomes the value {n#}, which the client gives already written: see src/i18n/format.ts.
function ownNumbers(elements: MessageFormatElement[], counted = ''): MessageFormatElement[] {
  return elements.map((element) => {
    if (element.type === TYPE.pound) return { type: TYPE.argument, value: `${counted}#` };
    if (element.type === TYPE.select || element.type === TYPE.tag) throw new Error('No message has a choice by word or a tag: they would need their numbers written, too');
    if (element.type !== TYPE.plural) return element;
    const options = Object.entries(element.options).map(([key, option]) => [key, { value: ownNumbers(option.value, element.value) }]);
    return { ...element, options: Object.fromEntries(options) as typeof element.options };
  });
}

export function compileMessages(source: string): Record<string, unknown> {
  const messages = JSON.parse(source) as Record<string, string>;
  return Object.fromEntries(
    Object.entries(messages).map(([id, text]) => {
      const bound = bindShortWords(text);
      return [id, /[{'<]/.test(bound) ? ownNumbers(parse(bound)) : bound];
    }),
  );
}

export function messages(): Plugin {
  return {
    name: 'compile-messages',
    enforce: 'pre',
    config: (_config, { command }) =>
      command === 'build'
        ? { resolve: { alias: { '@formatjs/icu-messageformat-parser': fileURLToPath(import.meta.resolve('@formatjs/icu-messageformat-parser/no-parser.js')) } } }
        : {},
    transform: {
      filter: { id: /\/i18n\/((people|shelf|wishes)\/)?(uk|en)\.json$/ },
      handler: (code) => JSON.stringify(compileMessages(code)),
    },
  };
}
