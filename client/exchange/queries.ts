import { useMutation, useQueryClient } from '@tanstack/react-query';
import { ask } from '#client/app/api.ts';
import { createdActSchema } from '#shared/drafting/wire.ts';

/** Creates an act from the text of an existing convention; answers its id. */
export function useImportAct() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: { texte: string; nom: string | null }) =>
      ask(createdActSchema, '/api/acts/import', { body }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['acts'] }),
  });
}
