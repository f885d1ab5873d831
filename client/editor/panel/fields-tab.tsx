import { Select, Text, TextInput } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import type { FieldValue } from '#shared/document/model.ts';
import { parseFieldInput } from '#shared/document/variables.ts';
import { FIELD_TYPE_NAMES, writeField } from '../core/fields.ts';
import { type MountedEditor, useActModel } from '../use-act-editor.ts';
import { groupFields, printedFields } from './field-groups.ts';
import classes from './panel.module.css';

interface Props {
  readonly mounted: MountedEditor;
  readonly editable: boolean;
  /** Key of the variable to put the focus in. */
  readonly field: string | null;
}

/** Every variable of the act, to fill in: a value given here changes everywhere at once. */
export function FieldsTab({ mounted, editable, field }: Props) {
  const fields = useActModel(mounted.store, 'fields');
  const derived = useActModel(mounted.store, 'derived');
  const groups = groupFields(fields, printedFields(derived.document));
  if (groups.length === 0)
    return (
      <Text size="sm" c="dimmed" p="md">
        Aucune variable. Insérez-en une depuis la barre d’outils{'\u00a0'}: sa valeur, donnée ici, changera
        partout à la fois.
      </Text>
    );
  return (
    <>
      {groups.map(({ id, title, fields: entries }) => {
        const missing = entries.filter((entry) => entry.missing).length;
        return (
          <section key={id} aria-labelledby={`variables-${id}`}>
            <h3 id={`variables-${id}`} className={classes.group}>
              {title}
              {missing > 0 && <span className={classes.missing}>{`${missing}\u00a0à compléter`}</span>}
            </h3>
            <ul className={classes.fields}>
              {entries.map((entry) => {
                const value = fields[entry.key];
                return value ? (
                  <li key={entry.key}>
                    <FieldInput
                      mounted={mounted}
                      name={entry.key}
                      field={value}
                      missing={entry.missing}
                      editable={editable}
                      wanted={field === entry.key}
                    />
                  </li>
                ) : null;
              })}
            </ul>
          </section>
        );
      })}
    </>
  );
}

interface FieldInputProps {
  readonly mounted: MountedEditor;
  readonly name: string;
  readonly field: FieldValue;
  readonly missing: boolean;
  readonly editable: boolean;
  readonly wanted: boolean;
}

function FieldInput({ mounted, name, field, missing, editable, wanted }: FieldInputProps) {
  const { doc } = mounted.handle;
  const [draft, setDraft] = useState<string | null>(null);
  const [error, setError] = useState<string | null>(null);
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (wanted) input.current?.focus();
  }, [wanted]);

  const commit = (raw: string) => {
    const parsed = parseFieldInput(field.type, raw);
    if (!parsed.ok) return setError(parsed.error);
    setDraft(null);
    setError(null);
    if (parsed.value !== field.valeur) writeField(doc, name, { ...field, valeur: parsed.value });
  };
  const label = field.libelle || name;
  const common = {
    label,
    size: 'sm' as const,
    disabled: !editable,
    description: !missing
      ? undefined
      : field.type === 'texte'
        ? 'À compléter'
        : `À compléter (${FIELD_TYPE_NAMES[field.type].toLowerCase()})`,
    classNames: { description: classes.missing ?? '' },
  };

  if (field.type === 'booleen')
    return (
      <Select
        {...common}
        ref={input}
        data={[
          { value: 'oui', label: 'Oui' },
          { value: 'non', label: 'Non' },
        ]}
        value={field.valeur}
        clearable
        onChange={(value) => commit(value ?? '')}
      />
    );
  return (
    <TextInput
      {...common}
      ref={input}
      type={field.type === 'date' ? 'date' : 'text'}
      inputMode={field.type === 'entier' ? 'numeric' : field.type === 'montant' ? 'decimal' : 'text'}
      value={draft ?? field.valeur ?? ''}
      error={error}
      onChange={(event) => {
        setDraft(event.currentTarget.value);
        setError(null);
      }}
      onBlur={() => draft !== null && commit(draft)}
      onKeyDown={(event) => {
        if (event.key === 'Enter') commit(event.currentTarget.value);
        if (event.key === 'Escape') {
          setDraft(null);
          setError(null);
        }
      }}
    />
  );
}
