/** Units of measure that customs declares in, by the symbols that the server reads. */
export const MEASURES = [
  'kg',
  'g',
  't',
  'pcs',
  'item',
  'set',
  'machine',
  'single',
  'sheet',
  'slice',
  'roll',
  'strip',
  'rod',
  'block',
  'pair',
  'm',
  'm2',
  'm3',
  'l',
  'ml',
  'kl',
  'hundred_pcs',
  'thousand_pcs',
  'box',
  'case',
  'pack',
  'bottle',
  'can',
  'barrel',
  'bag',
  'bundle',
  'batch',
  'grain',
  'copy',
  'dozen',
  'kWh',
] as const;

export const CURRENCIES = ['CNY', 'USD', 'EUR', 'JPY', 'HKD', 'GBP', 'KRW', 'SGD'] as const;

export const measureChoices = MEASURES.map((measure) => ({ value: measure, label: measure }));
export const currencyChoices = CURRENCIES.map((currency) => ({ value: currency, label: currency }));
