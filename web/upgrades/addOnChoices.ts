/** What becomes of one add-on at the upgrade. */
export type AddOnChoice = { readonly subscriptionId: string; readonly choice: 'keep' | 'drop' };

/** Reads the choices off the address, where they stand as `keep.<id>,drop.<id>`; what is no choice is left out. */
export function addOnChoicesIn(text: string | undefined): readonly AddOnChoice[] {
  return (text ?? '').split(',').flatMap((part) => {
    const [choice, subscriptionId] = part.split('.');
    const isChoice = (choice === 'keep' || choice === 'drop') && subscriptionId !== undefined && subscriptionId !== '';
    return isChoice ? [{ subscriptionId, choice }] : [];
  });
}

/** The choices as the address has them, with another one for one add-on; undefined where none is left. */
export function withAddOnChoice(text: string | undefined, chosen: AddOnChoice): string {
  const others = addOnChoicesIn(text).filter(({ subscriptionId }) => subscriptionId !== chosen.subscriptionId);
  return [...others, chosen].map(({ choice, subscriptionId }) => `${choice}.${subscriptionId}`).join(',');
}
