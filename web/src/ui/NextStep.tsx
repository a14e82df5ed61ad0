import type { ReactNode } from 'react';

/** An empty place says why it is empty and what to do next. */
export function NextStep({ text, action }: { text: string; action?: ReactNode }) {
  return (
    <div className="next-step">
      <p>{text}</p>
      {action}
    </div>
  );
}
