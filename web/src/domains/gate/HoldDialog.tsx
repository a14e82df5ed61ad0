import { useTranslation } from 'react-i18next';
import { api } from '../../api/client';
import { dataOf } from '../../api/problem';
import { keyHeader } from '../../api/revision';
import { useCommand } from '../../api/useCommand';
import { ReasonDialog } from '../../shared/ReasonDialog';

interface Weighing {
  truck: string;
  scale_kilograms: string;
}

/** Weighs a truck of the slip: out of tolerance the server holds it. */
export function useWeighing(slip: string | undefined) {
  return useCommand({
    send: async (body: Weighing, key) =>
      dataOf(
        await api.POST('/api/v1/slips/{slip}/weigh-truck', {
          params: { path: { slip: slip ?? '' }, header: keyHeader(key) },
          body,
        }),
      ),
  });
}

interface HoldDialogProps {
  slip: string;
  plate: string;
  onClose: () => void;
}

/** Holds a truck for inspection, with the words that customs reads. */
export function HoldDialog({ slip, plate, onClose }: HoldDialogProps) {
  const { t } = useTranslation('gate');
  const command = useCommand({
    send: async (reason: string, key) =>
      dataOf(
        await api.POST('/api/v1/slips/{slip}/hold-truck', {
          params: { path: { slip }, header: keyHeader(key) },
          body: { truck: plate, reason },
        }),
      ),
    onRecorded: onClose,
  });
  return (
    <ReasonDialog
      title={t('hold.title', { plate })}
      label={t('hold.reason')}
      submit={t('action.hold')}
      isOpen
      isSending={command.isPending}
      error={command.error}
      onSubmit={(reason) => command.mutate(reason)}
      onClose={onClose}
    />
  );
}
