import { useSuspenseQuery } from '@tanstack/react-query';
import { Form, Input, InputNumber, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { confidences } from '../../api/choices';
import type { Classification, NewHsClasses, NewStatistics } from '../../api/types';
import { useCommand } from '../../api/useCommand';
import { useSession } from '../../session/session';
import { useLocalName } from '../../shared/localName';
import { type Cells, RowsDialog } from '../../shared/RowsDialog';
import { scopesQuery } from '../../shared/scopes';
import type { GridColumn } from '../../ui/GridEditor';
import { importHsClasses, recordStatistics } from './commands';
import { classificationsQuery, counteds } from './queries';

interface DialogProps {
  scheme: string;
  onClose: () => void;
}

function useLists(): { lists: readonly Classification[]; choices: { value: string; label: string }[] } {
  const name = useLocalName();
  const { data: lists } = useSuspenseQuery(classificationsQuery);
  return { lists, choices: lists.map((one) => ({ value: one.scheme, label: name(one) })) };
}

function useClassColumn(scheme: string): GridColumn {
  const { t } = useTranslation('industry');
  const name = useLocalName();
  const { lists } = useLists();
  const classes = lists.find((one) => one.scheme === scheme)?.classes ?? [];
  const choices = classes.map((one) => ({ value: one.code, label: `${name(one)} (${one.code})` }));
  return { key: 'class', title: t('class'), width: 240, choices };
}

/** How many people or firms a scope counted in each class on a day. */
export function RecordStatisticsDialog({ scheme: first, onClose }: DialogProps) {
  const { t } = useTranslation('industry');
  const name = useLocalName();
  const { zone } = useSession();
  const [form] = Form.useForm<Omit<NewStatistics, 'rows'>>();
  const { choices } = useLists();
  const { data: scopes } = useSuspenseQuery(scopesQuery);
  const scheme = Form.useWatch('scheme', form) ?? first;
  const command = useCommand({ send: recordStatistics, onRecorded: onClose });
  const columns: GridColumn[] = [
    useClassColumn(scheme),
    {
      key: 'count',
      title: t('form.count'),
      isNumeric: true,
      width: 120,
      complaint: (text) => (/^\d+$/.test(text.trim()) ? undefined : t('form.whole')),
    },
  ];
  const rowOf = (cell: Cells) => ({ class: cell('class'), count: Number(cell('count')) });
  const required = [{ required: true }];
  return (
    <RowsDialog
      title={t('action.statistics')}
      submit={t('action.record')}
      lead={t('form.statisticsLead')}
      form={form}
      initial={{ scheme: first, scope: scopes.home ?? undefined, counted: 'employees', as_of: zone?.date }}
      columns={columns}
      rowsLabel={t('form.rows')}
      isSending={command.isPending}
      error={command.error}
      onSubmit={(head, rows) => command.mutate({ ...head, rows: rows.map(rowOf) })}
      onClose={onClose}
    >
      <div className="form-columns">
        <Form.Item name="scheme" label={t('list')} rules={required}>
          <Select options={choices} />
        </Form.Item>
        <Form.Item name="scope" label={t('scope')} rules={required}>
          <Select options={scopes.scopes.map((one) => ({ value: one.code, label: name(one) }))} />
        </Form.Item>
        <Form.Item name="counted" label={t('countedLabel')} rules={required}>
          <Select options={counteds.map((one) => ({ value: one, label: t(`counted.${one}`) }))} />
        </Form.Item>
        <Form.Item name="as_of" label={t('form.asOf')} rules={required}>
          <Input type="date" />
        </Form.Item>
        <Form.Item name="source" label={t('form.source')} rules={required}>
          <Input maxLength={200} />
        </Form.Item>
        <Form.Item name="total" label={t('form.total')} rules={required}>
          <InputNumber min={0} precision={0} style={{ width: '100%' }} />
        </Form.Item>
      </div>
    </RowsDialog>
  );
}

/** Which classes commodity codes may belong to, with how sure that is. */
export function ImportHsClassesDialog({ scheme: first, onClose }: DialogProps) {
  const { t } = useTranslation('industry');
  const chain = useTranslation('chain').t;
  const { zone } = useSession();
  const [form] = Form.useForm<Omit<NewHsClasses, 'rows'>>();
  const { choices } = useLists();
  const scheme = Form.useWatch('scheme', form) ?? first;
  const command = useCommand({ send: importHsClasses, onRecorded: onClose });
  const columns: GridColumn[] = [
    { key: 'hs_code', title: t('form.hsCode'), width: 120 },
    useClassColumn(scheme),
    {
      key: 'confidence',
      title: t('form.confidence'),
      width: 120,
      isRepeated: true,
      choices: confidences.map((one) => ({ value: one, label: chain(`confidence.${one}`) })),
    },
  ];
  const rowOf = (cell: Cells) => ({
    hs_code: cell('hs_code'),
    class: cell('class'),
    confidence: confidences.find((one) => one === cell('confidence')) ?? 'possible',
  });
  const required = [{ required: true }];
  return (
    <RowsDialog
      title={t('action.hsClasses')}
      submit={t('action.import')}
      lead={t('form.hsLead')}
      form={form}
      initial={{ scheme: first, dated: zone?.date }}
      columns={columns}
      rowsLabel={t('form.rows')}
      isSending={command.isPending}
      error={command.error}
      onSubmit={(head, rows) => command.mutate({ ...head, rows: rows.map(rowOf) })}
      onClose={onClose}
    >
      <div className="form-columns">
        <Form.Item name="scheme" label={t('list')} rules={required}>
          <Select options={choices} />
        </Form.Item>
        <Form.Item name="source" label={t('form.source')} rules={required}>
          <Input maxLength={200} />
        </Form.Item>
        <Form.Item name="dated" label={t('form.dated')} rules={required}>
          <Input type="date" />
        </Form.Item>
      </div>
    </RowsDialog>
  );
}
