import { queryOptions } from '@tanstack/react-query';
import { api } from '../api/client';
import { dataOf } from '../api/problem';

/** The latest fifty entries about one thing that the user may see, oldest first. */
export function subjectHistoryQuery(subject: string) {
  return queryOptions({
    queryKey: ['journal', 'subject', subject],
    queryFn: async () => {
      const query = { subject, limit: 50 };
      const page = dataOf(await api.GET('/api/v1/journal/entries', { params: { query } }));
      return [...page.rows].reverse();
    },
  });
}
