import { useTranslation } from 'react-i18next';
import { CopyButton } from '../../ui/ShortId';

/** How anyone checks a receipt without this program. */
export function VerifySteps({ receipt }: { receipt: string }) {
  const { t } = useTranslation('journal');
  const command = `etown verify ${receipt} --trust trust.json`;
  return (
    <ol>
      <li>{t('verify.step1')}</li>
      <li>
        {t('verify.step2')}{' '}
        <a href="/api/v1/trust-file" download="trust.json">
          {t('verify.downloadTrust')}
        </a>
      </li>
      <li>
        {t('verify.step3')}
        <pre className="code">
          {command} <CopyButton text={command} label={t('verify.copyCommand')} />
        </pre>
      </li>
      <li>{t('verify.step4')}</li>
    </ol>
  );
}
