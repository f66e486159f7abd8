import { CSPProvider } from '@base-ui/react/csp-provider';
import { QueryClientProvider } from '@tanstack/react-query';
import { startTransition, StrictMode } from 'react';
import type { Root } from 'react-dom/client';
import { BrowserRouter } from 'react-router';
import { startSession } from '@/features/session/store';
import { ErrorBoundary } from './ErrorBoundary';
import { LocaleProvider } from './LocaleProvider';
import { Pages } from './Pages';
import { queryClient } from './queryClient';

function App() {
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

export function draw(root: Root) {
  startSession();
  startTransition(() => {
    root.render(
      <StrictMode>
        <App />
      </StrictMode>,
    );
  });
}
