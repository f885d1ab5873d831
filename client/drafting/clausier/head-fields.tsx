import { ActionIcon, Button, Checkbox, NativeSelect, Select, Textarea, TextInput } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { FAMILIES } from '#shared/document/schema/vocabulary.ts';
import { FAMILY_NAMES } from '#shared/drafting/families.ts';
import classes from './clausier.module.css';
import { BLANK_VARIABLE, type ClauseDraft, slugOf, type VariableDraft } from './draft.ts';

interface HeadFieldsProps {
  readonly draft: ClauseDraft;
  /** True for a version of a clause that exists: its name and family stay. */
  readonly known: boolean;
  /** True once a proposal was tried: what is missing is marked. */
  readonly tried: boolean;
  readonly onChange: (next: Partial<ClauseDraft>) => void;
}

const TYPE_NAMES = [
  { value: 'texte', label: 'Texte' },
  { value: 'entier', label: 'Nombre entier' },
  { value: 'montant', label: 'Montant' },
  { value: 'date', label: 'Date' },
  { value: 'enum', label: 'Choix dans une liste' },
  { value: 'booleen', label: 'Oui ou non' },
  { value: 'reference', label: 'Référence à un texte' },
] as const;

/** What the head of a clause says, as a form. */
export function HeadFields({ draft, known, tried, onChange }: HeadFieldsProps) {
  const missing = (value: string, sentence: string) => (tried && value.trim() === '' ? sentence : undefined);
  const setVariables = (variables: ClauseDraft['variables']) => onChange({ variables });
  const name = (famille: string, variante: string) => {
    const slug = slugOf(variante);
    onChange({ famille, variante: slug, id: slug === '' ? '' : `${famille}-${slug}` });
  };
  return (
    <>
      <fieldset className={classes.group}>
        <legend>La clause</legend>
        {known ? null : (
          <div className={classes.pair}>
            <Select
              label="Famille"
              required
              searchable
              data={FAMILIES.map((value) => ({ value, label: FAMILY_NAMES[value] }))}
              error={missing(draft.famille, 'Choisissez une famille.')}
              value={draft.famille === '' ? null : draft.famille}
              onChange={(value) => name(value ?? '', draft.variante)}
            />
            <TextInput
              label="Nom de la variante"
              required
              description="En deux ou trois mots."
              placeholder="durée courte"
              error={missing(draft.variante, 'Nommez la variante.')}
              defaultValue={draft.variante}
              onChange={(event) => name(draft.famille, event.currentTarget.value)}
            />
          </div>
        )}
        <TextInput
          label="Intitulé imprimé"
          description="Vide pour les visas et les considérants, qui n’en ont pas."
          value={draft.titre}
          onChange={(event) => onChange({ titre: event.currentTarget.value })}
        />
        <TextInput
          label="Quand l’employer"
          required
          description="Une phrase."
          error={missing(draft.emploi, 'Une phrase suffit.')}
          value={draft.emploi}
          onChange={(event) => onChange({ emploi: event.currentTarget.value })}
        />
        <Textarea
          label="Note du juriste"
          description="Ce que le relecteur doit savoir, avec les sources."
          autosize
          minRows={2}
          maxRows={10}
          value={draft.note}
          onChange={(event) => onChange({ note: event.currentTarget.value })}
        />
      </fieldset>
      <fieldset className={classes.group}>
        <legend>Variables</legend>
        {draft.variables.map((variable, rank) => (
          <VariableFields
            // biome-ignore lint/suspicious/noArrayIndexKey: rows are only added last or removed
            key={rank}
            variable={variable}
            rank={rank}
            onChange={(next) => setVariables(draft.variables.with(rank, next))}
            onRename={(next) =>
              onChange({
                variables: draft.variables.with(rank, next),
                corps: renamed(draft.corps, variable.chemin, next.chemin),
              })
            }
            onRemove={() => setVariables(draft.variables.toSpliced(rank, 1))}
          />
        ))}
        <div>
          <Button
            variant="default"
            leftSection={<IconPlus size={18} aria-hidden="true" />}
            onClick={() => setVariables([...draft.variables, BLANK_VARIABLE])}
          >
            Ajouter une variable
          </Button>
        </div>
      </fieldset>
      <fieldset className={classes.group}>
        <legend>Questions au rédacteur</legend>
        <p className={classes.none}>
          Ce qui devrait être vrai pour employer cette clause, et la question posée quand ce ne l’est pas.
        </p>
        {draft.conditions.map((each, rank) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: rows are only added last or removed
          <div key={rank} className={classes.question}>
            <TextInput
              label="Devrait être vrai"
              placeholder="personne publique"
              value={each.si}
              onChange={(event) =>
                onChange({
                  conditions: draft.conditions.with(rank, { ...each, si: event.currentTarget.value }),
                })
              }
            />
            <TextInput
              label="Question"
              value={each.sinon}
              onChange={(event) =>
                onChange({
                  conditions: draft.conditions.with(rank, { ...each, sinon: event.currentTarget.value }),
                })
              }
            />
            <ActionIcon
              variant="subtle"
              color="gray"
              size="lg"
              aria-label={`Retirer la question ${rank + 1}`}
              onClick={() => onChange({ conditions: draft.conditions.toSpliced(rank, 1) })}
            >
              <IconTrash size={18} aria-hidden="true" />
            </ActionIcon>
          </div>
        ))}
        <div>
          <Button
            variant="default"
            leftSection={<IconPlus size={18} aria-hidden="true" />}
            onClick={() => onChange({ conditions: [...draft.conditions, { si: '', sinon: '' }] })}
          >
            Ajouter une question
          </Button>
        </div>
      </fieldset>
    </>
  );
}

