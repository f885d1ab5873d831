import { Button } from '@mantine/core';
import { IconExternalLink } from '@tabler/icons-react';
import { CopyField } from '#client/ui/copy-field.tsx';
import { personWithDe } from '#shared/document/names.ts';
import { ACT_ROLE_NAMES } from '#shared/identity/roles.ts';
import type { PersonalLink } from '#shared/identity/wire.ts';
import classes from './identity.module.css';

/** Personal links by act, each to open or to copy. */
export function LinkCards({ links }: { readonly links: readonly PersonalLink[] }) {
  const acts = [...new Set(links.map(({ actId }) => actId))].map(
    (actId) => [actId, links.filter((link) => link.actId === actId)] as const,
  );
  return (
    <div className={classes.acts}>
      {acts.map(([actId, ofAct]) => (
        <section key={actId}>
          <h2>{ofAct[0]?.actTitle}</h2>
          <ul className={classes.links}>
            {ofAct.map((link) => (
              <LinkCard key={link.url} link={link} />
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}

function LinkCard({ link }: { readonly link: PersonalLink }) {
  return (
    <li className={classes.link}>
      <div>
        <h3>{link.organisation}</h3>
        <p>
          {link.person}, {ACT_ROLE_NAMES[link.role].toLocaleLowerCase('fr')}
        </p>
      </div>
      <CopyField label={`Lien personnel ${personWithDe(link.person)}`} value={link.url} />
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
  );
}

/** Why each link goes to a session of its own: opened here, it would end that of the person reading. */
export function OtherBrowserAdvice() {
  return (
    <p>
      Un navigateur n’a qu’une session, et celui-ci tient la vôtre{'\u00a0'}: ouvrez l’un des liens dans{' '}
      <strong>une fenêtre privée</strong>, l’autre dans <strong>un autre navigateur</strong>. Vous verrez
      alors les deux parties écrire dans le même texte. Gardez ces liens{'\u00a0'}: ils ne seront plus
      affichés, et chacun vaut pour une seule personne.
    </p>
  );
}
