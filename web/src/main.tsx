import { MutationCache, QueryCache, QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { App, ConfigProvider } from 'antd';
import enUS from 'antd/locale/en_US';
import zhCN from 'antd/locale/zh_CN';
import dayjs from 'dayjs';
import 'dayjs/locale/zh-cn';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { isSignedOut, ProblemError, UnreachableError } from './api/problem';
import { startLanguages } from './i18n/language';
import { useLanguage } from './i18n/useWords';
import { makeRouter } from './routes/router';
import { sessionQuery } from './session/session';
import { theme } from './ui/theme';
import './ui/global.css';

/** A session that ended while a page was open leads to the sign-in and back again. */
function leaveWhenSignedOut(error: unknown): void {
  const { pathname, search } = window.location;
  if (!isSignedOut(error) || pathname === '/sign-in') {
    return;
  }
  // The page is left first: what it shows needs the session until it is gone.
  void router
    .navigate({ to: '/sign-in', search: { next: pathname + search } })
    .then(() => queryClient.setQueryData(sessionQuery.queryKey, null));
}

const queryClient = new QueryClient({
  queryCache: new QueryCache({ onError: leaveWhenSignedOut }),
  mutationCache: new MutationCache({ onError: leaveWhenSignedOut }),
  defaultOptions: {
    queries: {
      staleTime: 5_000,
      // A refusal stays a refusal; only what the network or a busy server did is worth a second try.
      retry: (failures, error) =>
        failures < 2 && (!(error instanceof ProblemError) || error.problem.status === 503),
    },
  },
});
const router = makeRouter(queryClient);

// People who ask their system for less motion get none here.
const isStill = window.matchMedia('(prefers-reduced-motion: reduce)').matches;
const chosenTheme = { ...theme, token: { ...theme.token, motion: !isStill } };

function Console() {
  const language = useLanguage();
  dayjs.locale(language === 'zh-CN' ? 'zh-cn' : 'en');
  return (
    <ConfigProvider
      theme={chosenTheme}
      locale={language === 'zh-CN' ? zhCN : enUS}
      button={{ autoInsertSpace: false }}
    >
      <App style={{ minHeight: '100%', display: 'flex', flexDirection: 'column' }}>
        <RouterProvider router={router} />
      </App>
    </ConfigProvider>
  );
}

const root = document.getElementById('root');
if (root === null) {
  throw new Error('The page has no element to show the console in.');
}
await startLanguages();
createRoot(root, {
  // What the server answered, or that it did not, is shown to the user in words; only what nobody foresaw is reported.
  onCaughtError: (error) => {
    if (!(error instanceof ProblemError) && !(error instanceof UnreachableError)) {
      window.reportError(error);
    }
  },
}).render(
  <StrictMode>
    <QueryClientProvider client={queryClient}>
      <Console />
    </QueryClientProvider>
  </StrictMode>,
);
