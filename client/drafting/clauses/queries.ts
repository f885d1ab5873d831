import { useQuery } from '@tanstack/react-query';
import { ask } from '#client/app/api.ts';
import { readWordings, wordingListSchema } from '#shared/drafting/library-wire.ts';

/** The wordings that acts are drafted with, current and former; asked again when the window is come back to. */
export function useWordings() {
  return useQuery({
    // Under the key of the clausier: what is decided there makes these stale too.
    queryKey: ['clausier', 'textes'],
    queryFn: async ({ signal }) => {
      const read = readWordings(await ask(wordingListSchema, '/api/clauses', { signal }));
      if (!read.ok) throw new Error(read.error.map(({ message }) => message).join('\n'));
      return read.value;
    },
    structuralSharing: false,
  });
}
