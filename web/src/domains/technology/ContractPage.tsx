import { useSuspenseQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ProblemAlert } from '../../api/ProblemAlert';
import type { TechnologyContract } from '../../api/types';
import { useCommand } from '../../api/useCommand';
import { useSession } from '../../session/session';
import { EntryLink, ReceiptButton } from '../../shared/History';
import { useLocalName } from '../../shared/localName';
import { ReasonDialog } from '../../shared/ReasonDialog';
import { SubjectHistory } from '../../shared/SubjectHistory';
import { ActionButton } from '../../ui/ActionButton';
import { Amount } from '../../ui/Amount';
import { type Column, DataTable } from '../../ui/DataTable';
import { type Fact, Facts } from '../../ui/Facts';
import { NextStep } from '../../ui/NextStep';
import { PageHeading } from '../../ui/PageHeading';
import { FileContractDialog, IncomeDialog } from './ContractDialogs';
import { type Against, technologyCan } from './capabilities';
import { registerContract, returnContract } from './commands';
import { ContractStatusLabel, HolderName } from './labels';
import { contractQuery } from './queries';

const route = getRouteApi('/shell/technology/contracts/$contract');

type Income = TechnologyContract['income'][number];

/** One technology contract: parties, prices, registration, and what it brought. */
export function ContractPage() {
  const { t } = useTranslation('technology');
  const { contract: id } = route.useParams();
  const { data: contract } = useSuspenseQuery(contractQuery(id));
  return (
    <>
      <PageHeading
        title={t('contractTitle', { number: contract.number })}
        status={<ContractStatusLabel status={contract.status} />}
        actions={<Actions contract={contract} />}
      />
      <section className="panel">
        <Facts facts={useFacts(contract)} />
        {contract.registered_position !== null && (
          <p style={{ margin: '8px 0 0' }}>
            <EntryLink position={contract.registered_position} />{' '}
            <ReceiptButton position={contract.registered_position} />
          </p>
        )}
      </section>
      <IncomeSection contract={contract} />
      <section className="panel">
        <h2>{t('history')}</h2>
        <SubjectHistory subject={id} />
      </section>
    </>
  );
}

function useFacts(contract: TechnologyContract): Fact[] {
  const { t } = useTranslation('technology');
  const chains = useTranslation('fourChains').t;
  const name = useLocalName();
  const date = (text: string) => <span className="figures">{text}</span>;
  const facts: Fact[] = [
    { label: t('kindName'), value: t(`contractKind.${contract.kind}`) },
    {
      label: t('about'),
      value: (
        <Link to="/technology/disclosures/$disclosure" params={{ disclosure: contract.disclosure }}>
          {contract.disclosure_title}
        </Link>
      ),
    },
    { label: t('provider'), value: <HolderName holder={contract.provider} /> },
    { label: t('recipient'), value: <HolderName holder={contract.recipient} /> },
    { label: t('totalPrice'), value: <Amount value={contract.total_price_yuan} /> },
    { label: t('technologyPrice'), value: <Amount value={contract.technology_price_yuan} /> },
    { label: t('signedOn'), value: date(contract.signed_on) },
    { label: t('filedOn'), value: date(contract.filed_on) },
  ];
  if (contract.products.length > 0) {
    const products = contract.products.map((one) => (
      <li key={one.product}>
        <Link to="/four-chains" search={{ product: one.product }}>
          {name(one)}
        </Link>
      </li>
    ));
    facts.push({ label: chains('goesInto'), value: <ul className="chips">{products}</ul> });
  }
  if (contract.licence_months !== null) {
    facts.push({ label: t('licenceMonths'), value: contract.licence_months });
  }
  if (contract.registration_number !== null) {
    facts.push({ label: t('registration'), value: date(contract.registration_number) });
    facts.push({ label: t('registeredOn'), value: date(contract.registered_on ?? '—') });
  }
  if (contract.returned_because !== null) {
    facts.push({ label: t('returnedBecause'), value: contract.returned_because });
  }
  return facts;
}

function IncomeSection({ contract }: { contract: TechnologyContract }) {
  const { t } = useTranslation('technology');
  const columns: Column<Income>[] = [
    {
      key: 'on',
      title: t('receivedOn'),
      render: (one) => <span className="figures">{one.received_on}</span>,
    },
    {
      key: 'amount',
      title: t('netIncome'),
      isNumeric: true,
      render: (one) => <Amount value={one.amount_yuan} />,
    },
    {
      key: 'proof',
      title: t('proof'),
      render: ({ position }) => (
        <>
          <EntryLink position={position} /> <ReceiptButton position={position} />
        </>
      ),
    },
  ];
  const enterprise = contract.provider.enterprise;
  return (
    <section className="panel">
      <h2>{t('income')}</h2>
      <DataTable
        label={t('income')}
        columns={columns}
        rows={contract.income}
        rowKey={(one) => String(one.position)}
        empty={<NextStep text={t('noIncome')} />}
      />
      {enterprise !== null && contract.income.length > 0 && (
        <p style={{ margin: '8px 0 0' }}>
          <Link to="/technology" search={{ tab: 'tax', enterprise }}>
            {t('toTaxYear')}
          </Link>
        </p>
      )}
    </section>
  );
}

function Actions({ contract }: { contract: TechnologyContract }) {
  const { t } = useTranslation('technology');
  const session = useSession();
  const [dialog, setDialog] = useState<'return' | 'anew' | 'income' | null>(null);
  const close = () => setDialog(null);
  const register = useCommand({ send: (_: null, key) => registerContract(contract, key) });
  const back = useCommand({
    send: (reason: string, key) => returnContract(contract, reason, key),
    onRecorded: close,
  });
  const reason = (against: Against | undefined) => (against === undefined ? undefined : t(against));
  const decide = reason(technologyCan.decide(contract, session));
  return (
    <>
      {contract.status === 'returned' && (
        <ActionButton
          text={t('action.fileAnew')}
          reasonAgainst={reason(technologyCan.fileAnew(contract, session))}
          onClick={() => setDialog('anew')}
        />
      )}
      <ActionButton text={t('action.return')} reasonAgainst={decide} onClick={() => setDialog('return')} />
      <ActionButton
        text={t('action.register')}
        reasonAgainst={decide}
        loading={register.isPending}
        onClick={() => register.mutate(null)}
      />
      <ActionButton
        type="primary"
        text={t('action.report')}
        reasonAgainst={reason(technologyCan.report(contract, session))}
        onClick={() => setDialog('income')}
      />
      <ProblemAlert error={register.error} />
      <ReasonDialog
        title={t('action.return')}
        label={t('reason')}
        submit={t('action.return')}
        isOpen={dialog === 'return'}
        isSending={back.isPending}
        error={back.error}
        onSubmit={(text) => back.mutate(text)}
        onClose={close}
      />
      {dialog === 'anew' && (
        <FileContractDialog disclosure={contract.disclosure} from={contract} onClose={close} />
      )}
      {dialog === 'income' && <IncomeDialog contract={contract} onClose={close} />}
    </>
  );
}
