import { Component, type ErrorInfo, type ReactNode } from 'react';
import { Problem } from './problem.tsx';
import classes from './screen.module.css';

/** Catches what no screen foresaw, tells it in French, and leaves a trace in the console. */
export class CrashGuard extends Component<{ readonly children: ReactNode }, { readonly failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError() {
    return { failed: true };
  }

  override componentDidCatch(error: Error, info: ErrorInfo) {
    console.error(error, info.componentStack);
  }

  override render() {
    if (!this.state.failed) return this.props.children;
    return (
      <main className={classes.screen} data-width="narrow">
        <Problem
          title="Cette page a rencontré une erreur imprévue."
          message="Ce que vous avez écrit est gardé dans ce navigateur et sur le serveur. Rechargez la page pour continuer."
          onRetry={() => window.location.reload()}
        />
      </main>
    );
  }
}
