import {
  IconArchive,
  IconBan,
  IconCalendarOff,
  IconCircleCheck,
  IconLock,
  IconMessages,
  IconPencil,
  IconReplace,
  IconSignature,
  IconWritingSign,
} from '@tabler/icons-react';
import type { ComponentType } from 'react';
import { ACT_STATE_NAMES, type ActState } from '#shared/identity/roles.ts';
import classes from './act-state.module.css';

type Tone = 'open' | 'held' | 'done' | 'over';

const LOOKS: Readonly<
  Record<ActState, { Icon: ComponentType<{ size?: number; 'aria-hidden'?: 'true' }>; tone: Tone }>
> = {
  brouillon: { Icon: IconPencil, tone: 'open' },
  negociation: { Icon: IconMessages, tone: 'open' },
  arrete: { Icon: IconLock, tone: 'held' },
  'en-signature': { Icon: IconWritingSign, tone: 'held' },
  signe: { Icon: IconSignature, tone: 'done' },
  'en-vigueur': { Icon: IconCircleCheck, tone: 'done' },
  echu: { Icon: IconCalendarOff, tone: 'over' },
  resilie: { Icon: IconBan, tone: 'over' },
  remplace: { Icon: IconReplace, tone: 'over' },
  abandonne: { Icon: IconArchive, tone: 'over' },
};

/** The state of an act, in words and with an icon; the colour only helps. */
export function ActStateTag({ state }: { readonly state: ActState }) {
  const { Icon, tone } = LOOKS[state];
  return (
    <span className={classes.tag} data-tone={tone}>
      <Icon size={15} aria-hidden="true" />
      {ACT_STATE_NAMES[state]}
    </span>
  );
}
