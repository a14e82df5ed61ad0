import type { FormInstance } from 'antd';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type GridColumn, GridEditor } from '../ui/GridEditor';
import { emptyRow, type GridRow, isBlank } from '../ui/gridRows';
import { FormDialog } from './FormDialog';

/** The cells of a row by column, without blanks around them; a cell that nobody wrote is empty. */
export type Cells = (key: string) => string;

interface RowsDialogProps<Values extends object> {
  title: string;
  submit: string;
  lead: string;
  form: FormInstance<Values>;
  initial?: Partial<Values>;
  columns: readonly GridColumn[];
  rowsLabel: string;
  /** What the table starts with; absent means one empty row. */
  rows?: readonly Record<string, string>[];
  isSending: boolean;
  error: unknown;
  onSubmit: (values: Values, rows: Cells[]) => void;
  onClose: () => void;
  children?: ReactNode;
}

function startingRows(rows: readonly Record<string, string>[] | undefined): GridRow[] {
  return rows === undefined || rows.length === 0 ? [emptyRow()] : rows.map((cells) => emptyRow(cells));
}

/** A form with a table, into which rows of a spreadsheet can be pasted. Rows in which nothing stands are not sent. */
export function RowsDialog<Values extends object>(props: RowsDialogProps<Values>) {
  const { t } = useTranslation('ui');
  const [rows, setRows] = useState(() => startingRows(props.rows));
  const keys = props.columns.map((column) => column.key);
  const written = rows.filter((row) => !isBlank(row, keys));
  return (
    <FormDialog<Values>
      title={props.title}
      submit={props.submit}
      form={props.form}
      initial={props.initial}
      width={860}
      isSending={props.isSending}
      error={props.error}
      onSubmit={(values) =>
        props.onSubmit(
          values,
          written.map((row) => (key) => (row.cells[key] ?? '').trim()),
        )
      }
      onClose={props.onClose}
    >
      <p>{props.lead}</p>
      {props.children}
      <GridEditor
        label={props.rowsLabel}
        columns={props.columns}
        rows={rows}
        onChange={setRows}
        addLabel={t('addRow')}
        removeLabel={(row) => t('removeRow', { row })}
      />
    </FormDialog>
  );
}
