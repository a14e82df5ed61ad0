import { Link } from '@tanstack/react-router';
import { Form, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { InvestmentProject, ItemMet } from '../../api/types';
import { useCommand } from '../../api/useCommand';
import { useSession } from '../../session/session';
import { FormDialog } from '../../shared/FormDialog';
import { EntryLink, ReceiptButton } from '../../shared/History';
import { ActionButton } from '../../ui/ActionButton';
import { projectCan } from './capabilities';
import { recordCondition } from './commands';

/** What the project meets of the negative list: edition, items and reasons, and what the zone's list lacks. */
export function ScreeningPanel({ project }: { project: InvestmentProject }) {
  const { t } = useTranslation('investment');
  const screening = project.screening;
  return (
    <section className="panel" aria-label={t('negativeList')}>
      <h2>{t('negativeList')}</h2>
      <p>
        <Link to="/parameters" search={{ tab: 'negativeList' }}>
          {t('toList')}
        </Link>
      </p>
      {screening === null ? (
        <p>{t('notScreenedYet', { edition: project.edition_in_force ?? '—' })}</p>
      ) : (
        <>
          <p>
            {t('screenedOn', { edition: screening.edition, on: screening.on })}{' '}
            {screening.is_in_force ? null : t('notInForce')} <EntryLink position={screening.position} />{' '}
            <ReceiptButton position={screening.position} />
          </p>
          {screening.items_kept < screening.items_published && (
            <p>{t('incomplete', { kept: screening.items_kept, published: screening.items_published })}</p>
          )}
          {screening.items_unverified > 0 && (
            <p>{t('itemsUnverified', { count: screening.items_unverified })}</p>
          )}
          {screening.items_met.length === 0 && <p>{t('meetsNothing')}</p>}
          <ul>
            {screening.items_met.map((item) => (
              <Item key={item.number} item={item} project={project} />
            ))}
          </ul>
        </>
      )}
    </section>
  );
}

function Item({ item, project }: { item: ItemMet; project: InvestmentProject }) {
  const { t, i18n } = useTranslation('investment');
  const session = useSession();
  const [isOpen, setIsOpen] = useState(false);
  const against = projectCan.condition(project, session);
  const isEnglish = i18n.language.startsWith('en');
  return (
    <li>
      <strong>
        {t('item', { number: item.number })} {isEnglish ? item.title_english : item.title}
      </strong>{' '}
      {item.measure.kind === 'prohibited' ? t('prohibited') : t('restricted')}
      {item.is_verified ? null : <> · {t('unverified')}</>}
      {item.measure.kind === 'restricted' && <div>{item.measure.conditions}</div>}
      {item.reasons.map((reason) => (
        <div key={reason.kind === 'word' ? reason.word : `${reason.of_item}-${reason.of_project}`}>
          {reason.kind === 'word'
            ? t('metByWord', { word: reason.word })
            : t('metByIndustry', { item: reason.of_item, project: reason.of_project })}
        </div>
      ))}
      {item.condition_met_by !== null && <div>{t('conditionMet', { by: item.condition_met_by })}</div>}
      {item.measure.kind === 'restricted' && item.condition_met_by === null && (
        <ActionButton
          size="small"
          text={t('action.condition')}
          reasonAgainst={against === undefined ? undefined : t(against)}
          onClick={() => setIsOpen(true)}
        />
      )}
      {isOpen && <ConditionDialog project={project} item={item.number} onClose={() => setIsOpen(false)} />}
    </li>
  );
}

interface ConditionProps {
  project: InvestmentProject;
  item: string;
  onClose: () => void;
}

function ConditionDialog({ project, item, onClose }: ConditionProps) {
  const { t } = useTranslation('investment');
  const [form] = Form.useForm<{ met_by: string }>();
  const command = useCommand({
    send: ({ met_by }: { met_by: string }, key) => recordCondition(project, { item, met_by }, key),
    onRecorded: onClose,
  });
  return (
    <FormDialog
      title={t('action.condition')}
      submit={t('action.condition')}
      form={form}
      isSending={command.isPending}
      error={command.error}
      onSubmit={(values) => command.mutate(values)}
      onClose={onClose}
    >
      <Form.Item name="met_by" label={t('metBy')} rules={[{ required: true }]}>
        <Input.TextArea rows={3} maxLength={2000} />
      </Form.Item>
    </FormDialog>
  );
}
