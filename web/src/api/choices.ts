import type {
  ApplicationStatus,
  BookKind,
  BookStatus,
  ChineseLevel,
  Confidence,
  CreditClass,
  DifferenceCause,
  Direction,
  DisclosureKind,
  DisclosureStatus,
  Education,
  Eligibility,
  EquipmentStatus,
  Gate,
  Gates,
  GovernmentCause,
  IdleStatus,
  InstitutionKind,
  InvestmentStage,
  ItemClass,
  LandContractStatus,
  ListStatus,
  Merit,
  Movement,
  ParcelStatus,
  Pause,
  PerformanceIndicator,
  PeriodStatus,
  PermitKind,
  PlatformKind,
  Purpose,
  QuotaKind,
  Role,
  SlipKind,
  SlipStatus,
  Stage,
  SupplyMode,
  TechnologyContractKind,
  TechnologyContractStatus,
  WorkLocation,
} from './types';

// The closed lists of the wire in the order in which people meet them. The types make a missing or foreign word an error.
function all<Word extends string>(words: Record<Word, true>): Word[] {
  return Object.keys(words).filter((word): word is Word => word in words);
}

export const applicationStatuses = all<ApplicationStatus>({
  applied: true,
  committed: true,
  granted: true,
  rectifying: true,
  verified: true,
  refused: true,
  revoked: true,
  repaired: true,
});
export const eligibilities = all<Eligibility>({ open: true, small_building: true });
export const bookKinds = all<BookKind>({ processing: true, logistics: true });
export const bookStatuses = all<BookStatus>({
  draft: true,
  submitted: true,
  active: true,
  expired: true,
  closed: true,
});
export const pauses = all<Pause>({ none: true, inbound: true, outbound: true, both: true });
export const itemClasses = all<ItemClass>({ material: true, finished: true, scrap: true });
export const listStatuses = all<ListStatus>({
  draft: true,
  submitted: true,
  approved: true,
  posted: true,
  reversed: true,
  deleted: true,
});
export const directions = all<Direction>({ inbound: true, outbound: true });
export const movements = all<Movement>({
  import: true,
  transfer_in: true,
  return_in: true,
  domestic_in: true,
  deep_processing_in: true,
  exchange_in: true,
  export: true,
  re_export: true,
  domestic_sale: true,
  transfer_out: true,
  deep_processing_out: true,
  surplus_out: true,
  exchange_out: true,
  destruction: true,
});
export const roles = all<Role>({
  zone_administrator: true,
  customs_officer: true,
  enterprise_officer: true,
  gate_operator: true,
  land_officer: true,
  approval_officer: true,
  investment_officer: true,
  treasury_officer: true,
  programme_officer: true,
  auditor: true,
});
export const creditClasses = all<CreditClass>({ advanced_certified: true, normal: true, discredited: true });
export const purposes = all<Purpose>({
  stock: true,
  imported: true,
  transferred_in: true,
  returned_in: true,
  domestic_in: true,
  deep_processing_in: true,
  exchanged_in: true,
  exported: true,
  re_exported: true,
  sold_domestically: true,
  transferred_out: true,
  deep_processing_out: true,
  surplus_out: true,
  exchanged_out: true,
  destroyed: true,
  embodied: true,
  tangible_loss: true,
  intangible_loss: true,
  produced: true,
  unexplained: true,
  verified_increase: true,
  verified_decrease: true,
  issued: true,
  issued_opposite: true,
  external_debt_used: true,
  overseas_lending_used: true,
  quota_opposite: true,
});
const quotaPurposes: readonly Purpose[] = ['external_debt_used', 'overseas_lending_used', 'quota_opposite'];
/** What a book's accounts are for; quotas belong to cash pools. */
export const bookPurposes = purposes.filter((one) => !quotaPurposes.includes(one));
export const slipKinds = all<SlipKind>({
  second_line: true,
  first_line: true,
  enter_first: true,
  undeclared: true,
  registered_goods: true,
  empty_truck: true,
});
export const slipStatuses = all<SlipStatus>({ applied: true, approved: true, passed: true, void: true });
export const gatesChoices = all<Gates>({ one: true, two: true });
export const gates = all<Gate>({ first: true, second: true });
export const periodStatuses = all<PeriodStatus>({
  open: true,
  announced: true,
  counted: true,
  applied: true,
  accepted: true,
  closed: true,
});
export const stages = all<Stage>({ stock: true, work_in_progress: true, finished: true });
export const differenceCauses = all<DifferenceCause>({
  late_report: true,
  measurement: true,
  consumption: true,
  loss: true,
  mistake: true,
  other: true,
});
export const quotaKinds = all<QuotaKind>({ external_debt: true, overseas_lending: true });
export const equipmentStatuses = all<EquipmentStatus>({ registered: true, supervised: true, released: true });
export const supplyModes = all<SupplyMode>({
  lease: true,
  lease_then_grant: true,
  flexible_grant: true,
  allocation: true,
});
export const parcelStatuses = all<ParcelStatus>({
  available: true,
  contracted: true,
  delivered: true,
  started: true,
  retired: true,
});
export const landContractStatuses = all<LandContractStatus>({
  contracted: true,
  delivered: true,
  started: true,
  taken_back: true,
});
export const idleStatuses = all<IdleStatus>({
  not_idle: true,
  government_caused: true,
  idle_fee: true,
  take_back: true,
});
export const permitKinds = all<PermitKind>({
  land_use_planning: true,
  title: true,
  works_planning: true,
  construction: true,
});
export const performanceIndicators = all<PerformanceIndicator>({
  investment_intensity: true,
  output_per_area: true,
  tax_per_area: true,
  floor_area_ratio: true,
  building_coefficient: true,
  energy_use: true,
});
export const governmentCauses = all<GovernmentCause>({
  late_delivery: true,
  plan_change: true,
  policy_change: true,
  dispute_of_rights: true,
  force_majeure: true,
});

