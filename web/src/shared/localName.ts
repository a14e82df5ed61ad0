import { useLanguage } from '../i18n/useWords';

interface Named {
  name: string;
  name_english: string;
}

/** The name of a thing that has one in each language. */
export function useLocalName(): (thing: Named) => string {
  const isChinese = useLanguage() === 'zh-CN';
  return (thing) => (isChinese ? thing.name : thing.name_english);
}
