// Upgrades a subscription and survives a lost answer: node upgrade.mjs URL TENANT CLIENT SECRET
import { randomUUID } from 'node:crypto';

const [url, tenant, client_id, client_secret] = process.argv.slice(2);
const [customer, subscription] = ['11111111-1111-4111-8111-111111111111', '22222222-2222-4222-8222-222222222222'];

const scope = 'https://api.partnercenter.microsoft.com/.default';
const form = new URLSearchParams({ grant_type: 'client_credentials', client_id, client_secret, scope });
const { access_token } = await (await fetch(`${url}/${tenant}/oauth2/v2.0/token`, { method: 'POST', body: form })).json();

const address = `${url}/v1/customers/${customer}/subscriptions/${subscription}/upgrades`;
// The same id for every try: the work is done once, whatever becomes of the answers.
const headers = { authorization: `Bearer ${access_token}`, 'ms-requestid': randomUUID(), 'content-type': 'application/json' };
const { items } = await (await fetch(address, { headers })).json();
const target = items.find((item) => item.isEligible);
const body = JSON.stringify({ targetOffer: { id: target.targetOffer.id }, upgradeType: target.upgradeType });
const submit = (more = {}) => fetch(address, { method: 'POST', body, headers: { ...headers, ...more } });
const answer = await submit({ 'x-upseat-fault': 'lost-answer' }).catch(() => submit());
console.log('upgraded to', target.targetOffer.name, 'as', (await answer.json()).targetSubscriptionId);
