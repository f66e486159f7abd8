import { useState } from 'react';
import type { DefaultValues, FieldValues, Path, UseFormReturn } from 'react-hook-form';
import { useForm } from 'react-hook-form';
import { ApiError } from '@/api/client';
import { type I18n, useI18n } from '@/i18n/useI18n';
import { fieldProblem, problem as problemOf } from './problems';

/** How refusals are said: of the field `name` of a body, and of an attempt as a whole. */
export interface Words {
  field: (t: I18n['t'], name: string, code: string) => string;
  all: (t: I18n['t'], error: unknown) => string;
}
const plain: Words = { field: fieldProblem, all: problemOf };

/**
 * A form that is sent to the server. What the server refuses lands at its field (/body/email at `email`, /body/price/amount at `price`), the first
 * wrong one takes the focus; whatever belongs to no field is the problem of the whole. Nothing typed is lost, unless
 * `send` clears it.
 */
export function useSending<T extends FieldValues>(defaultValues: DefaultValues<T>, send: (values: T, clear: () => void) => Promise<void>, words = plain) {
  const { t } = useI18n();
  const form = useForm<T>({ defaultValues });
  const [problem, setProblem] = useState<{ key: number; text: string }>();
  const { isSubmitting: sending, errors } = form.formState;

  const telling = async (work: () => Promise<void>): Promise<boolean> => {
    setProblem(undefined);
    try {
      await work();
      return true;
    } catch (error) {
      if (!toFields(form, error, (name, code) => words.field(t, name, code))) {
        setProblem((before) => ({ key: (before?.key ?? 0) + 1, text: words.all(t, error) }));
      }
      return false;
    }
  };
  const attempt = form.handleSubmit(async (values) => { await telling(() => send(values, () => { form.reset(); })); });
  return {
    form,
    sending,
    problem,
    /** Does something else than sending the form, whose refusals are told in the same places; whether it was done. */
    telling,
    /** Of a field, what is wrong with it. */
    error: (name: Path<T>): string | undefined => errors[name]?.message as string | undefined,
    submit: (event: React.SyntheticEvent) => {
      event.preventDefault();
      if (!sending) void attempt(event);
    },
  };
}

/** Whether all that is wrong has its field in the form. */
function toFields<T extends FieldValues>(form: UseFormReturn<T>, error: unknown, say: (name: string, code: string) => string): boolean {
  if (!(error instanceof ApiError) || error.fields.length === 0) return false;
  const names = Object.keys(form.getValues());
  const wrong = error.fields.map(({ pointer, code }) => ({ name: pointer.replace(/^\/body\//, '').replace(/\/.*/, ''), code }));
  if (!wrong.every(({ name }) => names.includes(name))) return false;
  wrong
    .sort((a, b) => names.indexOf(a.name) - names.indexOf(b.name))
    .forEach(({ name, code }, i) => { form.setError(name as Path<T>, { message: say(name, code) }, { shouldFocus: i === 0 }); });
  return true;
}
