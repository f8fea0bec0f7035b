import { createTransport } from 'nodemailer';

/** A mail of plain text. */
export type Mail = { readonly to: string; readonly subject: string; readonly text: string };

/** Where mails are handed in. */
export type MailServer = { readonly url: string; readonly from: string };

const WAIT_MS = 20_000;

/** Opens the way to a mail server; a mail that it does not take is an error. */
export function openMail({ url, from }: MailServer): { readonly send: (mail: Mail) => Promise<void>; readonly close: () => void } {
  const transport = createTransport({ url, connectionTimeout: WAIT_MS, greetingTimeout: WAIT_MS, socketTimeout: WAIT_MS });
  return {
    send: async (mail) => {
      await transport.sendMail({ from, ...mail });
    },
    close: () => transport.close(),
  };
}
