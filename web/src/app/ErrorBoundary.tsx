import { Component, type ReactNode } from 'react';
import { Failure } from '@/components/states/Failure';

const reload = () => { location.reload(); };

/**
 * A defect in our own code, or a part of the application that could not be fetched, shows the error page instead of an
 * empty one. When the network was to blame, the page opens by itself as soon as it is back.
 */
export class ErrorBoundary extends Component<{ children: ReactNode }, { error: Error | undefined }> {
  override state: { error: Error | undefined } = { error: undefined };

  static getDerivedStateFromError(error: Error) {
    return { error };
  }

  override componentDidCatch() {
    if (!navigator.onLine) window.addEventListener('online', reload, { once: true });
  }

  override componentWillUnmount() {
    window.removeEventListener('online', reload);
  }

  override render() {
    const { error } = this.state;
    return error ? <Failure error={error} retry={reload} /> : this.props.children;
  }
}
