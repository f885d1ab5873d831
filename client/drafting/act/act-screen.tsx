import { Screen } from '#client/ui/screen.tsx';

export default function ActScreen({ id }: { readonly id: string }) {
  return <Screen title="Acte">{id}</Screen>;
}
