import { useSuspenseQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { ListContent } from '../../api/types';
import { useCommand } from '../../api/useCommand';
import { PageHeading } from '../../ui/PageHeading';
import { amendList } from './commands';
import { ListForm } from './ListForm';
import { allLinesQuery, listQuery } from './queries';

const route = getRouteApi('/shell/lists/$list/edit');

export function EditListPage() {
  const { t } = useTranslation('lists');
  const { list: id } = route.useParams();
  const navigate = useNavigate();
  const { data } = useSuspenseQuery(listQuery(id));
  const { data: lines } = useSuspenseQuery(allLinesQuery(id));
  const { list, trucks } = data;
  const command = useCommand({
    send: (content: ListContent, key) => amendList(list, content, key),
    onRecorded: () => void navigate({ to: '/lists/$list', params: { list: id } }),
  });
  return (
    <>
      <PageHeading title={t('form.editTitle', { number: list.number })} />
      <ListForm
        book={list.book}
        initial={{
          movement: list.movement,
          mode: list.supervision_mode,
          needsDeclaration: list.needs_declaration,
          trucks: trucks.map((truck) => truck.plate),
        }}
        lines={lines}
        isSending={command.isPending}
        error={command.error}
        onSave={(content) => command.mutate(content)}
      />
    </>
  );
}
