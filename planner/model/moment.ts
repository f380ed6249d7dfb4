/** An instant for people, to the minute: `2027-03-23 15:15`, UTC. */
export const momentText = (milliseconds: number): string =>
  new Date(milliseconds).toISOString().slice(0, 16).replace('T', ' ');
