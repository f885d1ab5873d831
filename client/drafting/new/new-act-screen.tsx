import { IconFileOff } from '@tabler/icons-react';
import { Failure } from '#client/app/failure.tsx';
import { useAnnuaire } from '#client/identity/annuaire/queries.ts';
import { SignedInOnly } from '#client/identity/signed-in-only.tsx';
import { Empty } from '#client/ui/empty.tsx';
import { LoadingRows } from '#client/ui/loading.tsx';
import { ButtonLink } from '#client/ui/router-link.tsx';
import { Screen } from '#client/ui/screen.tsx';
import type { Me } from '#shared/identity/wire.ts';
import { useModeles } from '../queries.ts';
import { NewActForm } from './new-act-form.tsx';

/** `/actes/nouveau`: a modèle, the parties, the clauses; out comes a draft with everything filled in. */
export default function NewActScreen() {
  return <SignedInOnly>{(me) => <NewAct me={me} />}</SignedInOnly>;
}

function NewAct({ me }: { readonly me: Me }) {
  const modeles = useModeles();
  const annuaire = useAnnuaire();
  const waiting = modeles.isPending || annuaire.isPending;
  const failed = modeles.isError ? modeles : annuaire.isError ? annuaire : null;
  return (
    <Screen
      title="Nouvelle convention"
      lead="Trois étapes, puis un premier texte complet que vous écrirez ensemble. Tout reste modifiable."
    >
      {waiting ? (
        <div role="status" aria-label="Chargement des modèles">
          <LoadingRows rows={2} />
        </div>
      ) : null}
      {failed ? <Failure error={failed.error} onRetry={() => void failed.refetch()} /> : null}
      {modeles.data?.length === 0 ? (
        <Empty
          icon={<IconFileOff size={28} />}
          title="Ce serveur n’a aucun modèle"
          actions={<ButtonLink href="/actes/importer">Importer un texte</ButtonLink>}
        >
          <p>Vous pouvez partir du texte d’une convention existante.</p>
        </Empty>
      ) : null}
      {modeles.data && modeles.data.length > 0 && annuaire.data ? (
        <NewActForm
          me={me}
          modeles={modeles.data}
          annuaire={annuaire.data.organisations}
          mayAdd={annuaire.data.mayAdd}
        />
      ) : null}
    </Screen>
  );
}
