import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useLocation } from 'wouter';
import { ask, failedWith } from '#client/app/api.ts';
import { LoadingScreen } from '#client/ui/loading.tsx';
import { Screen } from '#client/ui/screen.tsx';
import { type OrganisationDetail, organisationDetailSchema } from '#shared/identity/annuaire-wire.ts';
import { type Fiche, type FicheField, mergeFiches, tidyFiche } from '#shared/identity/organisation.ts';
import { SignedInOnly } from '../signed-in-only.tsx';
import { MergePanel } from './merge-panel.tsx';
import { OrganisationForm } from './organisation-form.tsx';
import { OrganisationProblem } from './organisation-screen.tsx';
import { useOrganisation, useSaveOrganisation } from './queries.ts';

/** `/annuaire/:id/modifier`: changes a sheet. */
export default function EditOrganisationScreen({ id }: { readonly id: string }) {
  return <SignedInOnly>{() => <EditOrganisation id={id} />}</SignedInOnly>;
}

function EditOrganisation({ id }: { readonly id: string }) {
  const organisation = useOrganisation(id);
  if (organisation.isPending) return <LoadingScreen />;
  if (organisation.isError)
    return <OrganisationProblem error={organisation.error} onRetry={() => void organisation.refetch()} />;
  return <EditForm key={id} read={organisation.data} />;
}

/** What somebody else saved while this form was being filled. */
interface Met {
  readonly theirs: Fiche;
  readonly taken: readonly FicheField[];
  readonly conflicts: readonly FicheField[];
}

function EditForm({ read }: { readonly read: OrganisationDetail }) {
  const { id } = read;
  const [, navigate] = useLocation();
  const queries = useQueryClient();
  const save = useSaveOrganisation(id);
  const [base, setBase] = useState({ version: read.version, fiche: read.fiche });
  const [fiche, setFiche] = useState<Fiche>(read.fiche);
  const [met, setMet] = useState<Met | null>(null);

  /** The sheet has moved: what was typed is kept, and joined with what is there now (rule O7). */
  const join = async () => {
    const now = await queries.fetchQuery({
      queryKey: ['organisations', id],
      queryFn: () => ask(organisationDetailSchema, `/api/organisations/${id}`),
      staleTime: 0,
    });
    const { merged, conflicts, taken } = mergeFiches(base.fiche, tidyFiche(fiche), now.fiche);
    setBase({ version: now.version, fiche: now.fiche });
    setFiche(merged);
    setMet({ theirs: now.fiche, taken, conflicts });
  };
  const submit = () =>
    save.mutate(
      { version: base.version, fiche },
      {
        onSuccess: () => navigate(`/annuaire/${id}`),
        onError: (error) => {
          if (failedWith(error, 'organisation.modifiee')) void join();
        },
      },
    );
  return (
    <Screen title={`Modifier ${read.fiche.sigle || read.fiche.denomination}`} width="narrow">
      {met === null ? null : (
        <MergePanel
          {...met}
          mine={fiche}
          onTake={(field) => {
            setFiche({ ...fiche, [field]: met.theirs[field] });
            setMet({ ...met, conflicts: met.conflicts.filter((each) => each !== field) });
          }}
          onKeep={(field) => setMet({ ...met, conflicts: met.conflicts.filter((each) => each !== field) })}
        />
      )}
      <OrganisationForm
        fiche={fiche}
        onChange={setFiche}
        pending={save.isPending}
        error={save.error}
        submitLabel="Enregistrer la fiche"
        back={`/annuaire/${id}`}
        onSubmit={submit}
      />
    </Screen>
  );
}
