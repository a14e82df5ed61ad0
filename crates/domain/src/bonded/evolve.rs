//! How events change books and lists. This never fails: an event about something that does not exist is a bug.

use alloc::collections::{BTreeMap, BTreeSet};
use alloc::string::String;
use etown_values::{BookId, CivilDate, ListId, QuantityAmount};

use super::Bonded;
use super::bom::BomVersion;
use super::book::{Book, BookStatus, FilingStatus, Item, Pause};
use super::event::{BondedEvent as Event, EventPart};
use super::list::{List, ListStatus};
use super::period::Period;
use super::state::DueThing;

impl Bonded {
    pub(crate) fn evolve(&mut self, event: &Event) {
        match event.part() {
            EventPart::Book => self.evolve_book(event),
            EventPart::List => self.evolve_list(event),
            EventPart::Lots => {
                if let Event::LotsMoved(moves) = event {
                    self.lots.evolve(moves);
                }
            }
            EventPart::Period => self.evolve_period(event),
            EventPart::Slip => self.evolve_slip(event),
            EventPart::Equipment => self.evolve_equipment(event),
        }
    }

    fn evolve_book(&mut self, event: &Event) {
        match event {
            Event::BookFiled { book, header, by } => {
                let filed = Book {
                    id: *book,
                    header: header.clone(),
                    status: BookStatus::Draft,
                    pause: Pause::None,
                    makers: BTreeSet::from([*by]),
                    change_count: 0,
                    revision: 1,
                    items: BTreeMap::new(),
                    boms: BTreeMap::new(),
                    open_lists: 0,
                    period: None,
                };
                self.books.insert(*book, filed);
            }
            Event::ItemsFiled { book, items, by } => self.change_book(*book, |book| {
                for filing in items {
                    let known = book.items.get(&filing.number);
                    let is_used = known.is_some_and(|known| known.is_used);
                    let pause = known.map_or(Pause::None, |known| known.pause);
                    let item = Item { filing: filing.clone(), status: FilingStatus::Filed, is_used, pause };
                    book.items.insert(filing.number, item);
                }
                book.makers.insert(*by);
            }),
            Event::BomFiled { book, product, version, rows, by } => self.change_book(*book, |book| {
                let bom = BomVersion { rows: rows.clone(), status: FilingStatus::Filed, is_used: false };
                book.boms.insert((*product, version.clone()), bom);
                book.makers.insert(*by);
            }),
            Event::BookSubmitted { book, by } => self.change_book(*book, |book| {
                book.status = BookStatus::Submitted;
                book.makers.insert(*by);
            }),
            Event::BookReturned { book, .. } => self.change_status(*book, BookStatus::Draft),
            Event::BookExpired { book } => self.end_validity(*book, BookStatus::Expired),
            Event::BookClosed { book } => {
                self.end_validity(*book, BookStatus::Closed);
                self.issued.retain(|(of, _, _), _| of != book);
            }
            Event::BookApproved { book, on } => self.approve_book(*book, *on),
            Event::FilingsApproved { book } => self.change_book(*book, |book| {
                book.change_count = book.change_count.saturating_add(1);
                approve_filings(book);
            }),
            Event::BookPaused { book, pause, .. } => self.change_book(*book, |book| book.pause = *pause),
            Event::ItemPaused { book, item, pause, .. } => self.change_book(*book, |book| {
                if let Some(item) = book.items.get_mut(item) {
                    item.pause = *pause;
                }
            }),
            Event::ItemsConsigned { book, items } => {
                for item in items {
                    self.mark_counted(*book, *item, None);
                }
            }
            Event::ProductionRecorded { book, product, version, .. } => {
                self.change_book(*book, |book| mark_used(book, *product, Some(version)));
            }
            Event::IssueRecorded { book, work_order, item, quantity, .. } => {
                self.mark_counted(*book, *item, None);
                self.count_issue((*book, work_order.clone(), *item), *quantity);
            }
            _ => unreachable!("only events of books come here"),
        }
    }

    fn evolve_list(&mut self, event: &Event) {
        match event {
            Event::ListDrafted { .. } => self.draft_list(event),
            Event::ListAmended { list, content, by } => self.change_list(*list, |list| {
                list.content = content.clone();
                list.makers.insert(*by);
            }),
            Event::TrucksCorrected { list, trucks, annulled, .. } => self.change_list(*list, |list| {
                list.content.trucks.clone_from(trucks);
                list.trucks_passed.retain(|truck| !annulled.contains(truck));
            }),
            Event::ListSubmitted { list, by } => {
                self.change_list(*list, |list| {
                    list.status = ListStatus::Submitted;
                    list.makers.insert(*by);
                });
                self.mark_content_used(*list);
            }
            Event::ListReturned { list, .. } => {
                self.change_list(*list, |list| list.status = ListStatus::Draft);
            }
            Event::ListApproved { list, hold, .. } => self.change_list(*list, |list| {
                list.status = ListStatus::Approved;
                list.hold = Some(*hold);
            }),
            Event::ListDeleted { list } => {
                let (book, original) = self.change_list(*list, |list| {
                    list.status = ListStatus::Deleted;
                    list.hold = None;
                    (list.book, list.reverses)
                });
                self.settle_list(book);
                if let Some(original) = original {
                    self.change_list(original, |list| list.reversed_by = None);
                }
            }
            Event::DeclarationReleased { list, declaration_number, .. } => {
                self.change_list(*list, |list| list.declaration_number = Some(declaration_number.clone()));
                self.declarations.insert(declaration_number.clone(), *list);
            }
            Event::TruckPassed { list, truck, .. } => {
                self.change_list(*list, |list| list.trucks_passed.insert(truck.clone()));
            }
            Event::ListPosted { list, value_date, .. } => {
                let (book, original) = self.change_list(*list, |list| {
                    list.status = ListStatus::Posted;
                    list.posted_on = Some(*value_date);
                    (list.book, list.reverses)
                });
                self.settle_list(book);
                if let Some(original) = original {
                    self.change_list(original, |list| list.status = ListStatus::Reversed);
                }
            }
            _ => unreachable!("only events of lists come here"),
        }
    }

