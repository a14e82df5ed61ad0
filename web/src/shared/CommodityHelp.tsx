import { useQuery } from '@tanstack/react-query';
import { Input } from 'antd';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../api/client';
import { dataOf } from '../api/problem';
import { CopyButton } from '../ui/ShortId';

/** Finds commodity codes by word or by their first digits, beside the form that needs one. */
export function CommodityHelp() {
  const { t } = useTranslation('books');
  const ui = useTranslation('ui').t;
  const id = useId();
  const [wanted, setWanted] = useState('');
  const isCode = /^\d+$/.test(wanted);
  const query = { ...(isCode ? { prefix: wanted } : { text: wanted }), limit: 8 };
  const { data } = useQuery({
    queryKey: ['commodities', query],
    enabled: wanted !== '',
    queryFn: async () => dataOf(await api.GET('/api/v1/commodities', { params: { query } })),
  });
  return (
    <div style={{ marginTop: 12, maxWidth: 640 }}>
      <label htmlFor={id} style={{ display: 'block', fontSize: 12.5, color: '#4a5860' }}>
        {t('wizard.commodity')}
      </label>
      <Input.Search
        id={id}
        allowClear
        onSearch={(text) => setWanted(text.trim())}
        style={{ maxWidth: 360 }}
      />
      {data !== undefined && data.rows.length === 0 && <p>{ui('noMatch')}</p>}
      {data !== undefined && data.rows.length > 0 && (
        <ul style={{ margin: '6px 0 0', paddingInlineStart: 18 }}>
          {data.rows.map((row) => (
            <li key={row.code}>
              <code>{row.code}</code>
              <CopyButton text={row.code} label={ui('copyId', { id: row.code })} /> {row.description}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
