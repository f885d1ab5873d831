import { IconAddressBook, IconBooks, IconFolders } from '@tabler/icons-react';
import { Link, useLocation } from 'wouter';
import { useMe } from '#client/identity/queries.ts';
import classes from './navigation.module.css';

const PLACES = [
  { href: '/', label: 'Portefeuille', Icon: IconFolders, within: /^\/($|actes)/ },
  { href: '/clausier', label: 'Clausier', Icon: IconBooks, within: /^\/clausier/ },
  { href: '/annuaire', label: 'Annuaire', Icon: IconAddressBook, within: /^\/annuaire/ },
] as const;

/** The main places of the product, for somebody signed in; the clausier is not shown to invités (rule O11). */
export function Navigation() {
  const me = useMe();
  const [here] = useLocation();
  if (!me.data) return null;
  const { proposeClauses } = me.data.may;
  return (
    <nav className={classes.places} aria-label="Principale">
      {PLACES.filter(({ href }) => proposeClauses || href !== '/clausier').map(
        ({ href, label, Icon, within }) => (
          <Link
            key={href}
            href={href}
            className={classes.place}
            aria-current={within.test(here) ? 'page' : undefined}
          >
            <Icon size={20} aria-hidden="true" />
            <span>{label}</span>
          </Link>
        ),
      )}
    </nav>
  );
}
