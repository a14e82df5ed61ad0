import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Form, Input, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import type { InvestmentProject, ProjectContent } from '../../api/types';
import { useCommand } from '../../api/useCommand';
import { useSession } from '../../session/session';
import { enterpriseChoicesQuery } from '../../shared/enterprises';
import { FormDialog } from '../../shared/FormDialog';
import { amendProject, nameEnterprise, openProject } from './commands';

const currencies = ['CNY', 'USD', 'EUR', 'HKD', 'JPY', 'GBP'];

interface Draft extends ProjectContent {
  on?: string;
}

/** What is planned; the activity and the industries are what the negative list is searched with. */
function ContentFields() {
  const { t } = useTranslation('investment');
  const required = [{ required: true }];
  return (
    <>
      <Form.Item name="title" label={t('project')} rules={required}>
        <Input maxLength={200} />
      </Form.Item>
      <Form.Item name="investor" label={t('investor')} extra={t('form.investorHint')} rules={required}>
        <Input maxLength={200} />
      </Form.Item>
      <Form.Item
        name="country"
        label={t('form.country')}
        rules={[{ required: true, pattern: /^[A-Z]{2}$/, message: t('form.countryHint') }]}
      >
        <Input maxLength={2} />
      </Form.Item>
      <Form.Item
        name="industry_codes"
        label={t('industries')}
        rules={[
          { required: true },
          {
            type: 'array',
            max: 10,
            defaultField: { type: 'string', pattern: /^\d{4}$/ },
            message: t('form.industriesHint'),
          },
        ]}
      >
        <Select mode="tags" open={false} suffixIcon={null} tokenSeparators={[',', ' ', '，', '、']} />
      </Form.Item>
      <Form.Item name="activity" label={t('activity')} extra={t('form.activityHint')} rules={required}>
        <Input.TextArea rows={3} maxLength={2000} />
      </Form.Item>
      <Form.Item
        name={['investment', 'amount']}
        label={t('investment')}
        rules={[{ required: true, pattern: /^\d+(\.\d+)?$/, message: t('form.amountHint') }]}
      >
        <Input className="figures" inputMode="decimal" autoComplete="off" />
      </Form.Item>
      <Form.Item name={['investment', 'currency']} label={t('form.currency')} rules={required}>
        <Select options={currencies.map((one) => ({ value: one, label: one }))} />
      </Form.Item>
    </>
  );
}

/** Opens a project with its first lead. */
export function OpenProjectDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('investment');
  const { zone } = useSession();
  const navigate = useNavigate();
  const [form] = Form.useForm<Draft>();
  const command = useCommand({
    send: ({ on = '', ...project }: Draft, key) => openProject({ project, on }, key),
    onRecorded: ({ id }) => {
      onClose();
      if (id) {
        void navigate({ to: '/investment/$project', params: { project: id } });
      }
    },
  });
  return (
    <FormDialog
      title={t('action.open')}
      submit={t('action.open')}
      form={form}
      initial={{ on: zone?.date, industry_codes: [], investment: { amount: '', currency: 'CNY' } }}
      isSending={command.isPending}
      error={command.error}
      onSubmit={(draft) => command.mutate(draft)}
      onClose={onClose}
    >
      <ContentFields />
      <Form.Item name="on" label={t('form.leadSince')} rules={[{ required: true }]}>
        <Input type="date" />
      </Form.Item>
    </FormDialog>
  );
}

interface DialogProps {
  project: InvestmentProject;
  onClose: () => void;
}

/** Says anew what is planned; what was screened is screened again. */
export function AmendProjectDialog({ project, onClose }: DialogProps) {
  const { t } = useTranslation('investment');
  const [form] = Form.useForm<ProjectContent>();
  const command = useCommand({
    send: (content: ProjectContent, key) => amendProject(project, content, key),
    onRecorded: onClose,
  });
  const { title, investor, country, investment } = project.project;
  const { industry_codes, activity } = project;
  return (
    <FormDialog
      title={t('action.amend')}
      submit={t('action.amend')}
      form={form}
      initial={{ title, investor, country, industry_codes, activity, investment }}
      isSending={command.isPending}
      error={command.error}
      onSubmit={(content) => command.mutate(content)}
      onClose={onClose}
    >
      <p>{t('form.amendLead')}</p>
      <ContentFields />
    </FormDialog>
  );
}

/** Names the enterprise that a registered project became. */
export function NameEnterpriseDialog({ project, onClose }: DialogProps) {
  const { t } = useTranslation('investment');
  const [form] = Form.useForm<{ enterprise: string }>();
  const { data: choices } = useQuery(enterpriseChoicesQuery);
  const command = useCommand({
    send: ({ enterprise }: { enterprise: string }, key) => nameEnterprise(project, enterprise, key),
    onRecorded: onClose,
  });
  return (
    <FormDialog
      title={t('action.name')}
      submit={t('action.name')}
      form={form}
      isSending={command.isPending}
      error={command.error}
      onSubmit={(values) => command.mutate(values)}
      onClose={onClose}
    >
      <Form.Item name="enterprise" label={t('enterprise')} rules={[{ required: true }]}>
        <Select
          options={(choices ?? []).map(({ value, label }) => ({ value, label }))}
          showSearch={{ optionFilterProp: 'label' }}
        />
      </Form.Item>
    </FormDialog>
  );
}
