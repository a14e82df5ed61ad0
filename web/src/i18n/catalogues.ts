import { access as accessEn } from './en/access';
import { books as booksEn } from './en/books';
import { enums as enumsEn } from './en/enums';
import { equipment as equipmentEn } from './en/equipment';
import { gate as gateEn } from './en/gate';
import { investment as investmentEn } from './en/investment';
import { journal as journalEn } from './en/journal';
import { lists as listsEn } from './en/lists';
import { lots as lotsEn } from './en/lots';
import { parameters as parametersEn } from './en/parameters';
import { parties as partiesEn } from './en/parties';
import { periods as periodsEn } from './en/periods';
import { refusals as refusalsEn } from './en/refusals';
import { shell as shellEn } from './en/shell';
import { slips as slipsEn } from './en/slips';
import { talent as talentEn } from './en/talent';
import { ui as uiEn } from './en/ui';
import { worklist as worklistEn } from './en/worklist';
import { access as accessZh } from './zh/access';
import { books as booksZh } from './zh/books';
import { enums as enumsZh } from './zh/enums';
import { equipment as equipmentZh } from './zh/equipment';
import { gate as gateZh } from './zh/gate';
import { investment as investmentZh } from './zh/investment';
import { journal as journalZh } from './zh/journal';
import { lists as listsZh } from './zh/lists';
import { lots as lotsZh } from './zh/lots';
import { parameters as parametersZh } from './zh/parameters';
import { parties as partiesZh } from './zh/parties';
import { periods as periodsZh } from './zh/periods';
import { refusals as refusalsZh } from './zh/refusals';
import { shell as shellZh } from './zh/shell';
import { slips as slipsZh } from './zh/slips';
import { talent as talentZh } from './zh/talent';
import { ui as uiZh } from './zh/ui';
import { worklist as worklistZh } from './zh/worklist';

export const english = {
  access: accessEn,
  books: booksEn,
  enums: enumsEn,
  equipment: equipmentEn,
  gate: gateEn,
  investment: investmentEn,
  journal: journalEn,
  lists: listsEn,
  lots: lotsEn,
  parameters: parametersEn,
  parties: partiesEn,
  periods: periodsEn,
  refusals: refusalsEn,
  shell: shellEn,
  slips: slipsEn,
  talent: talentEn,
  ui: uiEn,
  worklist: worklistEn,
};

export const chinese = {
  access: accessZh,
  books: booksZh,
  enums: enumsZh,
  equipment: equipmentZh,
  gate: gateZh,
  investment: investmentZh,
  journal: journalZh,
  lists: listsZh,
  lots: lotsZh,
  parameters: parametersZh,
  parties: partiesZh,
  periods: periodsZh,
  refusals: refusalsZh,
  shell: shellZh,
  slips: slipsZh,
  talent: talentZh,
  ui: uiZh,
  worklist: worklistZh,
};
