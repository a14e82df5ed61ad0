import { Form, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ListDetail } from '../../api/types';
import { useCommand } from '../../api/useCommand';
import { holds, useSession } from '../../session/session';
import { ReasonDialog } from '../../shared/ReasonDialog';
import { ActionButton } from '../../ui/ActionButton';
import { listCan } from './capabilities';
import { correctTrucks } from './commands';

/** Customs says which trucks carry a list that is not posted, and which recorded passages did not happen. */
export function TruckCorrection({ detail }: { detail: ListDetail }) {
  const { t } = useTranslation(['lists', 'access']);
  const session = useSession();
  const [isOpen, setOpen] = useState(false);
  if (!holds(session, 'customs_officer')) {
    return null;
  }
  const against = listCan.correctTrucks(detail.list, session);
  return (
    <>
      <ActionButton
        text={t('action.correctTrucks')}
        reasonAgainst={against === undefined ? undefined : t(against)}
        onClick={() => setOpen(true)}
      />
      {isOpen && <CorrectionDialog detail={detail} onClose={() => setOpen(false)} />}
    </>
  );
}

function CorrectionDialog({ detail, onClose }: { detail: ListDetail; onClose: () => void }) {
  const { t } = useTranslation('lists');
  const passed = detail.trucks.filter((truck) => truck.passed_at).map((truck) => truck.plate);
  const [trucks, setTrucks] = useState(() => detail.trucks.map((truck) => truck.plate));
  const [annulled, setAnnulled] = useState<string[]>([]);
  const command = useCommand({
    send: (reason: string, key) => correctTrucks(detail.list, { trucks, annulled, reason }, key),
    onRecorded: onClose,
  });
  return (
    <ReasonDialog
      title={t('action.correctTrucks')}
      label={t('action.reason')}
      submit={t('action.correctTrucks')}
      isOpen
      isSending={command.isPending}
      error={command.error}
      onSubmit={(reason) => command.mutate(reason)}
      onClose={onClose}
    >
      <Form.Item label={t('form.trucks')} htmlFor="corrected-trucks" extra={t('form.trucksHint')}>
        <Select id="corrected-trucks" mode="tags" open={false} value={trucks} onChange={setTrucks} />
      </Form.Item>
      {passed.length > 0 && (
        <Form.Item label={t('truck.annulled')} htmlFor="annulled-trucks">
          <Select
            id="annulled-trucks"
            mode="multiple"
            value={annulled}
            onChange={setAnnulled}
            options={passed.map((plate) => ({ value: plate, label: plate }))}
          />
        </Form.Item>
      )}
    </ReasonDialog>
  );
}
