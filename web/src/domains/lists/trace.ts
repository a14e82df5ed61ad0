import type { TraceStep } from '../../api/types';
import { addDecimals } from '../../ui/decimal';

/** One draw on a lot, and below it what the document drew that made the lot. */
export interface TraceNode {
  id: string;
  step: TraceStep;
  sources: TraceNode[];
  /** The same production is spread out further up. */
  isRepeated: boolean;
}

/** A step's number is its place in the answer, which names it within this page. */
interface Numbered {
  step: TraceStep;
  id: string;
}

/** One draw for each lot: what became product and what was lost on the way were posted apart. */
function merged(steps: readonly TraceStep[]): TraceStep[] {
  const byLot = new Map<string, TraceStep>();
  for (const step of steps) {
    const { document_kind: kind, document_id: document, line } = step.drawn_by;
    const key = `${kind} ${document} ${line} ${step.lot.number}`;
    const before = byLot.get(key);
    const quantity = before === undefined ? step.quantity : addDecimals([before.quantity, step.quantity]);
    byLot.set(key, { ...step, quantity: quantity ?? step.quantity });
  }
  return [...byLot.values()];
}

/**
 * Puts the steps of a trace under the line that drew. A lot that a report made leads on to what that report drew; a production
 * that several draws share is spread out once.
 */
export function traceTree(steps: readonly TraceStep[]): { line: number; nodes: TraceNode[] }[] {
  const numbered = merged(steps).map((step, index): Numbered => ({ step, id: String(index) }));
  const drawnBy = new Map<string, Numbered[]>();
  for (const one of numbered) {
    const document = `${one.step.drawn_by.document_kind} ${one.step.drawn_by.document_id}`;
    drawnBy.set(document, [...(drawnBy.get(document) ?? []), one]);
  }
  const spread = new Set<string>();
  const node = ({ step, id }: Numbered): TraceNode => {
    const { document_kind: kind, document_id: made } = step.lot.source;
    const document = `${kind} ${made}`;
    const below = kind === 'report' ? (drawnBy.get(document) ?? []) : [];
    const isRepeated = below.length > 0 && spread.has(document);
    spread.add(document);
    return { id, step, isRepeated, sources: isRepeated ? [] : below.map(node) };
  };
  const own = numbered.filter(({ step }) => step.depth === 0);
  const lines = [...new Set(own.map(({ step }) => step.drawn_by.line))].sort((a, b) => a - b);
  return lines.map((line) => ({
    line,
    nodes: own.filter(({ step }) => step.drawn_by.line === line).map(node),
  }));
}
