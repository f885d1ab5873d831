import { checksTab } from '#client/checks/checks-tab.tsx';
import { ActScreen } from '#client/drafting/act/act-screen.tsx';
import { ReadingBanner } from '#client/versions/reading/reading-banner.tsx';
import { Restore } from '#client/versions/restore/restore-dialog.tsx';

const versions = { Banner: ReadingBanner, Overlay: Restore };

/** `/actes/:id`, put together: the act's screen knows no feature that comes after it. */
export default function ActPage({ id }: { readonly id: string }) {
  return <ActScreen id={id} checks={checksTab} versions={versions} />;
}
