import { useSuspenseQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { MatterDetails, NewNotice } from '../../api/types';
import { useCommand } from '../../api/useCommand';
import { holds, useSession } from '../../session/session';
import { SubjectHistory } from '../../shared/SubjectHistory';
import { ActionButton } from '../../ui/ActionButton';
import { PageHeading } from '../../ui/PageHeading';
import { reviseNotice } from './commands';
import { useItemText } from './Item';
import { NoticeDialog } from './NoticeDialog';
import { NoticeText } from './NoticeText';
import { matterQuery } from './queries';

const route = getRouteApi('/shell/matters/$matter');

/** One matter: the notice as it stands, its exact text, and the versions before it. */
export function MatterPage() {
  const { t } = useTranslation('approvals');
  const { matter: id } = route.useParams();
  const { data } = useSuspenseQuery(matterQuery(id));
  const itemText = useItemText();
  const [current, ...earlier] = data.notices;
  return (
    <>
      <PageHeading title={itemText(data.matter)} actions={<MatterActions details={data} />} />
      {current && (
        <section className="panel">
          <NoticeText notice={current} />
          <details style={{ marginTop: 12 }}>
            <summary>{t('notice.text')}</summary>
            <pre className="wrapping" style={{ whiteSpace: 'pre-wrap' }}>
              {current.text}
            </pre>
          </details>
        </section>
      )}
      {earlier.map((notice) => (
        <section className="panel" key={notice.version}>
          <details>
            <summary>{t('notice.earlier', { version: notice.version, date: notice.published_on })}</summary>
            <NoticeText notice={notice} />
          </details>
        </section>
      ))}
      <section className="panel">
        <h2>{t('timeline')}</h2>
        <SubjectHistory subject={id} />
      </section>
    </>
  );
}

function MatterActions({ details: { matter, notices } }: { details: MatterDetails }) {
  const { t } = useTranslation('approvals');
  const session = useSession();
  const go = useNavigate();
  const [isRevising, setRevising] = useState(false);
  const command = useCommand({
    send: (body: NewNotice, key) => reviseNotice(matter, body, key),
    onRecorded: () => setRevising(false),
  });
  const current = notices[0];
  return (
    <>
      {holds(session, 'approval_officer') && (
        <ActionButton text={t('action.revise')} onClick={() => setRevising(true)} />
      )}
      {holds(session, 'enterprise_officer') && (
        <Button
          type="primary"
          onClick={() => void go({ to: '/applications/new', search: { matter: matter.id } })}
        >
          {t('action.apply')}
        </Button>
      )}
      {isRevising && current && (
        <NoticeDialog
          title={t('action.revise')}
          from={{ ...current, item: matter.item, item_english: matter.item_english }}
          isSending={command.isPending}
          error={command.error}
          onSubmit={(notice) => command.mutate(notice)}
          onClose={() => setRevising(false)}
        />
      )}
    </>
  );
}
