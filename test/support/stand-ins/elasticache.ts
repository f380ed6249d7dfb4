import type { StandIn } from './gateway.js';

/** MiniStack's ElastiCache writes the `&` of access strings as it is, which is no XML. */
export const elastiCache: StandIn = [
  {
    on: () => true,
    answer: async (_, forward) => {
      const { body, ...answer } = await forward();
      return { ...answer, body: body.replaceAll(/&(?!(?:amp|lt|gt|quot|apos|#\d+);)/g, '&amp;') };
    },
  },
];
