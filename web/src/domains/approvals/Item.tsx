import { useTranslation } from 'react-i18next';

/** A matter's name in the language of the page. */
export function Item({ of }: { of: { item: string; item_english: string } }) {
  const { i18n } = useTranslation();
  return <>{i18n.language.startsWith('zh') ? of.item : of.item_english}</>;
}

/** The same as text, for titles and choices. */
export function useItemText(): (of: { item: string; item_english: string }) => string {
  const { i18n } = useTranslation();
  return (of) => (i18n.language.startsWith('zh') ? of.item : of.item_english);
}
