import { useFormats } from '../kit/formats.ts';
import { useWords, useWordsByCode } from '../kit/words.ts';
import { useNames } from './names.ts';
import type { Wording } from './reasonWords.ts';

/** Everything that puts a refusal into words, in the language of the page. */
export function useWording(): Wording {
  return { t: useWords(), byCode: useWordsByCode(), formats: useFormats(), names: useNames() };
}
