import { Screen } from '#client/ui/screen.tsx';

export default function ImportScreen() {
  return <Screen title="Importer un texte">{null}</Screen>;
}
