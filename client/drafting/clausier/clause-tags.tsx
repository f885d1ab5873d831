import {
  IconArchive,
  IconBuildingCommunity,
  IconCircleCheck,
  IconClockQuestion,
  IconPackage,
} from '@tabler/icons-react';
import { CLAUSE_STATE_NAMES, type ClauseOrigin, type ClauseState } from '#shared/drafting/clausier-wire.ts';
import classes from './clausier.module.css';

const STATE_ICONS = {
  proposee: IconClockQuestion,
  approuvee: IconCircleCheck,
  retiree: IconArchive,
} as const;

/** Where a version stands, in words and with an icon; the colour only helps. */
export function StateTag({ etat }: { readonly etat: ClauseState }) {
  const Icon = STATE_ICONS[etat];
  return (
    <span className={classes.tag} data-etat={etat}>
      <Icon size={15} aria-hidden="true" />
      {CLAUSE_STATE_NAMES[etat]}
    </span>
  );
}

/** Where a version comes from. */
export function OriginTag({ origine }: { readonly origine: ClauseOrigin }) {
  const Icon = origine === 'livree' ? IconPackage : IconBuildingCommunity;
  return (
    <span className={classes.tag} data-etat="origine">
      <Icon size={15} aria-hidden="true" />
      {origine === 'livree' ? 'Livrée avec Clausier' : 'De votre organisation'}
    </span>
  );
}
