import { useSuspenseQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../i18n/useWords';
import { StatusLabel } from '../../ui/StatusLabel';
import { programmesQuery } from './queries';

/** How the programmes of the zone stand today, for the first page of everyone. */
export function ProgrammesPanel() {
  const { t } = useTranslation('programme');
  const language = useLanguage();
  const { data: programmes } = useSuspenseQuery(programmesQuery);
  if (programmes.length === 0) {
    return null;
  }
  return (
    <section className="panel">
      <h2>{t('title')}</h2>
      <ul className="plain-list">
        {programmes.map((programme) => (
          <li key={programme.id}>
            <Link to="/programmes/$programme" params={{ programme: programme.id }}>
              {language === 'zh-CN' ? programme.name : programme.name_english}
            </Link>
            <div>
              {t('lights', { red: programme.red, amber: programme.amber, green: programme.green })} ·{' '}
              {t('launched')}{' '}
              <span className="figures">
                {t('share.of', { count: programme.launched.count, total: programme.launched.total })}
              </span>{' '}
              {typeof programme.launched.is_met === 'boolean' && (
                <StatusLabel
                  tone={programme.launched.is_met ? 'done' : 'attention'}
                  text={programme.launched.is_met ? t('share.met') : t('share.notMet')}
                />
              )}
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}
