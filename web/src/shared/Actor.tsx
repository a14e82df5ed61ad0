import { useTranslation } from 'react-i18next';
import { useSession } from '../session/session';
import { ShortId } from '../ui/ShortId';

/** Who acted: you, the program itself, a name where you may see it, else the id that the journal knows. */
export function Actor({ actor, name }: { actor: string; name?: string | null }) {
  const { t } = useTranslation('journal');
  const session = useSession();
  if (actor === 'setup' || actor === 'scheduler') {
    return <span>{t(`actor.${actor}`)}</span>;
  }
  if (actor === session.user) {
    return <span>{t('actor.you')}</span>;
  }
  return name ? <span title={actor}>{name}</span> : <ShortId id={actor} />;
}
