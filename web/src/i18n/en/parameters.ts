export const parameters = {
  title: 'Parameters',
  lead: 'Dated rates, limits and thresholds by which the zone decides. A value that nobody has verified is a setting of this zone and says so.',
  label: 'Parameters in force',
  empty: 'No parameters are active yet.',
  name: 'Parameter',
  meaning: 'Meaning',
  value: 'Value',
  from: 'In force from',
  basis: 'Rests on',
  source: 'Source',
  verified: 'Verified',
  unverified: 'Unverified: a setting',
  history: 'All values',
  entry: 'entry {{position}}',
  meanings: {
    'bonded.list.lines_max': 'The most lines that one verification list may have.',
    'bonded.filing.items_max': 'The most items, or rows of a bill of materials, that one command may file.',
    'bonded.book.verification_cycle_months_max':
      'The longest verification cycle that an enterprise may choose for an account book.',
    'bonded.list.quantity_max': 'The largest quantity of one line of a list, or of one production report.',
    'bonded.count.tolerance_percent':
      'The difference between record and count that an enterprise need not explain. It is shown all the same.',
    'bonded.count.rows_max': 'The most rows that one command may record of a count.',
    'bonded.gate.weight_tolerance_percent':
      'The difference between declared and weighed total with which a truck may pass.',
    'bonded.gate.slip_days_max':
      'The longest validity of a pass slip, counted from the day on which it is applied for or approved.',
    'bonded.equipment.supervision_months':
      'How long duty-free equipment stays under supervision after its import.',
    'technology.assessment.days': 'How long after a disclosure it is to be assessed.',
    'technology.assessment.in_working_days':
      'Whether the days of an assessment’s term are working days (1) or calendar days (0).',
    'technology.assessment.deferral_days_max': 'How far an assessment may be put off beyond its first term.',
    'technology.income_tax.rate': 'The rate of enterprise income tax without relief.',
    'technology.income_tax.exempt_to_yuan':
      'The income from technology transfer in a year that is exempt, in yuan.',
    'technology.income_tax.share_of_excess':
      'The share of the tax that is due on what exceeds the exempt income.',
    'technology.income_tax.licence_months_min':
      'For how many months a licence is given at least, so that its income counts as transfer.',
  },
  units: {
    lines: 'lines',
    items: 'items',
    months: 'months',
    'the declared measure': 'the declared measure',
    'percent of what should remain': 'percent of what should remain',
    rows: 'rows',
    'percent of the declared total': 'percent of the declared total',
    days: 'days',
  },
  onDate: 'On the date',
  tab: { parameters: 'Parameters', calendar: 'Calendar', commodities: 'Commodity codes' },
  calendar: {
    label: 'Published calendar years',
    empty: 'No calendar year is published; deadlines are provisional.',
    year: 'Year',
    source: 'Source',
    version: 'Version',
    daysOff: 'Days off',
    workingDays: 'Make-up working days',
  },
  commodities: {
    label: 'Commodity codes',
    text: 'Words',
    prefix: 'Code begins with',
    code: 'Code',
    description: 'Description',
    edition: 'Edition',
    empty: 'No nomenclature is active yet. An administrator imports one with the command "etown import".',
  },
};
