import 'i18next';
import type { english } from './catalogues';

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'ui';
    resources: typeof english;
  }
}