export const investmentStages = all<InvestmentStage>({
  lead: true,
  contact: true,
  visit: true,
  negotiation: true,
  agreement: true,
  registered: true,
  land_or_space: true,
  permits: true,
  production: true,
  expansion: true,
});

export const educations = all<Education>({ doctor: true, master: true, bachelor: true, other: true });
export const chineseLevels = all<ChineseLevel>({
  former_national: true,
  degree_in_chinese: true,
  level_five: true,
  level_four: true,
  level_three: true,
  level_two: true,
  level_one: true,
  none: true,
});
export const workLocations = all<WorkLocation>({
  west: true,
  north_east_base: true,
  poor_county: true,
  elsewhere: true,
});
export const merits = all<Merit>({
  top_university: true,
  global_five_hundred: true,
  intellectual_property: true,
  five_years_in_china: true,
});
export const platformKinds = all<PlatformKind>({
  industrial_park: true,
  innovation_centre: true,
  trade_promotion: true,
  talent_exchange: true,
  other: true,
});
export const institutionKinds = all<InstitutionKind>({
  chamber_of_commerce: true,
  international_organisation: true,
  government_agency: true,
  research_institute: true,
  other: true,
});
export const disclosureKinds = all<DisclosureKind>({
  invention: true,
  utility_model: true,
  software: true,
  circuit_layout: true,
  know_how: true,
});
export const disclosureStatuses = all<DisclosureStatus>({
  disclosed: true,
  deferred: true,
  accepted: true,
  declined: true,
});
export const technologyContractKinds = all<TechnologyContractKind>({
  development: true,
  transfer: true,
  licence: true,
  consulting: true,
  service: true,
});
export const technologyContractStatuses = all<TechnologyContractStatus>({
  filed: true,
  registered: true,
  returned: true,
});
export const confidences = all<Confidence>({ certain: true, likely: true, possible: true });
