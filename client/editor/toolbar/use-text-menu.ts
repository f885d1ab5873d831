import { useState } from 'react';

/**
 * Where the focus goes when a menu that acts on the text closes: left in the text after a choice, so that one types on;
 * back on the menu's button otherwise.
 * @returns props of the `Menu`, and what wraps the action of each item
 */
export function useTextMenu() {
  const [chosen, setChosen] = useState(false);
  return {
    menu: { returnFocus: !chosen, onOpen: () => setChosen(false) },
    choice: (action: () => void) => () => {
      setChosen(true);
      action();
    },
  };
}
