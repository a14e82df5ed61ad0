import { useTranslation } from 'react-i18next';
import { chinese, english } from './catalogues';
import type { Language } from './language';

/** Looks a word up that arrived from the server; what has no text yet is shown as it came. */
export function lookUp(words: Readonly<Record<string, string>>, key: string): string {
  return Object.hasOwn(words, key) ? (words[key] ?? key) : key;
}

export function useLanguage(): Language {
  const { i18n } = useTranslation('ui');
  return i18n.language === 'zh-CN' ? 'zh-CN' : 'en';
}

/** The catalogue of the language in use, for keys that are known only when they arrive. */
export function useCatalogue(): typeof english {
  return useLanguage() === 'zh-CN' ? { ...english, ...chineseAsEnglish } : english;
}

// Chinese has one plural form, so its catalogue lacks the singular keys; the test compares the rest.
const chineseAsEnglish: Pick<typeof english, 'enums' | 'parameters' | 'refusals'> & {
  shell: typeof english.shell;
  journal: typeof english.journal;
  periods: typeof english.periods;
} = {
  enums: chinese.enums,
  parameters: chinese.parameters,
  refusals: chinese.refusals,
  shell: chinese.shell,
  journal: chinese.journal,
  // Its counted words have no singular; those that arrive from the server have no count.
  periods: {
    ...english.periods,
    numbers: chinese.periods.numbers,
    verdict: chinese.periods.verdict,
    expressions: chinese.periods.expressions,
  },
};
