import { access as accessEn } from './en/access';
import { approvals as approvalsEn } from './en/approvals';
import { books as booksEn } from './en/books';
import { chain as chainEn } from './en/chain';
import { enums as enumsEn } from './en/enums';
import { equipment as equipmentEn } from './en/equipment';
import { exchange as exchangeEn } from './en/exchange';
import { fourChains as fourChainsEn } from './en/fourChains';
import { gate as gateEn } from './en/gate';
import { industry as industryEn } from './en/industry';
import { investment as investmentEn } from './en/investment';
import { journal as journalEn } from './en/journal';
import { land as landEn } from './en/land';
import { lists as listsEn } from './en/lists';
import { lots as lotsEn } from './en/lots';
import { parameters as parametersEn } from './en/parameters';
import { parties as partiesEn } from './en/parties';
import { partners as partnersEn } from './en/partners';
import { periods as periodsEn } from './en/periods';
import { programme as programmeEn } from './en/programme';
import { refusals as refusalsEn } from './en/refusals';
import { shell as shellEn } from './en/shell';
import { slips as slipsEn } from './en/slips';
import { talent as talentEn } from './en/talent';
import { technology as technologyEn } from './en/technology';
import { treasury as treasuryEn } from './en/treasury';
import { ui as uiEn } from './en/ui';
import { worklist as worklistEn } from './en/worklist';
import { access as accessZh } from './zh/access';
import { approvals as approvalsZh } from './zh/approvals';
import { books as booksZh } from './zh/books';
import { chain as chainZh } from './zh/chain';
import { enums as enumsZh } from './zh/enums';
import { equipment as equipmentZh } from './zh/equipment';
import { exchange as exchangeZh } from './zh/exchange';
import { fourChains as fourChainsZh } from './zh/fourChains';
import { gate as gateZh } from './zh/gate';
import { industry as industryZh } from './zh/industry';
import { investment as investmentZh } from './zh/investment';
import { journal as journalZh } from './zh/journal';
import { land as landZh } from './zh/land';
import { lists as listsZh } from './zh/lists';
import { lots as lotsZh } from './zh/lots';
import { parameters as parametersZh } from './zh/parameters';
import { parties as partiesZh } from './zh/parties';
import { partners as partnersZh } from './zh/partners';
import { periods as periodsZh } from './zh/periods';
import { programme as programmeZh } from './zh/programme';
import { refusals as refusalsZh } from './zh/refusals';
import { shell as shellZh } from './zh/shell';
import { slips as slipsZh } from './zh/slips';
import { talent as talentZh } from './zh/talent';
import { technology as technologyZh } from './zh/technology';
import { treasury as treasuryZh } from './zh/treasury';
import { ui as uiZh } from './zh/ui';
import { worklist as worklistZh } from './zh/worklist';

export const english = {
  access: accessEn,
  approvals: approvalsEn,
  books: booksEn,
  chain: chainEn,
  fourChains: fourChainsEn,
  enums: enumsEn,
  equipment: equipmentEn,
  exchange: exchangeEn,
  gate: gateEn,
  industry: industryEn,
  investment: investmentEn,
  journal: journalEn,
  land: landEn,
  lists: listsEn,
  lots: lotsEn,
  parameters: parametersEn,
  parties: partiesEn,
  partners: partnersEn,
  periods: periodsEn,
  programme: programmeEn,
  refusals: refusalsEn,
  shell: shellEn,
  slips: slipsEn,
  treasury: treasuryEn,
  talent: talentEn,
  technology: technologyEn,
  ui: uiEn,
  worklist: worklistEn,
};

export const chinese = {
  access: accessZh,
  approvals: approvalsZh,
  books: booksZh,
  chain: chainZh,
  fourChains: fourChainsZh,
  enums: enumsZh,
  equipment: equipmentZh,
  exchange: exchangeZh,
  gate: gateZh,
  industry: industryZh,
  investment: investmentZh,
  journal: journalZh,
  land: landZh,
  lists: listsZh,
  lots: lotsZh,
  parameters: parametersZh,
  parties: partiesZh,
  partners: partnersZh,
  periods: periodsZh,
  programme: programmeZh,
  refusals: refusalsZh,
  shell: shellZh,
  slips: slipsZh,
  treasury: treasuryZh,
  talent: talentZh,
  technology: technologyZh,
  ui: uiZh,
  worklist: worklistZh,
};
