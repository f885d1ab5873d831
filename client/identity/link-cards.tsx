import { Button } from '@mantine/core';
import { IconExternalLink } from '@tabler/icons-react';
import { CopyField } from '#client/ui/copy-field.tsx';
import { ACT_ROLE_NAMES } from '#shared/identity/roles.ts';
import type { PersonalLink } from '#shared/identity/wire.ts';
import classes from './identity.module.css';

/** Personal links, each to open or to copy, with what opening one does to the session of this browser. */
export function LinkCards({ links }: { readonly links: readonly PersonalLink[] }) {
  return (
    <ul className={classes.links}>
      {links.map((link) => (
        <li key={link.url} className={classes.link}>
          <div>
            <h3>
              {link.organisation} : {link.person}
            </h3>
            <p>
              {ACT_ROLE_NAMES[link.role]} de « {link.actTitle} »
            </p>
          </div>
          <CopyField label={`Lien personnel de ${link.person}`} value={link.url} />
          <div>
            <Button
              component="a"
              href={link.url}
              variant="light"
              leftSection={<IconExternalLink size={16} aria-hidden="true" />}
            >
              Ouvrir comme {link.organisation} ({link.person})
            </Button>
          </div>
        </li>
      ))}
    </ul>
  );
}

/** Why the second link goes to another browser. */
export function OtherBrowserAdvice() {
  return (
    <p>
      Un navigateur n’a qu’une session : ouvrez le premier lien ici, et l’autre dans{' '}
      <strong>un autre navigateur ou une fenêtre privée</strong>. Vous verrez alors les deux parties écrire
      dans le même texte. Gardez ces liens : ils ne seront plus affichés, et chacun vaut pour une seule
      personne.
    </p>
  );
}
