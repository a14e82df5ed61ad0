import { useSuspenseQuery } from '@tanstack/react-query';
import { Form, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ProblemAlert } from '../../api/ProblemAlert';
import type { NewPartnerZone, PartnerZone } from '../../api/types';
import { useCommand } from '../../api/useCommand';
import { holds, useSession } from '../../session/session';
import { FormDialog } from '../../shared/FormDialog';
import { useLocalName } from '../../shared/localName';
import { ReasonDialog } from '../../shared/ReasonDialog';
import { ActionButton } from '../../ui/ActionButton';
import { type Column, DataTable } from '../../ui/DataTable';
import { NextStep } from '../../ui/NextStep';
import { registerPartnerZone, renewTrust, turnPartnerZone } from './commands';
import { FileButton } from './FileButton';
import { PartnerZoneStatusLabel } from './labels';
import { partnerZonesQuery } from './queries';

/** The zones whose receipts are believed here, and by which keys. */
export function PartnerZones() {
  const { t } = useTranslation('exchange');
  const session = useSession();
  const { data } = useSuspenseQuery(partnerZonesQuery);
  const [trust, setTrust] = useState<string | null>(null);
  const against = holds(session, 'zone_administrator') ? undefined : t('reason.administrator');
  return (
    <section className="panel">
      <h2>{t('partners')}</h2>
      <p>{t('partnersHint')}</p>
      <DataTable
        label={t('partners')}
        columns={useColumns(against)}
        rows={data}
        rowKey={({ code }) => code}
        empty={<NextStep text={t('noPartners')} />}
      />
      <div style={{ marginTop: 14 }}>
        <FileButton text={t('action.register')} reasonAgainst={against} onText={setTrust} />
      </div>
      {trust !== null && <RegisterDialog trustFile={trust} onClose={() => setTrust(null)} />}
    </section>
  );
}

function useColumns(against: string | undefined): Column<PartnerZone>[] {
  const { t } = useTranslation('exchange');
  const nameOf = useLocalName();
  return [
    { key: 'name', title: t('partner'), minWidth: 150, render: nameOf },
    { key: 'code', title: t('partnerCode'), render: ({ code }) => <span className="figures">{code}</span> },
    {
      key: 'origin',
      title: t('origin'),
      render: ({ origin }) => <span style={{ overflowWrap: 'anywhere' }}>{origin}</span>,
    },
    {
      key: 'keys',
      title: t('keys'),
      minWidth: 220,
      render: ({ keys }) => (
        <span className="stacked">
          {keys.map((key) => (
            <code key={key} style={{ overflowWrap: 'anywhere' }}>
              {key}
            </code>
          ))}
        </span>
      ),
    },
    {
      key: 'status',
      title: t('state'),
      render: ({ status, reason }) => (
        <span className="stacked">
          <PartnerZoneStatusLabel status={status} />
          {reason && <span>{reason}</span>}
        </span>
      ),
    },
    {
      key: 'action',
      title: t('action.title'),
      render: (partner) => <PartnerActions partner={partner} against={against} />,
    },
  ];
}

function PartnerActions({ partner, against }: { partner: PartnerZone; against: string | undefined }) {
  const { t } = useTranslation('exchange');
  const [isTurning, setTurning] = useState(false);
  const renew = useCommand({ send: (text: string, key) => renewTrust(partner, text, key) });
  const turn = useCommand({
    send: (reason: string, key) => turnPartnerZone(partner, reason, key),
    onRecorded: () => setTurning(false),
  });
  const words = partner.status === 'active' ? 'suspend' : 'resume';
  return (
    <span className="stacked">
      <FileButton
        size="small"
        text={t('action.renew')}
        loading={renew.isPending}
        reasonAgainst={against}
        onText={(text) => renew.mutate(text)}
      />
      <ActionButton
        size="small"
        text={t(`action.${words}`)}
        reasonAgainst={against}
        onClick={() => setTurning(true)}
      />
      <ProblemAlert error={renew.error} />
      <ReasonDialog
        title={t(`action.${words}Title`, { code: partner.code })}
        label={t('form.reason')}
        submit={t(`action.${words}`)}
        isOpen={isTurning}
        isSending={turn.isPending}
        error={turn.error}
        onSubmit={(reason) => turn.mutate(reason)}
        onClose={() => setTurning(false)}
      />
    </span>
  );
}

/** Names the zone whose trust file was chosen. */
function RegisterDialog({ trustFile, onClose }: { trustFile: string; onClose: () => void }) {
  const { t } = useTranslation('exchange');
  const [form] = Form.useForm<Omit<NewPartnerZone, 'trust_file'>>();
  const command = useCommand({
    send: (names: Omit<NewPartnerZone, 'trust_file'>, key) =>
      registerPartnerZone({ ...names, trust_file: trustFile }, key),
    onRecorded: onClose,
  });
  return (
    <FormDialog
      title={t('action.registerTitle')}
      submit={t('action.registerSubmit')}
      form={form}
      isSending={command.isPending}
      error={command.error}
      onSubmit={(names) => command.mutate(names)}
      onClose={onClose}
    >
      <p>{t('form.trustHint')}</p>
      <Form.Item
        name="code"
        label={t('partnerCode')}
        rules={[{ required: true, pattern: /^[A-Za-z0-9.+_-]{1,40}$/, message: t('form.codeRule') }]}
      >
        <Input className="figures" autoComplete="off" />
      </Form.Item>
      <Form.Item name="name" label={t('form.nameChinese')} rules={[{ required: true }]}>
        <Input maxLength={200} autoComplete="off" />
      </Form.Item>
      <Form.Item name="name_english" label={t('form.nameEnglish')} rules={[{ required: true }]}>
        <Input maxLength={200} autoComplete="off" />
      </Form.Item>
    </FormDialog>
  );
}
