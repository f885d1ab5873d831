import { Button } from '@mantine/core';
import { IconAddressBook } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import type * as Y from 'yjs';
import { Failure } from '#client/app/failure.tsx';
import { readFields, writeFields } from '#client/editor/core/fields.ts';
import { today } from '#client/identity/annuaire/days.ts';
import { useAnnuaire } from '#client/identity/annuaire/queries.ts';
import { partyWords } from '#shared/document/names.ts';
import { FIELDS_MAP } from '#shared/document/schema/vocabulary.ts';
import { nameOfProposal, type SheetProposal, sheetProposals } from '#shared/drafting/sheet-changes.ts';
import type { ActId } from '#shared/kernel/ids.ts';
import { useKeepProposal, useKeptProposals } from '../queries.ts';
import classes from './sheet-proposals.module.css';

/** The variables of an act, as they change. */
function useFields(doc: Y.Doc) {
  const [fields, setFields] = useState(() => readFields(doc));
  useEffect(() => {
    const map = doc.getMap(FIELDS_MAP);
    const read = () => setFields(readFields(doc));
    read();
    map.observe(read);
    return () => map.unobserve(read);
  }, [doc]);
  return fields;
}

/** Gives a draft what the sheet says, as one change that is undone like any other. */
function take(doc: Y.Doc, { values }: SheetProposal): void {
  const fields = readFields(doc);
  const given = Object.entries(values).flatMap(([key, valeur]) => {
    const field = fields[key];
    return field === undefined ? [] : [[key, { ...field, valeur }] as const];
  });
  writeFields(doc, Object.fromEntries(given));
}

/**
 * A change on the sheet of a party, proposed to whoever writes the draft (rule D24). What is kept as it is, by anybody who
 * writes it, is not proposed again.
 */
export function SheetProposals({ doc, actId }: { readonly doc: Y.Doc; readonly actId: ActId }) {
  const annuaire = useAnnuaire();
  const fields = useFields(doc);
  const kept = useKeptProposals(actId);
  const keep = useKeepProposal(actId);
  // Nothing is asked before it is known what was answered.
  if (annuaire.data === undefined || kept.data === undefined) return null;
  const sheets = annuaire.data.organisations.map(({ fiche }) => fiche);
  const answered = new Set(kept.data);
  const proposal = sheetProposals(fields, sheets, today()).find((one) => !answered.has(nameOfProposal(one)));
  if (proposal === undefined) return null;
  const { party, kind, from, to } = proposal;
  return (
    <section className={classes.banner} aria-label="Proposition de l’annuaire">
      <IconAddressBook size={18} aria-hidden="true" className={classes.icon} />
      <p>
        <strong>{partyWords(party, 'Le')}</strong>
        {kind === 'siege' ? ' a changé de siège\u00a0: ' : ' a changé de représentant\u00a0: '}
        {to} (ce projet dit {from}).
      </p>
      {keep.isError ? <Failure error={keep.error} /> : null}
      <div className={classes.buttons}>
        <Button size="compact-sm" onClick={() => take(doc, proposal)}>
          Mettre à jour
        </Button>
        <Button
          size="compact-sm"
          variant="default"
          loading={keep.isPending}
          onClick={() => keep.mutate(nameOfProposal(proposal))}
        >
          Garder
        </Button>
      </div>
    </section>
  );
}
