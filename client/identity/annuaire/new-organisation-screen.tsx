import { useState } from 'react';
import { useLocation } from 'wouter';
import { Screen } from '#client/ui/screen.tsx';
import type { Fiche } from '#shared/identity/organisation.ts';
import { SignedInOnly } from '../signed-in-only.tsx';
import { OrganisationForm } from './organisation-form.tsx';
import { useAddOrganisation } from './queries.ts';

const BLANK: Fiche = {
  denomination: '',
  sigle: '',
  forme: '',
  siege: '',
  siren: '',
  rna: '',
  personnePublique: false,
  representants: [],
};

/** `/annuaire/nouvelle`: adds an organisation. */
export default function NewOrganisationScreen() {
  return <SignedInOnly>{() => <NewOrganisation />}</SignedInOnly>;
}

function NewOrganisation() {
  const [, navigate] = useLocation();
  const add = useAddOrganisation();
  const [fiche, setFiche] = useState(BLANK);
  return (
    <Screen
      title="Ajouter une organisation"
      lead="Seule la dénomination est nécessaire ; le reste se complète quand on le sait."
      width="narrow"
    >
      <OrganisationForm
        fiche={fiche}
        onChange={setFiche}
        pending={add.isPending}
        error={add.error}
        submitLabel="Ajouter à l’annuaire"
        back="/annuaire"
        onSubmit={() => add.mutate(fiche, { onSuccess: ({ id }) => navigate(`/annuaire/${id}`) })}
      />
    </Screen>
  );
}
