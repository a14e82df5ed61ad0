import { useMutation } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Alert, Button } from 'antd';
import { useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ProblemAlert } from '../../api/ProblemAlert';
import type { FileFinding, ListOfFile } from '../../api/types';
import { useCommand } from '../../api/useCommand';
import { type Column, DataTable } from '../../ui/DataTable';
import { draftList, readListFile } from './commands';
import { rowOfProblem } from './fileRows';

/** Lists from a file: what hinders it from being read, row by row, or its lists to be drafted exactly as they stand there. */
export function ListFile({ book }: { book: string }) {
  const { t } = useTranslation('lists');
  const titleId = useId();
  const input = useRef<HTMLInputElement>(null);
  const reading = useMutation({ mutationFn: readListFile });
  const read = reading.data;
  return (
    <section className="panel" aria-labelledby={titleId}>
      <h2 id={titleId}>{t('file.title')}</h2>
      <p>{t('file.hint')}</p>
      <div className="page-actions" style={{ alignItems: 'center', marginBottom: 14 }}>
        <Button loading={reading.isPending} onClick={() => input.current?.click()}>
          {t('file.choose')}
        </Button>
        <input
          ref={input}
          type="file"
          hidden
          aria-label={t('file.choose')}
          accept=".csv,.xlsx"
          onChange={(event) => {
            const file = event.target.files?.[0];
            // The same file may be chosen again once it is corrected.
            event.target.value = '';
            if (file !== undefined) {
              reading.mutate(file);
            }
          }}
        />
        <a href="/api/v1/files/list-template?format=xlsx">{t('file.templateXlsx')}</a>
        <a href="/api/v1/files/list-template?format=csv">{t('file.templateCsv')}</a>
      </div>
      <ProblemAlert error={reading.error} />
      {read !== undefined && read.findings.length > 0 && (
        <Findings name={read.name} findings={read.findings} leftOut={read.leftOut} />
      )}
      {read !== undefined && read.findings.length === 0 && (
        <ListsOfFile key={read.readAt} name={read.name} book={book} lists={read.lists} />
      )}
    </section>
  );
}

interface FindingsProps {
  name: string;
  findings: readonly FileFinding[];
  leftOut: number;
}

function Findings({ name, findings, leftOut }: FindingsProps) {
  const { t, i18n } = useTranslation('lists');
  const isChinese = i18n.language.startsWith('zh');
  const columns: Column<{ key: string; finding: FileFinding }>[] = [
    { key: 'row', title: t('file.row'), isNumeric: true, render: ({ finding }) => finding.row ?? '' },
    {
      key: 'column',
      title: t('file.column'),
      render: ({ finding }) => [finding.sheet, finding.column].filter(Boolean).join(' · '),
    },
    {
      key: 'what',
      title: t('file.whatToDo'),
      minWidth: 220,
      render: ({ finding }) => (isChinese ? finding.message_chinese : finding.message),
    },
    { key: 'found', title: t('file.found'), render: ({ finding }) => finding.found ?? '' },
    { key: 'code', title: t('file.code'), render: ({ finding }) => <code>{finding.code}</code> },
  ];
  return (
    <>
      <Alert type="warning" showIcon role="alert" title={t('file.unreadable', { name })} />
      <DataTable
        label={t('file.findings')}
        columns={columns}
        rows={findings.map((finding, index) => ({ key: String(index), finding }))}
        rowKey={(row) => row.key}
        empty={null}
      />
      {leftOut > 0 && <p>{t('file.leftOut', { count: leftOut })}</p>}
    </>
  );
}

function ListsOfFile({ name, book, lists }: { name: string; book: string; lists: readonly ListOfFile[] }) {
  const { t } = useTranslation('lists');
  const words = useTranslation('enums').t;
  const [drafted, setDrafted] = useState<Record<string, string>>({});
  const [refused, setRefused] = useState<ListOfFile>();
  const command = useCommand({
    send: (list: ListOfFile, key) => draftList(book, list.content, key),
    onRecorded: (answer, list) => setDrafted((now) => ({ ...now, [list.reference]: answer.id ?? '' })),
  });
  const columns: Column<ListOfFile>[] = [
    { key: 'reference', title: t('file.reference'), render: (list) => list.reference },
    {
      key: 'movement',
      title: t('movement'),
      render: (list) => words(`movement.${list.content.movement}`),
    },
    { key: 'lines', title: t('lines'), isNumeric: true, render: (list) => list.content.lines.length },
    { key: 'row', title: t('file.firstRow'), isNumeric: true, render: (list) => list.first_row },
    {
      key: 'draft',
      title: t('file.draft'),
      render: (list) => {
        const id = drafted[list.reference];
        return id === undefined ? (
          <Button
            size="small"
            loading={command.isPending && command.variables === list}
            disabled={command.isPending}
            onClick={() => {
              setRefused(list);
              command.mutate(list);
            }}
          >
            {t('file.draftOne', { reference: list.reference })}
          </Button>
        ) : (
          <Link to="/lists/$list" params={{ list: id }}>
            {t('file.drafted')}
          </Link>
        );
      },
    },
  ];
  return (
    <>
      <h3>{t('file.listsOf', { name })}</h3>
      <RefusedRow error={command.error} list={refused} />
      <DataTable
        label={t('file.listsOf', { name })}
        columns={columns}
        rows={lists}
        rowKey={(list) => list.reference}
        empty={<p>{t('file.noLists')}</p>}
      />
    </>
  );
}

/** Why a list was not drafted, with the row of the file that it is about. */
function RefusedRow({ error, list }: { error: unknown; list: ListOfFile | undefined }) {
  const { t } = useTranslation('lists');
  if (error === null || list === undefined) {
    return null;
  }
  const row = rowOfProblem(error, list);
  return (
    <>
      <p>
        {row === undefined
          ? t('file.refusedList', { reference: list.reference })
          : t('file.refusedRow', { reference: list.reference, row })}
      </p>
      <ProblemAlert error={error} />
    </>
  );
}
