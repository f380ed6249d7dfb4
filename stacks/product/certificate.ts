import type { Deployment } from '../../estate/index.js';

/** The names of a product's certificate: its public names and its preview host, or its host. None: it speaks HTTP only. */
export function certificateNames({ names, preview, ingress }: Deployment): readonly string[] {
  if (ingress.kind === 'none') return [];
  const all = [...names.map(({ name }) => name), preview, ingress.host];
  return [...new Set(all.filter((name) => name !== undefined))];
}
