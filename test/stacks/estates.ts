import type { Estate } from '../../estate/index.js';
import { anEstate } from '../support/estate.js';

export const shopData = { db: { kind: 'postgres', version: '16' }, jobs: { kind: 'queue' } };

export const shopProduct = {
  environments: ['prod'],
  ingress: { kind: 'static', to: { '/': 'web' }, host: 'shop.aws.example' },
  services: { web: { image: 'shop/web', port: 8080, uses: { db: 'rw', jobs: 'send' } } },
  data: shopData,
  secrets: ['API_KEY'],
};

/** One product with a static ingress, a service, a database and a queue, in one production environment. */
export const shop = {
  zones: { 'aws.example': { at: 'route53', in: 'prod' } },
  products: { shop: shopProduct },
};

export const shopEstate = (): Estate => anEstate(shop);
