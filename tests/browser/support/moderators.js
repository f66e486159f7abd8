// Moderators, and what they do besides their pages.
import { execFile } from 'node:child_process';
import { dirname } from 'node:path';
import { PASSWORD, call, newAddress } from './people.js';

const { MODERATED_MARKET_BINARY: BINARY, MODERATED_MARKET_MAIL: MAIL } = process.env;

/** Somebody with a role, made as an operator makes them, and their key for asking the market directly. */
export async function moderator(role = 'moderator') {
  const email = newAddress();
  await new Promise((resolve, reject) => {
    const made = execFile(BINARY, ['user', 'add', '--email', email, '--role', role, '--data', dirname(MAIL)], (error, _out, complaint) => {
      if (error) reject(new Error(complaint));
      else resolve();
    });
    made.stdin.end(`${PASSWORD}\n`);
  });
  const { access_token: token, account } = await call('POST', '/api/v1/sessions', { email, password: PASSWORD });
  return { email, password: PASSWORD, token, id: account.id };
}

export const report = ({ token }, target, violation = 'counterfeit', text) => call('POST', '/api/v1/reports', { ...target, violation, ...(text && { text }) }, token);

/** Asks until there is an answer that will do: the market does some things a moment later. */
export async function until(ask) {
  for (const deadline = Date.now() + 20_000; Date.now() < deadline; await new Promise((resolve) => setTimeout(resolve, 100))) {
    const found = await ask();
    if (found) return found;
  }
  throw new Error('it has not come');
}

/** The case about a copy or a person, as soon as there is one. */
export const caseOf = ({ token }, target, kind = 'reports') =>
  until(async () => (await call('GET', `/api/v1/moderation/cases?kind=${kind}&limit=100`, undefined, token)).items.find(({ copy_id: copy, person_id: person }) => (copy ?? person) === target));

export const take = ({ token }, { id }) => call('PUT', `/api/v1/moderation/cases/${id}/taken`, undefined, token);

const REASONS = { violation: 'counterfeit', ground: 'market_rules', ground_text: 'Правила ринку, п. 3', text: 'Це ксерокопія.' };

/** Takes a case and decides it, until it has been done. */
export async function decide(who, found, action, text) {
  const { version } = await take(who, found);
  const words = ['dismiss', 'uphold', 'reject'].includes(action) ? { text: text ?? 'Ось чому.' } : { ...REASONS, ...(text && { text }) };
  await call('POST', `/api/v1/moderation/cases/${found.id}/decision`, { version, action, ...words }, who.token);
  await until(async () => (await call('GET', `/api/v1/moderation/cases/${found.id}`, undefined, who.token)).decision.applied);
}

export const decisionsOf = async ({ token }) => (await call('GET', '/api/v1/me/decisions', undefined, token)).items;
export const appeal = ({ token }, { id }, text = 'Це не ксерокопія.') => call('POST', `/api/v1/me/decisions/${id}/appeal`, { text }, token);
