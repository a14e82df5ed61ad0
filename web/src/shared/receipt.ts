/** Where the receipt of an entry is fetched; without sections named, all that the reader may see are disclosed. */
export function receiptAddress(position: number, disclosed?: readonly string[]): string {
  const address = `/api/v1/journal/entries/${position}/receipt`;
  return disclosed === undefined ? address : `${address}?disclose=${encodeURIComponent(disclosed.join(','))}`;
}
