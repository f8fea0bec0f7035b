import assert from 'node:assert/strict';
import { generateKeyPairSync, X509Certificate } from 'node:crypto';
import { test } from 'node:test';
import { selfSignedCertificate } from './certificate.ts';

const { privateKey, publicKey } = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  publicKeyEncoding: { type: 'spki', format: 'pem' },
});
const wish = {
  organization: 'Upseat',
  commonName: 'Webhooks 台北',
  serial: 'ff00c0ffee',
  from: new Date('2026-06-11T09:00:00Z'),
  until: new Date('2036-06-11T09:00:00Z'),
  privateKey,
};

test('a certificate that OpenSSL reads, signed by its own key', () => {
  const certificate = new X509Certificate(selfSignedCertificate(wish));
  assert.equal(certificate.subject, 'O=Upseat\nCN=Webhooks 台北');
  assert.equal(certificate.issuer, certificate.subject);
  assert.equal(certificate.serialNumber, 'FF00C0FFEE');
  assert.equal(certificate.publicKey.export({ type: 'spki', format: 'pem' }), publicKey);
  assert.ok(certificate.verify(certificate.publicKey));
  assert.deepEqual([certificate.validFromDate, certificate.validToDate], [wish.from, wish.until]);
});

test('one for a host is good for that host and no other', () => {
  const certificate = new X509Certificate(selfSignedCertificate({ ...wish, hosts: ['localhost'] }));
  assert.equal(certificate.checkHost('localhost'), 'localhost');
  assert.equal(certificate.checkHost('example.com'), undefined);
});
