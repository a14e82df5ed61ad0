import { useQuery } from '@tanstack/react-query';
import { Form, Input, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ProblemAlert } from '../../api/ProblemAlert';
import type { Equipment } from '../../api/types';
import { useCommand } from '../../api/useCommand';
import { holds, useSession } from '../../session/session';
import { enterpriseChoicesQuery } from '../../shared/enterprises';
import { FormDialog } from '../../shared/FormDialog';
import { ReasonDialog } from '../../shared/ReasonDialog';
import { ActionButton } from '../../ui/ActionButton';
import { type Against, equipmentCan } from './capabilities';
import { confirmEquipment, type Location, moveEquipment, releaseEquipment } from './commands';

/** What the user's role does with a machine; what is not open now says why. */
export function EquipmentActions({ equipment }: { equipment: Equipment }) {
  const { t } = useTranslation(['equipment', 'access']);
  const session = useSession();
  const [dialog, setDialog] = useState<'move' | 'release' | null>(null);
  const confirm = useCommand({ send: (_: null, key) => confirmEquipment(equipment, key) });
  const reason = (against: Against | undefined) => (against === undefined ? undefined : t(against));
  const isCustoms = holds(session, 'customs_officer');
  const close = () => setDialog(null);
  return (
    <>
      {holds(session, 'enterprise_officer') && (
        <ActionButton
          text={t('equipment:action.move')}
          reasonAgainst={reason(equipmentCan.move(equipment, session))}
          onClick={() => setDialog('move')}
        />
      )}
      {isCustoms && (
        <>
          <ActionButton
            text={t('equipment:action.release')}
            reasonAgainst={reason(equipmentCan.release(equipment, session))}
            onClick={() => setDialog('release')}
          />
          <ActionButton
            type="primary"
            text={t('equipment:action.confirm')}
            reasonAgainst={reason(equipmentCan.confirm(equipment, session))}
            loading={confirm.isPending}
            onClick={() => confirm.mutate(null)}
          />
        </>
      )}
      <ProblemAlert error={confirm.error} />
      {dialog === 'move' && <MoveDialog equipment={equipment} onClose={close} />}
      {dialog === 'release' && <ReleaseDialog equipment={equipment} onClose={close} />}
    </>
  );
}

interface DialogProps {
  equipment: Equipment;
  onClose: () => void;
}

function MoveDialog({ equipment, onClose }: DialogProps) {
  const { t } = useTranslation('equipment');
  const [form] = Form.useForm<Location>();
  const { data: enterprises } = useQuery(enterpriseChoicesQuery);
  const command = useCommand({
    send: (location: Location, key) => moveEquipment(equipment, location, key),
    onRecorded: onClose,
  });
  const required = [{ required: true }];
  return (
    <FormDialog
      title={t('action.moveTitle', { name: equipment.name })}
      submit={t('action.move')}
      form={form}
      initial={{ location: equipment.location, used_by: equipment.used_by }}
      isSending={command.isPending}
      error={command.error}
      onSubmit={(location) => command.mutate(location)}
      onClose={onClose}
    >
      <Form.Item name="location" label={t('location')} rules={required}>
        <Input maxLength={200} />
      </Form.Item>
      <Form.Item name="used_by" label={t('usedBy')} rules={required}>
        <Select
          options={(enterprises ?? []).map(({ value, label }) => ({ value, label }))}
          showSearch={{ optionFilterProp: 'label' }}
        />
      </Form.Item>
    </FormDialog>
  );
}

function ReleaseDialog({ equipment, onClose }: DialogProps) {
  const { t } = useTranslation('equipment');
  const command = useCommand({
    send: (reason: string, key) => releaseEquipment(equipment, reason, key),
    onRecorded: onClose,
  });
  return (
    <ReasonDialog
      title={t('action.releaseTitle', { name: equipment.name })}
      label={t('action.reason')}
      submit={t('action.release')}
      isOpen
      isSending={command.isPending}
      error={command.error}
      onSubmit={(reason) => command.mutate(reason)}
      onClose={onClose}
    />
  );
}
