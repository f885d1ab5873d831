import { Button, Group, Modal, Radio, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { setNumberingStyle } from '#shared/document/operations/index.ts';
import type { DivisionKind } from '#shared/document/schema/vocabulary.ts';
import { findBlock } from '../core/block-diff.ts';
import { DIVISION_NAMES, NUMBERING_STYLES, styleOf } from '../core/numbering-styles.ts';
import { EDITOR_ORIGIN } from '../core/undo.ts';
import type { MountedEditor } from '../use-act-editor.ts';

interface Props {
  readonly mounted: MountedEditor;
  readonly blockId?: string;
  readonly onClose: () => void;
  readonly onAnnounce: (message: string) => void;
}

/** Chooses how one heading, or all of its kind and level, print their numbers. */
export function NumberingDialog({ mounted, blockId, onClose, onAnnounce }: Props) {
  const { editor, doc } = mounted.handle;
  const { parent } = editor.state.selection.$from;
  const target = blockId === undefined ? parent : findBlock(editor.state.doc, blockId)?.node;
  const heading = target?.type.name === 'intitule' ? target : null;
  const [chosen, setChosen] = useState(heading ? (styleOf(heading.attrs)?.key ?? '') : '');
  const [scope, setScope] = useState<'one' | 'all'>('all');
  if (!heading)
    return (
      <Modal opened onClose={onClose} title="Numérotation des divisions">
        <Text>Placez d’abord le curseur dans l’intitulé d’une division, puis revenez ici.</Text>
        <Group justify="flex-end" mt="lg">
          <Button onClick={onClose}>J’ai compris</Button>
        </Group>
      </Modal>
    );

  const genre = heading.attrs.genre as DivisionKind;
  const niveau = Number(heading.attrs.niveau);
  const apply = () => {
    const named = NUMBERING_STYLES.find((one) => one.key === chosen);
    if (!named) return;
    const selector = scope === 'all' ? { niveau, genre } : { ids: new Set([String(heading.attrs.id)]) };
    const done = setNumberingStyle(doc, selector, named.style, EDITOR_ORIGIN);
    onAnnounce(
      done.ok
        ? `Numérotation changée\u00a0: ${named.sample}.`
        : 'La numérotation n’a pas pu être changée\u00a0: la division a été supprimée entre-temps.',
    );
    onClose();
  };

  return (
    <Modal opened onClose={onClose} title="Numérotation des divisions">
      <Stack gap="lg">
        <Radio.Group label="Présentation" value={chosen} onChange={setChosen}>
          <Stack gap={6} mt={6}>
            {NUMBERING_STYLES.map(({ key, sample }) => (
              <Radio key={key} value={key} label={sample} />
            ))}
          </Stack>
        </Radio.Group>
        <Radio.Group
          label="Pour"
          value={scope}
          onChange={(value) => setScope(value === 'one' ? 'one' : 'all')}
        >
          <Stack gap={6} mt={6}>
            <Radio
              value="all"
              label={`Toutes les divisions «\u00a0${DIVISION_NAMES[genre]}\u00a0» de niveau ${niveau}`}
            />
            <Radio value="one" label="Cette division seulement" />
          </Stack>
        </Radio.Group>
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            Annuler
          </Button>
          <Button onClick={apply} disabled={chosen === ''}>
            Appliquer
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
