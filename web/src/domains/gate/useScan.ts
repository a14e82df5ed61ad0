import { useState } from 'react';
import type { Slip } from '../../api/types';
import { checkNote, isNote, normaliseNote, type SlipPaper } from './note';
import { checkNoteOnline, findSlips, type Kept } from './queries';
import { link } from './useLane';

/** What a scan led to. */
export type Scanned =
  | { kind: 'nothing' }
  | { kind: 'forged'; note: string; claimed: SlipPaper | undefined }
  /** A paper that was read; `proof` tells who verified it. */
  | { kind: 'paper'; note: string; paper: SlipPaper; proof: 'verified' | 'server' | 'unverified' }
  /** A slip that the server found by its number or a plate. */
  | { kind: 'found'; slip: string; number: string; plate: string | undefined }
  | { kind: 'several'; text: string; slips: Slip[] }
  | { kind: 'unknown'; text: string }
  | { kind: 'needsLink' }
  | { kind: 'failed'; error: unknown };

/** Verifies a note where it can be: by the server while there is a link, else here with the key that was kept. */
async function readNote(note: string, kept: Kept, isUp: boolean): Promise<Scanned> {
  const here = await checkNote(note, kept.key);
  const claimed = here.state === 'intact' ? here.paper : here.claimed;
  if (isUp) {
    try {
      const there = await checkNoteOnline(note);
      return there.isIntact && claimed !== undefined
        ? { kind: 'paper', note, paper: claimed, proof: 'server' }
        : { kind: 'forged', note, claimed };
    } catch {
      // The link went down meanwhile: what was verified here counts.
      void link.probe();
    }
  }
  if (here.state === 'intact') {
    return { kind: 'paper', note, paper: here.paper, proof: 'verified' };
  }
  return here.state === 'unverifiable' && claimed !== undefined
    ? { kind: 'paper', note, paper: claimed, proof: 'unverified' }
    : { kind: 'forged', note, claimed };
}

async function search(text: string, isUp: boolean): Promise<Scanned> {
  if (!isUp) {
    return { kind: 'needsLink' };
  }
  const slips = await findSlips(text);
  const [only] = slips;
  if (only === undefined) {
    return { kind: 'unknown', text };
  }
  const isPlate = !only.number.includes(text);
  return slips.length === 1
    ? { kind: 'found', slip: only.id, number: only.number, plate: isPlate ? text : undefined }
    : { kind: 'several', text, slips };
}

/** Reads what the scanner typed; a later scan is not overtaken by the answer to an earlier one. */
export function useScan(kept: Kept, isUp: boolean) {
  const [scanned, setScanned] = useState<Scanned>({ kind: 'nothing' });
  const [isBusy, setBusy] = useState(false);
  const scan = async (text: string) => {
    setBusy(true);
    try {
      const isPaper = isNote(text);
      setScanned(isPaper ? await readNote(normaliseNote(text), kept, isUp) : await search(text.trim(), isUp));
    } catch (error) {
      void link.probe();
      setScanned({ kind: 'failed', error });
    } finally {
      setBusy(false);
    }
  };
  return { scanned, isBusy, scan, show: setScanned };
}
