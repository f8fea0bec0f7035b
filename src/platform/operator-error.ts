const NAME = 'OperatorError';

/** A failure that whoever runs the program can mend. Its message is the whole story, so it is shown without a stack. */
export function operatorError(sentence: string, cause?: unknown): Error {
  const error = new Error(sentence, cause === undefined ? {} : { cause });
  error.name = NAME;
  return error;
}

/** What to print when the program ends over this error. */
export function storyOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.name === NAME ? error.message : (error.stack ?? error.message);
}
