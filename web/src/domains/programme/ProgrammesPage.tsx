import { useSuspenseQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { Form, Input, InputNumber } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { NewProgramme, Pilot, Programme } from '../../api/types';
import { useCommand } from '../../api/useCommand';
import { useLanguage } from '../../i18n/useWords';
import { holds, useSession } from '../../session/session';
import { FormDialog } from '../../shared/FormDialog';
import { ActionButton } from '../../ui/ActionButton';
import { type Column, DataTable } from '../../ui/DataTable';
import { NextStep } from '../../ui/NextStep';
import { PageHeading } from '../../ui/PageHeading';
import { openProgramme } from './commands';
import { PilotStageLabel } from './Labels';
import { NewPilotDialog } from './PilotDialogs';
import { pilotsQuery, programmesQuery } from './queries';
import { ShareView } from './ShareView';

/** The programmes of the zone with their shares, and the pilots of opening-up measures. */
export function ProgrammesPage() {
  const { t } = useTranslation('programme');
  const session = useSession();
  const language = useLanguage();
  const { data: programmes } = useSuspenseQuery(programmesQuery);
  const { data: pilots } = useSuspenseQuery(pilotsQuery);
  const [dialog, setDialog] = useState<'programme' | 'pilot' | null>(null);
  const against = holds(session, 'programme_officer') ? undefined : t('reason.notOfficer');
  const columns: Column<Pilot>[] = [
    {
      key: 'measure',
      title: t('pilot.measure'),
      minWidth: 220,
      render: (pilot) => (
        <Link to="/pilots/$pilot" params={{ pilot: pilot.id }}>
          {language === 'zh-CN' ? pilot.measure : pilot.measure_english}
        </Link>
      ),
    },
    { key: 'stage', title: t('pilot.stage'), render: (pilot) => <PilotStageLabel stage={pilot.stage} /> },
    { key: 'document', title: t('pilot.document'), minWidth: 160, render: (pilot) => pilot.document },
  ];
  return (
    <>
      <PageHeading
        title={t('title')}
        lead={t('lead')}
        actions={
          <>
            <ActionButton
              text={t('action.openPilot')}
              reasonAgainst={against}
              onClick={() => setDialog('pilot')}
            />
            <ActionButton
              type="primary"
              text={t('action.openProgramme')}
              reasonAgainst={against}
              onClick={() => setDialog('programme')}
            />
          </>
        }
      />
      {programmes.length === 0 && <NextStep text={t('empty')} />}
      {programmes.map((programme) => (
        <ProgrammeCard key={programme.id} programme={programme} />
      ))}
      <section className="panel">
        <h2>{t('pilot.title')}</h2>
        <DataTable
          label={t('pilot.title')}
          columns={columns}
          rows={pilots}
          rowKey={(pilot) => pilot.id}
          empty={<NextStep text={t('pilot.empty')} />}
        />
      </section>
      {dialog === 'programme' && <NewProgrammeDialog onClose={() => setDialog(null)} />}
      {dialog === 'pilot' && <NewPilotDialog onClose={() => setDialog(null)} />}
    </>
  );
}

function ProgrammeCard({ programme }: { programme: Programme }) {
  const { t } = useTranslation('programme');
  const language = useLanguage();
  return (
    <section className="panel">
      <h2>
        <Link to="/programmes/$programme" params={{ programme: programme.id }}>
          {language === 'zh-CN' ? programme.name : programme.name_english}
        </Link>
      </h2>
      <p>
        {programme.issuer} ·{' '}
        {t('lights', { red: programme.red, amber: programme.amber, green: programme.green })}
      </p>
      <div className="side-by-side">
        <ShareView title={t('launched')} share={programme.launched} />
        <ShareView title={t('completed')} share={programme.completed} />
      </div>
    </section>
  );
}

interface ProgrammeForm {
  name: string;
  name_english: string;
  issuer: string;
  launched?: string;
  completed?: string;
}

function NewProgrammeDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('programme');
  const navigate = useNavigate();
  const [form] = Form.useForm<ProgrammeForm>();
  const command = useCommand({
    send: (body: NewProgramme, key) => openProgramme(body, key),
    onRecorded: (answer) => {
      onClose();
      if (answer.id) {
        void navigate({ to: '/programmes/$programme', params: { programme: answer.id } });
      }
    },
  });
  const required = [{ required: true }];
  const percent = (
    <InputNumber<string> stringMode min="0.000000001" max="100" addonAfter="%" style={{ width: '100%' }} />
  );
  return (
    <FormDialog
      title={t('action.openProgramme')}
      submit={t('action.openProgramme')}
      form={form}
      isSending={command.isPending}
      error={command.error}
      onSubmit={(values) =>
        command.mutate({
          name: values.name,
          name_english: values.name_english,
          issuer: values.issuer,
          launched_target_percent: values.launched ?? null,
          completed_target_percent: values.completed ?? null,
        })
      }
      onClose={onClose}
    >
      <Form.Item name="name" label={t('form.name')} rules={required}>
        <Input maxLength={200} />
      </Form.Item>
      <Form.Item name="name_english" label={t('form.nameEnglish')} rules={required}>
        <Input maxLength={200} />
      </Form.Item>
      <Form.Item name="issuer" label={t('form.issuer')} rules={required}>
        <Input maxLength={200} />
      </Form.Item>
      <Form.Item name="launched" label={t('form.launchedTarget')} extra={t('form.launchedHint')}>
        {percent}
      </Form.Item>
      <Form.Item name="completed" label={t('form.completedTarget')}>
        {percent}
      </Form.Item>
    </FormDialog>
  );
}
