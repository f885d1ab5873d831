import { ActionIcon, Button } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconTrash } from '@tabler/icons-react';
import { frenchDay } from '#client/identity/annuaire/days.ts';
import type { OrganisationSummary } from '#shared/identity/annuaire-wire.ts';
import { emptyParty, type PartyDraft, partyFrom } from './draft.ts';
import classes from './new-act.module.css';
import { OrganisationPicker } from './organisation-picker.tsx';
import { EngagementsField, IdentityFields, type PartyFieldsProps, SignatoryFields } from './party-fields.tsx';
import { fieldId } from './reveal.ts';

interface PartyCardProps extends Omit<PartyFieldsProps, 'base' | 'sheet'> {
  readonly rank: number;
  readonly count: number;
  readonly removable: boolean;
  readonly annuaire: readonly OrganisationSummary[];
  /** Ids of the organisations that are parties already. */
  readonly taken: ReadonlySet<string>;
  readonly mayAdd: boolean;
  readonly today: string;
  /** The clauses chosen print what each party undertakes. */
  readonly withEngagements: boolean;
  readonly onMove: (to: number) => void;
  readonly onRemove: () => void;
}

/** One party: chosen in the annuaire or typed here, with who signs for it. */
export function PartyCard(props: PartyCardProps) {
  const { party, rank, count, removable, annuaire, taken, today, onChange, onMove, onRemove } = props;
  const name = party.sigle || party.denomination || `partie ${rank + 1}`;
  const base = `partie.p${rank + 1}`;
  const sheet = annuaire.find(({ id }) => id === party.organisation) ?? null;
  const fields = { ...props, base, sheet };
  return (
    <li className={classes.party} id={fieldId(base)} tabIndex={-1}>
      <fieldset className={classes.fields}>
        <legend className={classes.partyTitle}>Partie {rank + 1}</legend>
        <div className={classes.partyTools}>
          <ActionIcon
            variant="subtle"
            color="gray"
            size="lg"
            aria-label={`Monter ${name}`}
            disabled={rank === 0}
            onClick={() => onMove(rank - 1)}
          >
            <IconArrowUp size={18} aria-hidden="true" />
          </ActionIcon>
          <ActionIcon
            variant="subtle"
            color="gray"
            size="lg"
            aria-label={`Descendre ${name}`}
            disabled={rank === count - 1}
            onClick={() => onMove(rank + 1)}
          >
            <IconArrowDown size={18} aria-hidden="true" />
          </ActionIcon>
          <ActionIcon
            variant="subtle"
            color="gray"
            size="lg"
            aria-label={`Retirer ${name}`}
            disabled={!removable}
            onClick={onRemove}
          >
            <IconTrash size={18} aria-hidden="true" />
          </ActionIcon>
        </div>
        {party.choisie ? (
          <ChosenParty {...fields} />
        ) : (
          <OrganisationPicker
            id={fieldId(`${base}.denomination`)}
            annuaire={annuaire}
            taken={taken}
            today={today}
            error={props.errorOf(`${base}.denomination`)}
            onChoose={(organisation) => onChange(partyFrom(party, organisation, today))}
            onNew={(denomination) =>
              onChange({ ...party, choisie: true, garder: props.mayAdd, denomination })
            }
          />
        )}
      </fieldset>
    </li>
  );
}

type ChosenProps = PartyCardProps & PartyFieldsProps;

function ChosenParty(props: ChosenProps) {
  const { party, sheet, base, withEngagements, onChange } = props;
  const other = () => onChange({ ...emptyParty([]), cle: party.cle, engagements: party.engagements });
  if (sheet === null)
    return (
      <>
        <IdentityFields {...props} />
        <SignatoryFields {...props} />
        {withEngagements ? <EngagementsField {...props} /> : null}
        <div>
          <Button variant="subtle" size="compact-sm" onClick={other}>
            Choisir plutôt dans l’annuaire
          </Button>
        </div>
      </>
    );
  return (
    <>
      <Identity party={party} onOther={other} />
      <SignatoryFields {...props} />
      {withEngagements ? <EngagementsField {...props} /> : null}
      <details className={classes.more}>
        <summary>Identité, présentation et chiffres repris de la fiche</summary>
        <div className={classes.fields}>
          <IdentityFields {...props} />
          <Facts party={party} base={base} />
        </div>
      </details>
    </>
  );
}

function Identity({ party, onOther }: { readonly party: PartyDraft; readonly onOther: () => void }) {
  const { denomination, sigle, forme, siege, siren, personnePublique } = party;
  const lines = [
    [forme, personnePublique ? 'personne publique' : ''].filter(Boolean).join(', '),
    siege,
    siren === '' ? '' : `SIREN ${siren}`,
  ].filter(Boolean);
  return (
    <div className={classes.identity}>
      <div>
        <p className={classes.name}>
          {denomination}
          {sigle === '' ? null : ` (${sigle})`}
        </p>
        {lines.map((line) => (
          <p key={line}>{line}</p>
        ))}
      </div>
      <Button variant="default" size="compact-sm" onClick={onOther}>
        Changer
      </Button>
    </div>
  );
}

/** The dated facts that the act may print, as the sheet has them today. */
function Facts({ party, base }: { readonly party: PartyDraft; readonly base: string }) {
  if (party.faits.length === 0)
    return <p className={classes.help}>La fiche de cette organisation ne porte aucun chiffre daté.</p>;
  return (
    <div className={classes.facts}>
      <h3>Chiffres de la fiche</h3>
      <dl>
        {party.faits.map(({ cle, libelle, valeur, date, source }) => (
          <div key={cle} id={fieldId(`${base}.faits.${cle}`)} tabIndex={-1}>
            <dt>{libelle}</dt>
            <dd>
              <strong>{valeur}</strong>
              <span>
                au {frenchDay(date)}
                {source === '' ? '' : `, ${source}`}
              </span>
            </dd>
          </div>
        ))}
      </dl>
      <p className={classes.help}>Pour les mettre à jour, corrigez la fiche dans l’annuaire.</p>
    </div>
  );
}
