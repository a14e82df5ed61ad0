import { useSuspenseQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { Button, Form, Input, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { performanceIndicators } from '../../api/choices';
import { ProblemAlert } from '../../api/ProblemAlert';
import type { NewLandContract } from '../../api/types';
import { useCommand } from '../../api/useCommand';
import { enterpriseChoicesQuery } from '../../shared/enterprises';
import { PageHeading } from '../../ui/PageHeading';
import { concludeContract } from './commands';
import { parcelQuery } from './queries';

const route = getRouteApi('/shell/land/parcels/$parcel/contract');

/** The contract as typed; the term is a whole number or nothing. */
type Draft = Omit<NewLandContract, 'term_years'> & { term_years?: string };

const WHOLE_NUMBER = /^[1-9][0-9]{0,3}$/;

export function NewContractPage() {
  const { t } = useTranslation('land');
  const { parcel: id } = route.useParams();
  const navigate = useNavigate();
  const { data } = useSuspenseQuery(parcelQuery(id));
  const { data: enterprises } = useSuspenseQuery(enterpriseChoicesQuery);
  const { parcel } = data;
  const command = useCommand({
    send: ({ term_years, ...draft }: Draft, key) =>
      concludeContract(parcel, { ...draft, term_years: term_years ? Number(term_years) : null }, key),
    onRecorded: () => void navigate({ to: '/land/parcels/$parcel', params: { parcel: id } }),
  });
  const required = [{ required: true }];
  const text = (name: string, label: string) => (
    <Form.Item name={name} label={label} rules={required}>
      <Input className="figures" maxLength={60} autoComplete="off" />
    </Form.Item>
  );
  const date = (name: string, label: string) => (
    <Form.Item name={name} label={label} rules={required}>
      <Input type="date" />
    </Form.Item>
  );
  return (
    <>
      <PageHeading
        title={t('form.contractTitle', { number: parcel.number })}
        lead={`${t(`supplyMode.${parcel.supply_mode}`)} · ${parcel.location}`}
      />
      <section className="panel">
        <Form<Draft>
          layout="vertical"
          style={{ maxWidth: 620 }}
          initialValues={{ price: parcel.price, performance: [{}] }}
          onFinish={(draft) => command.mutate(draft)}
        >
          {text('number', t('contractNumber'))}
          <Form.Item name="enterprise" label={t('enterprise')} rules={required}>
            <Select
              options={enterprises.map(({ value, label }) => ({ value, label }))}
              showSearch={{ optionFilterProp: 'label' }}
            />
          </Form.Item>
          {text('price', t('price'))}
          <Form.Item name="term_years" label={t('form.termYears')} rules={[{ pattern: WHOLE_NUMBER }]}>
            <Input className="figures" inputMode="numeric" autoComplete="off" />
          </Form.Item>
          {date('acquired_on', t('contract.acquired'))}
          {date('delivery_due', t('contract.deliveryDue'))}
          {date('agreed_start', t('contract.agreedStart'))}
          {text('total_investment', t('contract.investment'))}
          <PerformanceFields />
          <ProblemAlert error={command.error} />
          <div style={{ marginTop: 16 }}>
            <Button type="primary" htmlType="submit" loading={command.isPending}>
              {t('action.conclude')}
            </Button>
          </div>
        </Form>
      </section>
    </>
  );
}

function PerformanceFields() {
  const { t } = useTranslation('land');
  const required = [{ required: true }];
  const indicators = performanceIndicators.map((one) => ({ value: one, label: t(`indicator.${one}`) }));
  return (
    <Form.List name="performance">
      {(fields, { add, remove }) => (
        <>
          <h2>{t('contract.performance')}</h2>
          {fields.map((field, index) => (
            <fieldset key={field.key} style={{ marginBottom: 16 }}>
              <legend>
                {t('contract.indicatorName')} {index + 1}
              </legend>
              <Form.Item
                name={[field.name, 'indicator']}
                label={t('contract.indicatorName')}
                rules={required}
              >
                <Select options={indicators} />
              </Form.Item>
              <Form.Item name={[field.name, 'target']} label={t('contract.target')} rules={required}>
                <Input className="figures" inputMode="decimal" autoComplete="off" />
              </Form.Item>
              <Form.Item name={[field.name, 'unit']} label={t('contract.unit')} rules={required}>
                <Input maxLength={60} />
              </Form.Item>
              <Form.Item name={[field.name, 'clause']} label={t('contract.clause')} rules={required}>
                <Input maxLength={60} />
              </Form.Item>
              {fields.length > 1 && (
                <Button onClick={() => remove(field.name)}>
                  {t('form.removeTerm', { number: index + 1 })}
                </Button>
              )}
            </fieldset>
          ))}
          <Button onClick={() => add({})}>{t('form.addTerm')}</Button>
        </>
      )}
    </Form.List>
  );
}
