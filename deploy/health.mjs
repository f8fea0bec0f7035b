// Whether the program in this container can serve: ends with 0 or 1. The certificate is ours, and made for another name.
import { get } from 'node:http';
import { get as getSecurely } from 'node:https';

const { PORT = '8480', TLS_CERT_FILE = '' } = process.env;
const isSecure = TLS_CERT_FILE.trim() !== '';
const address = `${isSecure ? 'https' : 'http'}://127.0.0.1:${PORT}/health`;
const request = (isSecure ? getSecurely : get)(address, { rejectUnauthorized: false, timeout: 2_500 }, ({ statusCode }) =>
  process.exit(statusCode === 200 ? 0 : 1),
);
request.on('error', () => process.exit(1)).on('timeout', () => process.exit(1));
