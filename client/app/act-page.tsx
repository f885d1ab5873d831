import { AvenantBar } from '#client/avenants/avenant-bar.tsx';
import { WorkingText } from '#client/avenants/working-text.tsx';
import { checksTab } from '#client/checks/checks-tab.tsx';
import { ActScreen } from '#client/drafting/act/act-screen.tsx';
import { LifeBanner } from '#client/signature/life-banner.tsx';
import { WhoWrote } from '#client/versions/authors/who-wrote.tsx';
import { ReadingBanner } from '#client/versions/reading/reading-banner.tsx';
import { Restore, type RestoreProps } from '#client/versions/restore/restore-dialog.tsx';

function Overlay(props: RestoreProps) {
  return (
    <>
      <Restore {...props} />
      <WhoWrote mounted={props.mounted} actId={props.actId} />
      <WorkingText mounted={props.mounted} actId={props.actId} />
    </>
  );
}

function Banner({ actId }: { readonly actId: string }) {
  return (
    <>
      <AvenantBar actId={actId} />
      <LifeBanner actId={actId} />
      <ReadingBanner actId={actId} />
    </>
  );
}

const versions = { Banner, Overlay };

/** `/actes/:id`, put together: the act's screen knows no feature that comes after it. */
export default function ActPage({ id }: { readonly id: string }) {
  return <ActScreen id={id} checks={checksTab} versions={versions} />;
}
