import { Component, type ReactNode } from 'react';
import { ErrorState } from '../ui/State.tsx';

/**
 * Keeps a screen that broke, or whose code could not be fetched, from taking the shell with it.
 * Trying again draws it anew; a chunk that a newer version has replaced needs the page anew.
 */
export class Catch extends Component<{ children: ReactNode }, { error: unknown }> {
  override state: { error: unknown } = { error: null };

  static getDerivedStateFromError(error: unknown) {
    return { error };
  }

  override render() {
    if (this.state.error === null) return this.props.children;
    return <ErrorState onRetry={() => window.location.reload()} />;
  }
}
