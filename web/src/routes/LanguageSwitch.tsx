import { Segmented } from 'antd';
import { useTranslation } from 'react-i18next';
import { chooseLanguage } from '../i18n/language';
import { useLanguage } from '../i18n/useWords';

export function LanguageSwitch() {
  const { t } = useTranslation('shell');
  const language = useLanguage();
  return (
    <Segmented
      aria-label={t('language')}
      value={language}
      onChange={(chosen) => void chooseLanguage(chosen)}
      options={[
        { value: 'zh-CN' as const, label: <span lang="zh-CN">中文</span> },
        { value: 'en' as const, label: <span lang="en">EN</span> },
      ]}
    />
  );
}
