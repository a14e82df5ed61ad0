import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { ChoiceFilter } from '../../ui/Filters';

interface EditionFilterProps {
  editions: readonly string[];
  inForce: string | null;
  shown: string;
}

/** Chooses among the dated editions of a list; without a choice the one in force is shown. */
export function EditionFilter({ editions, inForce, shown }: EditionFilterProps) {
  const { t } = useTranslation('parameters');
  const navigate = useNavigate({ from: '/parameters' });
  return (
    <div className="filters">
      <ChoiceFilter
        label={t('edition')}
        anyLabel={t('inForce')}
        value={shown}
        choices={editions.map((value) => ({
          value,
          label: value === inForce ? t('editionInForce', { edition: value }) : value,
        }))}
        onChange={(edition) => void navigate({ search: (now) => ({ ...now, edition }) })}
      />
    </div>
  );
}
