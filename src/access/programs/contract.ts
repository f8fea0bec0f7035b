import { Type, type Static } from 'typebox';
import { Attributes, Collection, Guid } from '../../platform/contract.ts';

const Generation = Type.Enum(['common', 'newest'], {
  description: '`common`: only words and codes that every client library knows. `newest`: those of 2023 too, at which older ones stop.',
});

/** A program of the partner, as those see it who look after it. */
export const Application = Type.Object({
  id: Type.String(),
  displayName: Type.String(),
  disabled: Type.Boolean(),
  clientGeneration: Generation,
  attributes: Attributes('Application'),
});
export const Applications = Collection(Application);

export const ApplicationParams = Type.Object({ applicationId: Guid });
export const ApplicationChange = Type.Object({ clientGeneration: Generation });

export type Application = Static<typeof Application>;
