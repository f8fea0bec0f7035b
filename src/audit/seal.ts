import { createCipheriv, createDecipheriv, createHmac, hkdfSync } from 'node:crypto';
import { guidOfHash } from '../kit/ids.ts';
import type { Question } from './question.ts';

/**
 * Keeps what an answer says from whoever reads the database: it is encrypted with a key made of the request id, and
 * kept under a digest of that id. So only who repeats the request, with the id that only its caller has, opens it.
 */
export type Seal = { readonly question: Question; readonly close: (body: unknown) => unknown; readonly open: (kept: unknown) => unknown };

const KEY_BYTES = 32;
const ID_BYTES = 16;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const CIPHER = 'aes-256-gcm';

export function sealOf(question: Question): Seal {
  const made = Buffer.from(
    hkdfSync('sha256', question.requestId, question.callerId, `answer ${question.question}`, 2 * KEY_BYTES + ID_BYTES),
  );
  const [key, nonceKey, id] = [made.subarray(0, KEY_BYTES), made.subarray(KEY_BYTES, 2 * KEY_BYTES), made.subarray(2 * KEY_BYTES)];
  return {
    question: { ...question, requestId: guidOfHash(id.toString('hex')) },
    close(body) {
      const text = JSON.stringify(body);
      // Made of the text, so that two texts never share a nonce, whatever became of the first.
      const nonce = createHmac('sha256', nonceKey).update(text).digest().subarray(0, NONCE_BYTES);
      const cipher = createCipheriv(CIPHER, key, nonce);
      const hidden = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
      return Buffer.concat([nonce, cipher.getAuthTag(), hidden]).toString('base64');
    },
    open(kept) {
      const bytes = Buffer.from(String(kept), 'base64');
      const decipher = createDecipheriv(CIPHER, key, bytes.subarray(0, NONCE_BYTES));
      decipher.setAuthTag(bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
      const text = Buffer.concat([decipher.update(bytes.subarray(NONCE_BYTES + TAG_BYTES)), decipher.final()]).toString('utf8');
      return JSON.parse(text) as unknown;
    },
  };
}
