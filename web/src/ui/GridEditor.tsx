import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Input, Select } from 'antd';
import type { ClipboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { type GridRow, newRow, pasteCells } from './gridRows';

export interface GridColumn {
  key: string;
  title: string;
  isNumeric?: boolean;
  width?: number;
  /** Whether a new row repeats the cell of the row above, which mostly stays. */
  isRepeated?: boolean;
  /** A closed list of choices; absent means free text. */
  choices?: readonly { value: string; label: string }[];
  /** Says what is wrong with the text; absent means that the server judges. */
  complaint?: (text: string, row: GridRow) => string | undefined;
  /** Words under the field, such as what is available. */
  hint?: (row: GridRow) => string | undefined;
}

interface GridEditorProps {
  label: string;
  columns: readonly GridColumn[];
  rows: readonly GridRow[];
  onChange: (rows: GridRow[]) => void;
  addLabel: string;
  removeLabel: (row: number) => string;
  /** What a new row starts with. */
  template?: Record<string, string>;
  /** Fills other cells when one changes, such as the unit of a chosen item. */
  complete?: (row: GridRow, changed: string) => GridRow;
}

/** Rows of text cells; a block copied from a spreadsheet can be pasted into any cell. */
export function GridEditor(props: GridEditorProps) {
  const { t } = useTranslation('ui');
  const { columns, rows, onChange, complete } = props;
  const keys = columns.map((column) => column.key);
  const change = (index: number, key: string, text: string) =>
    onChange(
      rows.map((row, at) => {
        if (at !== index) {
          return row;
        }
        const changed = { ...row, cells: { ...row.cells, [key]: text } };
        return complete === undefined ? changed : complete(changed, key);
      }),
    );
  const paste = (event: ClipboardEvent, index: number, key: string) => {
    const text = event.clipboardData.getData('text/plain');
    if (!/[\t\n]/.test(text.trimEnd())) {
      return;
    }
    event.preventDefault();
    const pasted = pasteCells(rows, keys, index, key, text);
    onChange(complete === undefined ? pasted : pasted.map((row) => complete(row, keys[0] ?? '')));
  };
  return (
    <>
      <div className="scroll-sideways">
        <table className="line-table" aria-label={props.label}>
          <thead>
            <tr>
              {columns.map((column) => (
                <th key={column.key} scope="col">
                  {column.title}
                </th>
              ))}
              <th scope="col">
                <span className="visually-hidden">{t('remove')}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row, index) => (
              <tr key={row.id}>
                {columns.map((column) => (
                  <td key={column.key} data-label={column.title} style={{ minWidth: column.width ?? 110 }}>
                    <Cell
                      column={column}
                      row={row}
                      name={`${column.title} ${index + 1}`}
                      onChange={(text) => change(index, column.key, text)}
                      onPaste={(event) => paste(event, index, column.key)}
                    />
                  </td>
                ))}
                <td>
                  <Button
                    type="text"
                    icon={<DeleteOutlined />}
                    aria-label={props.removeLabel(index + 1)}
                    disabled={rows.length === 1}
                    onClick={() => onChange(rows.filter((_, at) => at !== index))}
                  />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <Button
        icon={<PlusOutlined />}
        style={{ margin: '8px 0 12px' }}
        onClick={() => onChange([...rows, newRow(rows.at(-1)?.cells ?? {}, columns, props.template)])}
      >
        {props.addLabel}
      </Button>
    </>
  );
}

interface CellProps {
  column: GridColumn;
  row: GridRow;
  name: string;
  onChange: (text: string) => void;
  onPaste: (event: ClipboardEvent) => void;
}

function Cell({ column, row, name, onChange, onPaste }: CellProps) {
  const text = row.cells[column.key] ?? '';
  const complaint = text === '' ? undefined : column.complaint?.(text, row);
  const hint = column.hint?.(row);
  const note = complaint ?? hint;
  return (
    <div onPaste={onPaste}>
      {column.choices === undefined ? (
        <Input
          aria-label={name}
          value={text}
          status={complaint === undefined ? '' : 'error'}
          style={column.isNumeric ? { textAlign: 'right' } : {}}
          className="figures"
          onChange={(event) => onChange(event.target.value)}
        />
      ) : (
        <Select
          aria-label={name}
          value={text === '' ? undefined : text}
          options={[...column.choices]}
          showSearch={{ optionFilterProp: 'label' }}
          popupMatchSelectWidth={false}
          style={{ width: '100%' }}
          onChange={onChange}
        />
      )}
      {note !== undefined && (
        <div style={{ fontSize: 12, color: complaint === undefined ? '#595f66' : '#a8201a' }}>{note}</div>
      )}
    </div>
  );
}
