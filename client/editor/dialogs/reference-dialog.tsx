import { Button, Group, Modal, Radio, ScrollArea, Select, Stack, Text, TextInput } from '@mantine/core';
import { useMemo, useState } from 'react';
import { printReference } from '#shared/document/references.ts';
import type { ReferenceFormat } from '#shared/document/schema/vocabulary.ts';
import { referenceTargets } from '../core/reference-targets.ts';
import { type MountedEditor, useActModel } from '../use-act-editor.ts';

const FORMATS: readonly { readonly value: ReferenceFormat; readonly label: string }[] = [
  { value: 'defini', label: 'Avec l’article défini (l’article 4)' },
  { value: 'nom', label: 'Sans article défini (article 4)' },
  { value: 'numero', label: 'Le numéro seul (4)' },
  { value: 'intitule', label: 'Avec l’intitulé (article 4 (Durée))' },
];

/** How many targets are listed at once: beyond, one goes on typing. */
const SHOWN = 60;

interface Props {
  readonly mounted: MountedEditor;
  readonly onClose: () => void;
}

/** Inserts a cross-reference at the caret, or gives the selected one another target. */
export function ReferenceDialog({ mounted, onClose }: Props) {
  const { editor } = mounted.handle;
  const derived = useActModel(mounted.store, 'derived');
  const [search, setSearch] = useState('');
  const [target, setTarget] = useState('');
  const [format, setFormat] = useState<ReferenceFormat>('defini');
  const targets = useMemo(() => referenceTargets(derived.document, derived.numbering), [derived]);
  const wanted = search.trim().toLocaleLowerCase('fr');
  const listed = targets
    .filter(({ label }) => label.toLocaleLowerCase('fr').includes(wanted))
    .slice(0, SHOWN);
  const preview =
    target === '' ? '' : printReference(derived.document, derived.numbering, target, format).text;

  const insert = () => {
    editor.commands.insertContent({ type: 'renvoi', attrs: { cible: target, format, libelle: preview } });
    onClose();
  };

  return (
    <Modal opened onClose={onClose} title="Renvoi à une division ou à un alinéa" size="lg">
      <Stack gap="md">
        <TextInput
          label="Chercher"
          placeholder="article, durée…"
          value={search}
          onChange={(event) => setSearch(event.currentTarget.value)}
          data-autofocus
        />
        <ScrollArea.Autosize
          mah={280}
          type="auto"
          viewportProps={{ tabIndex: 0, 'aria-label': 'Cibles possibles', role: 'region' }}
        >
          <Radio.Group aria-label="Cible du renvoi" value={target} onChange={setTarget}>
            <Stack gap={8} p={4}>
              {listed.map(({ id, label, depth }) => (
                <Radio key={id} value={id} label={label} pl={depth * 16} />
              ))}
            </Stack>
          </Radio.Group>
          {listed.length === 0 && (
            <Text c="dimmed">Rien ne correspond. Essayez un mot de l’intitulé ou du texte.</Text>
          )}
        </ScrollArea.Autosize>
        <Select
          label="Présentation"
          data={FORMATS.map((one) => ({ ...one }))}
          value={format}
          onChange={(value) => setFormat(FORMATS.find((one) => one.value === value)?.value ?? 'defini')}
          allowDeselect={false}
        />
        <Text aria-live="polite">
          {preview === '' ? (
            '\u00a0'
          ) : (
            <>
              Le texte dira{'\u00a0'}: «{'\u00a0'}
              {preview}
              {'\u00a0'}».
            </>
          )}
        </Text>
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            Annuler
          </Button>
          <Button onClick={insert} disabled={target === ''}>
            Insérer le renvoi
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
