import { expect, test } from 'vitest';
import type { LotSource, TraceStep } from '../../api/types';
import { traceTree } from './trace';

function source(kind: LotSource['document_kind'], id: string, line = 1): LotSource {
  return { document_kind: kind, document_id: id, document_number: id, line, position: 1 };
}

function step(depth: number, drawnBy: LotSource, made: LotSource, lot: number): TraceStep {
  return {
    depth,
    drawn_by: drawnBy,
    quantity: '1.00000',
    lot: {
      number: lot,
      item: 1,
      part_number: 'P',
      source: made,
      received_on: '2026-01-01',
      received: '9.00000',
      remaining: '8.00000',
      unit_price: null,
      remaining_value: null,
    },
  };
}

test('a product leads through its production to the imports of its materials', () => {
  const exported = source('list', 'export', 1);
  const made = source('report', 'production', 0);
  const [line] = traceTree([
    step(0, exported, made, 1),
    step(1, made, source('list', 'import-a'), 2),
    step(1, made, source('list', 'import-b'), 3),
  ]);
  expect(line?.line).toBe(1);
  expect(line?.nodes[0]?.sources.map((node) => node.step.lot.source.document_id)).toEqual([
    'import-a',
    'import-b',
  ]);
});

test('a production that two lines share is spread out once', () => {
  const made = source('report', 'production', 0);
  const lines = traceTree([
    step(0, source('list', 'export', 1), made, 1),
    step(0, source('list', 'export', 2), made, 1),
    step(1, made, source('list', 'import-a'), 2),
  ]);
  expect(lines.map(({ nodes }) => [nodes[0]?.sources.length, nodes[0]?.isRepeated])).toEqual([
    [1, false],
    [0, true],
  ]);
});

test('draws of one document on one lot are one draw', () => {
  const exported = source('list', 'export', 1);
  const twice = [1, 2].map(() => step(0, exported, source('list', 'import-a'), 2));
  const [line] = traceTree(twice);
  expect(line?.nodes.map((node) => node.step.quantity)).toEqual(['2.00000']);
});
