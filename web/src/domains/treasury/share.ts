/** How much of the limit is used, in tenths of a percent; a bar needs no more. Amounts have the same decimals. */
export function share(used: string, limit: string): number {
  const fen = (text: string) => BigInt(text.replace('.', ''));
  const whole = fen(limit);
  return whole <= 0n ? 1000 : Number((fen(used) * 1000n) / whole);
}
