import type { MountedEditor } from '../use-act-editor.ts';
import { HelpDialog } from './help-dialog.tsx';
import { LinkDialog } from './link-dialog.tsx';
import { NumberingDialog } from './numbering-dialog.tsx';
import { ReferenceDialog } from './reference-dialog.tsx';
import { TermDialog } from './term-dialog.tsx';
import { VariableDialog } from './variable-dialog.tsx';

/** The dialog now open. `blockId`: the heading that a numbering style is for; the caret's when absent. */
export type OpenDialog =
  | { readonly kind: 'numbering'; readonly blockId?: string }
  | { readonly kind: 'reference' | 'variable' | 'term' | 'link' | 'help' };

interface Props {
  readonly mounted: MountedEditor;
  readonly dialog: OpenDialog | null;
  readonly onClose: () => void;
  readonly onAnnounce: (message: string) => void;
}

/** Shows the dialog that is open, if any; closing it gives the caret back to the text. */
export function Dialogs({ mounted, dialog, onClose, onAnnounce }: Props) {
  const close = () => {
    onClose();
    mounted.handle.editor.view.focus();
  };
  switch (dialog?.kind) {
    case undefined:
      return null;
    case 'numbering':
      return (
        <NumberingDialog
          mounted={mounted}
          {...(dialog.blockId === undefined ? {} : { blockId: dialog.blockId })}
          onClose={close}
          onAnnounce={onAnnounce}
        />
      );
    case 'reference':
      return <ReferenceDialog mounted={mounted} onClose={close} />;
    case 'variable':
      return <VariableDialog mounted={mounted} onClose={close} />;
    case 'term':
      return <TermDialog mounted={mounted} onClose={close} />;
    case 'link':
      return <LinkDialog mounted={mounted} onClose={close} />;
    case 'help':
      return <HelpDialog onClose={close} />;
  }
}
