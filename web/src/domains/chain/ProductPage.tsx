import { useSuspenseQuery } from '@tanstack/react-query';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { Form, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { NewSupplyDeclaration, Product } from '../../api/types';
import { useCommand } from '../../api/useCommand';
import { useSession } from '../../session/session';
import { EvidenceFields } from '../../shared/EvidenceText';
import { FormDialog } from '../../shared/FormDialog';
import { useLocalName } from '../../shared/localName';
import { ActionButton } from '../../ui/ActionButton';
import { PageHeading } from '../../ui/PageHeading';
import { PageTabs } from '../../ui/PageTabs';
import { supplyCan } from './capabilities';
import { declareSupply } from './commands';
import { LayeredDrawing } from './LayeredDrawing';
import { drawingQuery, productQuery, type Towards, towards } from './queries';
import { Statements } from './Statements';

const route = getRouteApi('/shell/chain/products/$product');

/** One product: the drawing of what lies around it, what it is made of and who supplies it, with evidence. */
export function ProductPage() {
  const { t } = useTranslation('chain');
  const name = useLocalName();
  const session = useSession();
  const { product: code } = route.useParams();
  const [isDeclaring, setDeclaring] = useState(false);
  const { data } = useSuspenseQuery(productQuery(code));
  const against = supplyCan.declare(session);
  return (
    <>
      <PageHeading
        title={name(data.product)}
        lead={`${code} · ${t('hsCode')} ${data.product.hs_code ?? '—'} · ${t('suppliers')} ${data.product.suppliers}`}
        actions={
          <ActionButton
            type="primary"
            text={t('action.declare')}
            reasonAgainst={against === undefined ? undefined : t(against)}
            onClick={() => setDeclaring(true)}
          />
        }
      />
      <section className="panel">
        <Around product={code} />
      </section>
      <Statements product={data.product} inputs={data.inputs} suppliers={data.suppliers} />
      <p style={{ margin: '8px 0 0' }}>
        <Link to="/four-chains" search={{ product: code }}>
          {t('fourChains')}
        </Link>{' '}
        ·{' '}
        <Link to="/journal" search={{ subject: code }}>
          {t('inJournal')}
        </Link>
      </p>
      {isDeclaring && <DeclareDialog product={data.product} onClose={() => setDeclaring(false)} />}
    </>
  );
}

function Around({ product }: { product: string }) {
  const { t } = useTranslation('chain');
  const { towards: way = 'upstream' } = route.useSearch();
  const navigate = useNavigate({ from: '/chain/products/$product' });
  const { data } = useSuspenseQuery(drawingQuery(product, way));
  return (
    <PageTabs<Towards>
      label={t('around')}
      tabs={towards.map((key) => ({ key, label: t(`towards.${key}`) }))}
      active={way}
      onChange={(key) => void navigate({ search: { towards: key } })}
    >
      <LayeredDrawing drawing={data} />
    </PageTabs>
  );
}

function DeclareDialog({ product, onClose }: { product: Product; onClose: () => void }) {
  const { t } = useTranslation('chain');
  const name = useLocalName();
  const session = useSession();
  const [form] = Form.useForm<Omit<NewSupplyDeclaration, 'product'>>();
  const command = useCommand({
    send: (body: Omit<NewSupplyDeclaration, 'product'>, key) =>
      declareSupply({ ...body, product: product.code }, key),
    onRecorded: onClose,
  });
  const today = session.zone?.date ?? '';
  return (
    <FormDialog
      title={t('action.declareTitle', { product: name(product) })}
      submit={t('action.declare')}
      form={form}
      initial={{
        enterprise: session.enterprises[0]?.id,
        evidence: { kind: 'declared', text: '', dated: today },
      }}
      isSending={command.isPending}
      error={command.error}
      onSubmit={(body) => command.mutate(body)}
      onClose={onClose}
    >
      <Form.Item name="enterprise" label={t('firm')} rules={[{ required: true }]}>
        <Select options={session.enterprises.map((one) => ({ value: one.id, label: one.name }))} />
      </Form.Item>
      <EvidenceFields />
    </FormDialog>
  );
}
