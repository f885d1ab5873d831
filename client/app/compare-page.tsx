import { AvenantBar } from '#client/avenants/avenant-bar.tsx';
import { ExportMenu } from '#client/exchange/comparison/export-menu.tsx';
import { CompareScreen } from '#client/versions/compare/compare-screen.tsx';

/** `/actes/:id/comparer`, put together: comparing knows nothing of the files that come of it. */
export default function ComparePage({ id }: { readonly id: string }) {
  return (
    <>
      <AvenantBar actId={id} comparing />
      <CompareScreen id={id} Export={ExportMenu} />
    </>
  );
}
