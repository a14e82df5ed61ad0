import { useTranslation } from 'react-i18next';
import type { Notice } from '../../api/types';
import { Facts } from '../../ui/Facts';

function Lines({ lines }: { lines: readonly string[] }) {
  return lines.length === 0 ? (
    <>—</>
  ) : (
    <ul style={{ margin: 0, paddingInlineStart: 18 }}>
      {lines.map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  );
}

/** One version of a notice: everything that is told at once, and the digest that a commitment names. */
export function NoticeText({ notice }: { notice: Notice }) {
  const { t } = useTranslation('approvals');
  const words = useTranslation('enums').t;
  return (
    <Facts
      facts={[
        { label: t('notice.version'), value: <span className="figures">{notice.version}</span> },
        { label: t('notice.publishedOn'), value: <span className="figures">{notice.published_on}</span> },
        { label: t('notice.basis'), value: notice.legal_basis },
        { label: t('notice.eligibility'), value: words(`eligibility.${notice.eligibility}`) },
        { label: t('notice.conditions'), value: <Lines lines={notice.conditions} /> },
        { label: t('notice.materials'), value: <Lines lines={notice.materials} /> },
        { label: t('notice.liability'), value: notice.liability },
        {
          label: t('notice.verification'),
          value: t('notice.workingDays', { days: notice.verification_working_days }),
        },
        { label: t('digest'), value: <code className="wrapping">{notice.digest}</code> },
      ]}
    />
  );
}
