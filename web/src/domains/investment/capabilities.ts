import { investmentStages } from '../../api/choices';
import type { InvestmentProject, InvestmentStage, Session } from '../../api/types';
import { holds } from '../../session/session';

// Why an action is not open, by the rules of crates/domain/src/international. The server decides; this only explains.
export type Against =
  | 'against.notDesk'
  | 'against.dropped'
  | 'against.noEdition'
  | 'against.stopped'
  | 'against.lastStage'
  | 'against.notRegistered'
  | 'against.named'
  | 'against.notScreened';

function atDesk(project: InvestmentProject, session: Session): Against | undefined {
  if (!holds(session, 'investment_officer')) {
    return 'against.notDesk';
  }
  return project.project.is_dropped ? 'against.dropped' : undefined;
}

function isBefore(stage: InvestmentStage, other: InvestmentStage): boolean {
  return investmentStages.indexOf(stage) < investmentStages.indexOf(other);
}

export const projectCan = {
  open: (session: Session): Against | undefined =>
    holds(session, 'investment_officer') ? undefined : 'against.notDesk',
  amend: atDesk,
  drop: atDesk,
  condition: atDesk,
  name: (project: InvestmentProject, session: Session): Against | undefined => {
    const against = atDesk(project, session);
    if (against !== undefined) {
      return against;
    }
    if (isBefore(project.project.stage, 'registered')) {
      return 'against.notRegistered';
    }
    return project.enterprise === null ? undefined : 'against.named';
  },
  screen: (project: InvestmentProject, session: Session): Against | undefined => {
    const against = atDesk(project, session);
    return against ?? (project.edition_in_force === null ? 'against.noEdition' : undefined);
  },
  advance: (project: InvestmentProject, session: Session): Against | undefined => {
    const against = atDesk(project, session);
    if (against !== undefined) {
      return against;
    }
    if (project.next_stage === null) {
      return 'against.lastStage';
    }
    if (project.project.stopped_by_item !== null) {
      return 'against.stopped';
    }
    return project.next_stage_needs_screening && project.screening === null
      ? 'against.notScreened'
      : undefined;
  },
};
