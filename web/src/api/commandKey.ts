/** Draws a new idempotency key. Works on plain http too, where `randomUUID` is missing. */
export function newCommandKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return `console-${Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')}`;
}

/** Keeps one key per intention: pressing again after a lost answer repeats the command, another content is another. */
export class CommandKeys {
  private current: { content: string; key: string } | null = null;

  keyFor(content: string): string {
    if (this.current === null || this.current.content !== content) {
      this.current = { content, key: newCommandKey() };
    }
    return this.current.key;
  }

  /** Forgets the key once the command was answered, so that the same content can be meant a second time. */
  settle(): void {
    this.current = null;
  }
}
