import { Button, Group, Text } from '@mantine/core';
import { IconCircleCheck, IconFileImport, IconForms, IconLinkOff, IconNote } from '@tabler/icons-react';
import { findBlock } from '../core/block-diff.ts';
import type { Finding } from '../core/checks.ts';
import { goToBlock } from '../core/commands.ts';
import { type MountedEditor, useActModel } from '../use-act-editor.ts';
import classes from './panel.module.css';

const ICONS: Readonly<Record<Finding['kind'], typeof IconNote>> = {
  renvoi: IconLinkOff,
  import: IconFileImport,
  variable: IconForms,
  note: IconNote,
};

interface Props {
  readonly mounted: MountedEditor;
  readonly editable: boolean;
  readonly onField: (key: string) => void;
  readonly onGone?: () => void;
}

/** « À vérifier »: each thing to look at, with the way to it. */
export function ChecksTab({ mounted, editable, onField, onGone }: Props) {
  const findings = useActModel(mounted.store, 'findings');
  const { editor } = mounted.handle;
  const show = (blockId: string) => {
    const found = findBlock(editor.state.doc, blockId);
    if (!found) return;
    goToBlock(editor, found.pos);
    onGone?.();
  };
  const accept = (blockId: string) => {
    const found = findBlock(editor.state.doc, blockId);
    if (found) editor.view.dispatch(editor.state.tr.setNodeAttribute(found.pos, 'aVerifier', false));
  };

  if (findings.length === 0)
    return (
      <div className={classes.empty}>
        <IconCircleCheck size={28} aria-hidden />
        <Text size="sm">
          Rien à vérifier{'\u00a0'}: ni renvoi rompu, ni variable vide, ni passage douteux.
        </Text>
      </div>
    );
  return (
    <ul className={classes.cards}>
      {findings.map(({ key, kind, message, blockId, field }) => {
        const Icon = ICONS[kind];
        return (
          <li key={key} className={classes.card} data-kind={kind}>
            <Group gap={8} wrap="nowrap" align="flex-start">
              <Icon size={18} aria-hidden className={classes.icon} />
              <Text size="sm">{message}</Text>
            </Group>
            <Group gap={6} mt={6} justify="flex-end">
              {kind === 'import' && blockId !== null && editable && (
                <Button size="compact-sm" variant="default" onClick={() => accept(blockId)}>
                  C’est bon
                </Button>
              )}
              {field !== undefined && editable && (
                <Button size="compact-sm" variant="default" onClick={() => onField(field)}>
                  Compléter
                </Button>
              )}
              {blockId !== null && (
                <Button size="compact-sm" variant="subtle" onClick={() => show(blockId)}>
                  Voir
                </Button>
              )}
            </Group>
          </li>
        );
      })}
    </ul>
  );
}
