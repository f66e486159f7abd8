import { Component, type ReactNode } from 'react';
import { Failure } from '@/components/states/Failure';

/** The last line: a defect in our own code shows the error page instead of an empty one. */
export class ErrorBoundary extends Component<{ children: ReactNode }, { error: Error | undefined }> {
  override state: { error: Error | undefined } = { error: undefined };

  static getDerivedStateFromError(error: Error) {
    return { error };
  }

  override render() {
    const { error } = this.state;
    if (!error) return this.props.children;
    return <Failure error={error} retry={() => { location.reload(); }} />;
  }
}
