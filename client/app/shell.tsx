import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { AccountMenu } from '#client/identity/account-menu.tsx';
import { eraseSavedCopies, unsavedChanges } from '#client/sync/local-work.ts';
import { LogoMark } from '#client/ui/logo.tsx';
import { SkipLink } from '#client/ui/skip-link.tsx';
import { Navigation } from './navigation.tsx';
import classes from './shell.module.css';
import { ThemeSwitch } from './theme-switch.tsx';

/** Header and landmark around every screen but the editor, which has a bar of its own. */
export function Shell({ children }: { readonly children: ReactNode }) {
  return (
    <div className={classes.shell}>
      <SkipLink label="Aller au contenu" target={() => document.getElementById('contenu')} />
      <header className={classes.header}>
        <div className={classes.bar}>
          <Link href="/" className={classes.brand} aria-label="Clausier, portefeuille">
            <LogoMark size={30} />
            <span aria-hidden="true">Clausier</span>
          </Link>
          <Navigation />
          <div className={classes.tools}>
            <ThemeSwitch />
            <AccountMenu localWork={{ unsavedChanges, eraseSavedCopies }} />
          </div>
        </div>
      </header>
      <main id="contenu" tabIndex={-1} className={classes.main}>
        {children}
      </main>
      <footer className={classes.footer}>
        <Link href="/verifier">Vérifier un texte scellé</Link>
      </footer>
    </div>
  );
}
