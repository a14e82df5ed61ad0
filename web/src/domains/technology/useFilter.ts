import { useNavigate } from '@tanstack/react-router';
import type { TechnologySearch } from './queries';

/** Changes what the page shows; another filter starts at the first page of its table. */
export function useFilter(): (change: TechnologySearch) => void {
  const navigate = useNavigate({ from: '/technology' });
  return (change) =>
    void navigate({ search: (now) => ({ ...now, cursor: undefined, trail: undefined, ...change }) });
}
