import { Button } from '@mantine/core';
import { IconAddressBook } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import type * as Y from 'yjs';
import { readFields } from '#client/editor/core/fields.ts';
import { EDITOR_ORIGIN } from '#client/editor/core/undo.ts';
import { today } from '#client/identity/annuaire/days.ts';
import { useAnnuaire } from '#client/identity/annuaire/queries.ts';
import { FIELDS_MAP } from '#shared/document/schema/vocabulary.ts';
import { type SheetProposal, sheetProposals } from '#shared/drafting/sheet-changes.ts';
import classes from './sheet-proposals.module.css';

/** Names one proposal as long as neither side changes. */
const nameOf = ({ party, kind, from, to }: SheetProposal) => [party, kind, from, to].join('\n');

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
  doc.transact(() => {
    const fields = readFields(doc);
    for (const [key, valeur] of Object.entries(values)) {
      const field = fields[key];
      if (field !== undefined) doc.getMap(FIELDS_MAP).set(key, { ...field, valeur });
    }
  }, EDITOR_ORIGIN);
}

/**
 * A change on the sheet of a party, proposed to whoever writes the draft (rule D24). What is kept as it is is not
 * proposed again before the page is opened anew.
 */
export function SheetProposals({ doc }: { readonly doc: Y.Doc }) {
  const annuaire = useAnnuaire();
  const fields = useFields(doc);
  const [kept, setKept] = useState<readonly string[]>([]);
  const sheets = annuaire.data?.organisations.map(({ fiche }) => fiche) ?? [];
  const [proposal] = sheetProposals(fields, sheets, today()).filter((one) => !kept.includes(nameOf(one)));
  if (proposal === undefined) return null;
  const { party, kind, from, to } = proposal;
  return (
    <section className={classes.banner} aria-label="Proposition de l’annuaire">
      <IconAddressBook size={18} aria-hidden="true" className={classes.icon} />
      <p>
        <strong>{party}</strong>
        {kind === 'siege' ? ' a changé de siège\u00a0: ' : ' a changé de représentant\u00a0: '}
        {to} (ce projet dit {from}).
      </p>
      <div className={classes.buttons}>
        <Button size="compact-sm" onClick={() => take(doc, proposal)}>
          Mettre à jour
        </Button>
        <Button size="compact-sm" variant="default" onClick={() => setKept([...kept, nameOf(proposal)])}>
          Garder
        </Button>
      </div>
    </section>
  );
}
