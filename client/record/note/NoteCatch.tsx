import { Component, type ReactNode } from 'react';

interface NoteCatchProps {
  readonly onFailed: (error: unknown) => void;
  readonly children: ReactNode;
}

/** Keeps an editor that broke from taking the record with it, and says so to whoever shows it. */
export class NoteCatch extends Component<NoteCatchProps, { hasFailed: boolean }> {
  override state = { hasFailed: false };

  static getDerivedStateFromError() {
    return { hasFailed: true };
  }

  override componentDidCatch(error: unknown) {
    this.props.onFailed(error);
  }

  override render() {
    return this.state.hasFailed ? null : this.props.children;
  }
}
