import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Form, Input, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { institutionKinds, platformKinds } from '../../api/choices';
import type { NewInstitution, NewPlatform } from '../../api/types';
import { useCommand } from '../../api/useCommand';
import { useSession } from '../../session/session';
import { FormDialog } from '../../shared/FormDialog';
import { useLocalName } from '../../shared/localName';
import { registerInstitution, registerPlatform } from './commands';
import { membersQuery } from './queries';

interface DialogProps {
  onClose: () => void;
}

/** What is kept of every partner. */
function FactFields() {
  const { t } = useTranslation('partners');
  const required = [{ required: true }];
  return (
    <>
      <Form.Item name={['facts', 'name']} label={t('form.name')} rules={required}>
        <Input maxLength={200} />
      </Form.Item>
      <Form.Item name={['facts', 'name_english']} label={t('form.nameEnglish')} rules={required}>
        <Input maxLength={200} />
      </Form.Item>
      <Form.Item
        name={['facts', 'country']}
        label={t('form.country')}
        rules={[{ required: true, pattern: /^[A-Z]{2}$/, message: t('form.countryHint') }]}
      >
        <Input maxLength={2} />
      </Form.Item>
      <Form.Item name={['facts', 'since']} label={t('since')} rules={required}>
        <Input type="date" />
      </Form.Item>
      <Form.Item
        name={['facts', 'contact_role']}
        label={t('contact')}
        extra={t('form.contactHint')}
        rules={required}
      >
        <Input maxLength={200} />
      </Form.Item>
    </>
  );
}

export function RegisterInstitutionDialog({ onClose }: DialogProps) {
  const { t } = useTranslation('partners');
  const { zone } = useSession();
  const navigate = useNavigate();
  const [form] = Form.useForm<NewInstitution>();
  const command = useCommand({
    send: registerInstitution,
    onRecorded: ({ id }) => {
      onClose();
      if (id) {
        void navigate({ to: '/institutions/$institution', params: { institution: id } });
      }
    },
  });
  return (
    <FormDialog
      title={t('action.registerInstitution')}
      submit={t('action.register')}
      form={form}
      initial={{ kind: 'chamber_of_commerce', facts: startingFacts(zone?.date) }}
      isSending={command.isPending}
      error={command.error}
      onSubmit={(body) => command.mutate(body)}
      onClose={onClose}
    >
      <Form.Item name="kind" label={t('kindName')} rules={[{ required: true }]}>
        <Select
          options={institutionKinds.map((one) => ({ value: one, label: t(`institutionKind.${one}`) }))}
        />
      </Form.Item>
      <FactFields />
    </FormDialog>
  );
}

export function RegisterPlatformDialog({ onClose }: DialogProps) {
  const { t } = useTranslation('partners');
  const { zone } = useSession();
  const navigate = useNavigate();
  const name = useLocalName();
  const { data: institutions } = useQuery(membersQuery);
  const [form] = Form.useForm<NewPlatform>();
  const command = useCommand({
    send: registerPlatform,
    onRecorded: ({ id }) => {
      onClose();
      if (id) {
        void navigate({ to: '/platforms/$platform', params: { platform: id } });
      }
    },
  });
  return (
    <FormDialog
      title={t('action.registerPlatform')}
      submit={t('action.register')}
      form={form}
      initial={{ kind: 'industrial_park', members: [], facts: startingFacts(zone?.date) }}
      isSending={command.isPending}
      error={command.error}
      onSubmit={(body) => command.mutate(body)}
      onClose={onClose}
    >
      <Form.Item name="kind" label={t('kindName')} rules={[{ required: true }]}>
        <Select options={platformKinds.map((one) => ({ value: one, label: t(`platformKind.${one}`) }))} />
      </Form.Item>
      <FactFields />
      <Form.Item name="members" label={t('members')}>
        <Select
          mode="multiple"
          showSearch={{ optionFilterProp: 'label' }}
          options={(institutions ?? []).map((one) => ({ value: one.id, label: name(one.facts) }))}
        />
      </Form.Item>
    </FormDialog>
  );
}

function startingFacts(today: string | undefined): NewInstitution['facts'] {
  return { name: '', name_english: '', country: '', since: today ?? '', contact_role: '' };
}
