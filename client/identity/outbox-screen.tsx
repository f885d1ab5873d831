import { IconMailOff } from '@tabler/icons-react';
import { Failure } from '#client/app/failure.tsx';
import { Empty } from '#client/ui/empty.tsx';
import { LoadingRows } from '#client/ui/loading.tsx';
import { Moment } from '#client/ui/moment.tsx';
import { Screen } from '#client/ui/screen.tsx';
import classes from './access.module.css';
import { useOutbox } from './access-queries.ts';
import { SignedInOnly } from './signed-in-only.tsx';

/** `/courriels`: what a server without a mail server would have sent; for the administrateurs of the house. */
export default function OutboxScreen() {
  return <SignedInOnly>{() => <Outbox />}</SignedInOnly>;
}

function Outbox() {
  const outbox = useOutbox();
  return (
    <Screen
      title="Courriels non envoyés"
      lead="Ce serveur n’a pas de serveur de courriel (SMTP_URL) : ses messages restent ici, en mémoire, et s’impriment dans son terminal. Ils contiennent des secrets : transmettez-les à leur seul destinataire."
      width="narrow"
    >
      {outbox.isPending ? <LoadingRows /> : null}
      {outbox.isError ? <Failure error={outbox.error} onRetry={() => void outbox.refetch()} /> : null}
      {outbox.data?.mails.length === 0 ? (
        <Empty icon={<IconMailOff size={28} />} title="Aucun message pour l’instant">
          <p>Une invitation, ou une demande de code, apparaîtra ici.</p>
        </Empty>
      ) : null}
      <ul className={classes.list} aria-label="Messages">
        {outbox.data?.mails.map((mail) => (
          <li key={`${mail.at} ${mail.to} ${mail.text}`} className={classes.mail}>
            <p className={classes.name}>{mail.subject}</p>
            <p className={classes.soft}>
              Pour {mail.to} · <Moment at={mail.at} />
            </p>
            <pre className={classes.text}>{mail.text}</pre>
          </li>
        ))}
      </ul>
    </Screen>
  );
}
