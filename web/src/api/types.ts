import type { components } from './schema';

type Schemas = components['schemas'];

export type CommandAnswer = Schemas['Answer'];
export type Session = Schemas['Session'];
export type Role = Schemas['Role'];

export type Book = Schemas['Book'];
export type BookKind = Schemas['BookKind'];
export type BookStatus = Schemas['BookStatus'];
export type ConsumptionPoint = Schemas['ConsumptionPoint'];
export type Pause = Schemas['Pause'];
export type Item = Schemas['Item'];
export type ItemClass = Schemas['ItemClass'];
export type FilingStatus = Schemas['FilingStatus'];
export type BillOfMaterials = Schemas['BillOfMaterials'];
export type NewItem = Schemas['NewItem'];
export type NewBillOfMaterials = Schemas['NewBillOfMaterials'];
export type Purpose = Schemas['Purpose'];
export type Posting = Schemas['Posting'];

export type ListSummary = Schemas['List'];
export type ListDetail = Schemas['ListDetail'];
export type Line = Schemas['Line'];
export type NewLine = Schemas['NewLine'];
export type ListContent = Schemas['ListContent'];
export type ListOfFile = Schemas['ListOfFile'];
export type FileFinding = Schemas['Finding'];
export type ListStatus = Schemas['ListStatus'];
export type Movement = Schemas['Movement'];
export type Direction = Schemas['Direction'];

export type Exception = Schemas['Exception'];
export type Task = Schemas['Task'];
export type Entry = Schemas['Entry'];
export type EntryDetail = Schemas['EntryDetail'];
export type RefusalReference = Schemas['Refusal'];
export type Enterprise = Schemas['Enterprise'];
export type CreditClass = Schemas['CreditClass'];
export type Group = Schemas['Group'];
export type Mandate = Schemas['Mandate'];
export type User = Schemas['User'];
export type Grant = Schemas['Grant'];
export type Parameter = Schemas['Parameter'];
export type CalendarYear = Schemas['CalendarYear'];
export type Commodity = Schemas['Commodity'];

export type Slip = Schemas['Slip'];
export type SlipDetail = Schemas['SlipDetail'];
export type SlipTruck = Schemas['SlipTruck'];
export type NewSlip = Schemas['NewSlip'];
export type SlipKind = Schemas['SlipKind'];
export type SlipStatus = Schemas['SlipStatus'];
export type Gates = Schemas['Gates'];
export type Gate = Schemas['Gate'];
export type GatePassage = Schemas['GatePassage'];

export type Period = Schemas['Period'];
export type PeriodDetail = Schemas['PeriodDetail'];
export type PeriodStatus = Schemas['PeriodStatus'];
export type CountRow = Schemas['CountRow'];
export type NewCountRow = Schemas['NewCountRow'];
export type VerificationRow = Schemas['VerificationRow'];
export type Formula = Schemas['Formula'];
export type Stage = Schemas['Stage'];
export type DifferenceCause = Schemas['DifferenceCause'];
export type LateReport = Schemas['LateReport'];
export type MaterialIssue = Schemas['MaterialIssue'];

export type Lot = Schemas['Lot'];
export type LotSource = Schemas['LotSource'];
export type LotDetail = Schemas['LotDetail'];
export type TraceStep = Schemas['TraceStep'];
export type ListTrace = Schemas['ListTrace'];

export type Equipment = Schemas['Equipment'];
export type NewEquipment = Schemas['NewEquipment'];
export type EquipmentStatus = Schemas['EquipmentStatus'];
export type HistoryEntry = Schemas['HistoryEntry'];

export type InvestmentProjectRow = Schemas['InvestmentProjectRow'];
export type InvestmentProject = Schemas['InvestmentProject'];
export type InvestmentStage = Schemas['InvestmentStage'];
export type Screening = Schemas['Screening'];
export type ItemMet = Schemas['ItemMet'];
export type ChineseLevel = Schemas['ChineseLevel'];
export type Education = Schemas['Education'];
export type Merit = Schemas['Merit'];
export type WorkLocation = Schemas['WorkLocation'];
export type TalentFacts = Schemas['TalentFacts'];
export type TalentScore = Schemas['TalentScore'];
export type TalentAssessment = Schemas['TalentAssessment'];
export type Institution = Schemas['Institution'];
export type Platform = Schemas['Platform'];
export type Disclosure = Schemas['Disclosure'];
export type TechnologyContract = Schemas['TechnologyContract'];
export type TechnologyTaxYear = Schemas['TechnologyTaxYear'];
