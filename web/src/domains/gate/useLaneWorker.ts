import { useEffect, useState } from 'react';
import { useLink } from './useLane';

/** Where the builder puts the lane's service worker. */
const WORKER = '/lane-worker.js';
/** It answers for the lane's page; every other page of the console asks the server. */
const SCOPE = '/gate';

/** Whether a worker of another build has taken over: what this page was made of is kept no longer. */
async function isOfAnotherBuild(): Promise<boolean> {
  return (await window.caches.match(import.meta.url)) === undefined;
}

/**
 * Keeps the lane's page in this terminal, so that it opens while the link is down, and tells when the server has a newer one.
 * A browser keeps pages of encrypted connections alone; elsewhere the lane works as long as it is not loaded anew.
 */
export function useLaneWorker(): { isOutdated: boolean } {
  const { isUp } = useLink();
  const [isOutdated, setOutdated] = useState(false);
  useEffect(() => {
    // In development every source is a file of its own, which nobody wants to keep.
    if (!isUp || !import.meta.env.PROD || navigator.serviceWorker === undefined) {
      return undefined;
    }
    const over = new AbortController();
    const keep = async () => {
      const registration = await navigator.serviceWorker.register(WORKER, { scope: SCOPE });
      const onFound = () => {
        const next = registration.installing;
        const onChange = async () => {
          if (next?.state === 'activated') {
            setOutdated(await isOfAnotherBuild());
          }
        };
        next?.addEventListener('statechange', () => void onChange(), { signal: over.signal });
      };
      onFound();
      registration.addEventListener('updatefound', onFound, { signal: over.signal });
      await registration.update();
    };
    // What could not be kept now is asked for again when the link is back.
    keep().catch(() => undefined);
    return () => over.abort();
  }, [isUp]);
  return { isOutdated };
}
