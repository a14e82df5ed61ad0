import type { InvestmentProject, Session } from '../../api/types';
import { holds } from '../../session/session';

// Why an action is not open, by the rules of crates/domain/src/international. The server decides; this only explains.
export type Against =
  | 'investment:against.notDesk'
  | 'investment:against.dropped'
  | 'investment:against.noEdition'
  | 'investment:against.stopped'
  | 'investment:against.lastStage'
  | 'investment:against.notScreened';

function atDesk(project: InvestmentProject, session: Session): Against | undefined {
  if (!holds(session, 'investment_officer')) {
    return 'investment:against.notDesk';
  }
  return project.project.is_dropped ? 'investment:against.dropped' : undefined;
}

export const projectCan = {
  drop: atDesk,
  screen: (project: InvestmentProject, session: Session): Against | undefined => {
    const against = atDesk(project, session);
    return against ?? (project.edition_in_force === null ? 'investment:against.noEdition' : undefined);
  },
  advance: (project: InvestmentProject, session: Session): Against | undefined => {
    const against = atDesk(project, session);
    if (against !== undefined) {
      return against;
    }
    if (project.next_stage === null) {
      return 'investment:against.lastStage';
    }
    if (project.project.stopped_by_item !== null) {
      return 'investment:against.stopped';
    }
    return project.next_stage_needs_screening && project.screening === null
      ? 'investment:against.notScreened'
      : undefined;
  },
};
