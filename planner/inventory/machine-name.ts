const totals = new Set(
  'total,totals,grand total,subtotal,sub-total,sum,summe,gesamt,gesamtsumme,zwischensumme,insgesamt,somme,sous-total,totale'.split(
    ',',
  ),
);

const isDigit = (code: number): boolean => code >= 48 && code <= 57;

/** `Total:`. Names that end with a digit, as most do, are told without looking any further. */
export const isTotal = (name: string): boolean =>
  name.length < 16 && !isDigit(name.charCodeAt(name.length - 1)) && totals.has(name.toLowerCase().replace(/:$/, ''));

/** Machines that a platform runs for itself. */
export const isPlatforms = (name: string): boolean => name.startsWith('vCLS') && /^vCLS[-\s(]/.test(name);

/** Four words or more: no server is called so. */
export const isSentence = (name: string): boolean => name.includes(' ') && /\S\s+\S+\s+\S+\s+\S/.test(name);
