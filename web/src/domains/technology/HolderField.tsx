import { useQuery } from '@tanstack/react-query';
import { Form, Input, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import type { NewTechnologyHolder, TechnologyHolder } from '../../api/types';
import { enterpriseChoicesQuery } from '../../shared/enterprises';

/** What a form keeps of a party, until it is sent. */
export interface HolderDraft {
  kind: NewTechnologyHolder['kind'];
  enterprise?: string;
  name?: string;
}

export function holderOf({ kind, enterprise, name }: HolderDraft): NewTechnologyHolder {
  return kind === 'enterprise' ? { kind, enterprise: enterprise ?? '' } : { kind, name: name ?? '' };
}

export function draftOf({ enterprise, name }: TechnologyHolder): HolderDraft {
  return enterprise === null ? { kind: 'outside', name } : { kind: 'enterprise', enterprise };
}

interface HolderFieldProps {
  name: 'owner' | 'recipient';
  label: string;
  /** The enterprises that may be chosen; absent means all of the register. */
  own?: readonly { id: string; name: string }[];
}

/** A party: an enterprise of the zone, or a name from outside. */
export function HolderField({ name, label, own }: HolderFieldProps) {
  const { t } = useTranslation('technology');
  const form = Form.useFormInstance();
  const kind: unknown = Form.useWatch([name, 'kind'], form);
  const { data: register } = useQuery({ ...enterpriseChoicesQuery, enabled: own === undefined });
  const choices =
    own?.map((one) => ({ value: one.id, label: one.name })) ??
    (register ?? []).map(({ value, label }) => ({ value, label }));
  const required = [{ required: true }];
  return (
    <>
      <Form.Item name={[name, 'kind']} label={label} rules={required}>
        <Select
          options={[
            { value: 'enterprise', label: t('form.ofZone') },
            ...(own === undefined ? [{ value: 'outside', label: t('form.ofOutside') }] : []),
          ]}
        />
      </Form.Item>
      {kind === 'outside' ? (
        <Form.Item name={[name, 'name']} label={t('form.outsideName')} rules={required}>
          <Input maxLength={200} />
        </Form.Item>
      ) : (
        <Form.Item name={[name, 'enterprise']} label={t('form.enterprise')} rules={required}>
          <Select options={choices} showSearch={{ optionFilterProp: 'label' }} />
        </Form.Item>
      )}
    </>
  );
}
