/** The headers of a command that changes what was read at this revision. */
export function changeHeaders(
  revision: number,
  key: string,
): { 'Idempotency-Key': string; 'If-Match': string } {
  return { 'Idempotency-Key': key, 'If-Match': `"${revision}"` };
}

/** The headers of a command that makes something new. */
export function keyHeader(key: string): { 'Idempotency-Key': string } {
  return { 'Idempotency-Key': key };
}
