import { Button } from '@mantine/core';
import { useState } from 'react';
import type { ActId, PersonId } from '#shared/kernel/ids.ts';
import { pendingKept } from './kept.ts';
import { eraseLocalCopy, localCopyName, textOfLocalCopy } from './local-copy.ts';
import classes from './sync.module.css';
import { copyText } from './sync-banner.tsx';

interface LeftoverBannerProps {
  readonly actId: ActId;
  readonly personId: PersonId;
}

/** For somebody who may no longer write, but whose last changes never reached the server: they are still here. */
export function LeftoverBanner({ actId, personId }: LeftoverBannerProps) {
  const [count, setCount] = useState(() => pendingKept.read(personId, actId));
  if (count === 0) return null;
  const name = localCopyName(personId, actId);
  const forget = () => {
    pendingKept.clear(personId, actId);
    setCount(0);
    void eraseLocalCopy(name);
  };
  return (
    <div className={classes.banner} role="status">
      <p>
        {count > 1
          ? `${count} de vos modifications n’ont pas pu être enregistrées avant la fermeture du texte.`
          : 'Une de vos modifications n’a pas pu être enregistrée avant la fermeture du texte.'}{' '}
        Votre version est gardée dans ce navigateur : copiez-la pour la transmettre au pilote.
      </p>
      <div className={classes.bannerButtons}>
        <Button size="xs" onClick={() => void textOfLocalCopy(name).then(copyText)}>
          Copier mon texte
        </Button>
        <Button size="xs" variant="subtle" color="red" onClick={forget}>
          L’effacer d’ici
        </Button>
      </div>
    </div>
  );
}
