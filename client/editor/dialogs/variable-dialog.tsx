import { Button, Group, Modal, Select, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { FieldType } from '#shared/document/model.ts';
import type { VariableFormat } from '#shared/document/schema/vocabulary.ts';
import { isWorkingField, parseFieldInput } from '#shared/document/variables.ts';
import { FIELD_TYPE_NAMES, fieldKeyFor, writeField } from '../core/fields.ts';
import { type MountedEditor, useActModel } from '../use-act-editor.ts';

/** Formats that make sense for each type, the usual one first. */
const FORMATS: Readonly<Record<FieldType, readonly VariableFormat[]>> = {
  texte: ['texte', 'capitales', 'gras', 'a', 'de'],
  date: ['date', 'lettres'],
  entier: ['chiffres', 'lettres', 'lettres-chiffres'],
  montant: ['montant', 'lettres', 'lettres-chiffres'],
  enum: ['texte', 'capitales'],
  booleen: ['texte'],
  reference: ['texte'],
};

const FORMAT_NAMES: Readonly<Record<VariableFormat, string>> = {
  texte: 'Tel quel',
  date: 'Date (24 mai 2025)',
  lettres: 'En lettres (trois)',
  chiffres: 'En chiffres (3)',
  'lettres-chiffres': 'En lettres et en chiffres (trois (3))',
  capitales: 'En capitales',
  montant: 'Montant (1\u202f500,00\u00a0€)',
  gras: 'En gras',
  a: 'Lieu après «\u00a0à\u00a0» (au Havre)',
  de: 'Lieu après «\u00a0de\u00a0» (du Havre)',
};

const NEW = '+';
const TYPES = Object.keys(FIELD_TYPE_NAMES) as FieldType[];

interface Props {
  readonly mounted: MountedEditor;
  readonly onClose: () => void;
}

/** Inserts a variable of the act at the caret, or creates one and inserts it. */
export function VariableDialog({ mounted, onClose }: Props) {
  const { editor, doc } = mounted.handle;
  const fields = useActModel(mounted.store, 'fields');
  const keys = Object.keys(fields)
    .filter((key) => !isWorkingField(key))
    .sort((a, b) => a.localeCompare(b, 'fr'));
  const [key, setKey] = useState(keys[0] ?? NEW);
  const [label, setLabel] = useState('');
  const [type, setType] = useState<FieldType>('texte');
  const [value, setValue] = useState('');
  const [error, setError] = useState<string | null>(null);
  const creating = key === NEW;
  const formats = FORMATS[creating ? type : (fields[key]?.type ?? 'texte')];
  const [format, setFormat] = useState<VariableFormat | null>(null);
  const shown = format !== null && formats.includes(format) ? format : (formats[0] ?? 'texte');

  const insert = () => {
    let chemin = key;
    if (creating) {
      const parsed = parseFieldInput(type, value);
      if (!parsed.ok) return setError(parsed.error);
      chemin = fieldKeyFor(label, fields);
      writeField(doc, chemin, { type, libelle: label.trim(), valeur: parsed.value });
    }
    editor.commands.insertContent({ type: 'variable', attrs: { chemin, format: shown } });
    onClose();
  };

  return (
    <Modal opened onClose={onClose} title="Insérer une variable">
      <Stack gap="md">
        <Select
          label="Variable"
          searchable
          allowDeselect={false}
          value={key}
          onChange={(chosen) => setKey(chosen ?? NEW)}
          data={[
            ...keys.map((one) => ({ value: one, label: fields[one]?.libelle || one })),
            { value: NEW, label: 'Créer une variable…' },
          ]}
          openOnFocus={false}
          data-autofocus
        />
        {creating && (
          <>
            <TextInput
              label="Nom de la variable"
              description="Par exemple «&nbsp;Durée du préavis&nbsp;»"
              value={label}
              onChange={(event) => setLabel(event.currentTarget.value)}
            />
            <Select
              label="Type"
              allowDeselect={false}
              value={type}
              onChange={(chosen) => setType(TYPES.find((one) => one === chosen) ?? 'texte')}
              data={TYPES.map((one) => ({ value: one, label: FIELD_TYPE_NAMES[one] }))}
            />
            <TextInput
              label="Valeur"
              description="Elle peut rester vide pour l’instant."
              value={value}
              error={error}
              onChange={(event) => {
                setValue(event.currentTarget.value);
                setError(null);
              }}
            />
          </>
        )}
        <Select
          label="Présentation"
          allowDeselect={false}
          value={shown}
          onChange={(chosen) => setFormat(formats.find((one) => one === chosen) ?? null)}
          data={formats.map((one) => ({ value: one, label: FORMAT_NAMES[one] }))}
        />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            Annuler
          </Button>
          <Button onClick={insert} disabled={creating && label.trim() === ''}>
            Insérer la variable
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