    fn draft_list(&mut self, event: &Event) {
        let Event::ListDrafted { list, number, book, content, reverses, by } = event else { return };
        let drafted = List {
            id: *list,
            number: number.clone(),
            book: *book,
            content: content.clone(),
            status: ListStatus::Draft,
            reverses: *reverses,
            reversed_by: None,
            makers: BTreeSet::from([*by]),
            revision: 1,
            declaration_number: None,
            trucks_passed: BTreeSet::new(),
            posted_on: None,
            hold: None,
        };
        self.lists.insert(*list, drafted);
        self.lists_of_books.entry(*book).or_default().insert(*list);
        self.count_number(number);
        if let Some(book) = self.books.get_mut(book) {
            book.open_lists = book.open_lists.saturating_add(1);
        }
        if let Some(original) = reverses {
            self.change_list(*original, |original| original.reversed_by = Some(*list));
        }
    }

    fn change_book<T>(&mut self, id: BookId, change: impl FnOnce(&mut Book) -> T) -> T {
        let book = self.books.get_mut(&id).expect("an event names a book that was filed before it");
        book.revision = book.revision.saturating_add(1);
        change(book)
    }

    fn approve_book(&mut self, id: BookId, on: CivilDate) {
        let (number, valid_until) = self.change_book(id, |book| {
            book.status = BookStatus::Active;
            book.period = Some(Period::open(1, on));
            approve_filings(book);
            (book.header.number.clone(), book.header.valid_until)
        });
        self.book_numbers.insert(number, id);
        self.last_days.insert((valid_until, DueThing::Book(id)));
    }

    /// What a work order took adds up; what it gave back is taken off.
    fn count_issue(&mut self, key: (BookId, String, u32), quantity: QuantityAmount) {
        let taken = self.issued.remove(&key).unwrap_or_default();
        let units = taken.units().saturating_add(quantity.units());
        if units > 0 {
            self.issued.insert(key, QuantityAmount::from_units(units));
        }
    }

    /// An active book expires or is closed.
    fn end_validity(&mut self, id: BookId, status: BookStatus) {
        self.change_status(id, status);
        if let Some(book) = self.books.get(&id) {
            self.last_days.remove(&(book.header.valid_until, DueThing::Book(id)));
        }
    }

    fn change_status(&mut self, id: BookId, status: BookStatus) {
        self.change_book(id, |book| book.status = status);
    }

    fn change_list<T>(&mut self, id: ListId, change: impl FnOnce(&mut List) -> T) -> T {
        let list = self.lists.get_mut(&id).expect("an event names a list that was drafted before it");
        list.revision = list.revision.saturating_add(1);
        change(list)
    }

    /// The number ends with nine digits of sequence; what stands before them counts on its own.
    pub(super) fn count_number(&mut self, number: &str) {
        if let Some((prefix, sequence)) = number.split_at_checked(number.len().saturating_sub(9)) {
            self.sequences.insert(prefix.into(), sequence.parse().unwrap_or_default());
        }
    }

    /// What was counted, issued or consigned keeps its class, measure and version; this is no change of the book.
    pub(super) fn mark_counted(&mut self, book: BookId, item: u32, version: Option<&alloc::string::String>) {
        if let Some(book) = self.books.get_mut(&book) {
            mark_used(book, item, version);
        }
    }

    /// A list no longer keeps its book from being closed. Lists do not change the revision of their book.
    fn settle_list(&mut self, book: BookId) {
        if let Some(book) = self.books.get_mut(&book) {
            book.open_lists = book.open_lists.saturating_sub(1);
        }
    }

    fn mark_content_used(&mut self, list: ListId) {
        let Some(list) = self.lists.get(&list) else { return };
        let Some(book) = self.books.get_mut(&list.book) else { return };
        for line in &list.content.lines {
            mark_used(book, line.item, line.bom_version.as_ref());
        }
    }
}

fn approve_filings(book: &mut Book) {
    book.makers = BTreeSet::new();
    for item in book.items.values_mut() {
        item.status = FilingStatus::Approved;
    }
    for bom in book.boms.values_mut() {
        bom.status = FilingStatus::Approved;
    }
}

/// What a document names never changes again: the item, the version, and the materials and scrap of the version.
fn mark_used(book: &mut Book, item: u32, version: Option<&alloc::string::String>) {
    if let Some(found) = book.items.get_mut(&item) {
        found.is_used = true;
    }
    let Some(version) = version else { return };
    let Some(bom) = book.boms.get_mut(&(item, version.clone())) else { return };
    if bom.is_used {
        return;
    }
    bom.is_used = true;
    for row in &bom.rows {
        for number in [Some(row.material), row.scrap_item].into_iter().flatten() {
            if let Some(found) = book.items.get_mut(&number) {
                found.is_used = true;
            }
        }
    }
}
