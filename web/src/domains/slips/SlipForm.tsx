import { useQuery } from '@tanstack/react-query';
import { Button, Form, Input, Radio, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { directions, gatesChoices, slipKinds } from '../../api/choices';
import { ProblemAlert } from '../../api/ProblemAlert';
import type { Direction, Gates, ListSummary, NewSlip, SlipKind } from '../../api/types';
import { useSession } from '../../session/session';
import { GridEditor } from '../../ui/GridEditor';
import { type GridRow, isBlank } from '../../ui/gridRows';
import { awaitedTrucksQuery, openListsQuery } from './queries';
import { truckOf, truckRow, useTruckColumns } from './truckGrid';

interface HeadForm {
  enterprise: string;
  kind: SlipKind;
  direction: Direction;
  lists: string[];
  goods: string;
  gates: Gates;
  validUntil: string;
}

interface SlipFormProps {
  from: ListSummary | undefined;
  isSending: boolean;
  error: unknown;
  onApply: (content: NewSlip) => void;
}

const NO_LISTS: string[] = [];

function hasLists(kind: SlipKind): boolean {
  return kind !== 'registered_goods' && kind !== 'empty_truck';
}

/** What is asked for: which papers and goods, which trucks with which weights, through how many gates, until when. */
export function SlipForm({ from, isSending, error, onApply }: SlipFormProps) {
  const { t } = useTranslation('slips');
  const session = useSession();
  const [form] = Form.useForm<HeadForm>();
  const kind = Form.useWatch('kind', form) ?? 'second_line';
  const chosen = Form.useWatch('lists', form) ?? (from ? [from.id] : NO_LISTS);
  const lists = hasLists(kind) ? chosen : NO_LISTS;
  const { data: awaited } = useQuery(awaitedTrucksQuery(lists));
  const [typed, setTyped] = useState<GridRow[] | null>(null);
  const [fresh] = useState(() => [truckRow('')]);
  const offered = awaited !== undefined && lists.length > 0 ? awaited.map(truckRow) : fresh;
  const rows = typed ?? (lists.length > 1 ? offered.slice(0, 1) : offered);
  const isEmptyTruck = kind === 'empty_truck';
  const columns = useTruckColumns(lists.length > 0 ? (awaited ?? []) : undefined, isEmptyTruck);
  const written = rows.filter((row) => !isBlank(row, ['plate']));
  const apply = (head: HeadForm) =>
    onApply({
      enterprise: head.enterprise,
      kind: head.kind,
      direction: head.direction,
      lists,
      goods: head.kind === 'registered_goods' ? head.goods.trim() : null,
      trucks: written.map((row) => truckOf(row, isEmptyTruck)),
      gates: head.gates,
      valid_until: head.validUntil,
    });
  const own = session.enterprises.length === 1 ? session.enterprises[0]?.id : undefined;
  return (
    <Form<HeadForm>
      form={form}
      layout="vertical"
      initialValues={{
        enterprise: from?.enterprise ?? own,
        kind: 'second_line',
        direction: from?.direction ?? 'outbound',
        lists: from ? [from.id] : [],
        goods: '',
        gates: 'one',
        validUntil: session.zone?.date,
      }}
      // Other papers are carried by other trucks: what was typed for the old ones is offered anew.
      onValuesChange={(changed) => {
        if ('lists' in changed || 'kind' in changed) {
          setTyped(null);
        }
      }}
      onFinish={apply}
    >
      <HeadFields kind={kind} isFromList={from !== undefined} />
      <section className="panel">
        <h2>{t('form.trucks')}</h2>
        <p>{lists.length > 0 ? t('form.trucksOfLists') : t('form.trucksHint')}</p>
        {lists.length > 0 && awaited?.length === 0 && <p role="status">{t('form.noneAwaited')}</p>}
        <GridEditor
          label={t('form.trucks')}
          columns={columns}
          rows={rows}
          onChange={setTyped}
          addLabel={t('form.addTruck')}
          removeLabel={(row) => t('form.removeTruck', { row })}
          template={{ frame: '0', container: '0' }}
        />
        <ProblemAlert error={error} />
        <div className="page-actions" style={{ marginTop: 14, alignItems: 'center' }}>
          <Button type="primary" htmlType="submit" loading={isSending} disabled={written.length === 0}>
            {t('form.submit')}
          </Button>
          <span>{hasLists(kind) ? t('form.approvalHint') : t('form.noApprovalHint')}</span>
        </div>
      </section>
    </Form>
  );
}

function HeadFields({ kind, isFromList }: { kind: SlipKind; isFromList: boolean }) {
  const { t } = useTranslation('slips');
  const words = useTranslation('enums').t;
  const session = useSession();
  const form = Form.useFormInstance<HeadForm>();
  const enterprise = Form.useWatch('enterprise', form);
  const direction = Form.useWatch('direction', form);
  const { data: open } = useQuery(openListsQuery(enterprise));
  const fitting = (open ?? []).filter((list) => list.direction === direction);
  const required = [{ required: true }];
  return (
    <section className="panel">
      <div className="form-columns">
        <Form.Item name="enterprise" label={t('enterprise')} rules={required}>
          <Select
            options={session.enterprises.map((one) => ({ value: one.id, label: one.name }))}
            disabled={isFromList}
            onChange={() => form.setFieldValue('lists', [])}
          />
        </Form.Item>
        <Form.Item name="kind" label={t('kind')} rules={required}>
          <Select options={slipKinds.map((one) => ({ value: one, label: words(`slipKind.${one}`) }))} />
        </Form.Item>
        <Form.Item name="direction" label={t('direction')} rules={required}>
          <Radio.Group
            options={directions.map((one) => ({ value: one, label: words(`direction.${one}`) }))}
            onChange={() => form.setFieldValue('lists', [])}
          />
        </Form.Item>
        {hasLists(kind) && (
          <Form.Item name="lists" label={t('lists')} extra={t('form.listsHint')} rules={required}>
            <Select
              mode="multiple"
              options={fitting.map((list) => ({
                value: list.id,
                label: `${list.number} · ${words(`movement.${list.movement}`)} · ${list.book_number}`,
              }))}
              showSearch={{ optionFilterProp: 'label' }}
            />
          </Form.Item>
        )}
        {kind === 'registered_goods' && (
          <Form.Item name="goods" label={t('goods')} extra={t('form.goodsHint')} rules={required}>
            <Input maxLength={500} />
          </Form.Item>
        )}
        <Form.Item name="gates" label={t('gates')} rules={required}>
          <Radio.Group options={gatesChoices.map((one) => ({ value: one, label: words(`gates.${one}`) }))} />
        </Form.Item>
        <Form.Item name="validUntil" label={t('validUntil')} rules={required}>
          <Input type="date" min={session.zone?.date} style={{ maxWidth: 200 }} />
        </Form.Item>
      </div>
    </section>
  );
}
