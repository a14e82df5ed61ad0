import { useSuspenseQuery } from '@tanstack/react-query';
import { Button, Input, Select } from 'antd';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../api/client';
import { ProblemAlert } from '../../api/ProblemAlert';
import { dataOf } from '../../api/problem';
import { changeHeaders } from '../../api/revision';
import type { Book, Item, NewBillOfMaterials } from '../../api/types';
import { useCommand } from '../../api/useCommand';
import { type GridColumn, GridEditor } from '../../ui/GridEditor';
import { emptyRow, type GridRow, isBlank, isDecimal } from '../../ui/gridRows';
import { bomsQuery, itemsQuery } from './queries';

const TEMPLATE = { tangible: '0', intangible: '0', share: '100' };

function firstRow(): GridRow {
  return emptyRow(TEMPLATE);
}

function rowOf({ cells }: GridRow): NewBillOfMaterials['rows'][number] {
  const scrap = cells.scrap ?? '';
  return {
    material: Number(cells.item ?? ''),
    net: (cells.net ?? '').trim(),
    tangible_loss_percent: (cells.tangible ?? '').trim(),
    intangible_loss_percent: (cells.intangible ?? '').trim(),
    bonded_share_percent: (cells.share ?? '').trim(),
    scrap_item: scrap === '' ? null : Number(scrap),
  };
}

function choicesOf(items: readonly Item[]): { value: string; label: string }[] {
  return items.map((item) => ({
    value: String(item.number),
    label: `${item.number} · ${item.part_number} · ${item.name} (${item.measure})`,
  }));
}

function useColumns(materials: readonly Item[], scraps: readonly Item[]): GridColumn[] {
  const { t } = useTranslation('books');
  const decimal = (text: string) => (isDecimal(text, 9) ? undefined : t('wizard.decimals', { count: 9 }));
  return [
    { key: 'item', title: t('wizard.chooseRow'), width: 220, choices: choicesOf(materials) },
    { key: 'net', title: t('bom.net'), isNumeric: true, width: 120, complaint: decimal },
    { key: 'tangible', title: t('bom.tangible'), isNumeric: true, width: 96, complaint: decimal },
    { key: 'intangible', title: t('bom.intangible'), isNumeric: true, width: 96, complaint: decimal },
    { key: 'share', title: t('bom.share'), isNumeric: true, width: 96, complaint: decimal },
    { key: 'scrap', title: t('bom.scrap'), width: 170, choices: choicesOf(scraps) },
  ];
}

interface BomStepProps {
  book: Book;
  onBack: () => void;
  onNext: () => void;
}

export function BomStep({ book, onBack, onNext }: BomStepProps) {
  const { t } = useTranslation('books');
  const ui = useTranslation('ui').t;
  const productId = useId();
  const versionId = useId();
  const { data: products } = useSuspenseQuery(itemsQuery(book.id, { class: 'finished' }, 200));
  const { data: materials } = useSuspenseQuery(itemsQuery(book.id, { class: 'material' }, 200));
  const { data: scraps } = useSuspenseQuery(itemsQuery(book.id, { class: 'scrap' }, 200));
  const { data: boms } = useSuspenseQuery(bomsQuery(book.id, {}, 200));
  const [product, setProduct] = useState<string | undefined>();
  const [version, setVersion] = useState('1');
  const [rows, setRows] = useState<GridRow[]>(() => [firstRow()]);
  const columns = useColumns(materials.rows, scraps.rows);
  const written = rows.filter((row) => !isBlank(row, ['item', 'net']));
  const command = useCommand({
    send: async (body: NewBillOfMaterials, key) =>
      dataOf(
        await api.POST('/api/v1/books/{book}/boms', {
          params: { path: { book: book.id }, header: changeHeaders(book.revision, key) },
          body,
        }),
      ),
    onRecorded: () => setRows([firstRow()]),
  });
  const file = () =>
    command.mutate({ product: Number(product ?? ''), version: version.trim(), rows: written.map(rowOf) });
  const next = (
    <>
      <Button onClick={onBack}>{ui('back')}</Button>
      <Button onClick={onNext}>{ui('next')}</Button>
    </>
  );
  if (products.rows.length === 0) {
    return (
      <section className="panel">
        <h2>{t('wizard.bomsTitle')}</h2>
        <p>{t('wizard.noProducts')}</p>
        <div className="page-actions">{next}</div>
      </section>
    );
  }
  return (
    <section className="panel">
      <h2>{t('wizard.bomsTitle')}</h2>
      <p>
        {t('bom.formula')} · {t('wizard.filedBoms', { count: boms.rows.length })}
      </p>
      <div className="filters">
        <label htmlFor={productId}>
          {t('wizard.chooseProduct')}
          <Select
            id={productId}
            value={product}
            onChange={setProduct}
            options={choicesOf(products.rows)}
            style={{ minWidth: 280 }}
          />
        </label>
        <label htmlFor={versionId}>
          {t('bom.version')}
          <Input
            id={versionId}
            value={version}
            maxLength={20}
            onChange={(event) => setVersion(event.target.value)}
          />
        </label>
      </div>
      <GridEditor
        label={t('bom.rows')}
        columns={columns}
        rows={rows}
        onChange={setRows}
        template={TEMPLATE}
        addLabel={t('wizard.addRow')}
        removeLabel={(row) => t('wizard.removeRow', { row })}
      />
      <ProblemAlert error={command.error} />
      <div className="page-actions" style={{ marginTop: 14 }}>
        <Button
          type="primary"
          disabled={product === undefined || written.length === 0}
          loading={command.isPending}
          onClick={file}
        >
          {t('wizard.fileBom')}
        </Button>
        {next}
      </div>
    </section>
  );
}
