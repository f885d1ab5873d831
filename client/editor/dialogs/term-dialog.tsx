import { Button, Group, Modal, Radio, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { refreshTerms } from '../core/terms.ts';
import type { MountedEditor } from '../use-act-editor.ts';

interface Props {
  readonly mounted: MountedEditor;
  readonly onClose: () => void;
}

/** Marks the selected words as the definition of a term or a sigle, or takes the mark away. */
export function TermDialog({ mounted, onClose }: Props) {
  const { editor, makeId } = mounted.handle;
  const { from, to } = editor.state.selection;
  const words = editor.state.doc.textBetween(from, to, ' ').trim();
  const defined = editor.isActive('terme');
  const [genre, setGenre] = useState<'terme' | 'sigle'>(/^[A-Z0-9.]{2,8}$/.test(words) ? 'sigle' : 'terme');

  const done = () => {
    refreshTerms(editor.view);
    onClose();
  };
  const define = () => {
    editor.chain().setMark('terme', { defId: makeId(), genre }).run();
    done();
  };
  const forget = () => {
    editor.chain().extendMarkRange('terme').unsetMark('terme').run();
    done();
  };

  return (
    <Modal opened onClose={onClose} title="Terme défini">
      <Stack gap="md">
        {words === '' && !defined ? (
          <Text>
            Sélectionnez d’abord, à l’endroit où le texte le définit, le terme ou le sigle (par exemple «
            {'\u00a0'}les Parties{'\u00a0'}»), puis revenez ici. Ses autres emplois seront soulignés de
            points.
          </Text>
        ) : (
          <>
            <Text>
              Ces mots sont définis ici{'\u00a0'}: «{'\u00a0'}
              <strong>{words || 'le terme sous le curseur'}</strong>
              {'\u00a0'}».
            </Text>
            <Radio.Group
              label="Nature"
              value={genre}
              onChange={(value) => setGenre(value === 'sigle' ? 'sigle' : 'terme')}
            >
              <Group mt={6}>
                <Radio value="terme" label="Terme" />
                <Radio value="sigle" label="Sigle" />
              </Group>
            </Radio.Group>
          </>
        )}
        <Group justify="flex-end">
          {defined && (
            <Button variant="default" c="var(--mantine-color-error)" onClick={forget}>
              Ne plus définir
            </Button>
          )}
          <Button variant="default" onClick={onClose}>
            Fermer
          </Button>
          {words !== '' && <Button onClick={define}>Définir ce terme</Button>}
        </Group>
      </Stack>
    </Modal>
  );
}
