/** Whether the server can be reached, and since when that is so. */
export interface LinkState {
  isUp: boolean;
  sinceMs: number;
}

const PROBE_EVERY_MS = 10_000;
const PROBE_PATIENCE_MS = 4_000;

/** Watches the link to the server: by asking, by what requests meet, and by what the browser says of its network. */
export class Link {
  private state: LinkState = { isUp: navigator.onLine, sinceMs: Date.now() };
  private readonly listeners = new Set<() => void>();
  private timer: ReturnType<typeof setInterval> | undefined;

  current = (): LinkState => this.state;

  subscribe = (notify: () => void): (() => void) => {
    this.listeners.add(notify);
    if (this.listeners.size === 1) {
      this.start();
    }
    return () => {
      this.listeners.delete(notify);
      if (this.listeners.size === 0) {
        this.stop();
      }
    };
  };

  /** Says what a request met. */
  met(isUp: boolean): void {
    if (isUp === this.state.isUp) {
      return;
    }
    this.state = { isUp, sinceMs: Date.now() };
    for (const notify of this.listeners) {
      notify();
    }
  }

  probe = async (): Promise<void> => {
    if (!navigator.onLine) {
      this.met(false);
      return;
    }
    try {
      const answer = await fetch('/api/v1/health', {
        cache: 'no-store',
        signal: AbortSignal.timeout(PROBE_PATIENCE_MS),
      });
      this.met(answer.ok);
    } catch {
      this.met(false);
    }
  };

  private readonly onOffline = () => this.met(false);
  private readonly onOnline = () => void this.probe();

  private start(): void {
    window.addEventListener('offline', this.onOffline);
    window.addEventListener('online', this.onOnline);
    this.timer = setInterval(() => void this.probe(), PROBE_EVERY_MS);
    void this.probe();
  }

  private stop(): void {
    window.removeEventListener('offline', this.onOffline);
    window.removeEventListener('online', this.onOnline);
    clearInterval(this.timer);
  }
}
