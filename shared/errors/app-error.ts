// The one error class of Fluxkeep: a stable code chooses the words, the context is safe to show and to log.

/** Values that may travel with an error: never a secret, never text longer than a line. */
export type ErrorContext = Readonly<Record<string, string | number | boolean>>;

/** What crosses a process border in place of an error. */
export interface ErrorShape {
  readonly code: string;
  readonly message: string;
  readonly context: ErrorContext;
}

/**
 * An error with a stable code in `area/what` form ("vault/wrong-password").
 * `message` is for developers; the window picks its words by `code`.
 */
export class AppError extends Error {
  override readonly name = 'AppError';
  readonly code: string;
  readonly context: ErrorContext;

  constructor(code: string, message: string, options: { context?: ErrorContext; cause?: unknown } = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.code = code;
    this.context = options.context ?? {};
  }

  /** The parts that may cross a process border; the cause stays where it happened. */
  toShape(): ErrorShape {
    return { code: this.code, message: this.message, context: this.context };
  }

  static fromShape(shape: ErrorShape): AppError {
    return new AppError(shape.code, shape.message, { context: shape.context });
  }
}

/** Any thrown value as an AppError; what is unknown becomes `internal/unexpected` without its text, which could hold anything. */
export function toAppError(thrown: unknown): AppError {
  if (thrown instanceof AppError) return thrown;
  return new AppError('internal/unexpected', 'unexpected error', { cause: thrown });
}
