import { CSPProvider } from '@base-ui/react/csp-provider';
import { QueryClientProvider } from '@tanstack/react-query';
import { BrowserRouter } from 'react-router';
import { ErrorBoundary } from './ErrorBoundary';
import { LocaleProvider } from './LocaleProvider';
import { Pages } from './Pages';
import { queryClient } from './queryClient';

export function App() {
  return (
    <CSPProvider disableStyleElements>
      <QueryClientProvider client={queryClient}>
        <BrowserRouter>
          <LocaleProvider>
            <ErrorBoundary>
              <Pages />
            </ErrorBoundary>
          </LocaleProvider>
        </BrowserRouter>
      </QueryClientProvider>
    </CSPProvider>
  );
}
