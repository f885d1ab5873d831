import { Modal, Table, Title } from '@mantine/core';

const GROUPS: readonly { readonly title: string; readonly keys: readonly (readonly [string, string])[] }[] = [
  {
    title: 'Texte',
    keys: [
      ['Ctrl + B, I, U', 'Gras, italique, souligné'],
      ['Ctrl + .', 'Exposant'],
      ['Ctrl + K', 'Lien'],
      ['Ctrl + Z, Ctrl + Y', 'Annuler, rétablir ce que vous avez fait'],
      ['Ctrl + F, Ctrl + H', 'Rechercher, remplacer'],
      ['Maj + Entrée', 'Aller à la ligne dans le même paragraphe'],
    ],
  },
  {
    title: 'Paragraphes',
    keys: [
      ['Ctrl + Alt + 0', 'Alinéa'],
      ['Ctrl + Alt + 1 à 4', 'Intitulé de division, de niveau 1 à 4'],
      ['Ctrl + Alt + L', 'Élément de liste'],
      ['Tab, Maj + Tab', 'Augmenter, diminuer le retrait ; passer de cellule en cellule'],
      ['Entrée sur un élément vide', 'Quitter la liste'],
      ['Retour arrière au début', 'Revenir à un alinéa'],
    ],
  },
  {
    title: 'Insérer',
    keys: [
      ['Ctrl + Alt + F', 'Note de bas de page'],
      ['Ctrl + Alt + J', 'Passer de l’appel à la note, et retour'],
      ['Ctrl + Alt + R', 'Renvoi à une division'],
      ['Ctrl + Alt + V', 'Variable'],
      ['Ctrl + Alt + D', 'Terme défini'],
    ],
  },
  {
    title: 'Sommaire',
    keys: [
      ['Ctrl + Alt + S', 'Aller au sommaire'],
      ['↑ et ↓', 'Passer d’une division à l’autre'],
      ['Entrée', 'Aller à la division dans le texte'],
      ['Alt + ↑, Alt + ↓', 'Déplacer la division'],
      ['Alt + →, Alt + ←', 'Abaisser, relever son niveau'],
      ['F2', 'Renommer'],
      ['Inser', 'Ajouter une division après'],
      ['Suppr', 'Supprimer'],
    ],
  },
];

/** The list of keyboard shortcuts. */
export function HelpDialog({ onClose }: { readonly onClose: () => void }) {
  return (
    <Modal
      opened
      onClose={onClose}
      title="Raccourcis clavier"
      size="lg"
      closeButtonProps={{ 'aria-label': 'Fermer' }}
    >
      {GROUPS.map(({ title, keys }) => (
        <section key={title}>
          <Title order={3} size="h4" mt="md" mb={4}>
            {title}
          </Title>
          <Table verticalSpacing={4}>
            <Table.Tbody>
              {keys.map(([key, what]) => (
                <Table.Tr key={key}>
                  <Table.Th scope="row" w="45%" fw={600} ta="left">
                    {key}
                  </Table.Th>
                  <Table.Td>{what}</Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </section>
      ))}
    </Modal>
  );
}