/** The text with a variable under its new name, wherever it prints it or asks about it. */
function renamed(text: string, from: string, to: string): string {
  if (from === '' || to === '' || from === to) return text;
  const name = from.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return text
    .replace(new RegExp(`\\{\\{${name}(?=[|}])`, 'g'), `{{${to}`)
    .replace(new RegExp(`^(@si .*?)\\b${name}(?=\\s)`, 'gm'), `$1${to}`);
}

interface VariableFieldsProps {
  readonly variable: VariableDraft;
  readonly rank: number;
  readonly onChange: (variable: VariableDraft) => void;
  /** Changes the name that the text uses. */
  readonly onRename: (variable: VariableDraft) => void;
  readonly onRemove: () => void;
}

function VariableFields({ variable, rank, onChange, onRename, onRemove }: VariableFieldsProps) {
  const bind = (field: 'libelle' | 'aide' | 'defaut' | 'min' | 'max' | 'apres' | 'si') => ({
    value: variable[field],
    onChange: (event: { currentTarget: { value: string } }) =>
      onChange({ ...variable, [field]: event.currentTarget.value }),
  });
  const isNumber = variable.type === 'entier' || variable.type === 'montant';
  const type = TYPE_NAMES.find(({ value }) => value === variable.type)?.label ?? '';
  const facts = [
    type,
    variable.defaut === '' ? '' : `par défaut : ${variable.defaut}`,
    variable.requis === 'oui' ? 'obligatoire' : '',
  ];
  const [isNew] = useState(variable.libelle === '');
  return (
    <details className={classes.variable} open={isNew}>
      <summary>
        <strong>{variable.libelle || `Variable ${rank + 1}`}</strong>
        <span className={classes.facts}>{facts.filter((part) => part !== '').join(', ')}</span>
      </summary>
      <div className={classes.variableFields}>
        <TextInput label="Ce que lit le rédacteur" placeholder="Durée, en mois" {...bind('libelle')} />
        <NativeSelect
          label="Nature"
          data={[...TYPE_NAMES]}
          value={variable.type}
          onChange={(event) => {
            const type = TYPE_NAMES.find(({ value }) => value === event.currentTarget.value)?.value;
            onChange({ ...variable, type: type ?? 'texte' });
          }}
        />
        <TextInput
          label="Nom dans le texte"
          placeholder="duree.mois"
          classNames={{ input: classes.mono ?? '' }}
          value={variable.chemin}
          onChange={(event) => onRename({ ...variable, chemin: event.currentTarget.value })}
        />
        <TextInput label="Valeur par défaut" {...bind('defaut')} />
        {variable.type === 'enum' ? (
          <TextInput
            label="Choix"
            description="Séparés par des points-virgules."
            defaultValue={variable.choix.join(' ; ')}
            onChange={(event) =>
              onChange({
                ...variable,
                choix: event.currentTarget.value
                  .split(';')
                  .map((choice) => choice.trim())
                  .filter((choice) => choice !== ''),
              })
            }
          />
        ) : null}
        {isNumber ? (
          <>
            <TextInput label="Au moins" inputMode="decimal" {...bind('min')} />
            <TextInput label="Au plus" inputMode="decimal" {...bind('max')} />
          </>
        ) : null}
        {variable.type === 'date' ? (
          <TextInput
            label="Pas avant la date"
            description="Nom d’une autre variable."
            classNames={{ input: classes.mono ?? '' }}
            {...bind('apres')}
          />
        ) : null}
        <TextInput label="Aide" {...bind('aide')} />
        <TextInput label="Demandée seulement si" placeholder="duree.mode = tacite" {...bind('si')} />
        <Checkbox
          className={classes.check}
          label="Obligatoire"
          checked={variable.requis === 'oui'}
          onChange={(event) => onChange({ ...variable, requis: event.currentTarget.checked ? 'oui' : '' })}
        />
      </div>
      <Button
        size="compact-sm"
        variant="subtle"
        color="red"
        leftSection={<IconTrash size={16} aria-hidden="true" />}
        onClick={onRemove}
      >
        Retirer cette variable
      </Button>
    </details>
  );
}
