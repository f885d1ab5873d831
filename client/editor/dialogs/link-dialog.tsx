import { Button, Group, Modal, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { MountedEditor } from '../use-act-editor.ts';

/** @returns the address to store, completed when it names no protocol; null when it is none that may be opened */
function readLink(raw: string): string | null {
  const text = raw.trim();
  if (text === '' || /\s/.test(text)) return null;
  if (/^(https?:\/\/|mailto:)\S/i.test(text)) return text;
  if (/^[^\s@:/]+@[^\s@:/]+\.[^\s@:/]+$/.test(text)) return `mailto:${text}`;
  return /^[\p{L}\p{N}-]+(\.[\p{L}\p{N}-]+)+(\/\S*)?$/u.test(text) ? `https://${text}` : null;
}

interface Props {
  readonly mounted: MountedEditor;
  readonly onClose: () => void;
}

/** Gives the selected words a link, changes it, or takes it away. */
export function LinkDialog({ mounted, onClose }: Props) {
  const { editor } = mounted.handle;
  const current = String(editor.getAttributes('link').href ?? '');
  const [href, setHref] = useState(current);
  const [error, setError] = useState<string | null>(null);

  const apply = () => {
    const link = readLink(href);
    if (link === null)
      return setError(
        'Écrivez une adresse complète, par exemple https://www.exemple.fr, ou une adresse électronique.',
      );
    const chain = editor.chain().focus().extendMarkRange('link');
    if (editor.state.selection.empty && current === '')
      chain
        .insertContent({ type: 'text', text: href.trim(), marks: [{ type: 'link', attrs: { href: link } }] })
        .run();
    else chain.setLink({ href: link }).run();
    onClose();
  };

  return (
    <Modal opened onClose={onClose} title="Lien">
      <Stack gap="md">
        <TextInput
          label="Adresse"
          value={href}
          error={error}
          onChange={(event) => {
            setHref(event.currentTarget.value);
            setError(null);
          }}
          onKeyDown={(event) => {
            if (event.key === 'Enter') apply();
          }}
          data-autofocus
        />
        <Group justify="flex-end">
          {current !== '' && (
            <Button
              variant="default"
              c="var(--mantine-color-error)"
              onClick={() => {
                editor.chain().extendMarkRange('link').unsetLink().run();
                onClose();
              }}
            >
              Retirer le lien
            </Button>
          )}
          <Button variant="default" onClick={onClose}>
            Annuler
          </Button>
          <Button onClick={apply}>Appliquer</Button>
        </Group>
      </Stack>
    </Modal>
  );
}
