import type { Role } from '../access/caller.ts';
import type { Catalog } from '../catalog/catalog.ts';
import { DEMO_CASES } from './cases.ts';
import type { DemoCase } from './case.ts';
import { companyNamed, customerIdOf, thingIdOf } from './draft.ts';
import { applicationOf, DEMO_PARTNERS, DEMO_PASSWORD, partnerIdOf, partnerOf, signInNameOf, type DemoPartner } from './partners.ts';
import { customerSignIns, type CustomerSignIn } from './tenant-people.ts';

/** The seed of the demo world that a first start makes. */
export const DEMO_SEED = 2020;

/** How many customers a first start makes. */
export const DEMO_CUSTOMERS = 400;

/** One way into the demo world: as a person, or as a partner's program without one. */
export type SignIn = {
  readonly role: Role | 'application';
  readonly partner: string;
  readonly partnerId: string;
  /** Absent for a program. */
  readonly username?: string;
  readonly password?: string;
  readonly displayName: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly tokenUrl: string;
};

/** A customer that shows one thing, with the ids that a script needs. */
export type Example = {
  readonly customerId: string;
  /** By this name the console lists it. */
  readonly companyName: string;
  readonly subscriptionId: string;
  readonly userId?: string;
  readonly targetOfferId?: string;
  /** Seats to ask for; all of the subscription where nothing is said. */
  readonly quantity?: number;
  /** The partner whose sign-in shows it, and the role, where it is not the admin agent's. */
  readonly partner: string;
  readonly role: SignIn['role'];
  readonly says: string;
  /** The codes of the reasons against the upgrade, of those against moving the users, and of those who stay behind. */
  readonly reasons: readonly string[];
  readonly transferReasons: readonly string[];
  readonly leftBehind: readonly string[];
};

/** The sign-ins and the named customers of a demo world. */
export type Cast = {
  readonly signIns: readonly SignIn[];
  /** People of customers, who answer what partners ask; their page is /invitation. */
  readonly customerSignIns: readonly CustomerSignIn[];
  readonly examples: Readonly<Record<string, Example>>;
};

/** Works out the cast of a seed: the ids follow from names, so that no database is asked. */
export function demoCast({ seed, catalog, baseUrl }: { readonly seed: number; readonly catalog: Catalog; readonly baseUrl: string }): Cast {
  const offerIds = new Map([...catalog.offers.values()].map((offer) => [offer.key, offer.id]));
  return {
    signIns: DEMO_PARTNERS.flatMap((partner) => signInsOf(seed, partner, baseUrl)),
    customerSignIns: customerSignIns(seed),
    examples: Object.fromEntries(DEMO_CASES.map((example, number) => [example.name, exampleOf(seed, { ...example, number }, offerIds)])),
  };
}

/** What somebody who just started the program needs to sign in: name and password of the first partner's people. */
export function mainSignIns(): readonly { readonly role: Role; readonly username: string; readonly password: string }[] {
  const partner = partnerOf('northwind');
  return partner.people.map((person) => ({ role: person.role, username: signInNameOf(partner, person), password: DEMO_PASSWORD }));
}

function signInsOf(seed: number, partner: DemoPartner, baseUrl: string): readonly SignIn[] {
  const partnerId = partnerIdOf(seed, partner.key);
  const program = { ...applicationOf(seed, partner), tokenUrl: `${baseUrl}/${partnerId}/oauth2/v2.0/token` };
  const people = partner.people.map((person) => ({
    role: person.role,
    partner: partner.name,
    partnerId,
    username: signInNameOf(partner, person),
    password: DEMO_PASSWORD,
    displayName: person.displayName,
    ...program,
  }));
  return [...people, { role: 'application', partner: partner.name, partnerId, displayName: `${partner.name} automation`, ...program }];
}

function exampleOf(seed: number, example: DemoCase & { readonly number: number }, offerIds: ReadonlyMap<string, string>): Example {
  const { name, partner, target, quantity, signIn, says, reasons, transferReasons, leftBehind, hasUser } = example;
  const targetOfferId = target === undefined ? undefined : offerIds.get(target);
  return {
    customerId: customerIdOf(seed, name),
    companyName: companyNamed(seed, example).name,
    subscriptionId: thingIdOf(seed, name, 'source'),
    ...(hasUser ? { userId: thingIdOf(seed, name, 'user') } : {}),
    ...(targetOfferId === undefined ? {} : { targetOfferId }),
    ...(quantity === undefined ? {} : { quantity }),
    partner: partnerOf(partner).name,
    role: signIn ?? 'admin_agent',
    says,
    reasons,
    transferReasons,
    leftBehind,
  };
}
