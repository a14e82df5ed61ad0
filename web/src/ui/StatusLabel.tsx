export type Tone = 'neutral' | 'working' | 'done' | 'attention' | 'stopped';

/** A state in words; the colour only repeats what the words say. */
export function StatusLabel({ tone, text }: { tone: Tone; text: string }) {
  return <span className={`status status-${tone}`}>{text}</span>;
}
