import { IconTimeline } from '@tabler/icons-react';
import { useAct } from '#client/drafting/queries.ts';
import { ButtonLink } from '#client/ui/router-link.tsx';

/** On the page of a signed act: the way to its avenants and to the text in force. */
export function AvenantsLink({ actId }: { readonly actId: string }) {
  const { data: act } = useAct(actId);
  if (act === undefined || act.kind === 'avenant' || act.working) return null;
  if (!['signe', 'en-vigueur', 'echu', 'resilie', 'remplace'].includes(act.state)) return null;
  return (
    <ButtonLink
      size="compact-sm"
      variant="default"
      href={`/actes/${actId}/avenants`}
      leftSection={<IconTimeline size={16} aria-hidden="true" />}
    >
      Avenants et texte en vigueur
    </ButtonLink>
  );
}
