import { IconMapQuestion } from '@tabler/icons-react';
import { Empty } from '#client/ui/empty.tsx';
import { ButtonLink } from '#client/ui/router-link.tsx';
import { Screen } from '#client/ui/screen.tsx';

/** Any address that leads nowhere. */
export function NotFound() {
  return (
    <Screen title="Page introuvable" width="narrow">
      <Empty
        icon={<IconMapQuestion size={28} />}
        title="Cette adresse ne mène à aucune page"
        actions={<ButtonLink href="/">Revenir au portefeuille</ButtonLink>}
      >
        <p>Le lien est peut-être incomplet : vérifiez qu’il a été copié en entier.</p>
      </Empty>
    </Screen>
  );
}
