import { Form } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ProblemAlert } from '../../api/ProblemAlert';
import type { LandContract } from '../../api/types';
import { useCommand } from '../../api/useCommand';
import { holds, useSession } from '../../session/session';
import { FormDialog } from '../../shared/FormDialog';
import { ActionButton } from '../../ui/ActionButton';
import { type Act, ActField, type ActValues, actForms } from './acts';
import { contractCan } from './capabilities';
import { confirmStart } from './commands';

const acts: readonly Act[] = [
  'deliver',
  'permit',
  'sendBack',
  'stop',
  'resume',
  'standstill',
  'goOn',
  'fee',
  'takeBack',
];

/** What the user's role does with a contract; what is not open now says why. */
export function ContractActions({ contract }: { contract: LandContract }) {
  const { t } = useTranslation(['land', 'access']);
  const session = useSession();
  const [act, setAct] = useState<Act | null>(null);
  const confirm = useCommand({ send: (_: null, key) => confirmStart(contract, key) });
  const button = (one: Act) => {
    const against = contractCan[one](contract, session);
    return (
      <ActionButton
        key={one}
        text={t(`land:action.${one}`)}
        danger={one === 'takeBack'}
        reasonAgainst={against && t(against)}
        onClick={() => setAct(one)}
      />
    );
  };
  const againstConfirming = contractCan.confirm(contract, session);
  return (
    <>
      {holds(session, 'enterprise_officer') && button('report')}
      {holds(session, 'land_officer') && (
        <>
          {acts.map(button)}
          <ActionButton
            type="primary"
            text={t('land:action.confirm')}
            reasonAgainst={againstConfirming && t(againstConfirming)}
            loading={confirm.isPending}
            onClick={() => confirm.mutate(null)}
          />
        </>
      )}
      <ProblemAlert error={confirm.error} />
      {act !== null && <ActDialog act={act} contract={contract} onClose={() => setAct(null)} />}
    </>
  );
}

function ActDialog({ act, contract, onClose }: { act: Act; contract: LandContract; onClose: () => void }) {
  const { t } = useTranslation('land');
  const [form] = Form.useForm<ActValues>();
  const { fields, send } = actForms[act];
  const command = useCommand({
    send: (values: ActValues, key) => send(contract, values, key),
    onRecorded: onClose,
  });
  return (
    <FormDialog
      title={t(`action.${act}`)}
      submit={t(`action.${act}`)}
      form={form}
      isSending={command.isPending}
      error={command.error}
      onSubmit={(values) => command.mutate(values)}
      onClose={onClose}
    >
      {fields.map((name) => (
        <ActField key={name} name={name} contract={contract} />
      ))}
    </FormDialog>
  );
}
