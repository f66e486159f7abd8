// What ends an attempt before the server is asked.

/**
 * Why the browser gave no passkey. `cancelled`: it was closed, or there was none to choose, which a browser does not tell
 * apart; `not_here`: the address of this page is not the market's; `unable`: the device cannot ask who uses it.
 */
export type PasskeyReason = 'cancelled' | 'timed_out' | 'exists' | 'no_support' | 'not_here' | 'unable';

export class PasskeyFailure extends Error {
  override readonly name = 'PasskeyFailure';
  readonly reason: PasskeyReason;

  constructor(reason: PasskeyReason, options?: ErrorOptions) {
    super(reason, options);
    this.reason = reason;
  }
}

/** A proof was asked for, and the reader closed the question. */
export class NotProven extends Error {
  override readonly name = 'NotProven';
}
