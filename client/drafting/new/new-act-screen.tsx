import { Screen } from '#client/ui/screen.tsx';

export default function NewActScreen() {
  return <Screen title="Nouvelle convention">{null}</Screen>;
}
