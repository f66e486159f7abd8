import { CSPProvider } from '@base-ui/react/csp-provider';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { BrowserRouter } from 'react-router';
import { ApiError } from '@/api/client';
import { ErrorBoundary } from './ErrorBoundary';
import { LocaleProvider } from './LocaleProvider';
import { Pages } from './Pages';

const queries = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 60_000,
      refetchOnWindowFocus: false,
      // An answer of the server will not change in a second; a lost connection may.
      retry: (failures, error) => failures < 2 && !(error instanceof ApiError && error.status < 500),
    },
  },
});

export function App() {
  return (
    <CSPProvider disableStyleElements>
      <QueryClientProvider client={queries}>
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
