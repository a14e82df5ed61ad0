import type { Book, Session } from '../../api/types';
import { actsFor, holds } from '../../session/session';

// Why an action is not open, by the rules of crates/domain/src/bonded. The server decides; this only explains beforehand.
export type Against =
  | 'access:reason.notEnterprise'
  | 'access:reason.notCustoms'
  | 'books:reason.notDraft'
  | 'books:reason.notSubmitted'
  | 'books:reason.notActive'
  | 'books:reason.noItems'
  | 'books:reason.closed'
  | 'books:reason.notAtProduction'
  | 'books:reason.logistics'
  | 'books:reason.waiting';

function officerOf(book: Book, session: Session): Against | undefined {
  return actsFor(session, book.enterprise) ? undefined : 'access:reason.notEnterprise';
}

function customs(session: Session): Against | undefined {
  return holds(session, 'customs_officer') ? undefined : 'access:reason.notCustoms';
}

export const bookCan = {
  fileItems: (book: Book, session: Session): Against | undefined => {
    if (book.status === 'submitted') {
      return officerOf(book, session) ?? 'books:reason.waiting';
    }
    if (book.status === 'closed' || book.status === 'expired') {
      return officerOf(book, session) ?? 'books:reason.notActive';
    }
    return officerOf(book, session);
  },
  fileBom: (book: Book, session: Session): Against | undefined =>
    bookCan.fileItems(book, session) ?? (book.kind === 'logistics' ? 'books:reason.logistics' : undefined),
  submit: (book: Book, session: Session): Against | undefined => {
    if (book.status !== 'draft') {
      return officerOf(book, session) ?? 'books:reason.notDraft';
    }
    return officerOf(book, session) ?? (book.item_count === 0 ? 'books:reason.noItems' : undefined);
  },
  approve: (book: Book, session: Session): Against | undefined =>
    customs(session) ?? (book.status === 'submitted' ? undefined : 'books:reason.notSubmitted'),
  approveFilings: (book: Book, session: Session): Against | undefined =>
    customs(session) ?? (book.status === 'active' ? undefined : 'books:reason.notActive'),
  pause: (book: Book, session: Session): Against | undefined =>
    customs(session) ?? (book.status === 'active' ? undefined : 'books:reason.notActive'),
  close: (book: Book, session: Session): Against | undefined => {
    const isOpen = book.status === 'active' || book.status === 'expired';
    return customs(session) ?? (isOpen ? undefined : 'books:reason.notActive');
  },
  draftList: (book: Book, session: Session): Against | undefined => {
    const takesLists = book.status === 'active' || book.status === 'expired';
    return officerOf(book, session) ?? (takesLists ? undefined : 'books:reason.notActive');
  },
  reportProduction: (book: Book, session: Session): Against | undefined => {
    if (book.consumption_point !== 'at_production') {
      return officerOf(book, session) ?? 'books:reason.notAtProduction';
    }
    return officerOf(book, session) ?? (book.status === 'active' ? undefined : 'books:reason.notActive');
  },
};
